"""What keys can stop at, in the order in which a page is read; pure looks at the items of a window."""

from collections.abc import Iterator
from enum import Enum, auto

from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem, QQuickWindow
from shiboken6 import getCppPointer

SAME_ROW = 0.5
"""Keys whose middles differ by less than this share of a key's height stand in one row."""
FEW = 3
FIELDS = ("QQuickTextInput", "QQuickTextEdit")
CANDIDATES = "wordCandidateView"


class Kind(Enum):
    """What a stop is to the select key."""

    CONTROL = auto()
    """It has a `press()`."""
    FIELD = auto()
    """It is typed into."""
    TEXT = auto()
    """It is longer than its place, and is read on."""
    KEY = auto()
    """A key in the keyboard's place, Qt's or ours, or a word that it offers: pressed where it lies."""


def shown(item: QQuickItem) -> Iterator[QQuickItem]:
    """Yield what is visible and enabled below an item, itself first, in the order of the page."""
    if not item.isVisible() or not item.isEnabled():
        return
    yield item
    for child in item.childItems():
        yield from shown(child)


def kind(item: QQuickItem) -> Kind | None:
    """Return what an item is to the keys, None where they pass it by."""
    if item.property("stop") is True:
        return Kind.KEY if item.property("board") is True else Kind.CONTROL
    if item.property("keyType") is not None:
        return Kind.KEY if item.property("highlighted") is not None and not _filler(item) else None
    if any(item.inherits(name) for name in FIELDS):
        return Kind.FIELD if item.property("readOnly") is False and item.objectName() else None
    parent = item.parentItem()
    if item.objectName() == "scroll" and parent is not None and parent.property("longer") is True:
        return Kind.TEXT
    return None


def _filler(item: QQuickItem) -> bool:
    return "FillerKey" in str(item.metaObject().className())


def top(window: QQuickWindow) -> QQuickItem:
    """Return the question that stands over everything, else all of the window."""
    over = [item for item in shown(window.contentItem()) if item.property("modal") is True]
    return over[-1] if over else window.contentItem()


def stops(window: QQuickWindow) -> tuple[QQuickItem, ...]:
    """Return what keys can stop at now, but for the keyboard on the screen."""
    found = [item for item in shown(top(window)) if kind(item) not in (None, Kind.KEY)]
    there = [item for item in found if item.width() > 1 and item.height() > 1]
    return tuple(item for item in there if kind(item) is not Kind.TEXT or _is_read(item, there))


def _is_read(text: QQuickItem, found: list[QQuickItem]) -> bool:
    """Return whether a long content is a stop by itself: a list moves along with the stops inside it."""
    return sum(text.isAncestorOf(item) for item in found) <= FEW


def board(window: QQuickWindow) -> tuple[tuple[QQuickItem, ...], ...]:
    """Return the rows of the keyboard on the screen, the offered words first; empty while it is not up."""
    keys: list[QQuickItem] = []
    for item in shown(window.contentItem()):
        if kind(item) is Kind.KEY:
            keys.append(item)
        elif item.objectName() == CANDIDATES and item.childItems():
            words = [word for word in item.childItems()[0].childItems() if word.property("index") is not None]
            keys += [word for word in words if word.isVisible() and word.width() > 1 and _inside(word, item)]
    return rows([key for key in keys if key.width() > 1])


def _inside(word: QQuickItem, strip: QQuickItem) -> bool:
    return word.mapToItem(strip, QPointF(word.width() / 2, 0)).x() < strip.width()


def rows(keys: list[QQuickItem]) -> tuple[tuple[QQuickItem, ...], ...]:
    """Return keys by rows from above, each row from the left."""
    found: list[list[QQuickItem]] = []
    for key in sorted(keys, key=lambda key: middle(key).y()):
        if found and abs(middle(found[-1][0]).y() - middle(key).y()) < SAME_ROW * key.height():
            found[-1].append(key)
        else:
            found.append([key])
    return tuple(tuple(sorted(row, key=lambda key: middle(key).x())) for row in found)


def middle(item: QQuickItem) -> QPointF:
    """Return the middle of an item on the window."""
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2))


def first(window: QQuickWindow) -> QQuickItem | None:
    """Return where keys begin: a question's answer, the field typed into, what is chosen, or the way on."""
    found = stops(window)
    by_name = {item.objectName(): item for item in reversed(found)}
    page = _page(window)
    inside = [item for item in found if page is not None and page.isAncestorOf(item)]
    typed = [item for item in inside if kind(item) is Kind.FIELD and item.hasActiveFocus()]
    choosing = page is not None and page.property("chooses") is True
    chosen = [item for item in inside if item.property("chosen") is True]
    controls = [item for item in inside if kind(item) is Kind.CONTROL]
    order = [
        by_name.get("dialogAction"),
        *typed,
        *(chosen + controls if choosing else []),
        by_name.get("action"),
        by_name.get("begin"),
        *controls,
        *found,
    ]
    return next((item for item in order if item is not None), None)


def _page(window: QQuickWindow) -> QQuickItem | None:
    """Return the Page; None where what stands is none, as attract."""
    pages = (item for item in shown(window.contentItem()) if item.property("troubleShown") is not None)
    return next(pages, None)


def moment(window: QQuickWindow) -> tuple[object, ...]:
    """Return what makes this another page to the keys than the one before: they begin anew."""
    scope, page = top(window), _page(window)
    fields = tuple(
        (_same(item) if item.objectName() == "way" else item.objectName())
        for item in shown(window.contentItem())
        if item.objectName() in ("way", "input", "typed", "signature")
    )
    title = page.property("title") if page is not None else ""
    return (scope.objectName(), _same(page), title, fields)


def _same(item: QQuickItem | None) -> object:
    """Return what an item is known by: what Python holds of it may be made anew at every look."""
    return getCppPointer(item) if item is not None else None
