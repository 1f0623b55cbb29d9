"""Turns reading aloud on and off: by a button, a key, or headphones that go in."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickWindow

from kiosk.ports import Voice
from ui.models.screens import Screens
from ui.speaker import Speaker
from ui.touch import TouchWatch

STEP = 20
TUNES = {
    Qt.Key.Key_F4: {"faster": -STEP},
    Qt.Key.Key_F5: {"faster": STEP},
    Qt.Key.Key_F6: {"louder": -STEP},
    Qt.Key.Key_F7: {"louder": STEP},
    Qt.Key.Key_VolumeDown: {"louder": -STEP},
    Qt.Key.Key_VolumeUp: {"louder": STEP},
}


class Aloud(QObject):
    """Makes the speaker with the first wish to listen."""

    plugged = Signal(bool)
    """Headphones went in, or out; told by a thread."""

    def __init__(self, window: QQuickWindow, screens: Screens, voice: Voice, touch: TouchWatch) -> None:
        super().__init__(window)
        self._window, self._screens, self._voice, self._touch = window, screens, voice, touch
        self._speaker: Speaker | None = None
        self._on = False
        screens.speechChanged.connect(self._follow)
        self.plugged.connect(self._plug)
        touch.hearers.append(self.hear)
        touch.touched.connect(self._acted)
        screens.speech.offer()
        voice.watch_headphones(self.plugged.emit)

    def hear(self, key: QKeyEvent) -> bool:
        """Do what a key of speech asks for; return whether it was one."""
        pressed = Qt.Key(key.key())
        if pressed is Qt.Key.Key_F2:
            self._screens.toggleSpeech()
        elif pressed is Qt.Key.Key_F3:
            self._screens.toggleDark()
        elif pressed in TUNES and self._speaker is not None and self._on:
            self._speaker.tune(**TUNES[pressed])
        else:
            return False
        return True

    def _plug(self, headphones: bool) -> None:  # noqa: FBT001 what the signal says
        self._screens.touch()
        self._screens.speech.plug(headphones=headphones)

    def _follow(self) -> None:
        wanted = self._screens.speech.on
        if wanted == self._on:
            return
        self._on = wanted
        if self._speaker is None:
            self._speaker = Speaker(self._window, self._screens, self._voice, self._touch.reach)
        if wanted:
            self._speaker.on()
        else:
            self._speaker.off()

    def _acted(self) -> None:
        if self._speaker is not None:
            self._speaker.acted()
