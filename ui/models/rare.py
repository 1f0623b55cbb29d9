"""What the panel shows that rare characters are looked up in: one step's choices, a page at a time."""

from typing import assert_never

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.characters import (
    ByRadical,
    ByReading,
    Character,
    Choice,
    Form,
    Letter,
    Place,
    Rest,
    Strokes,
    Syllable,
    Tone,
    inside,
)
from ui.glyphs import drawn

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

FEW = 12
"""Cells that any panel has, until it says how many."""


@QmlElement
class RareModel(QObject):
    """The way to one character; forgotten with its panel."""

    changed = Signal()
    found = Signal(str)
    """The character that was chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._way: tuple[Place, ...] = (ByReading(),)
        self._room = FEW
        self._page = 0
        self._choices: tuple[Choice, ...] = ()

    @Slot()
    def begin(self) -> None:
        """Begin with readings; the first time the tables are read, 10 ms."""
        self._go(ByReading())

    @Slot()
    def forget(self) -> None:
        """Forget where somebody looked."""
        self._way, self._page, self._choices = (ByReading(),), 0, ()

    def _look(self) -> tuple[Choice, ...]:
        choices = inside(self._way[-1], self._room)
        return tuple(
            choice for choice in choices if not isinstance(choice, Character) or drawn(choice.character)
        )

    def _go(self, *way: Place) -> None:
        self._way, self._page = way, 0
        self._choices = self._look()
        self.changed.emit()

    def _set_room(self, room: int) -> None:
        if room > 0 and room != self._room:
            self._room = room
            if self._choices:
                self._go(*self._way)

    @Property(int, notify=changed)
    def room(self) -> int:
        """How many cells the panel has."""
        return self._room

    @room.setter  # type: ignore[no-redef]  # as PySide has it
    def room(self, room: int) -> None:
        self._set_room(room)

    @Property(bool, notify=changed)
    def byReading(self) -> bool:
        return isinstance(self._way[0], ByReading)

    @Property(bool, notify=changed)
    def begun(self) -> bool:
        """Whether there is a step to take back."""
        return len(self._way) > 1

    @Property(str, notify=changed)
    def asked(self) -> str:
        """Return what is chosen now: letter, syllable, tone, strokes, form, rest, character."""
        return _cell(self._choices[0])["kind"] if self._choices else "character"

    @Property(str, notify=changed)
    def path(self) -> str:
        """Return the syllable or radical that was chosen, before what is asked."""
        named = [_cell(place)["text"] for place in self._way if isinstance(place, Syllable | Tone | Form)]
        return f"{named[-1]}  " if named else ""

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]  # PySide takes C++ names too
    def cells(self) -> list[dict[str, str]]:
        """Return this page's choices: kind, text, and of a character its reading and radical."""
        return [_cell(choice) for choice in self._choices[self._page * self._room :][: self._room]]

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._page + 1

    @Property(int, notify=changed)
    def pages(self) -> int:
        return self._pages()

    def _pages(self) -> int:
        return max(1, -(-len(self._choices) // self._room))

    @Slot(int)
    def choose(self, cell: int) -> None:
        """Go on with a cell of this page, or end with its character."""
        choice = self._choices[self._page * self._room + cell]
        if isinstance(choice, Character):
            self._go(self._way[0])
            self.found.emit(choice.character)
        else:
            self._go(*self._way, choice)

    @Slot(int)
    def turn(self, by: int) -> None:
        """Show another page, where there is one."""
        self._page = min(max(0, self._page + by), self._pages() - 1)
        self.changed.emit()

    @Slot()
    def back(self) -> None:
        """Take the last choice back."""
        if len(self._way) > 1:
            self._go(*self._way[:-1])

    @Slot()
    def lookByReading(self) -> None:
        self._go(ByReading())

    @Slot()
    def lookByRadical(self) -> None:
        self._go(ByRadical())


def _cell(choice: Choice) -> dict[str, str]:
    match choice:
        case Letter(text):
            return {"kind": "letter", "text": text}
        case Syllable(text):
            return {"kind": "syllable", "text": text}
        case Tone(text):
            return {"kind": "tone", "text": text}
        case Strokes(strokes):
            return {"kind": "strokes", "text": str(strokes)}
        case Form():
            return {"kind": "form", "text": choice.form, "radical": choice.radicals}
        case Rest():
            return {"kind": "rest", "text": str(choice.strokes)}
        case Character():
            return {
                "kind": "character",
                "text": choice.character,
                "reading": choice.reading,
                "radical": choice.radical,
            }
        case _:
            assert_never(choice)
