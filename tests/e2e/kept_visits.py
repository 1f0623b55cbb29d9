"""`python -m tests.e2e.kept_visits FOLDER`: half a matter kept at one terminal, and finished at another.

A line of JSON a language says what each of the visits came to; both terminals have a disk of their own, and
the second is begun when the first has ended.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from kiosk.bootstrap import open_ports
from kiosk.catalogue.loader import Catalogue, load
from kiosk.catalogue.search import Search
from kiosk.clock import SystemClock
from kiosk.config import Config
from kiosk.domain.text import Locale
from kiosk.gateway import credentials, key_file
from kiosk.gateway.enrolment import Invitation, enrol
from kiosk.processes import Processes, Program
from kiosk.tables import PlatformConfig, QueueConfig
from kiosk.walk.hand import Hand
from kiosk.walk.plan import Course, Walk
from kiosk.walk.run import SCREEN
from kiosk.walk.stage import Stage, as_toml, open_stage
from tests.e2e.planted import readable
from ui import app
from ui.conductor import Conductor
from ui.course import Page
from ui.models.screens import Screens
from ui.pointer import Pointer

MATTER = "hotline-12345"
SECRETS = {
    Locale.ZH: ("鹿檀溪栖霞弄四十三号九零七室", "沉香里的路灯坏了三天，晚上看不见路，请尽快修好。"),
    Locale.EN: ("霜华桥北堍二十一号六零二室", "听雨巷的井盖松动了两天，有人差点摔倒，请来看看。"),
}
"""What is answered in a language alone: of the other one the centre may have opened an item."""
HALF = 3
"""So many answers are given before it is kept."""
WHO = {Locale.ZH: "wang-xiaoming", Locale.EN: "li-xiulan"}
STRANGER = "zheng-min"
WAIT_S = 20.0


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it in one language."""

    until: str
    """What the page said after it was kept."""
    kept: int
    """How many rows the centre had then."""
    readable: tuple[str, ...]
    """Where an answer could be read then: on the first terminal's disk, or the centre's."""
    stranger: str
    """The page before which another card's holder stood."""
    offered: str
    gone_on: tuple[str, ...]
    """The fields that were answered when the form stood again."""
    at_centre: str | None
    left: int
    """How many rows the centre had once it was handed in."""
    readable_after: tuple[str, ...]
    """Where an answer could be read on either terminal's disk in the end."""


class Screen:
    """One terminal's screen and the finger before it."""

    def __init__(self, stage: Stage, conductor: Conductor, screens: Screens, finger: Pointer) -> None:
        self.stage, self.conductor, self.screens, self.finger = stage, conductor, screens, finger

    def page(self) -> Page:
        return Page(str(self.screens.property("page")))

    def stands(self, page: Page) -> None:
        there = self.finger.wait(lambda: self.page() is page, timeout_s=WAIT_S)
        assert there, f"{page} was expected, {self.page()} stands"

    def come(self, resident: str) -> None:
        """Begin a visit with a card, and agree."""
        self.stage.bench.do("take_away")
        assert self.finger.wait(lambda: self.conductor.standby.may_begin, timeout_s=WAIT_S)
        self.finger.tap("start")
        self.stands(Page.IDENTIFY)
        self.stage.bench.do("lay_card", resident=resident)
        self.stands(Page.CONSENT)
        self.finger.tap("action")

    def go(self, hand: Hand, *, answers: int | None = None) -> None:
        """Go through the pages until so many answers are given, or to the slip."""
        while (page := self.page()) not in (Page.RECEIPT, Page.CANNOT_FINISH):
            if page is Page.WORKING:
                self.finger.wait(lambda: self.page() is not Page.WORKING, timeout_s=WAIT_S)
                continue
            if answers is not None and page is Page.FORM and len(self.given()) == answers:
                return
            before = (page, self.given())
            hand.act(page)
            went = self.finger.wait(lambda: (self.page(), self.given()) != before, timeout_s=WAIT_S)  # noqa: B023 at once
            assert went, f"{page} did not go on"

    def given(self) -> tuple[str, ...]:
        session = self.conductor.session
        return tuple(answer.field for answer in session.answers) if session is not None else ()


def main(folder: Path) -> Iterator[Found]:
    """Make the visits in both languages."""
    app.prepare()
    app.application()
    catalogue = load()
    with open_stage(folder, SCREEN) as stage:
        second = _second(folder / "second", stage)
        for locale, resident in WHO.items():
            yield _both(folder, stage, second, catalogue, locale, resident)


def _second(folder: Path, stage: Stage) -> Config:
    """Return another enrolled terminal; it has the same reader on its desk once the first has ended."""
    folder.mkdir(parents=True)
    config = msgspec.structs.replace(
        stage.config,
        platform=PlatformConfig(url=stage.config.platform.url, credentials=str(folder / "credentials")),
        queue=QueueConfig(path=str(folder / "queue.db")),
    )
    pair = stage.door.post("/enrolment-code", {})
    invitation = Invitation(
        base_url=config.platform.url, code=pair["code"], fingerprint=pair["fingerprint"], site="second"
    )
    keys = folder / "credentials"
    credentials.save_enrolment(keys, enrol(invitation, key_file.own_key(keys), SystemClock()))
    (folder / "terminal.toml").write_text(as_toml(config), encoding="utf-8")
    return config


def _both(
    folder: Path, stage: Stage, second: Config, catalogue: Catalogue, locale: Locale, resident: str
) -> Found:
    matter = catalogue.by_slug(MATTER)
    place, request = secrets = SECRETS[locale]
    answers: dict[str, str | int] = {
        "category": "roads",
        "place": place,
        "request": request,
        "phone": "19055537184",
    }
    walk = Walk(
        matter=matter, locale=locale, path=Course.SUCCESS, resident=resident, answers=answers, fault=None
    )
    with _screen(stage, stage.config, catalogue, locale) as first:
        first.come(resident)
        first.stands(Page.MATTERS)
        first.go(Hand(stage, first.finger, first.conductor, walk), answers=HALF)
        first.finger.tap("leave")
        first.finger.tap("dialogThird")
        first.stands(Page.KEEP)
        first.finger.tap("action")
        first.stands(Page.KEPT)
        until = str(first.finger.items("keptUntil")[0].property("title"))
        first.finger.tap("action")
        first.stands(Page.ATTRACT)
    kept = _rows(folder)
    met = tuple(readable(secrets, folder))
    with (
        Processes(folder / "second-logs") as processes,
        _screen(stage, second, catalogue, locale) as other,
    ):
        file = Path(second.queue.path).with_name("terminal.toml")
        processes.start(
            Program(name="sync", command=(sys.executable, "-m", "kiosk", "sync", "--config", str(file)))
        )
        other.come(STRANGER)
        other.finger.wait(lambda: other.conductor.cases.told is not None, timeout_s=WAIT_S)
        other.stands(Page.MATTERS)
        stranger = other.page().value if not other.conductor.keeping.lines else "told"
        other.conductor.finish()
        other.stands(Page.ATTRACT)
        other.come(resident)
        other.stands(Page.GO_ON)
        offered = other.page().value
        other.finger.tap("action")
        other.stands(Page.FORM)
        gone_on = other.given()
        other.go(Hand(stage, other.finger, other.conductor, walk))
        session = other.conductor.session
        assert session is not None
        assert session.submission is not None
        number = session.submission.number
        other.finger.wait(lambda: stage.at_centre(number) is not None, timeout_s=WAIT_S)
        at_centre, left = stage.at_centre(number), _rows(folder)
        other.conductor.finish()
        other.stands(Page.ATTRACT)
    disks = (folder / "second", folder / "credentials", folder / "logs", folder / "second-logs")
    return Found(
        until=until,
        kept=kept,
        readable=met,
        stranger=stranger,
        offered=offered,
        gone_on=gone_on,
        at_centre=at_centre,
        left=left,
        readable_after=tuple(readable(secrets, *disks)),
    )


def _rows(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "central" / "central.sqlite3")) as database:
        return int(database.execute("SELECT count(*) FROM kept").fetchone()[0])


@contextmanager
def _screen(stage: Stage, config: Config, catalogue: Catalogue, locale: Locale) -> Iterator[Screen]:
    """Open a terminal's screen for as long as the context lasts."""
    application = app.application()
    with open_ports(config) as ports:
        conductor = Conductor(ports, catalogue, Search(catalogue), locale=locale)
        engine, window = app.load(conductor, SCREEN)
        window.show()
        screens = engine.findChild(Screens)
        assert isinstance(screens, Screens)
        conductor.open()
        try:
            yield Screen(stage, conductor, screens, Pointer(window))
        finally:
            conductor.set_locale(Locale.ZH)
            conductor.close()
            window.close()
            engine.deleteLater()
            application.processEvents()


if __name__ == "__main__":
    for found in main(Path(sys.argv[1])):
        sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
        sys.stdout.flush()
