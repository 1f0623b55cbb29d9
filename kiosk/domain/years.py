"""Options that are years: `@year-1` is last year, and `{year}` in its label that year."""

import datetime as dt
import re

import msgspec

from kiosk.domain.field import Option
from kiosk.domain.text import Text

YEAR = re.compile(r"@year(?P<by>[+-]\d)?(?!\d)")
"""At most nine years off; what follows may be the rest of a day: `@year-1-04-12`."""
PLACE = "{year}"
A_YEAR = re.compile(r"[12][0-9]{3}")


def is_relative(option: Option) -> bool:
    """Return whether the option is a year that moves with today."""
    return option.value.startswith("@") and YEAR.fullmatch(option.value) is not None


def year_on(written: str, today: dt.date) -> str:
    """Return the text with each `@year-1` in it as that year."""
    return YEAR.sub(lambda found: f"{today.year + int(found['by'] or 0):04d}", written)


def offered(options: tuple[Option, ...], today: dt.date) -> tuple[Option, ...]:
    """Return the options as they are today."""
    return tuple(_on(option, today) for option in options)


def takes(options: tuple[Option, ...], value: str, today: dt.date | None) -> bool:
    """Return whether a value is one of the options; without a day any year will do for a moving one."""
    if today is not None:
        return value in {option.value for option in offered(options, today)}
    fixed = {option.value for option in options if not is_relative(option)}
    return value in fixed or (any(map(is_relative, options)) and A_YEAR.fullmatch(value) is not None)


def label_of(options: tuple[Option, ...], value: str) -> Text:
    """Return what an answer is called, in whatever year it was given; the value itself where it is none."""
    for option in options:
        if option.value == value:
            return option.label
        if is_relative(option) and A_YEAR.fullmatch(value):
            return option.label.format(year=value)
    return Text(zh=value, en=value)


def _on(option: Option, today: dt.date) -> Option:
    if not is_relative(option):
        return option
    year = year_on(option.value, today)
    return msgspec.structs.replace(option, value=year, label=option.label.format(year=year))
