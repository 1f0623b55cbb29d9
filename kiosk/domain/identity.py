"""Who stands before the terminal, as the card says it.

Numbers: GB 11643-1999 with the check of GB/T 17710 (MOD 11-2); the foreigner's permit of 2023 uses
the same check; the permit of 2017 has 15 characters.
"""

import datetime as dt
from enum import StrEnum

import msgspec

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
NUMBER_LENGTH = 18
FOREIGN_2017_LENGTH = 15
MASK_KEEPS = 4


class CardKind(StrEnum):
    """What was laid on the reader or put into it."""

    RESIDENT = "resident"
    PERMIT_HMT = "permit_hmt"
    FOREIGN_2017 = "foreign_2017"
    FOREIGN_2023 = "foreign_2023"
    SOCIAL = "social"
    CITIZEN = "citizen"
    """A social-security card with a purse on it (市民卡)."""
    E_ID = "e_id"
    """An electronic identity of a resident, as the centre resolved its code: no card was seen."""


class Sex(StrEnum):
    """Sex as cards give it (GB/T 2261.1)."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """A person as read from a card; its repr shows nothing of it."""

    kind: CardKind
    name: str
    number: str
    sex: Sex = Sex.UNKNOWN
    birth: dt.date
    nation: str | None = None
    nationality: str | None = None
    english_name: str | None = None
    address: str | None = None
    issuer: str | None = None
    pass_number: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    """The last valid day; None is 长期 (without end)."""

    def __repr__(self) -> str:
        return f"Identity(kind={self.kind!r}, …)"


def check_digit(first17: str) -> str:
    """Return the 18th character for seventeen digits (GB 11643-1999, 4.2.3)."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first17, strict=True))
    return CHECK_DIGITS[total % 11]


def number_problem(number: str, *, birth: dt.date | None = None) -> str | None:
    """Say what is impossible about an 18-character number, or return None."""
    if len(number) != NUMBER_LENGTH:
        return f"the number has {len(number)} characters, not {NUMBER_LENGTH}"
    if not (number[:17].isascii() and number[:17].isdigit()):
        return "the first 17 characters are not all digits"
    if number[17] != check_digit(number[:17]):
        return "the check character does not match the other 17"
    try:
        written = dt.date.fromisoformat(number[6:14])
    except ValueError:
        return "the birth date inside the number is not a day"
    if birth is not None and written != birth:
        return "the birth date inside the number differs from the card's"
    return None


def mask_number(number: str) -> str:
    """Return the number with all but its last four characters hidden."""
    return "*" * max(0, len(number) - MASK_KEEPS) + number[-MASK_KEEPS:]


def mask_name(name: str) -> str:
    """Return the name with everything but its first and (from three on) last character hidden.

    王芳 -> 王*, 王小明 -> 王*明.
    """
    match len(name):
        case 0 | 1:
            return name
        case 2:
            return name[0] + "*"
        case length:
            return name[0] + "*" * (length - 2) + name[-1]


def age_on(birth: dt.date, day: dt.date) -> int:
    """Return whole years lived on `day`."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
