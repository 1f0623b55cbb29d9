"""How a visit looks: switched at any time without losing anything, and gone with the visit."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPointF
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from tests.ui.hall import Hall
from tests.ui.stages import Stage
from ui.display import CONTRASTS, SIZES, Display
from ui.idle import COUNTDOWN_S
from ui.models.screens import UNUSED_MS, Screens

QML = Path(__file__).parents[2] / "ui" / "qml"
COLOUR = re.compile(r'"(#[0-9a-fA-F]{3,8}|white|black|red|green|blue|gray|grey)"')
LENGTH = re.compile(
    r"\b(?:x|y|width|height|side|size|radius|spacing|pixelSize|\w*[mM]argins?|\w*[pP]adding|\w*[sS]pacing"
    r"|implicitWidth|implicitHeight|border\.width|strokeWidth): *-?[1-9][0-9.]*$"
)
"""A number of pixels that stands alone; 0 is 0 everywhere."""


def lines() -> list[tuple[str, str]]:
    """Return each line of the residents' QML but Theme's own, with where it stands."""
    return [
        (f"{file.relative_to(QML)}:{number}", line.strip())
        for folder in ("pages", "controls", "answers")
        for file in sorted((QML / folder).glob("*.qml"))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
    ]


@pytest.mark.parametrize("literal", [COLOUR, LENGTH], ids=["colour", "length"])
def test_sizes_and_colours_come_from_the_theme(literal: re.Pattern[str]) -> None:
    assert [f"{where}: {line}" for where, line in lines() if literal.search(line)] == []


def test_look_stands_in_the_theme_at_once(engine: QQmlApplicationEngine, screens: Screens) -> None:
    theme = engine.singletonInstance("Theme", "Theme")
    assert isinstance(theme, QObject)
    usual = theme.property("body")
    screens.show_as(Display(size=SIZES - 1, contrast=2, still=True, elder=True))
    assert theme.property("body") > usual
    assert theme.property("ground").name() == "#000000"
    assert theme.property("motion") == 0


def test_panel_changes_the_look_and_keeps_what_was_typed(hall: Hall, stage: Stage) -> None:
    stage.enter("form-number")
    hall.shows("digit4")
    hall.hand.tap("digit4")
    hall.hand.tap("display")
    hall.hand.tap("size3")
    hall.hand.tap("contrast2")
    hall.hand.tap("displayDone")
    assert (hall.screens.property("size"), hall.screens.property("contrast")) == (3, 2)
    assert [item.property("text") for item in hall.hand.items("typed")] == ["4"]


def test_next_visit_finds_the_usual_look(hall: Hall, stage: Stage) -> None:
    stage.enter("consent")
    hall.hand.tap("elder")
    hall.screens.toggleWheelchair()
    assert hall.screens.property("elder")
    hall.conductor.finish()
    looks = ("size", "contrast", "still", "elder", "wheelchair")
    assert [hall.screens.property(name) for name in looks] == [0, 0, False, False, False]
    assert hall.conductor.pace == 1


def test_elder_mode_of_the_first_screen_goes_along(hall: Hall) -> None:
    hall.hand.tap("elderStart")
    hall.hand.tap("begin")
    assert hall.screens.property("elder")
    assert hall.conductor.session is not None


def test_buttons_come_down_for_who_sits(hall: Hall, stage: Stage, window: QQuickWindow) -> None:
    stage.enter("attract")
    hall.shows("wheelchairStart")
    hall.hand.tap("wheelchairStart")
    hall.hand.tap("begin")
    stage.enter("form-choice")
    hall.screens.show_as(Display(wheelchair=True))
    hall.shows("option_retired")
    (first,) = hall.hand.items("option_retired")
    middle = window.height() / 2
    assert first.mapToScene(QPointF(0, 0)).y() >= middle
    hall.screens.toggleWheelchair()
    assert first.mapToScene(QPointF(0, 0)).y() < middle


def test_look_that_nobody_uses_goes_away(hall: Hall) -> None:
    timer = hall.screens._unused
    assert timer.interval() == UNUSED_MS
    hall.screens.show_as(Display(contrast=1))
    assert timer.isActive()
    timer.timeout.emit()
    assert hall.screens.property("contrast") == 0
    assert not timer.isActive()


def test_elder_mode_waits_twice_as_long(hall: Hall, stage: Stage) -> None:
    hall.conductor.open()
    stage.enter("consent")
    hall.screens.toggleElder()
    hall.conductor.touch()
    hall.pass_time(100)
    hall.conductor._second()
    assert hall.conductor.idle_left_s is None
    hall.pass_time(20)
    hall.conductor._second()
    assert hall.conductor.idle_left_s == 2 * COUNTDOWN_S


def test_elder_mode_never_shows_the_smallest_type() -> None:
    elder = Display().for_elders(elder=True)
    assert elder.size == elder.sized(0).size == 1
    assert elder.for_elders(elder=False) == Display()


def test_what_is_out_of_range_is_the_nearest() -> None:
    assert Display().sized(9).contrasted(-3) == Display(size=SIZES - 1)
    assert Display().contrasted(9).contrast == CONTRASTS - 1
