"""Every page in every look and format: one window, put into one scene after another."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from kiosk.catalogue.loader import Catalogue
from kiosk.catalogue.search import Search
from kiosk.domain.text import Locale
from kiosk.tables import ScreenConfig
from tests.ui.memory import Terminal
from tests.ui.stages import STAGES, Stage
from ui.app import load
from ui.conductor import Conductor
from ui.display import Display
from ui.models.screens import Screens
from ui.pointer import Pointer


class Panel(NamedTuple):
    """A screen as it is built in."""

    width: int
    height: int
    diagonal_mm: int

    @property
    def pixels_a_mm(self) -> float:
        """How many pixels a millimetre has."""
        return float((self.width**2 + self.height**2) ** 0.5 / self.diagonal_mm)


FORMATS = MappingProxyType(
    {
        "portrait": Panel(1080, 1920, 546),
        "landscape": Panel(1920, 1080, 546),
        "old": Panel(1024, 768, 381),
    }
)
"""Of the old panels the smallest: 15 inches."""
LOOKS = MappingProxyType(
    {
        "normal": Display(),
        "elder": Display().for_elders(elder=True),
        "dark": Display(contrast=2),
        "light": Display(contrast=1),
        "soft": Display(contrast=3),
        "size2": Display(size=1),
        "size3": Display(size=2),
        "size4": Display(size=3),
        "wheelchair": Display(wheelchair=True),
    }
)
PRESSED = MappingProxyType(
    {
        "event": ("event_traffic",),
        "signing": ("second", "action"),
        "form-number": ("digit4",),
        "form-money": ("digit3", "digit2", "digit5", "digit0", "digit.", "digit5"),
        "form-many": ("option_work", "option_study"),
        "form-address-town": ("place_330109001",),
        "form-person-number": ("=陈示范", "action", *(f"digit{key}" for key in "99990119850312104X")),
        "form-account": ("edit",),
        "form-table-cell": ("addRow", "=王示例", "action", "option_child"),
        "guide-faq": ("fold0",),
        "ask-typed": ("search", "=换身份证要带什么"),
        "leave": ("leave",),
        "leave-filled": ("leave",),
        "go-on-delete": ("second",),
        "help": ("help",),
        "help-called": ("help",),
        "help-answered": ("help",),
        "help-speaking": ("help",),
        "help-away": ("help",),
        "display": ("display",),
        "notice": ("event_traffic", "matter_11330109MB999005524332010001001"),
    }
)
"""What is touched to get there; behind `=` stands what is typed."""
ON_THE_KEYBOARD = MappingProxyType(
    {
        "keyboard": ("input",),
        "handwriting": ("input", "writeByHand", "~writing"),
        "rare-letters": ("input", "rare"),
        "rare-characters": ("input", "rare", "rareCell9", "rareCell2", "rareCell0"),
        "rare-radicals": ("input", "rare", "byRadical", "rareCell2"),
    }
)
"""The same in the keyboard's place; only where Qt's keyboard is the input method (pytest can't have it).

Behind `~` stands what is drawn in; numbers are places."""
NAMED = "form-person"
"""Where a name is asked for."""
WRITTEN = (
    ((0.46, 0.12), (0.54, 0.22)),
    ((0.34, 0.32), (0.52, 0.32), (0.52, 0.86), (0.46, 0.8)),
    ((0.2, 0.5), (0.4, 0.5), (0.2, 0.8)),
    ((0.72, 0.36), (0.56, 0.52)),
    ((0.54, 0.46), (0.84, 0.84)),
)
"""永, in shares of the box's height."""
SLOW = frozenset({"working", "working-paid", "matters", "event", "face", "photograph", "signing"})
SETTLE_MS = 700
"""Longer than the patience before 'working' and the slide of a page."""
SOON_MS = 60
"""Enough for a page that does not slide."""
AT_REST_S = 5.0
_TYPED, _DRAWN = "=", "~"


def soon_ms(name: str) -> int:
    """Return how long a page takes to stand where nothing moves."""
    return SETTLE_MS if name in SLOW else 2 * SOON_MS


class Gallery:
    """One window of a format, with a terminal in memory behind it."""

    def __init__(self, panel: Panel, catalogue: Catalogue) -> None:
        self.panel = panel
        self.conductor = Conductor(Terminal(catalogue).ports, catalogue, Search(catalogue))
        screen = ScreenConfig(
            width=panel.width, height=panel.height, diagonal_mm=panel.diagonal_mm, full_screen=False
        )
        self._engine, self.window = load(self.conductor, screen)
        self.window.show()
        found = self._engine.findChild(Screens)
        assert isinstance(found, Screens)
        self.screens = found
        self._stage = Stage(self.conductor, catalogue)
        self._display = Display()
        self.conductor.visit_ended.connect(lambda: self.screens.show_as(self._display))

    def show(
        self, name: str, locale: Locale, display: Display, *, settle_ms: int = SETTLE_MS
    ) -> QQuickWindow:
        """Put the window into a scene, as somebody with that look sees it, and let it come to rest."""
        self.conductor.locale = locale
        self._display = display
        self._stage.enter(NAMED if name in ON_THE_KEYBOARD else name)
        self.conductor.set_locale(locale)
        QTest.qWait(settle_ms)
        for target in (*PRESSED.get(name, ()), *ON_THE_KEYBOARD.get(name, ())):
            press(Pointer(self.window), target)
            QTest.qWait(SOON_MS)
        if name in PRESSED or name in ON_THE_KEYBOARD:
            QTest.qWait(settle_ms)
        deadline = time.monotonic() + AT_REST_S
        while not at_rest(self.window.contentItem()) and time.monotonic() < deadline:
            QTest.qWait(SOON_MS)
        return self.window

    def picture(self) -> QImage:
        """Return what the window shows."""
        return self.window.grabWindow().convertToFormat(QImage.Format.Format_RGB888)

    def close(self) -> None:
        """End it; the next window begins in Chinese."""
        self.conductor.set_locale(Locale.ZH)
        self.window.close()
        self._engine.deleteLater()
        self.conductor.close()


@contextmanager
def opened(panel: Panel, catalogue: Catalogue) -> Iterator[Gallery]:
    """Open a gallery for as long as the context lasts."""
    gallery = Gallery(panel, catalogue)
    try:
        yield gallery
    finally:
        gallery.close()


def press(hand: Pointer, target: str) -> None:
    """Touch, type or draw what a target says."""
    name = target.rstrip("0123456789")
    if target.startswith(_TYPED):
        hand.type(target.removeprefix(_TYPED))
    elif target.startswith(_DRAWN):
        box = hand.items(target.removeprefix(_DRAWN))[0]
        for stroke in WRITTEN:
            hand.stroke([box.mapToScene(QPointF(x, y) * box.height()).toPoint() for x, y in stroke])
    elif name == "rareCell":
        hand.tap(name, index=int(target.removeprefix(name)))
    elif target != "second" or hand.shows("second"):  # a short promise is read at once
        hand.tap(target)


def at_rest(item: QQuickItem) -> bool:
    """Return whether no page slides any more, and what is made behind the first frame is there."""
    if item.property("slide") not in {None, 0.0}:
        return False
    if item.inherits("QQuickLoader") and item.property("asynchronous") and item.property("active"):
        return item.property("item") is not None
    return all(at_rest(child) for child in item.childItems())


NAMES = tuple(STAGES)
