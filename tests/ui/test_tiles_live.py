"""A tile says at once what changed around it: its department's system, its hours, the network."""

import datetime as dt

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.department import DepartmentMode, DepartmentWord
from kiosk.domain.device import Absent, Role
from kiosk.domain.ids import MatterCode
from kiosk.domain.text import Text
from tests.ui.memory import Terminal
from tests.ui.stages import STAGES, Stage
from ui.conductor import Conductor
from ui.models.matters import MatterLine, MattersModel
from ui.models.screens import Screens

NIGHT = dt.datetime(2026, 3, 2, 15, 30, tzinfo=dt.UTC)
"""23:30 in Beijing."""
NOON = dt.datetime(2026, 3, 2, 4, 0, tzinfo=dt.UTC)


@pytest.fixture
def matters(conductor: Conductor, stage: Stage, screens: Screens) -> MattersModel:
    """The page of matters, looking around as in service."""
    STAGES["matters"](stage)
    conductor.changed.emit()
    shown = screens.model
    assert isinstance(shown, MattersModel)
    return shown


def tile(matters: MattersModel, conductor: Conductor, slug: str) -> MatterLine:
    return matters._line(conductor.catalogue.by_slug(slug))


def look(qtbot: QtBot, conductor: Conductor) -> None:
    with qtbot.waitSignal(conductor.around.seen, timeout=20_000):
        conductor.around.look()


def test_a_department_that_goes_down_closes_its_tiles_with_the_reason(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor, matters: MattersModel
) -> None:
    look(qtbot, conductor)
    assert tile(matters, conductor, "traffic-fine-payment").open
    terminal.centre.departments["traffic_police"] = DepartmentWord(mode=DepartmentMode.DOWN)
    look(qtbot, conductor)
    closed = tile(matters, conductor, "traffic-fine-payment")
    assert (False, "现在不可用·部门系统不通") == (closed.open, closed.tag)
    assert "公安（交通管理）的系统现在连不上。请稍后再来，或到窗口办理。" == closed.note
    assert tile(matters, conductor, "social-insurance-proof").open
    terminal.centre.departments["traffic_police"] = DepartmentWord(mode=DepartmentMode.OPEN)
    look(qtbot, conductor)
    assert tile(matters, conductor, "traffic-fine-payment").open


def test_a_withdrawn_matter_says_why_also_when_the_network_goes(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor, matters: MattersModel
) -> None:
    hotline = conductor.catalogue.by_slug("hotline-12345")
    look(qtbot, conductor)
    assert tile(matters, conductor, "hotline-12345").open
    why = Text(zh="表格要改，先停几天。", en="Suspended for some days: its form is being changed.")
    terminal.centre.withdrawn = {MatterCode(hotline.code): why}
    look(qtbot, conductor)
    closed = tile(matters, conductor, "hotline-12345")
    assert (False, "现在不可用·暂停办理", why.zh) == (closed.open, closed.tag, closed.note)
    terminal.centre.cut = True
    look(qtbot, conductor)
    assert not conductor.surroundings.centre_reached
    assert why.zh == tile(matters, conductor, "hotline-12345").note, "and not that it is taken offline"
    terminal.withdrawals.kept = {}
    look(qtbot, conductor)
    assert tile(matters, conductor, "hotline-12345").open, "the sync process heard that it is restored"


def test_hours_close_and_open_a_tile_by_themselves(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor, matters: MattersModel
) -> None:
    terminal.clock.at = NIGHT
    look(qtbot, conductor)
    asleep = tile(matters, conductor, "social-insurance-proof")
    assert (False, "现在不可用·06:00 开放") == (asleep.open, asleep.tag)
    terminal.clock.at = NOON
    look(qtbot, conductor)
    assert tile(matters, conductor, "social-insurance-proof").open


def test_what_the_centre_says_goes_before_the_hours(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor, matters: MattersModel
) -> None:
    terminal.clock.at = NIGHT
    terminal.centre.departments["social_security"] = DepartmentWord(mode=DepartmentMode.OPEN)
    look(qtbot, conductor)
    assert tile(matters, conductor, "social-insurance-proof").open


def test_a_reader_that_goes_closes_no_tile_of_who_is_known(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor, matters: MattersModel
) -> None:
    terminal.devices.become(Role.IDENTITY_CARD, Absent(""))
    terminal.devices.become(Role.SOCIAL_CARD, Absent(""))
    qtbot.waitUntil(lambda: not conductor.surroundings.has(Role.SOCIAL_CARD), timeout=20_000)
    assert tile(matters, conductor, "social-insurance-proof").open
