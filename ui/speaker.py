"""Reads the screen aloud while somebody wants it: the page as it turns, each control, what changes.

What is said comes from the accessible names (ui/reading.py). Made with the first wish to listen.
"""

import time

from PySide6.QtCore import QObject, QTimer
from PySide6.QtQuick import QQuickItem, QQuickWindow
from shiboken6 import getCppPointer

from kiosk.ports import Voice
from ui import spoken
from ui.models.screens import Screens
from ui.reach import Reach
from ui.reachable import Kind, kind, moment, shown
from ui.reading import Manner, Said, reading, said_of

LOOK_MS = 250
ECHO_S = 1.5
"""So long after a key or touch a changed number is its echo, and is said; later it is a clock that runs."""
PAGE = (Manner.HEADING, Manner.DIALOG, Manner.ALERT, Manner.TEXT, Manner.PICTURE)
AROUND = "around"
"""What the bar above says is the same on every page."""


class Speaker(QObject):
    """Says what stands there, in the language of the screen."""

    def __init__(self, window: QQuickWindow, screens: Screens, voice: Voice, reach: Reach) -> None:
        super().__init__(window)
        self._window, self._screens, self._voice, self._reach = window, screens, voice, reach
        self._moment: tuple[object, ...] | None = None
        self._heard: dict[object, str] = {}
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.look)
        self._acted = time.monotonic()
        self._rate = self._volume = 0
        reach.moved.connect(self._moved)

    def tune(self, *, faster: int = 0, louder: int = 0) -> None:
        """Speak so much faster and louder from now on, each between -100 and 100."""
        self._rate, self._volume = _within(self._rate + faster), _within(self._volume + louder)
        self._voice.tune(self._rate, self._volume)
        self._say_control(str(self._screens.locale))

    def on(self) -> None:
        """Read aloud from now on, beginning with the page that stands."""
        self._moment = None
        if (self._rate, self._volume) != (0, 0):
            self._rate = self._volume = 0
            self._voice.tune(0, 0)
        self._look.start()
        self._reach.begin()

    def off(self) -> None:
        """Be silent at once."""
        self._look.stop()
        self._voice.leave()
        self._heard = {}

    def look(self) -> None:
        """Say what is new; all of it where another page or question stands."""
        locale = str(self._screens.locale)
        now = (locale, *moment(self._window))
        if self._screens.property("busy") is True and now != self._moment and self._moment is not None:
            return
        said = self._of_the_page()
        if now != self._moment:
            self._moment = now
            self._voice.hush()
            self._heard = {}
            self._say_all(said, locale)
            self._say_control(locale)
            return
        for one in said:
            was = self._heard.get(_known_by(one))
            if was != one.name and (was is None or self._echoes(was, one.name)):
                self._voice.say(spoken.text(one, locale), locale)
            self._heard[_known_by(one)] = one.name

    def _of_the_page(self) -> list[Said]:
        there = (one for one in reading(self._window) if one.manner in PAGE)
        return [one for one in there if one.item.objectName() != AROUND]

    def acted(self) -> None:
        """Take note of a key or a touch."""
        self._acted = time.monotonic()

    def _echoes(self, was: str, name: str) -> bool:
        return time.monotonic() - self._acted < ECHO_S or not spoken.same_but_counted(was, name)

    def _say_all(self, said: list[Said], locale: str) -> None:
        for one in said:
            self._heard[_known_by(one)] = one.name
            self._voice.say(spoken.text(one, locale), locale)

    def _moved(self) -> None:
        if self._look.isActive() and self._moment == (str(self._screens.locale), *moment(self._window)):
            self.acted()
            self._voice.hush()
            self._say_control(str(self._screens.locale))

    def _say_control(self, locale: str) -> None:
        at = self._reach.at
        if at is None:
            return
        said = said_of(at)
        if said is not None:
            self._voice.say(spoken.control(said, locale), locale)
        elif kind(at) in (Kind.KEY, None):
            self._voice.say(key_word(at), locale)
        else:
            self._voice.say(spoken.LISTEN[locale], locale)


def _within(percent: int) -> int:
    return max(-100, min(100, percent))


def _known_by(one: Said) -> object:
    return getCppPointer(one.item)


def key_word(key: QQuickItem) -> str:
    """Return what stands on a key of the keyboard on the screen, or the word that it offers."""
    for name in ("displayText", "text"):
        word = key.property(name)
        if isinstance(word, str) and word.strip():
            return word
    words = (str(item.property("text") or "") for item in shown(key))
    return next((word for word in words if word.strip()), "")
