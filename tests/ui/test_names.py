"""What is read of every page: each control and text by the name that is seen, and none twice."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtQuick import QQuickItem, QQuickWindow
from pytestqt.qtbot import QtBot

from kiosk.domain.text import Locale
from tests.ui.stages import STAGES, Stage
from ui.conductor import Conductor
from ui.reachable import Kind, kind, shown, stops, top
from ui.reading import Manner, Said, reading

SHARES = 5
SETTLED_MS = 500
CONTROLS = (Manner.CONTROL, Manner.CHOICE, Manner.FIELD)
PARTS = re.compile(r"  ·  | · |\n|, ")
PICTURED = ("wayName", "drawn")
"""Rivers and roads on the map, and what is written on the drawn reader: the picture has a name of its own."""
SIGNS = re.compile(r"[+−]\d+ ?\w*")
"""What stands on the keys of the date wheel: their names say it in words."""


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_read_as_it_is_seen(
    share: int, locale: Locale, stage: Stage, conductor: Conductor, window: QQuickWindow, qtbot: QtBot
) -> None:
    found: list[str] = []
    for name in tuple(STAGES)[share::SHARES]:
        stage.enter(name)
        conductor.set_locale(locale)
        qtbot.wait(SETTLED_MS)  # pages unfold in pieces; nothing here is measured
        found += [f"{name}: {finding}" for finding in findings(window)]
    assert [] == found


def findings(window: QQuickWindow) -> Iterator[str]:
    """Yield what is wrong with what is read of a window."""
    said = reading(window)
    names = Counter(one.name for one in said if one.manner in CONTROLS)
    yield from (f"twice: {name}" for name, count in names.items() if count > 1)
    yield from (f"no name: {one.item}" for one in said if not one.name.strip())
    yield from (f"no word: {one.name}" for one in said if "QMLTYPE" in one.name or "undefined" in one.name)
    heads = [one for one in said if one.manner in (Manner.HEADING, Manner.DIALOG)]
    if len(heads) != 1:
        yield f"{len(heads)} headings: {[one.name for one in heads]}"
    yield from _reach(window, said)
    yield from _unread(window, said)
    yield from _order(said)


def _reach(window: QQuickWindow, said: tuple[Said, ...]) -> Iterator[str]:
    """Yield controls that keys can't reach, and stops that are not read."""
    there = stops(window)
    pressed = [one.item for one in said if one.manner in CONTROLS]
    yield from (
        f"no key comes to {one.name}" for one in said if one.item in pressed and one.item not in there
    )
    for item in there:
        if kind(item) is not Kind.TEXT and item not in pressed:
            yield f"a stop that is not read: {item.objectName()}"


def _unread(window: QQuickWindow, said: tuple[Said, ...]) -> Iterator[str]:
    """Yield text that is seen and not read."""
    read = "\n".join(one.name + "\n" + one.hint for one in said)
    for item in _texts(top(window)):
        text = str(item.property("text"))
        whole = text in read or all(part.strip() in read for part in PARTS.split(text))
        if not whole and item.objectName() not in PICTURED and not SIGNS.fullmatch(text) and not _typed(text):
            yield f"not read: {text}"


def _typed(text: str) -> bool:
    return len(text) <= 1


def _texts(scope: QQuickItem) -> Iterator[QQuickItem]:
    for item in shown(scope):
        if item.inherits("QQuickText") and item.property("text") and not _on_the_keyboard(item):
            yield item


def _on_the_keyboard(item: QQuickItem) -> bool:
    around: QQuickItem | None = item
    while around is not None:
        if around.property("keyType") is not None or around.inherits("QtVirtualKeyboard::InputPanel"):
            return True
        around = around.parentItem()
    return False


def _order(said: tuple[Said, ...]) -> Iterator[str]:
    """Yield what is read before the heading, but for the bar above the page, or after the way on."""
    places = {one.item.objectName(): place for place, one in enumerate(said)}
    heading = next((place for place, one in enumerate(said) if one.manner is Manner.HEADING), 0)
    if heading and any(one.manner in CONTROLS for one in said[:heading]):
        yield "a control is read before the heading"
    if "action" in places and places.get("help", len(said)) < places["action"]:
        yield "the bar of the visit is read before the way on"
