"""Which characters the screen can draw with its own faces; of any other it would show an empty box."""

from functools import cache

from PySide6.QtGui import QFont, QRawFont

FAMILIES = ("Noto Sans CJK SC", "HanaMinA", "HanaMinB")
"""As in fonts.conf; what draws the words, then what draws rare characters of names."""
SIZE = 24


@cache
def drawn(character: str) -> bool:
    """Return whether one of the faces has a character."""
    return any(face.supportsCharacter(ord(character)) for face in _faces())


@cache
def _faces() -> tuple[QRawFont, ...]:
    return tuple(QRawFont.fromFont(QFont(family, SIZE)) for family in FAMILIES)
