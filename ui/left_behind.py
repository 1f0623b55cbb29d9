"""Looking between visits for what was left behind: a card in the slot, a slip at the printer's mouth."""

import logging
import sys
from collections.abc import Callable
from enum import StrEnum

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from kiosk.ports import Attention, Clock, Reminder
from ui.after import after
from ui.worker import Worker

log = logging.getLogger(__name__)
LOOK_MS = 500
PATIENCE_MS = 2_000
"""A device that does not say in this time whether anything is there keeps nobody waiting."""
SOUND_EVERY_S, SOUND_FOR_S, SOUND_UNTIL_S = 5.0, 1.0, 60.0
"""A second of sound in five, for a minute; the light stays."""
TONE: tuple[str, ...] = (sys.executable, "-m", "ui.tone")
"""The screen's own tone: a process, for audio may block, and one that ends by itself."""


class Left(StrEnum):
    """What is known of what may have been left."""

    NOTHING = "nothing"
    ASKED = "asked"
    THERE = "there"
    """It is there after a visit: nobody else begins."""
    FOUND = "found"
    """Nobody has come back for it: the staff are told, and the terminal serves."""


class Attentions:
    """Shows by light and sound the most that any of several watches wants."""

    def __init__(self, reminder: Reminder | None, worker: Worker) -> None:
        self._reminder, self._worker = reminder, worker
        self._wanted: dict[object, Attention] = {}
        self._shown = Attention.NONE

    def want(self, who: object, attention: Attention) -> None:
        """Have `who` want this much from now on."""
        self._wanted[who] = attention
        most = max(self._wanted.values(), key=list(Attention).index)
        if self._reminder is not None and most is not self._shown:
            self._shown, reminder = most, self._reminder
            self._worker.run(lambda: reminder.show(most), lambda _: None)


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """What may be left behind."""

    there: Callable[[], bool]
    """Asked beside the screen."""
    patience_s: float
    """So long it keeps others waiting."""
    sentence: str
    """What the log says then."""


class LeftBehind(QObject):
    """Looks for one thing when a visit is over, and reminds of it for as long as it is there."""

    changed = Signal()

    def __init__(
        self, thing: Thing, attentions: Attentions, clock: Clock, worker: Worker, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.state = Left.NOTHING
        self._thing, self._attentions, self._clock, self._worker = thing, attentions, clock, worker
        self._left_at = 0.0
        self._asking = False
        self._tone = QProcess(self)
        self._tone.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedChannels)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._ask)

    def look(self) -> None:
        """Look whether it was left; until that is known, no visit begins."""
        if self.state is Left.NOTHING:
            self.state = Left.ASKED
            after(PATIENCE_MS, self, self._waited)
            self._ask()

    def close(self) -> None:
        """Remind no more."""
        self._timer.stop()
        self._end_tone()

    def _ask(self) -> None:
        if not self._asking:
            self._asking = True
            self._worker.run(self._thing.there, self._came)

    def _came(self, there: bool) -> None:  # noqa: FBT001 what the device said
        self._asking = False
        match self.state:
            case Left.NOTHING:
                pass
            case Left.ASKED:
                self._become(Left.THERE if there else Left.NOTHING)
            case Left.THERE | Left.FOUND if not there:
                self._become(Left.NOTHING)
            case Left.THERE:
                gone_s = self._clock.monotonic() - self._left_at
                if gone_s > self._thing.patience_s:
                    self._become(Left.FOUND)
                else:
                    self._show(_attention(gone_s))
            case Left.FOUND:
                pass

    def _become(self, state: Left) -> None:
        self.state = state
        match state:
            case Left.THERE:
                self._left_at = self._clock.monotonic()
                self._timer.start()
                self._show(_attention(0.0))
                self._tone.start(TONE[0], TONE[1:]) if TONE else None
            case Left.FOUND:
                log.warning(self._thing.sentence)
                self._show(Attention.LIGHT)
                self._end_tone()
            case _:
                self._timer.stop()
                self._show(Attention.NONE)
                self._end_tone()
        self.changed.emit()

    def _waited(self) -> None:
        if self.state is Left.ASKED:
            self._become(Left.NOTHING)

    def _show(self, attention: Attention) -> None:
        self._attentions.want(self, attention)

    def _end_tone(self) -> None:
        if self._tone.state() is not QProcess.ProcessState.NotRunning:
            self._tone.kill()
            self._tone.waitForFinished()


def _attention(gone_s: float) -> Attention:
    """Return what is shown so long after it was left."""
    loud = gone_s < SOUND_UNTIL_S and gone_s % SOUND_EVERY_S < SOUND_FOR_S
    return Attention.LIGHT_AND_SOUND if loud else Attention.LIGHT
