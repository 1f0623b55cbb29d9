"""A place: its divisions step by step, then the rest typed; or all of it typed by hand."""

from enum import Enum, auto

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.catalogue.divisions import Branch, Division, below, is_enough, leading_to, parted, whole, written
from kiosk.domain.text import Locale, Text
from ui.models.answering import Asked, Entry
from ui.models.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

NONE: Branch = ()
PLACE_FIRST = Text(zh="请先选到区或县，再写后面的。", en="Please choose down to the district first.")
REST_FIRST = Text(zh="请写上路名和门牌号。", en="Please add the road and the house number.")


class Place(msgspec.Struct, frozen=True):
    """One division to touch; the detail reads it out where characters are not read."""

    code: str
    label: str
    detail: str


class Stage(Enum):
    """What is asked now."""

    DIVISION = auto()
    REST = auto()
    BY_HAND = auto()


@QmlElement
class AddressEntry(Entry):
    """Begins in the district of the terminal, where most residents live."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places, self._crumbs = Rows(Place, self), Rows(Place, self)
        self._before: list[tuple[Branch, Stage]] = []
        """Where `back` leads."""
        self._path, self._rest, self._stage = NONE, "", Stage.DIVISION
        self._required, self._most = True, 0

    def begin(self, asked: Asked) -> None:
        self._required, self._most, self._before = asked.field.required, asked.field.max_length, []
        self._path, self._rest = parted(asked.value)
        if not asked.value:
            self._path = leading_to(asked.home)
            self._become(Stage.DIVISION if below(self._path) else Stage.REST)
        elif is_enough(self._path):
            self._become(Stage.REST)
        else:
            self._path, self._rest = NONE, asked.value
            self._become(Stage.BY_HAND)

    def show(self, locale: Locale) -> None:
        self.locale = locale
        self._crumbs.show(tuple(map(self._place, self._path)))
        self._places.show(tuple(map(self._place, below(self._path))))
        self.changed.emit()

    def clear(self) -> None:
        self._path, self._rest, self._stage = NONE, "", Stage.DIVISION
        self._required, self._most = True, 0
        self._before = []
        self._crumbs.show(())
        self._places.show(())
        self.changed.emit()

    def answer(self) -> str:
        return written(self._path) + self._rest.strip()

    def refusal(self) -> Text | None:
        if self._stage is Stage.DIVISION and not is_enough(self._path):
            return PLACE_FIRST
        return REST_FIRST if self._stage is Stage.REST and not self._rest.strip() else None

    def forward(self) -> bool:
        if self._stage is not Stage.DIVISION:
            return False
        self._go(self._path, Stage.REST)
        return True

    @property
    def can_go_back(self) -> bool:
        return bool(self._before)

    def back(self) -> bool:
        if not self._before:
            return False
        *self._before, (self._path, stage) = self._before
        self._become(stage)
        return True

    @Property(Rows, notify=changed)
    def places(self) -> Rows:
        return self._places

    @Property(Rows, notify=changed)
    def crumbs(self) -> Rows:
        return self._crumbs

    @Property(bool, notify=changed)
    def choosing(self) -> bool:
        return self._stage is Stage.DIVISION

    @Property(bool, notify=changed)
    def byHand(self) -> bool:
        return self._stage is Stage.BY_HAND

    @Property(bool, notify=changed)
    def enough(self) -> bool:
        """Whether the rest may be typed though a town could be chosen."""
        return is_enough(self._path)

    @Property(str, notify=changed)
    def chosen(self) -> str:
        return written(self._path)

    @Property(str, notify=changed)
    def rest(self) -> str:
        return self._rest

    @Property(int, notify=changed)
    def most(self) -> int:
        """How many characters are left for what is typed."""
        return self._most - (0 if self._stage is Stage.BY_HAND else len(written(self._path)))

    @Slot(str)
    def choose(self, code: str) -> None:
        """Go down to a division; at the end of the tree the rest is asked."""
        step = next((one for one in below(self._path) if one.code == code), None)
        if step is not None:
            path = whole((*self._path, step))
            self._go(path, Stage.DIVISION if below(path) else Stage.REST)

    @Slot(int)
    def to(self, place: int) -> None:
        """Choose anew from the division at that place of the path on."""
        self._go(self._path[:place], Stage.DIVISION)

    @Slot(str)
    def setRest(self, rest: str) -> None:
        if rest != self._rest:
            self._rest = rest
            self.changed.emit()

    @Slot()
    def turn(self) -> None:
        """Type all of it by hand, or choose after all."""
        if self._stage is Stage.BY_HAND:
            path, rest = parted(self._rest)
            self._rest = rest if is_enough(path) else ""
            self._go(path if is_enough(path) else NONE, Stage.REST if is_enough(path) else Stage.DIVISION)
        else:
            self._rest = written(self._path) + self._rest
            self._go(NONE, Stage.BY_HAND)

    def _go(self, path: Branch, stage: Stage) -> None:
        self._before.append((self._path, self._stage))
        self._path = path
        self._become(stage)

    def _become(self, stage: Stage) -> None:
        self._stage = stage
        self.show(self.locale)

    def _place(self, division: Division) -> Place:
        return Place(division.code, division.name, division.latin if self.locale is Locale.EN else "")
