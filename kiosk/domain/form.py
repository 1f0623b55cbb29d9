"""Answers and what can be wrong with them; the centre checks the same way."""

import datetime as dt
import re
from typing import assert_never

import msgspec

from kiosk.domain.identity import Identity
from kiosk.domain.matter import Field, FieldKind, Matter
from kiosk.domain.record import Record, Records, Scalar
from kiosk.domain.text import Text

PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
"""What no answer may hold; a line may end."""


class Answer(msgspec.Struct, frozen=True):
    """What was given for one field; for a pick, the row's id, with the row as it was shown."""

    field: str
    value: str
    row: Record | None = None

    def __repr__(self) -> str:
        return f"Answer(field={self.field!r}, …)"


Answers = tuple[Answer, ...]


class Prefill(msgspec.Struct, frozen=True):
    """A value that is already known, and where from; its repr shows no value."""

    value: str
    source: Text

    def __repr__(self) -> str:
        return "Prefill(…)"


def answer_for(answers: Answers, field_id: str) -> Answer | None:
    """Return the answer to a field, or None while there is none."""
    return next((answer for answer in answers if answer.field == field_id), None)


def with_answer(answers: Answers, answer: Answer) -> Answers:
    """Return the answers with this one in place of an earlier one for its field."""
    return (*without_answer(answers, answer.field), answer)


def without_answer(answers: Answers, field_id: str) -> Answers:
    """Return the answers with that field asked again."""
    return tuple(given for given in answers if given.field != field_id)


def next_field(matter: Matter, answers: Answers) -> Field | None:
    """Return the first field that has no answer, or None when all have."""
    return next((field for field in matter.fields if answer_for(answers, field.id) is None), None)


def problem(field: Field, value: str) -> Text | None:
    """Say how to mend an answer, or return None when it will do.

    A pick is checked for being given; whether the row still stands is the centre's to say.
    """
    if not value.strip():
        return EMPTY if field.required else None
    match field.kind:
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            return _length_problem(field, value)
        case FieldKind.PHONE:
            return None if PHONE.fullmatch(value.strip()) else BAD_PHONE
        case FieldKind.DATE:
            return _date_problem(value)
        case FieldKind.CHOICE:
            return None if value in {option.value for option in field.options} else NOT_OFFERED
        case FieldKind.PICK:
            return None
    assert_never(field.kind)


def _length_problem(field: Field, value: str) -> Text | None:
    length = len(value.strip())
    if length > field.max_length:
        return TOO_LONG.format(most=field.max_length, have=length)
    if length < field.min_length:
        return TOO_SHORT.format(least=field.min_length)
    if CONTROL.search(value):
        return CONTROL_CHARACTER
    return None


def _date_problem(value: str) -> Text | None:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return BAD_DATE
    return None


def problems(matter: Matter, answers: Answers) -> tuple[tuple[str, Text], ...]:
    """Return (field, how to mend it) for every field that is missing, wrong or not of this matter."""
    known = {field.id for field in matter.fields}
    wrong = [(answer.field, NOT_ASKED) for answer in answers if answer.field not in known]
    for field in matter.fields:
        answer = answer_for(answers, field.id)
        trouble = problem(field, answer.value if answer else "")
        if trouble is not None:
            wrong.append((field.id, trouble))
    return tuple(wrong)


def prefill(field: Field, identity: Identity, records: Records) -> Prefill | None:
    """Return what is already known for a field and where from, or None."""
    if field.prefill is None:
        return None
    room, _, key = field.prefill.rpartition(".")
    if room == "identity":
        value: Scalar = getattr(identity, key)
        source = YOUR_CARD
    else:
        entry = next(iter(records.of(room)), None)
        if entry is None:
            return None
        value, source = entry.values.get(key), Text(zh=entry.source, en=entry.source)
    return Prefill(value=str(value), source=source) if value not in (None, "") else None


EMPTY = Text(zh="这一项还没有填，请填写后继续。", en="This is still empty. Please fill it in to go on.")
BAD_PHONE = Text(
    zh="电话号码应是 11 位手机号，或区号加固定电话，请再看一下。",
    en="A phone number has 11 digits, or an area code and 7 or 8 digits. Please look again.",
)
BAD_DATE = Text(
    zh="没有这一天，请按 年-月-日 重填。", en="There is no such day. Please give it as year-month-day."
)
NOT_OFFERED = Text(zh="请从给出的选项里选一个。", en="Please choose one of the options shown.")
NOT_ASKED = Text(zh="这件事不需要这一项。", en="This matter does not ask for that.")
TOO_LONG = Text(
    zh="最多写 {most} 个字，现在有 {have} 个，请缩短一些。",
    en="At most {most} characters fit; there are {have}. Please shorten it.",
)
TOO_SHORT = Text(
    zh="请至少写 {least} 个字，说得清楚一些。",
    en="Please write at least {least} characters, so that it is clear.",
)
CONTROL_CHARACTER = Text(
    zh="里面有不能打印的字符，请删掉重写。",
    en="It contains a character that can't be printed. Please retype it.",
)
YOUR_CARD = Text(zh="您的证件", en="your card")
