"""Two ways to one character, few choices a step: b, bi, bì and 髀; or 3 strokes, 氵, 9 more and 渼."""

from typing import NamedTuple, assert_never

from kiosk.characters import table
from kiosk.characters.table import Form


class ByReading(NamedTuple):
    """Begin with the first letter of the reading."""


class Letter(NamedTuple):
    """Readings that begin so."""

    letter: str


class Syllable(NamedTuple):
    """Readings without their tone."""

    syllable: str


class Tone(NamedTuple):
    """A reading with its tone."""

    reading: str


class ByRadical(NamedTuple):
    """Begin with the strokes of the radical."""


class Strokes(NamedTuple):
    """Radicals of so many strokes."""

    strokes: int


class Rest(NamedTuple):
    """Characters with so many strokes beside the radical."""

    form: Form
    strokes: int


class Character(NamedTuple):
    """A character, where the way ends."""

    character: str
    reading: str
    """Empty where none is known."""
    radical: str


Place = ByReading | Letter | Syllable | Tone | ByRadical | Strokes | Form | Rest
Choice = Letter | Syllable | Tone | Strokes | Form | Rest | Character


def inside(place: Place, room: int) -> tuple[Choice, ...]:
    """Return what can be chosen at a place; a step is left out where `room` cells hold all beyond it."""
    match place:
        case ByReading():
            return tuple(
                Letter(letter) for letter in dict.fromkeys(row.syllable[0] for row in table.spoken())
            )
        case Letter(letter):
            ways = dict.fromkeys(row.syllable for row in table.spoken() if row.syllable[0] == letter)
            return tuple(Syllable(syllable) for syllable in ways)
        case Syllable(syllable):
            return _tones(syllable, room)
        case Tone(reading):
            return _described(_read(reading))
        case ByRadical():
            return tuple(
                Strokes(strokes) for strokes in dict.fromkeys(form.strokes for form in table.forms())
            )
        case Strokes(strokes):
            return tuple(form for form in table.forms() if form.strokes == strokes)
        case Form():
            return _rests(place, room)
        case Rest(form, strokes):
            return _described(_beside(form, strokes))
        case _:
            assert_never(place)


def _tones(syllable: str, room: int) -> tuple[Choice, ...]:
    ways = [row.reading for row in table.spoken() if row.syllable == syllable]
    every = "".join(dict.fromkeys("".join(_read(reading) for reading in ways)))
    return _described(every) if len(every) <= room else tuple(Tone(reading) for reading in ways)


def _read(reading: str) -> str:
    return next((row.usual + row.other for row in table.spoken() if row.reading == reading), "")


def _rests(form: Form, room: int) -> tuple[Choice, ...]:
    counts = sorted({rest for radical in form.radicals for rest in table.written().get(radical, {})})
    every = "".join(_beside(form, strokes) for strokes in counts)
    return _described(every) if len(every) <= room else tuple(Rest(form, strokes) for strokes in counts)


def _beside(form: Form, strokes: int) -> str:
    return "".join(table.written().get(radical, {}).get(strokes, "") for radical in form.radicals)


def _described(characters: str) -> tuple[Character, ...]:
    read, under = table.readings(), table.radicals()
    return tuple(Character(one, read.get(one, ""), under[one]) for one in characters)
