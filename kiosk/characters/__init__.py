"""Every character that the terminal can draw, and two ways to one: by reading, or by radical and strokes."""

from kiosk.characters.table import Form
from kiosk.characters.ways import (
    ByRadical,
    ByReading,
    Character,
    Choice,
    Letter,
    Place,
    Rest,
    Strokes,
    Syllable,
    Tone,
    inside,
)

__all__ = [
    "ByRadical",
    "ByReading",
    "Character",
    "Choice",
    "Form",
    "Letter",
    "Place",
    "Rest",
    "Strokes",
    "Syllable",
    "Tone",
    "inside",
]
