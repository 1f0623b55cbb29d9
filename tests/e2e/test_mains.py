"""The mains fail and come back over the whole chain: bench, upsd, screen, sync process, exit code."""

import logging
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.bootstrap import open_ports
from kiosk.catalogue.loader import load
from kiosk.catalogue.search import Search
from kiosk.domain.device import Role, Strained
from kiosk.domain.ids import MatterCode
from kiosk.ports import ItemDraft
from kiosk.steps.ports import new_item_id
from kiosk.tables import ScreenConfig
from kiosk.walk.stage import Stage, open_stage
from kiosk.wire.envelope import ItemKind
from ui.closing import POWER_LOST
from ui.conductor import Conductor
from ui.standby import Pause

LONG_MS = 30_000
LONG_S = 60
CATALOGUE = load()
SCREEN = ScreenConfig(width=540, height=960, full_screen=False)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with open_stage(tmp_path_factory.mktemp("mains"), SCREEN) as stage:
        yield stage


@pytest.fixture
def conductor(qapp: QGuiApplication, stage: Stage) -> Iterator[Conductor]:
    assert qapp is not None
    with open_ports(stage.config) as ports:
        made = Conductor(ports, CATALOGUE, Search(CATALOGUE))
        made.open()
        yield made
        made.close()
    stage.reset()


def in_the_file_alone(stage: Stage, item: str, folder: Path) -> bool:
    """Return whether an item is in the database's file without its log."""
    copy = folder / "alone.db"
    shutil.copy(stage.config.queue.path, copy)
    database = sqlite3.connect(f"file:{copy}?immutable=1", uri=True)
    try:
        found = database.execute("SELECT 1 FROM item WHERE id = ?", (item,)).fetchone()
    except sqlite3.DatabaseError:  # the file was being written while it was copied
        return False
    finally:
        database.close()
    return found is not None


def test_mains_that_fail_stop_new_visits_and_carry_the_queue_into_its_file(
    qtbot: QtBot, stage: Stage, conductor: Conductor, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    qtbot.waitUntil(lambda: conductor.standby.may_begin, timeout=LONG_MS)
    stage.bench.do("network", mode="cut")  # sync carries nothing into the file by itself while it keeps away
    qtbot.waitUntil(lambda: not conductor.surroundings.centre_reached, timeout=LONG_MS)
    draft = ItemDraft(
        id=new_item_id(conductor.ports.clock),
        kind=ItemKind.SERVICE,
        matter=MatterCode(CATALOGUE.by_slug("housing-fund-balance").code),
        catalogue=CATALOGUE.version,
        body=msgspec.msgpack.encode({"found": True}),
    )
    conductor.ports.outbox.put(draft)
    assert not in_the_file_alone(stage, draft.id, tmp_path)
    stage.bench.do("power_fail", runtime_s=900)
    qtbot.waitUntil(lambda: conductor.standby.pause is Pause.ON_BATTERY, timeout=LONG_MS)
    qtbot.waitUntil(lambda: in_the_file_alone(stage, draft.id, tmp_path), timeout=LONG_MS)
    qtbot.waitUntil(lambda: isinstance(conductor.surroundings.health(Role.POWER), Strained), timeout=LONG_MS)
    stage.bench.do("lay_card", resident="wang-xiaoming")
    qtbot.wait(1_000)
    assert conductor.standby.pause is Pause.ON_BATTERY
    stage.bench.do("power_back")
    qtbot.waitUntil(lambda: conductor.session is not None, timeout=LONG_MS)
    assert "the mains are away" in caplog.text


def test_upsd_that_is_lost_on_mains_stops_nobody(qtbot: QtBot, stage: Stage, conductor: Conductor) -> None:
    qtbot.waitUntil(lambda: conductor.standby.may_begin, timeout=LONG_MS)
    stage.bench.do("unplug", device="power")
    qtbot.waitUntil(lambda: not conductor.surroundings.has(Role.POWER), timeout=LONG_MS)
    stage.bench.do("lay_card", resident="wang-xiaoming")
    qtbot.waitUntil(lambda: conductor.session is not None, timeout=LONG_MS)
    assert conductor.standby.may_begin
    assert conductor.out_of_service is None


def serve(stage: Stage, log: Path) -> subprocess.Popen[bytes]:
    """Start the screen's process as a supervisor does."""
    file = Path(stage.config.queue.path).with_name("terminal.toml")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_IM_MODULE": "none"}
    with log.open("wb") as stderr:
        return subprocess.Popen(
            (sys.executable, "-m", "kiosk", "run", "--config", str(file)), stderr=stderr, env=environment
        )


def soon(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds, timeout=LONG_S * 1000)


def test_low_battery_ends_the_program_with_a_code_of_its_own_and_it_serves_when_started_again(
    qtbot: QtBot, stage: Stage, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.log", tmp_path / "second.log"
    process = serve(stage, first)
    stage.bench.do("power_fail")
    soon(qtbot, lambda: "no visit begins" in first.read_text())
    stage.bench.do("power_low")
    assert POWER_LOST == process.wait(LONG_S)
    assert "closing in order" in first.read_text()
    stage.bench.do("power_back")
    process = serve(stage, second)
    stage.bench.do("power_fail")
    soon(qtbot, lambda: "no visit begins" in second.read_text())
    stage.bench.do("power_back")
    soon(qtbot, lambda: "serving again" in second.read_text())
    process.send_signal(signal.SIGTERM)
    assert 0 == process.wait(LONG_S)
    stage.reset()
