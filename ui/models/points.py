"""What the map of service points shows: the schematic, and the nearest points of what is looked for."""

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.catalogue.divisions import towns
from kiosk.domain.device import Role
from kiosk.domain.outline import clear_of, within
from kiosk.domain.point import (
    AnyPoint,
    CounterFor,
    InTown,
    Near,
    Open,
    Point,
    ServiceMap,
    TerminalWith,
    nearest,
)
from kiosk.domain.point_words import KINDS, distance, hours, opening
from kiosk.domain.shown import BETWEEN
from kiosk.domain.slip_words import KEEP_ADDRESS
from kiosk.domain.text import Locale
from ui.conductor import Conductor
from ui.models.paper import paper, paper_said
from ui.models.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

NEAREST = 3
BESIDE = {Locale.ZH: (1_800, 850), Locale.EN: (2_400, 850)}
"""So far a town's name keeps from the numbered points, in metres across and down: half of both."""


class PointLine(msgspec.Struct, frozen=True):
    """A point in the list; its number stands on the map too."""

    slug: str
    number: int
    label: str
    what: str
    far: str
    address: str
    phone: str
    standing: str
    open: bool
    hours: str
    chosen: bool


class TownArea(msgspec.Struct, frozen=True):
    """A town as it is drawn: an SVG path in metres, its name and where that stands."""

    code: str
    label: str
    outline: str
    labelX: int
    labelY: int
    chosen: bool


class Way(msgspec.Struct, frozen=True):
    """A river or a road as it is drawn."""

    label: str
    kind: str
    line: str
    labelX: int
    labelY: int


class Dot(msgspec.Struct, frozen=True):
    """A point on the map; 0 is none of the listed ones."""

    slug: str
    number: int
    placeX: int
    placeY: int
    here: bool
    chosen: bool


def point_line(near: Near, number: int, conductor: Conductor, *, chosen: bool = False) -> PointLine:
    """Write a point as residents read it."""
    point, locale = near.point, conductor.locale
    return PointLine(
        slug=point.slug,
        number=number,
        label=point.name.at(locale),
        what=KINDS[point.kind].at(locale),
        far=distance(near.metres).at(locale),
        address=point.address.at(locale),
        phone=point.phone,
        standing=opening(near.state, conductor.now).at(locale),
        open=isinstance(near.state, Open),
        hours=BETWEEN.join(line.at(locale) for line in hours(point)),
        chosen=chosen,
    )


@QmlElement
class PointsModel(QObject):
    """The map and its nearest points."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._lines = Rows(PointLine, self)
        self._towns = Rows(TownArea, self)
        self._ways = Rows(Way, self)
        self._dots = Rows(Dot, self)
        self._near: tuple[Near, ...] = ()
        self._chosen = ""

    def show(self) -> None:
        """Present what the conductor knows now."""
        self._near = self._found()
        slugs = [near.point.slug for near in self._near]
        if self._chosen not in slugs:
            self._chosen = slugs[0] if slugs else ""
        self._lines.show(
            tuple(
                point_line(near, number, self._conductor, chosen=near.point.slug == self._chosen)
                for number, near in enumerate(self._near, 1)
            )
        )
        self._draw(slugs)
        self.changed.emit()

    def clear(self) -> None:
        """Forget what was looked for."""
        self._near, self._chosen = (), ""
        self._lines.show(())
        self.changed.emit()

    @property
    def can_go_back(self) -> bool:
        """Whether the map stands in front of a step."""
        return self._conductor.points.reading

    def back(self) -> bool:
        """Leave a town, then the map; return whether it stood."""
        stood = self.can_go_back
        if stood and isinstance(self._conductor.points.wanted, InTown):
            self.all()
        else:
            self.leave()
        return stood

    @Property(Rows, notify=changed)
    def lines(self) -> Rows:
        return self._lines

    @Property(Rows, notify=changed)
    def towns(self) -> Rows:
        return self._towns

    @Property(Rows, notify=changed)
    def ways(self) -> Rows:
        return self._ways

    @Property(Rows, notify=changed)
    def dots(self) -> Rows:
        return self._dots

    @Property(int, notify=changed)
    def mapWidth(self) -> int:
        return self._map.width

    @Property(int, notify=changed)
    def mapHeight(self) -> int:
        return self._map.height

    @Property(str, notify=changed)
    def matter(self) -> str:
        matter = self._conductor.points.matter
        return matter.name.at(self._conductor.locale) if matter is not None else ""

    @Property(str, notify=changed)
    def wanted(self) -> str:
        """Return what is looked for: any, counter, terminal or town."""
        return str(self._conductor.points.wanted.__struct_config__.tag)

    @Property(str, notify=changed)
    def town(self) -> str:
        wanted = self._conductor.points.wanted
        return _town_name(wanted.town, self._conductor.locale) if isinstance(wanted, InTown) else ""

    @Property(str, notify=changed)
    def paper(self) -> str:
        """Return what became of the slip: none, done, void or unconfirmed."""
        return paper(self._conductor.points.note.printed)

    @Property(str, notify=changed)
    def paperWords(self) -> str:
        return paper_said(self._conductor.points.note.printed, KEEP_ADDRESS, self._conductor.locale)

    @Property(bool, notify=changed)
    def printing(self) -> bool:
        return self._conductor.points.note.printing

    @Property(bool, notify=changed)
    def printer(self) -> bool:
        """Whether a slip can be printed."""
        return self._conductor.surroundings.has(Role.RECEIPT_PRINTER)

    @Slot()
    def all(self) -> None:
        """Look for counters again: those that do the matter, or any."""
        matter = self._conductor.points.matter
        self._conductor.points.want(CounterFor(matter.department_id) if matter else AnyPoint())

    @Slot()
    def terminals(self) -> None:
        """Look for other terminals, with the devices that the matter needs."""
        matter = self._conductor.points.matter
        self._conductor.points.want(TerminalWith(matter.needs if matter else ()))

    @Slot(str)
    def openTown(self, code: str) -> None:
        self._conductor.points.want(InTown(code))

    @Slot(int, int)
    def touch(self, x: int, y: int) -> None:
        """Open the town at a place of the map, in metres."""
        found = next((town.code for town in self._map.towns if within((x, y), town.outline)), None)
        if found is not None:
            self.openTown(found)

    @Slot(str)
    def choose(self, slug: str) -> None:
        """Mean this point: it is shown on the map and printed."""
        if slug != self._chosen:
            self._chosen = slug
            self._conductor.points.another()

    @Slot()
    def printSlip(self) -> None:
        near = next((near for near in self._near if near.point.slug == self._chosen), None)
        if near is not None:
            self._conductor.points.print(near, self._conductor.locale)

    @Slot()
    def leave(self) -> None:
        self._conductor.points.leave()

    @property
    def _map(self) -> ServiceMap:
        return self._conductor.catalogue.service_map

    def _found(self) -> tuple[Near, ...]:
        conductor, wanted = self._conductor, self._conductor.points.wanted
        here = conductor.here
        if here is None:
            return ()
        found = nearest(self._map, here, wanted, conductor.now)
        return found if isinstance(wanted, InTown) else found[:NEAREST]

    def _draw(self, listed: list[str]) -> None:
        locale, here, wanted = self._conductor.locale, self._conductor.here, self._conductor.points.wanted
        chosen = wanted.town if isinstance(wanted, InTown) else ""
        marked = tuple(
            (point.x, point.y) for point in self._map.points if point.slug in listed or point == here
        )
        self._towns.show(
            tuple(
                TownArea(
                    town.code,
                    _town_name(town.code, locale),
                    _path(town.outline) + "Z",
                    *clear_of(town.label, marked, BESIDE[locale], town.outline),
                    chosen=town.code == chosen,
                )
                for town in self._map.towns
            )
        )
        self._ways.show(
            tuple(
                Way(line.name.at(locale), line.kind.value, _path(line.line), *line.label)
                for line in self._map.lines
            )
        )
        self._dots.show(tuple(self._dot(point, here, listed) for point in self._map.points))

    def _dot(self, point: Point, here: Point | None, listed: list[str]) -> Dot:
        return Dot(
            point.slug,
            listed.index(point.slug) + 1 if point.slug in listed else 0,
            point.x,
            point.y,
            here=here is not None and here.slug == point.slug,
            chosen=point.slug == self._chosen,
        )


def _path(corners: tuple[tuple[int, int], ...]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in corners)


def _town_name(code: str, locale: Locale) -> str:
    town = towns()[code]
    return town.name if locale is Locale.ZH else town.latin
