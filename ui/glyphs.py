"""Which characters the screen can draw with its own faces; of any other it would show an empty box."""

from functools import cache

from PySide6.QtGui import QFont, QRawFont

FAMILIES = ("Noto Sans CJK SC", "HanaMinA", "HanaMinB")
"""As in fonts.conf; what draws the words, then what draws rare characters of names."""
SIZE = 24
NO_GLYPH = "〓"


@cache
def drawn(character: str) -> bool:
    """Return whether one of the faces has a character."""
    return any(_face(family).supportsCharacter(ord(character)) for family in FAMILIES)


def legible(text: str) -> str:
    """Return a text with 〓 for what can't be drawn, as the receipt printer sets it."""
    return "".join(one if drawn(one) else NO_GLYPH for one in text)


@cache
def _face(family: str) -> QRawFont:
    return QRawFont.fromFont(QFont(family, SIZE))
