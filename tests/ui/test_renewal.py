"""Another catalogue under the running screen: taken up between visits, and never in one."""

import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk.catalogue import in_force
from kiosk.catalogue.proof import Opened
from kiosk.catalogue.roll_back import roll_back
from kiosk.catalogue.shelf import Shelf
from kiosk.domain.edition import Edition
from kiosk.domain.ids import CatalogueVersion
from kiosk.domain.use import Figures
from kiosk.flow import StepName
from tests.catalogue_folder import BUS_CARD, spoilt
from tests.ui.memory import WANG, Terminal, record
from tests.unit.kiosk.catalogue.shelves import Editions, shelf
from ui import renewal
from ui.conductor import Conductor
from ui.renewal import Renewal

LONG_MS = 20_000
BUS = "senior-bus-card-check"
CARD = record("senior_card.card", "公交卡库", number="A0001", status="valid", check_due="2026-03-10")


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """A screen that follows a shelf, and a resident who comes to it."""

    conductor: Conductor
    terminal: Terminal
    shelf: Shelf
    editions: Editions
    qtbot: QtBot

    @property
    def renewal(self) -> Renewal:
        """What looks for another catalogue."""
        renewal = self.conductor._renewal
        assert renewal is not None
        return renewal

    @property
    def named(self) -> list[CatalogueVersion]:
        """The version that each item names that was put."""
        return [draft.catalogue for draft in self.terminal.outbox.drafts]

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=LONG_MS)

    def serves(self, edition: Edition | None) -> None:
        """Wait until an edition is in force, on the screen and on the disk."""
        self.wait(lambda: self.conductor.catalogue.version == self.shelf.version(edition))
        self.wait(lambda: self.shelf.shelved().current == edition)

    def stands_at(self, step: StepName) -> None:
        self.wait(lambda: self.conductor.step is step)

    def come(self) -> None:
        """Come, and choose a matter."""
        self.wait(lambda: self.conductor.standby.may_begin)
        self.conductor.start()
        self.terminal.reader.lay(WANG)
        self.stands_at(StepName.CONSENT)
        self.conductor.agree()
        self.choose()

    def choose(self) -> None:
        self.stands_at(StepName.CHOOSE)
        self.conductor.choose(self.conductor.catalogue.by_slug(BUS))
        self.stands_at(StepName.GUIDE)

    def do(self) -> None:
        """Do the matter to its end, and stay."""
        self.conductor.begin()
        self.stands_at(StepName.REVIEW)
        self.conductor.confirm(paper=False)
        self.stands_at(StepName.TAKE)


@pytest.fixture
def stand(conductor: Conductor, terminal: Terminal, tmp_path: Path, qtbot: QtBot) -> Stand:
    """A screen in service."""
    terminal.centre.records_held = (CARD,)
    here = shelf(tmp_path)
    conductor.renew_from(here)
    conductor.open()
    return Stand(conductor=conductor, terminal=terminal, shelf=here, editions=Editions(tmp_path), qtbot=qtbot)


def test_a_staged_edition_is_taken_up_while_nobody_is_there(stand: Stand) -> None:
    edition = stand.editions.stage(stand.shelf, 1)
    stand.serves(edition)
    conductor = stand.conductor
    assert [BUS] == [matter.slug for matter in conductor.search.find("公交")]
    assert set(conductor.catalogue.departments) == set(conductor.around._services)
    assert (None, 0) == (stand.shelf.shelved().staged, stand.shelf.shelved().starts)


def test_a_visit_begun_on_the_old_version_ends_on_it(stand: Stand) -> None:
    old = stand.conductor.catalogue.version
    stand.come()
    edition = stand.editions.stage(stand.shelf, 1)
    stand.renewal.look()
    stand.do()
    assert old == stand.conductor.catalogue.version
    stand.conductor.another()
    stand.renewal.look()
    stand.choose()
    stand.do()
    assert [old, old] == stand.named, "the same resident's next matter too"
    stand.conductor.finish()
    stand.serves(edition)
    stand.come()
    stand.do()
    assert [old, old, edition.version] == stand.named


def test_a_visit_that_begins_while_it_is_loaded_keeps_its_own(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = stand.conductor.catalogue.version
    loading, go_on = threading.Event(), threading.Event()

    def slowly(shelf: Shelf, running: CatalogueVersion, use: Figures) -> Opened | None:
        made = in_force.open_next(shelf, running, use)
        if made is not None:
            loading.set()
            go_on.wait()
        return made

    monkeypatch.setattr(renewal, "open_next", slowly)
    edition = stand.editions.stage(stand.shelf, 1)
    stand.wait(loading.is_set)
    stand.come()
    go_on.set()
    stand.do()
    assert [old] == stand.named
    assert stand.shelf.shelved().current is None
    stand.conductor.finish()
    stand.serves(edition)


def test_one_that_does_not_load_leaves_the_screen_as_it_serves(
    stand: Stand, caplog: pytest.LogCaptureFixture
) -> None:
    old = stand.conductor.catalogue.version
    stand.renewal._timer.stop()
    edition = stand.editions.stage(stand.shelf, 1)
    spoilt(stand.shelf.place(edition) / BUS_CARD)
    stand.renewal.look()
    stand.wait(lambda: stand.shelf.shelved().setback is not None)
    assert "is left" in caplog.text
    assert (old, None) == (stand.conductor.catalogue.version, stand.conductor.broken)
    second = stand.editions.stage(stand.shelf, 2)
    stand.wait(lambda: not stand.renewal._looking)
    stand.renewal.look()
    stand.serves(second)


def test_a_technician_who_rolls_back_need_not_start_the_screen_anew(stand: Stand) -> None:
    first = stand.editions.stage(stand.shelf, 1)
    stand.serves(first)
    second = stand.editions.stage(stand.shelf, 2)
    stand.serves(second)
    roll_back(stand.shelf)
    stand.serves(first)
    roll_back(stand.shelf)
    stand.serves(second)


def test_an_edition_has_served_after_a_while(stand: Stand) -> None:
    stand.serves(stand.editions.stage(stand.shelf, 1))
    assert 0 == stand.shelf.shelved().starts
    stand.renewal._served.timeout.emit()
    stand.wait(lambda: stand.shelf.shelved().starts is None)


def test_an_orderly_end_says_nothing_against_an_edition(stand: Stand) -> None:
    stand.renewal._timer.stop()
    edition = stand.editions.stage(stand.shelf, 1)
    in_force.open_at_start(stand.shelf)
    assert 1 == stand.shelf.shelved().starts
    stand.renewal.close()
    assert (edition, 0) == (stand.shelf.shelved().current, stand.shelf.shelved().starts)


def test_what_is_used_ranks_from_the_next_visit_on_and_is_counted_once_a_visit(stand: Stand) -> None:
    bus = stand.conductor.catalogue.by_slug(BUS)
    assert bus.slug not in stand.conductor.catalogue.words.often
    stand.come()
    stand.shelf.learn_use({bus.code: 12})
    stand.renewal.look()
    stand.do()
    assert bus.slug not in stand.conductor.catalogue.words.often, "a visit runs"
    stand.conductor.finish()
    stand.wait(lambda: stand.conductor.catalogue.words.often[0] == BUS)
    assert [("begun", bus.code), ("done", bus.code)] == stand.terminal.use.counted
