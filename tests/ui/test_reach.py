"""Every page by five keys: where they begin, what they come by, that they are never lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain.answers import Answer
from kiosk.walk.answering import Answering
from tests.ui.kinds import ANSWERS, before
from tests.ui.stages import STAGES, Stage
from ui.conductor import Conductor
from ui.reachable import stops
from ui.tactile import Tactile
from ui.touch import SWITCH, TouchWatch

DOWN, UP, SELECT, BACK, HELP = (
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_F1,
)
BEGINS = {
    "attract": "begin",
    "consent": "action",
    "matters": "suggested_",
    "guide": "action",
    "form-choice": "option_",
    "form-prefilled": "action",
    "form-text": "input",
    "form-phone": "clear|digit1",
    "form-date": "yearUpTen",
    "code": "digit1",
    "review": "action",
    "rating": "face1",
    "receipt": "action",
}
SETTLED_MS = 10_000
LOOK_MS = 150
SHARES = 6
BY_THEMSELVES = (
    *(
        "idle",
        "idle-filled",
        "promise",
        "signing",
        "face",
        "face-failed",
        "face-unavailable",
        "working",
        "working-paid",
    ),
)
"""Answered by any key, or go on by themselves."""


@pytest.fixture
def keys(window: QQuickWindow) -> Tactile:
    return Tactile(window)


def standing(keys: Tactile, qtbot: QtBot) -> QQuickItem:
    qtbot.waitUntil(lambda: keys.stands() is not None, timeout=SETTLED_MS)
    at = keys.stands()
    assert at is not None
    return at


def test_keys_begin_at_what_matters(stage: Stage, keys: Tactile, qtbot: QtBot) -> None:
    for name, names in BEGINS.items():
        stage.enter(name)
        wanted = tuple(names.split("|"))
        qtbot.waitUntil(lambda wanted=wanted: offers(keys, wanted), timeout=SETTLED_MS)  # type: ignore[misc]
        keys.key(DOWN)
        assert standing(keys, qtbot).objectName().startswith(wanted), name


def offers(keys: Tactile, wanted: tuple[str, ...]) -> bool:
    return any(item.objectName().startswith(wanted) for item in stops(keys.window))


@pytest.mark.parametrize("share", range(SHARES))
def test_keys_come_by_every_control_and_round_again(
    share: int, stage: Stage, keys: Tactile, qtbot: QtBot
) -> None:
    for name in [name for name in STAGES if name not in BY_THEMSELVES][share::SHARES]:
        stage.enter(name)
        asking = stage.conductor.asking
        qtbot.waitUntil(lambda at=asking: not at.reading or at.asked is not None, timeout=SETTLED_MS)  # type: ignore[misc]
        found = [names(item) for item in settled(keys, qtbot)]
        seen = []
        for _ in found:
            keys.key(DOWN)
            seen.append(names(keys.stands()))
        assert sorted(found) == sorted(seen), name
        keys.key(DOWN)
        assert seen[0] == names(keys.stands()), name
        keys.key(UP)
        assert seen[-1] == names(keys.stands()), name


def names(item: QQuickItem | None) -> str:
    return item.objectName() if item is not None else "nowhere"


def settled(keys: Tactile, qtbot: QtBot) -> tuple[QQuickItem, ...]:
    """Return the stops once the page has unfolded: it comes in pieces."""
    looks: list[tuple[QQuickItem, ...]] = [()]

    def same() -> bool:
        qtbot.wait(LOOK_MS)
        looks.append(stops(keys.window))
        return looks[-1] == looks[-2] != ()

    qtbot.waitUntil(same, timeout=SETTLED_MS)
    return looks[-1]


def test_the_frame_is_inside_the_window_wherever_the_keys_stand(
    stage: Stage, keys: Tactile, qtbot: QtBot
) -> None:
    stage.enter("matters")
    qtbot.waitUntil(lambda: keys.shows("event_complaint"), timeout=SETTLED_MS)
    for _ in range(len(stops(keys.window)) + 1):
        keys.key(DOWN)
        at = standing(keys, qtbot)
        top = at.mapToScene(at.boundingRect().topLeft()).y()
        assert 0 <= top
        assert top + at.height() <= keys.window.height() + 1


def test_a_new_page_is_begun_anew_and_focus_is_never_lost(
    stage: Stage, keys: Tactile, conductor: Conductor, qtbot: QtBot
) -> None:
    stage.enter("form-choice")
    keys.key(DOWN)
    qtbot.waitUntil(lambda: standing(keys, qtbot).objectName().startswith("option_"), timeout=SETTLED_MS)
    keys.tap_item(standing(keys, qtbot))
    keys.tap("action")
    qtbot.waitUntil(lambda: standing(keys, qtbot).objectName() == "input", timeout=SETTLED_MS)
    keys.key(BACK)
    qtbot.waitUntil(lambda: standing(keys, qtbot).objectName().startswith("option_"), timeout=SETTLED_MS)
    assert conductor.session is not None
    assert () == conductor.session.answers


def test_a_question_over_the_page_holds_the_keys_and_gives_them_back(
    stage: Stage, keys: Tactile, qtbot: QtBot
) -> None:
    stage.enter("consent")
    keys.key(HELP)
    qtbot.waitUntil(lambda: standing(keys, qtbot).objectName() == "dialogAction", timeout=SETTLED_MS)
    for _ in range(3):
        keys.key(DOWN)
        assert standing(keys, qtbot).objectName().startswith("dialog")
    keys.key(BACK)
    qtbot.waitUntil(lambda: standing(keys, qtbot).objectName() == "action", timeout=SETTLED_MS)


def test_the_first_key_shows_where_one_stands_and_does_nothing(
    stage: Stage, keys: Tactile, conductor: Conductor, qtbot: QtBot
) -> None:
    stage.enter("consent")
    qtbot.waitUntil(lambda: keys.shows("action"), timeout=SETTLED_MS)
    keys.key(SELECT)
    assert standing(keys, qtbot).objectName() == "action"
    assert conductor.session is not None
    assert conductor.session.consent is None


def test_a_touch_takes_the_frame_away(stage: Stage, keys: Tactile, window: QQuickWindow) -> None:
    stage.enter("consent")
    keys.key(DOWN)
    assert keys.stands() is not None
    QTest.mouseClick(window, Qt.MouseButton.LeftButton)
    assert keys.stands() is None


def test_the_end_of_a_visit_takes_the_frame_away(
    stage: Stage, keys: Tactile, conductor: Conductor, qtbot: QtBot
) -> None:
    stage.enter("consent")
    keys.key(DOWN)
    assert keys.stands() is not None
    conductor.finish()
    qtbot.waitUntil(lambda: keys.stands() is None, timeout=SETTLED_MS)


def test_a_question_of_each_kind_is_answered_by_keys_alone(
    stage: Stage, conductor: Conductor, keys: Tactile, qtbot: QtBot
) -> None:
    answers = {answer.field: answer.value for answer in ANSWERS}
    for answer in ANSWERS:
        stage.at("hotline-12345", matter=stage.every_kind, answers=before(answer.field))
        conductor.changed.emit()
        settled(keys, qtbot)
        assert conductor.session is not None
        Answering(keys, conductor, stage.every_kind, answers).give(conductor.session)
        qtbot.waitUntil(lambda field=answer.field: given(conductor, field) is not None, timeout=SETTLED_MS)  # type: ignore[misc]
        assert answer == given(conductor, answer.field)


def given(conductor: Conductor, field: str) -> Answer | None:
    assert conductor.session is not None
    return next((answer for answer in conductor.session.answers if answer.field == field), None)


def test_a_promise_is_signed_by_keys(stage: Stage, keys: Tactile, conductor: Conductor, qtbot: QtBot) -> None:
    stage.enter("promise")
    qtbot.waitUntil(lambda: keys.shows("action"), timeout=SETTLED_MS)
    if keys.shows("second"):
        keys.tap("second")
        qtbot.waitUntil(lambda: not keys.shows("second"), timeout=SETTLED_MS)
    else:
        qtbot.wait(900)  # a short promise is read once it has stood for so long
    keys.tap("action")
    qtbot.waitUntil(lambda: keys.shows("signature"), timeout=SETTLED_MS)
    keys.drag("signature")
    keys.tap("action")

    def signed() -> bool:
        return conductor.session is not None and conductor.session.commitment is not None

    qtbot.waitUntil(signed, timeout=SETTLED_MS)


def test_a_switch_alone_goes_on_at_its_pace_and_presses_where_it_stands(
    stage: Stage, keys: Tactile, conductor: Conductor, window: QQuickWindow, qtbot: QtBot
) -> None:
    touch = window.findChild(TouchWatch)
    assert isinstance(touch, TouchWatch)
    touch.scan_s = 0.3
    stage.enter("consent")
    qtbot.waitUntil(lambda: keys.shows("second"), timeout=SETTLED_MS)
    keys.key(SWITCH)
    for name in ("action", "second", "action"):  # round the page, and back to where it began
        qtbot.waitUntil(lambda name=name: names(keys.stands()) == name, timeout=SETTLED_MS)  # type: ignore[misc]
    keys.key(SWITCH)
    assert conductor.session is not None
    assert conductor.session.consent is not None


def test_a_switch_that_nobody_presses_stops(
    stage: Stage, keys: Tactile, window: QQuickWindow, qtbot: QtBot
) -> None:
    touch = window.findChild(TouchWatch)
    assert isinstance(touch, TouchWatch)
    touch.scan_s = 0.03
    stage.enter("consent")
    qtbot.waitUntil(lambda: keys.shows("second"), timeout=SETTLED_MS)
    keys.key(SWITCH)
    assert keys.stands() is not None
    qtbot.waitUntil(lambda: keys.stands() is None, timeout=SETTLED_MS)
