"""A sealed item as text for a QR: what a slip can carry of a submission that only this terminal has.

Grammar: `KIOSK1:` and base45 (RFC 9285) of the item's bytes; all of it in QR's alphanumeric set, so that a
code of version 25 at level M holds 962 bytes.
"""

from kiosk.errors import WireError

PREFIX = "KIOSK1:"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
LONGEST = 1_451
"""Characters that QR version 25 holds at level M in alphanumeric mode (ISO/IEC 18004, table 7)."""
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_BASE = len(ALPHABET)
_PAIR, _TRIPLE = 2, 3


def item_code(data: bytes) -> str | None:
    """Return the text of an item's code, None when the item is too large for one."""
    text = PREFIX + "".join(_encoded(data[at : at + _PAIR]) for at in range(0, len(data), _PAIR))
    return text if len(text) <= LONGEST else None


def read_item_code(text: str) -> bytes:
    """Return the item's bytes; WireError says what is wrong."""
    body = text.strip()
    if not body.startswith(PREFIX):
        raise WireError("item_code", f"item code: does not begin with {PREFIX}")
    body = body.removeprefix(PREFIX)
    if len(body) > LONGEST:
        raise WireError("item_code", f"item code: {len(body)} characters, at most {LONGEST}")
    return b"".join(_decoded(body[at : at + _TRIPLE]) for at in range(0, len(body), _TRIPLE))


def _encoded(pair: bytes) -> str:
    value = int.from_bytes(pair)
    text = ""
    for _ in range(len(pair) + 1):
        value, digit = divmod(value, _BASE)
        text += ALPHABET[digit]
    return text


def _decoded(group: str) -> bytes:
    value = 0
    for character in reversed(group):
        if character not in _VALUES:
            raise WireError("item_code", f"item code: {character!r} is no character of base45")
        value = value * _BASE + _VALUES[character]
    size = len(group) - 1
    if size == 0 or value >= 1 << (8 * size):
        raise WireError("item_code", f"item code: '{group}' is no group of base45")
    return value.to_bytes(size)
