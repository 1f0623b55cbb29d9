"""What one question of a form must have, and what it may not have, by its kind."""

import datetime as dt
from collections.abc import Iterator

from kiosk.domain.field import Field, FieldKind
from kiosk.domain.form import bound
from kiosk.domain.years import A_YEAR, PLACE, is_relative

COUNTED = (FieldKind.NUMBER, FieldKind.MONEY, FieldKind.MANY, FieldKind.TABLE)


def field_flaws(field: Field) -> Iterator[str]:
    """Yield what is wrong with a question, whatever the rest of its matter says."""
    chosen = field.kind in (FieldKind.CHOICE, FieldKind.MANY)
    picked, table = field.kind is FieldKind.PICK, field.kind is FieldKind.TABLE
    if chosen and len({option.value for option in field.options}) < max(2, len(field.options)):
        yield "a choice needs two different options or more"
    if not chosen and field.options:
        yield "only a choice has options"
    if any("," in option.value for option in field.options):
        yield "an option's value holds no comma"
    yield from _years(field)
    if table != bool(field.columns):
        yield "a table needs columns, and nothing else has any"
    if (field.earliest or field.latest) and field.kind is not FieldKind.DATE:
        yield "only a date has `earliest` and `latest`"
    for written in filter(None, (field.earliest, field.latest)):
        if not _is_bound(written):
            yield f"`{written}` is no day as 2026-11-26, `@today` or `@today-30`"
    if (field.least is not None or field.most is not None) and field.kind not in COUNTED:
        yield "only a number, money, many and a table have `least` and `most`"
    if field.least is not None and field.most is not None and field.least > field.most:
        yield "least must not be over most"
    if picked and (field.lookup is None or not field.shown or field.nothing is None):
        yield "a pick needs `lookup`, `shown` and `nothing`"
    if not picked and (field.lookup or field.shown or field.nothing or field.until):
        yield "only a pick has `lookup`, `shown`, `nothing` and `until`"
    unknown_before = (FieldKind.TABLE, FieldKind.CONSENT, FieldKind.PERSON)
    if (chosen or picked or field.kind in unknown_before) and field.prefill is not None:
        yield "what is chosen can't be prefilled"
    if not 0 < field.min_length <= field.max_length:
        yield "min_length must lie between 1 and max_length"


def _years(field: Field) -> Iterator[str]:
    """Hold options that are years to moving with today: a list of years written down ends by itself."""
    for option in (*field.options, *(one for column in field.columns for one in column.options)):
        value, label = option.value, option.label
        relative = is_relative(option)
        if value.startswith("@") and not relative:
            yield f"`{value}` is no year as `@year` or `@year-1`"
        if relative is not (PLACE in label.zh and PLACE in label.en):
            yield f"`{value}`: a year that moves, and only that, has `{PLACE}` in its label, zh and en"
        if label.en == value and A_YEAR.fullmatch(value):
            yield f"the year {value} goes stale: write `@year`, `@year-1` … and `{PLACE}` in the label"


def _is_bound(written: str) -> bool:
    try:
        bound(written, dt.date.min.replace(year=2000))
    except ValueError:
        return False
    return True
