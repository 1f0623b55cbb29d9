"""How one page takes another's place."""

from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem, QQuickWindow
from pytestqt.qtbot import QtBot

from kiosk.flow import StepName
from tests.ui.hall import Hall
from ui.models.screens import Screens
from ui.pointer import Pointer

SHOWN_MS = 3_000


class Frames:
    """Each frame from a page change on: how opaque the title was, and how far to the left it stood."""

    def __init__(self, window: QQuickWindow, hand: Pointer, screens: Screens) -> None:
        self._hand = hand
        self.titles: list[tuple[str, float, float]] = []
        screens.pageChanged.connect(self.titles.clear)
        window.frameSwapped.connect(self._look)

    def _look(self) -> None:
        for title in self._hand.items("title"):
            left = title.mapToScene(QPointF(0, 0)).x()
            self.titles.append((str(title.property("text")), opacity(title), left))


def opacity(item: QQuickItem) -> float:
    """Return how much of an item comes through everything it lies in."""
    parent = item.parentItem()
    return item.opacity() * (opacity(parent) if parent is not None else 1)


def slide(hand: Pointer) -> float | None:
    """Return how far from its place the page on the screen is."""
    item: QQuickItem | None = hand.items("title")[0] if hand.shows("title") else None
    while item is not None and item.property("slide") is None:
        item = item.parentItem()
    return float(item.property("slide")) if item is not None else None


def pages_below(item: QQuickItem) -> list[QQuickItem]:
    """Return the pages that exist, hidden ones too."""
    own = [item] if item.property("troubleShown") is not None else []
    return own + [page for child in item.childItems() for page in pages_below(child)]


def stand_at_identify(hall: Hall, hand: Pointer) -> None:
    """Begin a visit."""
    hall.conductor.open()
    hall.shows("begin")
    hand.tap("begin")
    hall.shows("readerState")


def test_a_page_is_gone_after_the_first_frame_of_the_next(
    hall: Hall, window: QQuickWindow, hand: Pointer, qtbot: QtBot
) -> None:
    stand_at_identify(hall, hand)
    qtbot.waitUntil(lambda: len(pages_below(window.contentItem())) == 1, timeout=SHOWN_MS)
    hall.conductor.finish()
    hall.shows("begin")
    qtbot.waitUntil(lambda: pages_below(window.contentItem()) == [], timeout=SHOWN_MS)


def test_no_page_of_a_visit_outlives_it_where_no_frame_is_drawn(
    hall: Hall, window: QQuickWindow, hand: Pointer, qtbot: QtBot
) -> None:
    stand_at_identify(hall, hand)
    window.hide()
    hall.conductor.finish()
    qtbot.waitUntil(lambda: pages_below(window.contentItem()) == [], timeout=SHOWN_MS)


def test_a_page_stands_whole_in_its_first_frame(
    hall: Hall, window: QQuickWindow, hand: Pointer, screens: Screens, qtbot: QtBot
) -> None:
    hall.conductor.open()
    qtbot.waitUntil(lambda: hand.shows("begin"), timeout=SHOWN_MS)
    frames = Frames(window, hand, screens)
    hand.tap("begin")
    qtbot.waitUntil(lambda: hall.conductor.step is StepName.IDENTIFY and len(frames.titles) > 1)
    text, opaque, _ = frames.titles[0]
    assert "" != text
    assert 1.0 == opaque


def test_a_page_slides_by_whole_pixels(
    hall: Hall, window: QQuickWindow, hand: Pointer, screens: Screens, qtbot: QtBot
) -> None:
    hall.conductor.open()
    qtbot.waitUntil(lambda: hand.shows("begin"), timeout=SHOWN_MS)
    frames = Frames(window, hand, screens)
    hand.tap("begin")
    qtbot.waitUntil(lambda: slide(hand) == 0 and len(frames.titles) > 1, timeout=SHOWN_MS)
    places = [left for _, _, left in frames.titles]
    assert len(set(places)) > 1
    assert [] == [left for left in places if left != round(left)]
