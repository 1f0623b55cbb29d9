"""Every page, in both languages and orientations, without a warning from Qt."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QMetaType, QObject
from PySide6.QtQuick import QQuickItem, QQuickWindow
from pytestqt.qtbot import QtBot

from kiosk.domain.text import Locale
from tests.ui.stages import STAGES, Stage
from ui.conductor import Conductor
from ui.course import PHASES, Page, phase
from ui.models.rows import Rows
from ui.models.screens import Screens
from ui.pointer import Pointer
from ui.reading import reading

SHOWN_MS = 3_000


def below(item: QQuickItem) -> Iterator[QQuickItem]:
    """Yield every visible item below `item`."""
    for child in item.childItems():
        if child.isVisible():
            yield child
            yield from below(child)


def stands(window: QQuickWindow, page: str) -> bool:
    return any(
        item.metaObject().className().startswith(f"{page}Page") for item in below(window.contentItem())
    )


def page_of(name: str) -> Page:
    """Return the page that a state is named after."""
    others = {"event": Page.MATTERS, "signing": Page.PROMISE, "notice": Page.MATTERS}
    others |= {"mains-away-closing": Page.MAINS_AWAY, "cannot-finish-saturday": Page.CANNOT_FINISH}
    others |= dict.fromkeys(("go-on-several", "go-on-delete", "go-on-gone"), Page.GO_ON)
    first, *rest = name.split("-")
    whole = "".join(part.capitalize() for part in (first, *rest))
    return Page(whole) if whole in set(Page) else others.get(name) or Page(first.capitalize())


OVER = {
    "event",
    "signing",
    "idle",
    "idle-filled",
    "resume",
    "other-card",
    "leave",
    "leave-filled",
    "help",
    "display",
    "notice",
}
PAGES = sorted(name for name in STAGES if name not in OVER and not name.startswith("help-"))


@pytest.mark.parametrize("engine", ["portrait", "landscape"], indirect=True)
@pytest.mark.parametrize("locale", list(Locale))
def test_every_state_has_its_page_and_no_warning(
    window: QQuickWindow, stage: Stage, conductor: Conductor, qtbot: QtBot, locale: Locale
) -> None:
    for name in PAGES:
        stage.enter(name)
        conductor.set_locale(locale)
        qtbot.waitUntil(partial(stands, window, page_of(name).value), timeout=SHOWN_MS)


@pytest.mark.parametrize("engine", ["portrait", "landscape"], indirect=True)
@pytest.mark.parametrize("locale", list(Locale))
def test_buttons_lie_inside_the_window(
    window: QQuickWindow, stage: Stage, conductor: Conductor, qtbot: QtBot, locale: Locale
) -> None:
    frame = window.contentItem().boundingRect()
    outside = []
    for name in PAGES:
        stage.enter(name)
        conductor.set_locale(locale)
        qtbot.waitUntil(partial(stands, window, page_of(name).value), timeout=SHOWN_MS)
        for item in below(window.contentItem()):
            if item.objectName() in {
                "action",
                "second",
                "back",
                "begin",
                "display",
                "language",
                "elder",
                "help",
                "leave",
            }:
                item.parentItem().ensurePolished()  # its row is laid out in the next frame only
                place = item.mapRectToScene(item.boundingRect())
                if not frame.contains(place):
                    outside.append((name, item.objectName(), place))
    assert [] == outside


def test_language_switches_without_losing_what_was_typed(
    stage: Stage, conductor: Conductor, hand: Pointer, qtbot: QtBot
) -> None:
    stage.enter("form-text")
    qtbot.waitUntil(lambda: hand.shows("input"), timeout=SHOWN_MS)
    hand.tap("input")
    hand.type("滨海市")
    hand.tap("language") if hand.shows("language") else conductor.set_locale(Locale.EN)
    assert Locale.EN is conductor.locale
    (typed,) = hand.items("input")
    assert "滨海市" == typed.property("text")
    (title,) = hand.items("title")
    assert "Which province and city do you live in?" == title.property("text")


@pytest.mark.parametrize(
    ("scene", "says"),
    [
        ("pay-charging", "正在收款"),
        ("pay-stopping", "正在取消这笔付款"),
        ("materials", "材料都齐了，不用您带"),
        ("materials-scanned", "材料都齐了"),
        ("face-failed", "这次没有成功"),
        ("face-unavailable", "刷脸现在用不了"),
        ("code", "已发到您登记的手机 138****0001，5 分钟内有效。"),
    ],
)
def test_a_page_says_what_happens_on_it(
    scene: str, says: str, stage: Stage, window: QQuickWindow, qtbot: QtBot
) -> None:
    stage.enter(scene)
    qtbot.waitUntil(lambda: says in [one.name for one in reading(window)], timeout=SHOWN_MS)


def test_a_button_that_cannot_act_says_why(
    stage: Stage, hand: Pointer, conductor: Conductor, qtbot: QtBot
) -> None:
    stage.enter("code")
    qtbot.waitUntil(lambda: hand.shows("digit1"), timeout=SHOWN_MS)
    hand.tap("action")
    (button,) = hand.items("action")
    assert button.property("explaining")
    assert conductor.working is None


def test_a_promise_that_fits_its_page_is_read_once_it_stands(
    stage: Stage, hand: Pointer, qtbot: QtBot
) -> None:
    stage.enter("promise")
    qtbot.waitUntil(lambda: hand.shows("action"), timeout=SHOWN_MS)
    (button,) = hand.items("action")
    assert not button.property("ready")
    assert not hand.shows("second")
    qtbot.waitUntil(lambda: bool(button.property("ready")), timeout=SHOWN_MS)


def test_a_promise_longer_than_its_page_must_be_read_to_its_end(
    stage: Stage, conductor: Conductor, hand: Pointer, qtbot: QtBot
) -> None:
    stage.enter("promise")
    conductor.set_locale(Locale.EN)
    qtbot.waitUntil(lambda: hand.shows("second"), timeout=SHOWN_MS)
    (button,) = hand.items("action")
    assert not button.property("ready")
    hand.tap("second")
    qtbot.waitUntil(lambda: bool(button.property("ready")), timeout=SHOWN_MS)


def test_the_idle_question_stands_over_everything(stage: Stage, hand: Pointer, qtbot: QtBot) -> None:
    stage.enter("idle")
    qtbot.waitUntil(lambda: hand.shows("idleQuestion"), timeout=SHOWN_MS)
    assert ("dialogAction", "dialogSecond") == tuple(
        name for name in ("dialogAction", "dialogSecond") if hand.shows(name)
    )


def test_what_a_visit_showed_is_gone_when_it_ends(
    stage: Stage, conductor: Conductor, window: QQuickWindow, screens: Screens, qtbot: QtBot
) -> None:
    stage.enter("review")
    qtbot.waitUntil(lambda: stands(window, "Review"), timeout=SHOWN_MS)
    assert {"13800000001"} < personal(screens)
    conductor.finish()
    qtbot.waitUntil(lambda: stands(window, "Attract"), timeout=SHOWN_MS)
    assert set() == personal(screens)


def personal(screens: Screens) -> set[str]:
    """Return what the models present of the invented person."""
    held = {text for child in screens.findChildren(QObject) for text in strings(child)}
    return {text for text in held if any(mark in text for mark in ("王", "滨海", "13800000001"))}


def strings(model: QObject) -> Iterator[str]:
    """Yield every text that a model still presents."""
    about = model.metaObject()
    for number in range(about.propertyCount()):
        described = about.property(number)
        if described.metaType().id() == QMetaType.Type.QString.value:
            yield str(described.read(model))
    for rows in model.findChildren(Rows):
        for place in range(rows.rowCount()):
            for role in rows.roleNames():
                yield str(rows.data(rows.index(place), role))


def test_every_page_has_a_file_and_a_place_among_the_dots() -> None:
    outside = {Page.ATTRACT, Page.OUT_OF_SERVICE, Page.WORKING}
    outside |= {Page.POINTS, Page.MAINS_AWAY, Page.CARD_LEFT, Page.SLIP_LEFT, Page.INTERRUPTED}
    assert set(Page) - outside == set().union(*PHASES)
    assert -1 == phase(Page.ATTRACT)
