"""How values are written for a reader: money, days, coded words; one way for screen, slip and certificate."""

import datetime as dt
from typing import assert_never

from kiosk.domain.answers import Answer
from kiosk.domain.field import Column, ColumnKind, Field, FieldKind, Shown, ValueForm
from kiosk.domain.identity import mask_number
from kiosk.domain.matter import Matter
from kiosk.domain.payment import money
from kiosk.domain.record import Record, Scalar
from kiosk.domain.text import Locale, Text
from kiosk.domain.values import read_many, read_person, read_table
from kiosk.domain.years import label_of
from kiosk.domain.zone import ZONE

DAY_LENGTH = 10


BETWEEN = " · "
"""Between the cells of a row, and the parts of a picked one."""


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
            return money(int(value)).at(locale)
        case ValueForm.DATE:
            return day(str(value), locale)
        case ValueForm.WORD:
            word = shown.words.get(str(value))
            return word.at(locale) if word else str(value)
        case ValueForm.NUMBER_MASKED:
            return mask_number(str(value))
    assert_never(shown.form)


def write_rows(field: Field, value: str, locale: Locale) -> tuple[str, ...]:
    """Write each row of a table on a line."""
    return tuple(
        BETWEEN.join(_cell(column, cell, locale) for column, cell in zip(field.columns, row, strict=False))
        for row in read_table(value) or ()
    )


def write_row(field: Field, row: Record, locale: Locale) -> tuple[str, ...]:
    """Write a row that can be picked: its name, then a line a fact."""
    name, *facts = field.shown
    return (
        write(name, row, locale),
        *(f"{fact.label.at(locale)}  {write(fact, row, locale)}" for fact in facts),
    )


def _cell(column: Column, cell: str, locale: Locale) -> str:
    """Write a cell; a number after what it counts."""
    match column.kind:
        case ColumnKind.MONEY if cell.isdigit():
            return f"{column.label.at(locale)} {money(int(cell)).at(locale)}"
        case ColumnKind.NUMBER:
            return f"{column.label.at(locale)} {cell}"
        case ColumnKind.CHOICE:
            return label_of(column.options, cell).at(locale)
        case _:
            return cell


AGREED_WORD = Text(zh="同意", en="Agreed")


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
            return label_of(field.options, answer.value).at(locale)
        case FieldKind.PICK if answer.row is not None:
            return BETWEEN.join(write(part, answer.row, locale) for part in field.shown)
        case FieldKind.MANY:
            mark = "、" if locale is Locale.ZH else ", "
            return (
                mark.join(label_of(field.options, one).at(locale) for one in read_many(answer.value)) or "—"
            )
        case FieldKind.DATE if answer.value:
            return day(answer.value, locale)
        case FieldKind.MONEY if answer.value:
            return money(int(answer.value)).at(locale)
        case FieldKind.PERSON:
            other = read_person(answer.value)
            return f"{other.name} {mask_number(other.number)}" if other.number else answer.value
        case FieldKind.ACCOUNT if answer.value:
            return mask_number(answer.value)
        case FieldKind.TABLE:
            return "\n".join(write_rows(field, answer.value, locale)) or "—"
        case FieldKind.CONSENT:
            return AGREED_WORD.at(locale)
        case _:
            return answer.value or "—"
