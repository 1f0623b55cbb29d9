"""The screen follows what happens around it, over real drivers, wires and a centre, and back by itself."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.bootstrap import open_ports
from kiosk.catalogue.loader import load
from kiosk.catalogue.search import Search
from kiosk.domain.availability import Available, Cause, NotAvailable, availability
from kiosk.domain.device import Role
from kiosk.domain.service import notices
from kiosk.tables import ScreenConfig
from kiosk.walk.stage import Stage, open_stage
from ui.app import load as load_window
from ui.conductor import Conductor
from ui.course import Page
from ui.models.screens import Screens

LONG_MS = 30_000
CATALOGUE = load()
SCREEN = ScreenConfig(width=540, height=960, full_screen=False)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with open_stage(tmp_path_factory.mktemp("around"), SCREEN) as stage:
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


def test_a_reader_pulled_out_stops_the_machine_and_put_back_it_serves(
    qtbot: QtBot, stage: Stage, conductor: Conductor
) -> None:
    engine, window = load_window(conductor, SCREEN)
    screens = engine.findChild(Screens)
    assert isinstance(screens, Screens)
    qtbot.waitUntil(lambda: conductor.surroundings.health(Role.IDENTITY_CARD) is not None, timeout=LONG_MS)
    assert str(screens.page) == Page.ATTRACT
    stage.bench.do("unplug", device="identity_reader")
    qtbot.waitUntil(lambda: str(screens.page) == Page.OUT_OF_SERVICE, timeout=LONG_MS)
    stage.bench.do("replug", device="identity_reader")
    qtbot.waitUntil(lambda: str(screens.page) == Page.ATTRACT, timeout=LONG_MS)
    stage.bench.do("lay_card", resident="wang-xiaoming")
    qtbot.waitUntil(lambda: conductor.session is not None, timeout=LONG_MS)
    stage.bench.do("take_away")
    window.close()
    engine.deleteLater()


def test_paper_that_runs_out_is_told_and_everything_stays_open(
    qtbot: QtBot, stage: Stage, conductor: Conductor
) -> None:
    qtbot.waitUntil(lambda: conductor.surroundings.health(Role.RECEIPT_PRINTER) is not None, timeout=LONG_MS)
    stage.bench.do("tear_paper")
    qtbot.waitUntil(lambda: not conductor.surroundings.has(Role.RECEIPT_PRINTER), timeout=LONG_MS)
    (told,) = notices(conductor.surroundings, conductor.now)
    assert told.zh.startswith("回执打印机缺纸（")
    answers = [availability(matter, conductor.surroundings) for matter in CATALOGUE.matters.values()]
    assert all(isinstance(answer, Available) and answer.notes for answer in answers)
    stage.bench.do("load_paper")
    qtbot.waitUntil(lambda: conductor.surroundings.has(Role.RECEIPT_PRINTER), timeout=LONG_MS)
    assert () == notices(conductor.surroundings, conductor.now)


def test_a_department_that_goes_down_closes_its_own_matters_alone(
    qtbot: QtBot, stage: Stage, conductor: Conductor
) -> None:
    fine, proof = (CATALOGUE.by_slug(slug) for slug in ("traffic-fine-payment", "social-insurance-proof"))
    stage.bench.do("department", mode="down", department="traffic_police")
    qtbot.waitUntil(lambda: "traffic_police" in conductor.surroundings.departments, timeout=LONG_MS)
    closed = availability(fine, conductor.surroundings)
    assert isinstance(closed, NotAvailable)
    assert (Cause.DEPARTMENT, "现在不可用·部门系统不通") == (closed.cause, closed.short.zh)
    assert isinstance(availability(proof, conductor.surroundings), Available)
    stage.bench.do("department", mode="open", department="traffic_police")
    qtbot.waitUntil(lambda: not conductor.surroundings.departments, timeout=LONG_MS)
    assert isinstance(availability(fine, conductor.surroundings), Available)
