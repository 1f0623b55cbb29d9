"""One terminal in memory before one window, and what a test does with both."""

import msgspec
from pytestqt.qtbot import QtBot

from kiosk.catalogue.loader import Catalogue
from tests.ui.memory import Terminal
from ui.conductor import Conductor
from ui.course import Page
from ui.models.screens import Screens
from ui.pointer import Pointer

LONG_MS = 10_000


class Hall(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a test of the screens reaches for."""

    conductor: Conductor
    terminal: Terminal
    screens: Screens
    hand: Pointer
    qtbot: QtBot
    catalogue: Catalogue

    def stands(self, page: Page) -> None:
        """Wait until a page stands."""
        self.qtbot.waitUntil(lambda: self.screens.property("page") == page.value, timeout=LONG_MS)

    def shows(self, name: str) -> None:
        """Wait until something is to be seen."""
        self.qtbot.waitUntil(lambda: self.hand.shows(name), timeout=LONG_MS)

    def may_begin(self) -> None:
        """Wait until a visit may begin."""
        self.qtbot.waitUntil(lambda: self.conductor.standby.may_begin, timeout=LONG_MS)

    def pass_time(self, seconds: float) -> None:
        """Let time pass at once, and the second's tick come."""
        self.terminal.clock.advance(seconds)
        self.conductor.tick.emit()
