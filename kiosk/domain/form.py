"""What a form asks, and what can be wrong with its answers; the centre checks the same way."""

import datetime as dt
import re
from typing import assert_never

import msgspec

from kiosk.domain.answers import Answers, answer_for
from kiosk.domain.field import Column, Condition, Field, FieldKind
from kiosk.domain.identity import Identity
from kiosk.domain.matter import Matter
from kiosk.domain.payment import yuan_text
from kiosk.domain.record import Record, Records, Scalar
from kiosk.domain.text import Text
from kiosk.domain.values import AGREED, is_account, is_plate, person_problem, read_many, read_table
from kiosk.domain.years import takes

PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
"""What no answer may hold; a line may end."""
MOST_DIGITS = 15
MOST_ROWS = 10
RELATIVE_DAY = re.compile(r"@today(?P<by>[+-]\d{1,5})?")


class Prefill(msgspec.Struct, frozen=True):
    """A value that is already known, and where from; its repr shows no value."""

    value: str
    source: Text

    def __repr__(self) -> str:
        return "Prefill(…)"


def meets(condition: Condition | None, answers: Answers) -> bool:
    """Return whether what hangs on the condition is asked for, by the answers given so far."""
    if condition is None:
        return True
    answer = answer_for(answers, condition.field)
    given = set() if answer is None else {answer.value, *read_many(answer.value)}
    if condition.among:
        return bool(given & set(condition.among))
    return answer is not None and not given & set(condition.not_among)


def asked(matter: Matter, answers: Answers) -> tuple[Field, ...]:
    """Return the fields that are asked, in their order, by the answers given so far."""
    unasked = bool(matter.proven_by)
    fields = (field for field in matter.fields if not (field.whom and unasked))
    return tuple(field for field in fields if meets(field.when, answers))


def still_asked(matter: Matter, answers: Answers) -> Answers:
    """Return the answers without those to fields that an earlier answer has made unasked."""
    kept = answers
    for field in matter.fields:
        if not meets(field.when, kept):
            kept = tuple(answer for answer in kept if answer.field != field.id)
    return kept


def next_field(matter: Matter, answers: Answers) -> Field | None:
    """Return the first field asked that has no answer, or None when all have."""
    return next((field for field in asked(matter, answers) if answer_for(answers, field.id) is None), None)


def place_of(matter: Matter, answers: Answers, field: Field) -> tuple[int, int | None]:
    """Return the how-manieth question this is, and of how many; None while an answer to come decides that."""
    fields = asked(matter, answers)
    settled = all(_settled(matter, answers, one) for one in matter.fields)
    return fields.index(field) + 1, len(fields) if settled else None


def _settled(matter: Matter, answers: Answers, field: Field) -> bool:
    """Return whether no answer to come can change that a field is asked or not."""
    if field.when is None or answer_for(answers, field.when.field) is not None:
        return True
    deciding = matter.field(field.when.field)
    return _settled(matter, answers, deciding) and not meets(deciding.when, answers)


def problem(field: Field, value: str, *, today: dt.date | None = None) -> Text | None:
    """Say how to mend an answer, or return None when it will do.

    A pick is checked for being given; whether the row still stands is the centre's to say. Days and years
    that move with `today` are checked where it is given.
    """
    if not value.strip():
        return EMPTY if field.required else None
    match field.kind:
        case FieldKind.TEXT | FieldKind.LONG_TEXT | FieldKind.ADDRESS:
            return _length_problem(field, value)
        case FieldKind.NUMBER | FieldKind.MONEY:
            return _number_problem(field, value)
        case FieldKind.PHONE:
            return None if PHONE.fullmatch(value.strip()) else BAD_PHONE
        case FieldKind.DATE:
            return _date_problem(field, value, today)
        case FieldKind.CHOICE:
            return None if takes(field.options, value, today) else NOT_OFFERED
        case FieldKind.MANY:
            return _many_problem(field, read_many(value), today)
        case FieldKind.PICK:
            return None
        case FieldKind.PERSON:
            return BAD_PERSON if person_problem(value) else None
        case FieldKind.ACCOUNT:
            return None if is_account(value) else BAD_ACCOUNT
        case FieldKind.PLATE:
            return None if is_plate(value) else BAD_PLATE
        case FieldKind.TABLE:
            return _table_problem(field, value)
        case FieldKind.CONSENT:
            return None if value == AGREED else NOT_AGREED
    assert_never(field.kind)


def row_problem(field: Field, row: Record | None, *, today: dt.date | None = None) -> Text | None:
    """Say why a picked row can't be picked any more, or return None when it can."""
    last = None if field.until is None or row is None else row.values.get(field.until.key)
    if field.until is None or not last or today is None:
        return None
    return field.until.over if dt.date.fromisoformat(str(last)) < today else None


def _number_problem(field: Field, value: str) -> Text | None:
    digits = value.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS):
        return NOT_A_NUMBER
    number, money = int(digits), field.kind is FieldKind.MONEY
    least, most = field.least or 0, field.most
    if number < least:
        return TOO_LITTLE.format(least=yuan_text(least) if money else least)
    if most is not None and number > most:
        return TOO_MUCH.format(most=yuan_text(most) if money else most)
    return None


def _many_problem(field: Field, chosen: tuple[str, ...], today: dt.date | None) -> Text | None:
    known = all(takes(field.options, value, today) for value in chosen)
    if not known or len(set(chosen)) < len(chosen):
        return NOT_OFFERED
    if len(chosen) < (field.least or 1):
        return TOO_FEW.format(least=field.least or 1)
    if field.most is not None and len(chosen) > field.most:
        return TOO_MANY.format(most=field.most)
    return None


def _table_problem(field: Field, value: str) -> Text | None:
    rows = read_table(value)
    if rows is None or any(len(row) != len(field.columns) for row in rows):
        return BAD_TABLE
    if len(rows) < (field.least or 1):
        return TOO_FEW.format(least=field.least or 1)
    if len(rows) > (field.most or MOST_ROWS):
        return TOO_MANY.format(most=field.most or MOST_ROWS)
    for number, row in enumerate(rows, 1):
        for column, cell in zip(field.columns, row, strict=True):
            if problem(cell_field(field, column), cell) is not None:
                return BAD_CELL.format(row=number, column=column.label)
    return None


def cell_field(field: Field, column: Column) -> Field:
    """Return the question for one cell of a table."""
    return Field(
        id=column.id,
        label=column.label,
        question=column.label,
        kind=FieldKind(column.kind.value),
        options=column.options,
        max_length=field.max_length,
    )


def _length_problem(field: Field, value: str) -> Text | None:
    length = len(value.strip())
    if length > field.max_length:
        return TOO_LONG.format(most=field.max_length, have=length)
    if length < field.min_length:
        return TOO_SHORT.format(least=field.min_length)
    if CONTROL.search(value):
        return CONTROL_CHARACTER
    return None


def _date_problem(field: Field, value: str, today: dt.date | None) -> Text | None:
    try:
        given = dt.date.fromisoformat(value)
    except ValueError:
        return BAD_DATE
    earliest, latest = bound(field.earliest, today), bound(field.latest, today)
    if earliest is not None and given < earliest:
        return TOO_EARLY.format(day=earliest.isoformat())
    if latest is not None and given > latest:
        return TOO_LATE.format(day=latest.isoformat())
    return None


def bound(written: str | None, today: dt.date | None) -> dt.date | None:
    """Return the day that a bound means; None without one, or when it moves and today is not given."""
    moving = RELATIVE_DAY.fullmatch(written) if written else None
    if moving is not None:
        return None if today is None else today + dt.timedelta(days=int(moving["by"] or 0))
    return dt.date.fromisoformat(written) if written else None


def first_day(field: Field, today: dt.date) -> dt.date:
    """Return the day that a date begins with: the one nearest to today that will do."""
    earliest, latest = bound(field.earliest, today), bound(field.latest, today)
    day = today if latest is None else min(today, latest)
    return day if earliest is None else max(day, earliest)


def problems(
    matter: Matter, answers: Answers, *, today: dt.date | None = None
) -> tuple[tuple[str, Text], ...]:
    """Return (field, how to mend it) for every field that is missing, wrong or not asked."""
    fields = asked(matter, answers)
    known = {field.id for field in fields}
    wrong = [(answer.field, NOT_ASKED) for answer in answers if answer.field not in known]
    for field in fields:
        answer = answer_for(answers, field.id)
        trouble = problem(field, answer.value if answer else "", today=today)
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
        entry = next(iter(records.room(room)), None)
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
NOT_A_NUMBER = Text(zh="这里只填数字。", en="Only digits go here.")
TOO_LITTLE = Text(zh="最少是 {least}，请改大一些。", en="The least is {least}. Please enter more.")
TOO_MUCH = Text(zh="最多是 {most}，请改小一些。", en="The most is {most}. Please enter less.")
TOO_FEW = Text(zh="至少要有 {least} 项，请再选或再填。", en="At least {least} are needed. Please add more.")
TOO_MANY = Text(zh="最多 {most} 项，请去掉一些。", en="At most {most} will do. Please take some away.")
TOO_EARLY = Text(zh="不能早于 {day}，请再看一下日期。", en="It can't be before {day}. Please look again.")
TOO_LATE = Text(zh="不能晚于 {day}，请再看一下日期。", en="It can't be after {day}. Please look again.")
BAD_PERSON = Text(
    zh="请填姓名和 18 位身份证号码，号码请再对一遍。",
    en="Please give the name and the 18-character identity number, and check the number once more.",
)
BAD_ACCOUNT = Text(
    zh="这不是一个银行卡号，请对着卡再看一遍。",
    en="This is no bank card's number. Please look at the card again.",
)
BAD_PLATE = Text(
    zh="车牌应像 浙A12345 或 浙AD12345 这样，请再看一下。",
    en="A plate looks like 浙A12345 or 浙AD12345. Please look again.",
)
BAD_TABLE = Text(zh="有一项没填完，请补完。", en="An entry is not complete. Please complete it.")
BAD_CELL = Text(
    zh="第 {row} 项的“{column}”没有填对，请改一下。",
    en="Entry {row}: “{column}” is not right yet. Please change it.",
)
NOT_AGREED = Text(zh="同意以后才能继续办。", en="You can go on only after you agree.")
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
