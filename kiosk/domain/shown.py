"""How values are written for a reader: money, days, coded words; one way for screen, slip and certificate."""

import datetime as dt
from typing import assert_never

from kiosk.domain.form import Answer
from kiosk.domain.identity import mask_number
from kiosk.domain.matter import FieldKind, Matter, Shown, ValueForm
from kiosk.domain.payment import yuan
from kiosk.domain.record import Record, Scalar
from kiosk.domain.text import Locale
from kiosk.domain.zone import ZONE

DAY_LENGTH = 10


def write(shown: Shown, record: Record, locale: Locale) -> str:
    """Write one value of a record; an unknown or empty one is a dash."""
    return write_value(shown, record.values.get(shown.value), locale)


def write_value(shown: Shown, value: Scalar, locale: Locale) -> str:
    """Write one value as its form asks."""
    if value is None or value == "":
        return "—"
    match shown.form:
        case ValueForm.TEXT | ValueForm.COUNT:
            return str(value)
        case ValueForm.MONEY:
            return f"{yuan(int(value))} 元" if locale is Locale.ZH else f"¥{yuan(int(value))}"
        case ValueForm.DATE:
            return day(str(value), locale)
        case ValueForm.WORD:
            word = shown.words.get(str(value))
            return word.at(locale) if word else str(value)
        case ValueForm.NUMBER_MASKED:
            return mask_number(str(value))
    assert_never(shown.form)


def day(iso: str, locale: Locale) -> str:
    """Write an ISO day (with or without the minute): 2026年11月23日 09:30, or 2026-11-23 09:30."""
    date, clock = iso[:DAY_LENGTH], iso[DAY_LENGTH + 1 : DAY_LENGTH + 6]
    year, month, number = date.split("-")
    written = f"{year}年{int(month)}月{int(number)}日" if locale is Locale.ZH else date
    return f"{written} {clock}".rstrip()


def moment(at: dt.datetime, locale: Locale) -> str:
    """Write an instant in local time, to the minute."""
    return day(at.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M"), locale)


def write_answer(matter: Matter, answer: Answer, locale: Locale) -> str:
    """Write an answer as the resident would say it: a choice by its label, a pick by its row's headline."""
    field = matter.field(answer.field)
    match field.kind:
        case FieldKind.CHOICE:
            labels = {option.value: option.label.at(locale) for option in field.options}
            return labels.get(answer.value, answer.value)
        case FieldKind.PICK if answer.row is not None:
            return " · ".join(write(part, answer.row, locale) for part in field.shown)
        case FieldKind.DATE:
            return day(answer.value, locale)
        case _:
            return answer.value or "—"
