"""The screen while the terminal starts: attract, and identify for who touches it before all is loaded."""

import datetime as dt

from PySide6.QtCore import QObject

from kiosk.domain.zone import ZONE
from kiosk.front import Front
from ui.course import Page
from ui.models.attract import Here
from ui.models.screens import Screens
from ui.scene import Frame, Scene


class FrontScene(Scene):
    """Remembers what was touched until there is a visit to join."""

    def __init__(self, front: Front, screens: Screens) -> None:
        super().__init__(screens)
        self._front, self._attract, self._identify = front, screens.attract, screens.identify
        self.locale = front.locale
        self.started = False
        self._say()

    def _say(self) -> None:
        front = self._front
        self._attract.say(Here(front.open_matters, front.samples[self.locale]))
        self._identify.say(identity_card=front.identity_card, social_card=front.social_card)

    def frame(self) -> Frame:
        front = self._front
        return Frame(
            page=Page.IDENTIFY if self.started else Page.ATTRACT,
            forward=self.started,
            visiting=self.started,
            locale=self.locale,
            site=front.sites[self.locale],
            terminal=front.terminal,
            contact=front.contact,
            clock=dt.datetime.now(ZONE).strftime("%H:%M"),
        )

    def model(self, page: Page) -> QObject:
        return self._identify if page is Page.IDENTIFY else self._attract

    def start(self) -> None:
        self.started = True
        self.changed.emit()

    def leave(self) -> None:
        self.started = False
        self.speak(self._front.locale)
        self.wiped.emit()

    def speak(self, locale: str) -> None:
        self.locale = locale
        self._say()
        self.changed.emit()

    def touch(self) -> None:
        """Nobody is asked whether they are there before the visit is."""

    def dismiss(self) -> None:
        """No code is read before the visit is there."""

    def back(self) -> None:
        """Neither page has a way back."""
