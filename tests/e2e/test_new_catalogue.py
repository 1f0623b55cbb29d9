"""The centre changes the list under a screen that runs, over real ports, wires and processes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.bootstrap import open_ports, open_shelf
from kiosk.catalogue.search import Search
from kiosk.clock import SystemClock
from kiosk.domain.availability import Available, Cause, NotAvailable, availability
from kiosk.domain.ids import MatterCode
from kiosk.domain.text import Text
from kiosk.sync_process import open_sync
from kiosk.tables import ScreenConfig
from kiosk.walk.stage import Stage, open_stage
from tests.catalogue_folder import small
from tests.e2e.visitor import CATALOGUE
from tests.integration.cli_command import Said, kiosk
from ui.conductor import Conductor

LONG_MS = 60_000
SCREEN = ScreenConfig(width=540, height=960, full_screen=False)
HOTLINE = CATALOGUE.by_slug("hotline-12345")
WHY = Text(zh="表格要改，先停几天。", en="Suspended for some days: its form is being changed.")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_stage(tmp_path, SCREEN) as stage:
        yield stage


@pytest.fixture
def conductor(qapp: QGuiApplication, stage: Stage) -> Iterator[Conductor]:
    assert qapp is not None
    with open_ports(stage.config) as ports, open_shelf(stage.config, SystemClock()) as shelf:
        made = Conductor(ports, CATALOGUE, Search(CATALOGUE))
        made.renew_from(shelf)
        made.open()
        yield made
        made.close()


def central(stage: Stage, *words: object) -> Said:
    said = kiosk("central", "--data", Path(stage.config.queue.path).with_name("central"), *words)
    assert 0 == said.code, said.err
    return said


def sync(stage: Stage) -> None:
    """Do a pass as if a minute had gone by for the sync process that runs."""
    with open_sync(stage.config) as process:
        process.run_once()


def test_a_list_that_is_published_is_the_screens_after_the_visit(
    qtbot: QtBot, stage: Stage, conductor: Conductor, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: conductor.standby.may_begin, timeout=LONG_MS)
    stage.bench.do("lay_card", resident="wang-xiaoming")
    qtbot.waitUntil(lambda: conductor.session is not None, timeout=LONG_MS)
    stage.bench.do("take_away")
    version = central(stage, "--publish", small(tmp_path / "list")).row["version"]
    sync(stage)
    looked = 0

    def look() -> None:
        nonlocal looked
        looked += 1

    conductor.around.seen.connect(look)
    qtbot.waitUntil(lambda: looked > 2, timeout=LONG_MS)
    assert CATALOGUE.version == conductor.catalogue.version, "nothing changes under a visit"
    conductor.finish()
    qtbot.waitUntil(lambda: conductor.catalogue.version == version, timeout=LONG_MS)
    with open_shelf(
        stage.config, SystemClock()
    ) as shelf:  # the screen's word of it comes to the disk after it
        qtbot.waitUntil(lambda: shelf.word().version == version, timeout=LONG_MS)
    sync(stage)
    (row,) = central(stage, "--list-catalogues").rows
    assert [conductor.site.terminal] == row["terminals"]


def test_a_matter_that_is_withdrawn_is_so_at_once_and_without_the_network(
    qtbot: QtBot, stage: Stage, conductor: Conductor
) -> None:
    qtbot.waitUntil(lambda: conductor.surroundings.devices != {}, timeout=LONG_MS)
    central(stage, "--withdraw", HOTLINE.slug, "--reason-zh", WHY.zh, "--reason-en", WHY.en)
    qtbot.waitUntil(lambda: told(conductor) == (Cause.WITHDRAWN, WHY), timeout=LONG_MS)
    stage.bench.do("network", mode="cut")
    qtbot.waitUntil(lambda: not conductor.surroundings.centre_reached, timeout=LONG_MS)
    assert (Cause.WITHDRAWN, WHY) == told(conductor)
    with open_ports(stage.config) as ports:
        assert {MatterCode(HOTLINE.code): WHY} == ports.withdrawals.heard(), (
            "a start without network knows it"
        )
    stage.bench.do("network", mode="ok")
    central(stage, "--restore", HOTLINE.slug)
    qtbot.waitUntil(lambda: told(conductor) is None, timeout=LONG_MS)


def told(conductor: Conductor) -> tuple[Cause, Text] | None:
    """Return what the matter's tile says; None while it can be done."""
    match availability(HOTLINE, conductor.surroundings, identified=True):
        case Available():
            return None
        case NotAvailable(cause=cause, reason=reason):
            return cause, reason
