"""Answers to a form's fields; what can be wrong with them says form.py."""

import msgspec

from kiosk.domain.record import Record


class Answer(msgspec.Struct, frozen=True):
    """What was given for one field; for a pick, the row's id, with the row as it was shown."""

    field: str
    value: str
    row: Record | None = None

    def __repr__(self) -> str:
        return f"Answer(field={self.field!r}, …)"


Answers = tuple[Answer, ...]


def answer_for(answers: Answers, field_id: str) -> Answer | None:
    """Return the answer to a field, or None while there is none."""
    return next((answer for answer in answers if answer.field == field_id), None)


def with_answer(answers: Answers, answer: Answer) -> Answers:
    """Return the answers with this one in place of an earlier one for its field."""
    return (*without_answer(answers, answer.field), answer)


def without_answer(answers: Answers, field_id: str) -> Answers:
    """Return the answers with that field asked again."""
    return tuple(given for given in answers if given.field != field_id)
