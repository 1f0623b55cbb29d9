"""How answers of more than one part are written down as one text, and read back."""

import re

import msgspec

from kiosk.domain.identity import number_problem

AGREED = "yes"
"""The one answer to a consent."""
_SEVERAL = ","
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]"
    r"(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警]|[DF][A-HJ-NP-Z0-9]\d{4}|\d{5}[DF])"
)
_ACCOUNT = re.compile(r"\d{12,19}")
_TWICE_OVER = 9


class Other(msgspec.Struct, frozen=True):
    """Somebody else as an answer names them; the repr shows nothing."""

    name: str
    number: str

    def __repr__(self) -> str:
        return "Other(…)"


def written_person(other: Other) -> str:
    """Write name and number as one answer."""
    return f"{other.name.strip()} {other.number.strip().upper()}"


def read_person(value: str) -> Other:
    """Return name and number; either is empty where it was left out."""
    name, _, number = value.strip().rpartition(" ")
    return Other(name.strip(), number) if name else Other(number, "")


def person_problem(value: str) -> bool:
    """Return whether name or number is missing, or the number can't be (GB 11643)."""
    other = read_person(value)
    return not other.name or not other.number or number_problem(other.number) is not None


def written_many(chosen: tuple[str, ...]) -> str:
    """Write several options as one answer."""
    return _SEVERAL.join(chosen)


def read_many(value: str) -> tuple[str, ...]:
    """Return the options of an answer."""
    return tuple(part for part in value.split(_SEVERAL) if part)


def written_table(rows: tuple[tuple[str, ...], ...]) -> str:
    """Write a table's rows as one answer (JSON)."""
    return msgspec.json.encode(rows).decode()


def read_table(value: str) -> tuple[tuple[str, ...], ...] | None:
    """Return a table's rows, or None when the answer is none."""
    try:
        return msgspec.json.decode(value, type=tuple[tuple[str, ...], ...])
    except msgspec.DecodeError:
        return None


def is_plate(value: str) -> bool:
    """Return whether this can be a number plate (GA 36-2018: five characters, or six with D or F)."""
    return _PLATE.fullmatch(value.strip().upper()) is not None


def is_account(value: str) -> bool:
    """Return whether this can be a bank card's number: 12 to 19 digits, the check digit of ISO/IEC 7812-1."""
    digits = value.strip()
    if not _ACCOUNT.fullmatch(digits):
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * 2 if place % 2 else int(digit)
        total += doubled - _TWICE_OVER if doubled > _TWICE_OVER else doubled
    return total % 10 == 0
