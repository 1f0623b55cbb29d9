"""`python -m tests.e2e.next_resident FOLDER FAULT@STEP…`: after each fault's visit another resident's.

A line of JSON says what each visit came to, and where anything of the first was met after it had ended: in
what the pages present and show and the clipboard holds between the visits and in the whole of the second, and
on its papers. The number is put on the clipboard on purpose, again and again while the first visit lasts.
"""

import datetime as dt
import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import msgspec
from PySide6.QtCore import QMetaType, QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from shiboken6 import isValid

from devices.printer.leftover import VOID
from kiosk.bootstrap import open_ports
from kiosk.catalogue.loader import Catalogue, load
from kiosk.catalogue.search import Search
from kiosk.domain.device import Role
from kiosk.domain.identity import Identity, mask_name, mask_number
from kiosk.domain.session import DocumentReady, Session
from kiosk.domain.text import Locale
from kiosk.domain.zone import ZONE
from kiosk.steps.slip import number_of
from kiosk.walk.faults import Strikes, faults
from kiosk.walk.plan import Choice, Walk, cast, walks
from kiosk.walk.row import Row
from kiosk.walk.run import SCREEN
from kiosk.walk.stage import RESIDENTS, WALKS, Stage, open_stage, with_social_card
from kiosk.walk.walker import Walker
from sim.people import load_people
from ui import app
from ui.conductor import Conductor
from ui.models.rows import Rows
from ui.models.screens import Screens
from ui.pointer import Pointer

MATTERS = {
    Strikes.SLOT: "social-card-status",
    Strikes.SHEETS: "social-insurance-proof",
    Strikes.FACE: "social-insurance-proof",
    Strikes.CODE: "traffic-fine-payment",
    Strikes.PAYER: "traffic-fine-payment",
}
"""What is done when a fault strikes that not every matter meets."""
MATTER = "remote-residence-filing"
"""Else: a promise, a paper to photograph, answers that name a home and a telephone."""
NEXT, NEXT_BUT_FOR = "housing-fund-balance", "traffic-violation-query"
"""What the next resident does; and where that would be the same resident."""
SHORTEST = 6
"""Characters of an answer that can belong to one person alone; a day belongs to everybody."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")
GONE_S = 5.0


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one fault's visit and of the next resident's."""

    fault: str
    struck: bool
    first: str
    second: str
    """Empty where the visit went as prescribed, else why not."""
    shown: tuple[str, ...]
    """What of the first was met after it: where, and which secret."""
    papers: int
    """Whole slips of the second."""
    own: bool
    """Whether they name the second's matter."""
    seen: bool
    """Whether the first was met in each place while it lasted; without that, looking means nothing."""


class Watch:
    """Knows what belongs to one visit, and looks for it."""

    def __init__(self, screens: Screens, window: QQuickWindow, conductor: Conductor) -> None:
        self._screens, self._window, self._conductor = screens, window, conductor
        self.secrets: set[str] = set()
        self.met: set[str] = set()
        self.known = False
        """Whether somebody was identified in the visit that it learned."""

    def learn(self) -> None:
        """Note what the session holds now of one person, and where it is met."""
        session = self._conductor.session
        if session is not None and session.identity is not None:
            self.known = True
            self.secrets |= secrets_of(session)
            QGuiApplication.clipboard().setText(session.identity.number)  # as who marks and copies it
            self.look()

    def look(self) -> None:
        """Note where anything of it is presented, shown or on the clipboard."""
        presented = (text for child in self._screens.findChildren(QObject) for text in _strings(child))
        copied = (QGuiApplication.clipboard().text(mode) for mode in QClipboard.Mode)
        places = {"model": presented, "screen": _written(self._window.contentItem()), "clipboard": copied}
        for where, texts in places.items():
            for text in texts:
                self.met |= {f"{where}: {secret}" for secret in self.secrets if secret in text}

    @property
    def clean(self) -> bool:
        """Whether nothing of it is met now; what was met before stays noted."""
        before, self.met = self.met, set()
        self.look()
        clean, self.met = not self.met, before
        return clean


def of_person(identity: Identity) -> tuple[str, ...]:
    """Return name and number, whole and as they are shown."""
    name, number = identity.name, identity.number
    return name, number, mask_name(name), mask_number(number)


def secrets_of(session: Session) -> set[str]:
    """Return the texts of a visit that belong to one person."""
    found: list[str | None] = [number_of(session)]
    if session.identity is not None:
        found += of_person(session.identity)
    if session.submission is not None:
        found.append(session.submission.number)
    if isinstance(session.document, DocumentReady):
        found.append(session.document.url)
    return {text for text in found if text}


def _strings(model: QObject) -> Iterator[str]:
    about = model.metaObject()
    for at in range(about.propertyCount()):
        described = about.property(at)
        if described.metaType().id() == QMetaType.Type.QString.value:
            yield str(described.read(model))
    for rows in model.findChildren(Rows):
        for place in range(rows.rowCount()):
            yield from (str(rows.data(rows.index(place), role)) for role in rows.roleNames())


def _written(item: QQuickItem) -> Iterator[str]:
    """Yield what the items of a scene write, hidden ones too."""
    for name in ("text", "title", "value"):
        text = item.property(name)
        if isinstance(text, str):
            yield text
    for below in item.childItems():
        if isValid(below):
            yield from _written(below)


def main(folder: Path, named: tuple[str, ...]) -> Iterator[Found]:
    """Make the visits, those that need another device on a stage of their own."""
    app.prepare()
    application = app.application()
    catalogue = load()
    pairs = sorted(((name, _pair(catalogue, name)) for name in named), key=_extra)
    for extra, alike in groupby(pairs, key=_extra):
        with (
            open_stage(folder / (extra or "usual"), SCREEN, Role(extra) if extra else None) as stage,
            open_ports(stage.config) as ports,
        ):
            conductor = Conductor(ports, catalogue, Search(catalogue))
            engine, window = app.load(conductor, SCREEN)
            window.show()
            conductor.open()
            try:
                for name, pair in alike:
                    screens = engine.findChild(Screens)
                    assert isinstance(screens, Screens)
                    watch = Watch(screens, window, conductor)
                    yield _visits(name, pair, Pointer(window), stage, conductor, watch)
            finally:
                conductor.close()
                window.close()
                engine.deleteLater()
                application.processEvents()


def _extra(named: tuple[str, tuple[Walk, Walk]]) -> str:
    return named[1][0].extra or ""


def _pair(catalogue: Catalogue, name: str) -> tuple[Walk, Walk]:
    """Return the visit that meets a fault, and the next one, of somebody else."""
    matter = MATTERS.get(faults()[name.partition("@")[0]].on, MATTER)
    if name.partition("@")[2] == "pay":
        matter = MATTERS[Strikes.CODE]
    first = _walk(catalogue, matter, name)
    second = _walk(catalogue, NEXT, None)
    return first, second if second.resident != first.resident else _walk(catalogue, NEXT_BUT_FOR, None)


def _walk(catalogue: Catalogue, matter: str, fault: str | None) -> Walk:
    today = dt.datetime.now(ZONE).date()
    choice = Choice(codes=(matter,), locales=(Locale.ZH,), fault=fault)
    (walk,) = walks(catalogue, cast(WALKS, today), choice, with_social=with_social_card(today))
    return walk


def _visits(
    name: str, pair: tuple[Walk, Walk], pointer: Pointer, stage: Stage, conductor: Conductor, watch: Watch
) -> Found:
    first, second = pair
    walker = Walker(stage, conductor, pointer, None)
    today = dt.datetime.now(ZONE).date()
    person = next(one for one in load_people(RESIDENTS, today=today) if one.slug == first.resident)
    watch.secrets |= set(of_person(person.identity))
    watch.secrets |= {str(text) for text in first.answers.values() if _is_ones_own(str(text))}
    conductor.changed.connect(watch.learn)
    one = walker.walk(first)
    conductor.changed.disconnect(watch.learn)
    seen = not watch.known or {"model", "screen", "clipboard"} == {
        where.partition(":")[0] for where in watch.met
    }
    watch.met.clear()
    pointer.wait(lambda: watch.clean, timeout_s=GONE_S)
    watch.look()
    last = max((int(str(paper["number"])) for paper in stage.papers(0)), default=0)
    conductor.changed.connect(watch.look)
    other = walker.walk(second)
    conductor.changed.disconnect(watch.look)
    came = [(paper, str(paper["text"])) for paper in stage.papers(last)]
    on_paper = watch.secrets | {first.matter.name.zh}
    watch.met |= {f"paper: {secret}" for _, text in came for secret in on_paper if secret in text}
    whole = [text for paper, text in came if paper["complete"] and VOID not in text]
    return Found(
        fault=name,
        struck=bool(one.struck),
        first=_wrong(one),
        second=_wrong(other),
        shown=tuple(sorted(watch.met)),
        papers=len(whole),
        own=all(second.matter.name.zh in text for text in whole),
        seen=seen,
    )


def _is_ones_own(answer: str) -> bool:
    return len(answer) >= SHORTEST and DAY.fullmatch(answer) is None


def _wrong(row: Row) -> str:
    return "" if row.ok else f"{row.outcome}, prescribed {row.prescribed}: {row.reason}"


if __name__ == "__main__":
    for found in main(Path(sys.argv[1]), tuple(sys.argv[2:])):
        sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
        sys.stdout.flush()
