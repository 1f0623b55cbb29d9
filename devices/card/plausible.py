"""What a card's identity must agree on with itself, and whether the card is still valid."""

import datetime as dt

from kiosk.domain.card import CardExpired, CardRead
from kiosk.domain.identity import FOREIGN_2017_LENGTH, CardKind, Identity, Sex, number_problem

_MRZ_WEIGHTS = (7, 3, 1)
_COUNTRY_LENGTH = 3
_MRZ_BASE = 36
_BIRTH_2017 = slice(7, 13)
_SEX_PLACE = 16


def impossible(identity: Identity) -> str | None:
    """Say what the card contradicts itself in, without personal data, or return None.

    An unknown area code is fine: withdrawn codes live on in numbers.
    """
    problem = _number_trouble(identity)
    if problem is not None:
        return problem
    first, last = identity.valid_from, identity.valid_to
    if first is not None and last is not None and last < first:
        return "the card's last valid day lies before its first"
    return None


def judge_validity(identity: Identity, today: dt.date) -> CardRead | CardExpired:
    """Return the identity as read, or as expired when its last valid day has passed."""
    if identity.valid_to is not None and identity.valid_to < today:
        return CardExpired(identity)
    return CardRead(identity)


def mrz_check_digit(text: str) -> str:
    """Return the check digit of a machine-readable line (ICAO 9303-3, 4.9) for digits and capital letters."""
    return str(sum(int(c, _MRZ_BASE) * _MRZ_WEIGHTS[i % 3] for i, c in enumerate(text)) % 10)


def _number_trouble(identity: Identity) -> str | None:
    if identity.kind is CardKind.FOREIGN_2017:
        return _trouble_2017(identity.number, identity.birth)
    problem = number_problem(identity.number, birth=identity.birth)
    if problem is not None:
        return problem
    odd = int(identity.number[_SEX_PLACE]) % 2 == 1
    if identity.sex is not Sex.UNKNOWN and odd != (identity.sex is Sex.MALE):
        return "the sex inside the number differs from the card's"
    return None


def _trouble_2017(number: str, birth: dt.date) -> str | None:
    # The permit's digit for the sex is not judged: no public source says how it is coded.
    if len(number) != FOREIGN_2017_LENGTH:
        return f"the number has {len(number)} characters, not {FOREIGN_2017_LENGTH}"
    country, digits = number[:_COUNTRY_LENGTH], number[_COUNTRY_LENGTH:]
    if not (country.isascii() and country.isalpha() and country.isupper()):
        return "the first 3 characters are not all capital letters"
    if not (digits.isascii() and digits.isdigit()):
        return "the last 12 characters are not all digits"
    if number[-1] != mrz_check_digit(number[:-1]):
        return "the check digit does not match the other 14"
    if number[_BIRTH_2017] != birth.strftime("%y%m%d"):
        return "the birth date inside the number differs from the card's"
    return None
