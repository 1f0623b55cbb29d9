"""Entries that a matter adds to its department's records, and what stands for what is only known then."""

import datetime as dt
from collections.abc import Mapping

import msgspec

from kiosk.domain.answers import Answers, answer_for
from kiosk.domain.field import Field, FieldKind
from kiosk.domain.form import RELATIVE_DAY, bound
from kiosk.domain.identity import Identity
from kiosk.domain.matter import Addition
from kiosk.domain.record import Record, Scalar
from kiosk.domain.text import Locale
from kiosk.domain.values import read_person
from kiosk.domain.years import YEAR, label_of, year_on
from kiosk.domain.zone import ZONE

NOW, NUMBER, PAID = "@now", "@number", "@paid"
APPLICANT = ("@applicant.name", "@applicant.number")
STANDS_FOR = (NOW, NUMBER, PAID, *APPLICANT)
"""The minute of taking in, the receipt number, what was paid in fen, whose card; beside days and years."""
LABEL, NAME, ID = "label", "name", "number"
"""Of a choice the words that were read, of a person the two halves: `$reason.label`, `$child.name`."""


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a submission when it is taken in; its repr shows nothing of it."""

    fields: tuple[Field, ...]
    answers: Answers
    rows: Mapping[str, Record | None]
    """The picked rows as the library holds them."""
    applicant: Identity
    number: str
    paid_fen: int
    at: dt.datetime

    def __repr__(self) -> str:
        return "Given(…)"


def values_of(addition: Addition, given: Given) -> dict[str, Scalar]:
    """Return the entry's values; None stands where nothing was answered."""
    return {key: _value(value, given) for key, value in addition.values.items()}


def _value(value: Scalar, given: Given) -> Scalar:
    if not isinstance(value, str):
        return value
    if value.startswith("$"):
        return _answered(value[1:], given)
    local = given.at.astimezone(ZONE)
    known: dict[str, Scalar] = {
        NOW: f"{local:%Y-%m-%dT%H:%M}",
        NUMBER: given.number,
        PAID: given.paid_fen,
        APPLICANT[0]: given.applicant.name,
        APPLICANT[1]: given.applicant.number,
    }
    if value in known:
        return known[value]
    if RELATIVE_DAY.fullmatch(value):
        day = bound(value, local.date())
        return None if day is None else day.isoformat()
    return year_on(value, local.date()) if YEAR.fullmatch(value) else value


def _answered(name: str, given: Given) -> Scalar:
    id_, _, part = name.partition(".")
    field = next((one for one in given.fields if one.id == id_), None)
    answer = answer_for(given.answers, id_)
    if field is None or answer is None or not answer.value.strip():
        return None
    text = answer.value.strip()
    match field.kind:
        case FieldKind.PICK:
            row = given.rows.get(id_)
            return None if row is None else row.values.get(part)
        case FieldKind.NUMBER | FieldKind.MONEY:
            return int(text)
        case FieldKind.CHOICE if part == LABEL:
            return label_of(field.options, text).at(Locale.ZH)
        case FieldKind.PERSON if part == NAME:
            return read_person(text).name
        case FieldKind.PERSON if part == ID:
            return read_person(text).number
        case _:
            return text
