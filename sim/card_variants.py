"""What one card may be, beside whose it is."""

from enum import StrEnum


class Condition(StrEnum):
    """What is the matter with one card, wherever it is laid."""

    GOOD = "good"
    EXPIRED = "expired"
    """Its last valid day was yesterday."""
    FORGED = "forged"
    """It does not accept the reader."""
    DAMAGED = "damaged"
    """Found and selected, but never read."""
    TAKEN_AWAY = "taken_away"
    """A restless hand: the card leaves in the middle of its first read."""


class Generation(StrEnum):
    """The version that EF05 states."""

    V1 = "1.00"
    """Speaks T=0 style: answers lie ready (61xx), lengths have to be right (6Cxx); records by tag."""
    V2 = "2.00"
    """Answers at once; files are selected with P1=02, records read by tag and short file id."""
    V3 = "3.00"
    """Records by number; the holder's file asks for a PIN."""
