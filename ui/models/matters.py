"""What the matters page shows: suggestions, life events, and lists with what holds a matter up."""

from collections import Counter
from typing import assert_never

import msgspec
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.catalogue.wanted import for_you, is_elder
from kiosk.domain.availability import Available, NotAvailable, availability
from kiosk.domain.matter import LifeEvent, Matter
from ui.conductor import Conductor
from ui.models.cases import CasesModel
from ui.models.rows import Rows
from ui.models.words import EVENTS, minutes, price, tag

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

AT_ONCE = 8
"""Rows of a list that the first frame shows; as many more follow in each of the next ones."""
GROWTH_MS = 16


class EventTile(msgspec.Struct, frozen=True):
    """A life event with how many matters are behind it."""

    key: str
    label: str
    icon: str
    matters: int


class MatterLine(msgspec.Struct, frozen=True):
    """A matter in a list."""

    code: str
    label: str
    summary: str
    price: str
    minutes: str
    icon: str
    tag: str
    note: str
    open: bool
    partly: bool
    """Something is left to do elsewhere."""


@QmlElement
class MattersModel(QObject):
    """Tiles, a list of one life event, or what the search found."""

    changed = Signal()

    def __init__(self, conductor: Conductor, cases: CasesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._cases = cases
        self._events = Rows(EventTile, self)
        self._suggested = Rows(MatterLine, self)
        self._listed = Rows(MatterLine, self)
        self._found_lines: tuple[MatterLine, ...] = ()
        self._growth = QTimer(self, interval=GROWTH_MS)
        self._growth.timeout.connect(self._grow)
        self._event: LifeEvent | None = None
        self._query = ""
        self._notice: NotAvailable | None = None
        self._refused: Matter | None = None

    def show(self) -> None:
        """Present what the conductor knows now."""
        self._cases.show()
        locale = self._conductor.locale
        counts = Counter(event for matter in self._all() for event in (matter.life_event, *matter.also))
        self._events.show(
            tuple(
                EventTile(event.value, name.at(locale), icon, counts[event])
                for event, (name, icon) in EVENTS.items()
                if counts[event]
            )
        )
        self._suggested.show(tuple(map(self._line, self._for_you())))
        self._list(tuple(map(self._line, self._found())))
        self.changed.emit()

    def clear(self) -> None:
        """Forget what was looked for."""
        self._event, self._query, self._notice, self._refused = None, "", None, None
        self._list(())
        self._suggested.show(())
        self.changed.emit()

    def _list(self, lines: tuple[MatterLine, ...]) -> None:
        """List matters: the first at once; one that lists the same as before stays as long as it is."""
        same = [line.code for line in lines] == [line.code for line in self._found_lines]
        self._found_lines = lines
        self._listed.show(lines[: self._listed.rowCount() if same else AT_ONCE])
        if self._listed.rowCount() < len(lines):
            self._growth.start()
        else:
            self._growth.stop()

    def _grow(self) -> None:
        self._listed.show(self._found_lines[: self._listed.rowCount() + AT_ONCE])
        if self._listed.rowCount() == len(self._found_lines):
            self._growth.stop()

    @property
    def can_go_back(self) -> bool:
        """Whether there is a list to go back from."""
        return self._event is not None or bool(self._query)

    def back(self) -> bool:
        """Go from a list to the tiles; return whether there was a list."""
        if not self.can_go_back:
            return False
        self.clear()
        self.show()
        return True

    @Property(CasesModel, notify=changed)
    def cases(self) -> CasesModel:
        return self._cases

    @Property(Rows, notify=changed)
    def events(self) -> Rows:
        return self._events

    @Property(bool, notify=changed)
    def elder(self) -> bool:
        session = self._conductor.session
        identity = session.identity if session is not None else None
        return identity is not None and is_elder(identity, today=self._conductor.today)

    @Property(Rows, notify=changed)
    def suggested(self) -> Rows:
        return self._suggested

    @Property(Rows, notify=changed)
    def listed(self) -> Rows:
        return self._listed

    @Property(int, notify=changed)
    def found(self) -> int:
        return len(self._found_lines)

    @Property(bool, notify=changed)
    def listing(self) -> bool:
        return self._event is not None or bool(self._query)

    @Property(str, notify=changed)
    def eventName(self) -> str:
        return EVENTS[self._event][0].at(self._conductor.locale) if self._event is not None else ""

    @Property(str, notify=changed)
    def query(self) -> str:
        return self._query

    @Property(int, notify=changed)
    def total(self) -> int:
        return len(self._all())

    @Property(str, notify=changed)
    def notice(self) -> str:
        return self._notice.reason.at(self._conductor.locale) if self._notice is not None else ""

    @Property(str, notify=changed)
    def refused(self) -> str:
        """Return the code of the matter that the notice is about; empty where no map says where else."""
        return self._refused.code if self._refused is not None and self._conductor.here else ""

    @Property(bool, notify=changed)
    def mapped(self) -> bool:
        return self._conductor.here is not None

    @Slot()
    def ask(self) -> None:
        """Show the page of answers."""
        self._conductor.asking.open(self._conductor.catalogue, self._conductor.search)

    @Slot(str)
    def whereElse(self, code: str) -> None:
        """Show on the map where a matter is done, or all points for no code."""
        matter = self._conductor.catalogue.matters.get(code)
        self._notice = self._refused = None
        self._conductor.points.open(matter)

    @Slot(str)
    def openEvent(self, key: str) -> None:
        self._event = LifeEvent(key)
        self.show()

    @Slot(str)
    def find(self, query: str) -> None:
        self._query = query.strip()
        self.show()

    @Slot(str)
    def choose(self, code: str) -> None:
        """Begin a matter; one that can't be done says why instead."""
        matter = self._conductor.catalogue.matters[code]
        here = self._here(matter)
        match here:
            case Available():
                self._conductor.choose(matter)
            case NotAvailable():
                self._notice, self._refused = here, matter
                self.changed.emit()
            case _:
                assert_never(here)

    @Slot()
    def closeNotice(self) -> None:
        self._notice = None
        self.changed.emit()

    def _all(self) -> tuple[Matter, ...]:
        return tuple(self._conductor.catalogue.matters.values())

    def _found(self) -> tuple[Matter, ...]:
        if self._query:
            return tuple(self._conductor.search.find(self._query))
        event = self._event
        return tuple(m for m in self._all() if event is m.life_event or event in m.also)

    def _for_you(self) -> tuple[Matter, ...]:
        """Return what most holders of such a card come for."""
        session = self._conductor.session
        if session is None or session.identity is None:
            return ()
        often = self._conductor.catalogue.words.often
        return for_you(self._all(), often, session.identity, today=self._conductor.today)

    def _here(self, matter: Matter) -> Available | NotAvailable:
        session = self._conductor.session
        identified = session is not None and session.identity is not None
        return availability(matter, self._conductor.surroundings, identified=identified)

    def _line(self, matter: Matter) -> MatterLine:
        locale, here = self._conductor.locale, self._here(matter)
        match here:
            case Available(notes=notes):
                short = tag(matter)
            case NotAvailable(short=short, reason=reason):
                notes = (reason,)
            case _:
                assert_never(here)
        return MatterLine(
            code=matter.code,
            label=matter.name.at(locale),
            summary=matter.summary.at(locale),
            price=price(matter, locale),
            minutes=minutes(matter, locale),
            icon=EVENTS[matter.life_event][1],
            tag=short.at(locale),
            partly=not matter.completes_here,
            note="\n".join(note.at(locale) for note in notes),
            open=isinstance(here, Available),
        )
