"""Watching the card slot between visits: a card left in it is reminded of until it is taken out."""

import logging
import sys
from enum import StrEnum

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from kiosk.ports import Attention, CardSlot
from kiosk.steps.ports import Ports
from ui.worker import Worker

log = logging.getLogger(__name__)
LOOK_MS = 500
PATIENCE_MS = 2_000
"""A reader that does not say in this time whether a card is in it keeps nobody waiting."""
SOUND_EVERY_S, SOUND_FOR_S, SOUND_UNTIL_S = 5.0, 1.0, 60.0
"""A second of sound in five, for a minute; the light stays."""
TONE: tuple[str, ...] = (sys.executable, "-m", "ui.tone")
"""The screen's own tone: a process, for audio may block, and one that ends by itself."""


class SlotState(StrEnum):
    """What is known of the slot."""

    EMPTY = "empty"
    ASKED = "asked"
    LEFT = "left"
    """A card is in it after a visit: nobody else begins."""
    FOUND = "found"
    """Nobody has come back for it: the staff are told, and the terminal serves without the slot."""


class SlotWatch(QObject):
    """Looks into the slot when a visit is over, and reminds by light and sound while a card is in it."""

    changed = Signal()

    def __init__(self, slot: CardSlot, ports: Ports, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self.state = SlotState.EMPTY
        self._slot, self._reminder, self._clock, self._worker = slot, ports.reminder, ports.clock, worker
        self._patience_s = ports.card_left_s
        self._left_at = 0.0
        self._shown = Attention.NONE
        self._asking = False
        self._tone = QProcess(self)
        self._tone.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedChannels)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._ask)

    def look(self) -> None:
        """Look whether a card was left; until that is known, no visit begins."""
        if self.state is SlotState.EMPTY:
            self.state = SlotState.ASKED
            QTimer.singleShot(PATIENCE_MS, self, self._waited)
            self._ask()

    def close(self) -> None:
        """Remind no more."""
        self._timer.stop()
        self._end_tone()

    def _ask(self) -> None:
        if not self._asking:
            self._asking = True
            self._worker.run(self._slot.occupied, self._came)

    def _came(self, occupied: bool) -> None:  # noqa: FBT001 what the slot said
        self._asking = False
        match self.state:
            case SlotState.EMPTY:
                pass
            case SlotState.ASKED:
                self._become(SlotState.LEFT if occupied else SlotState.EMPTY)
            case SlotState.LEFT | SlotState.FOUND if not occupied:
                self._become(SlotState.EMPTY)
            case SlotState.LEFT:
                gone_s = self._clock.monotonic() - self._left_at
                if gone_s > self._patience_s:
                    self._become(SlotState.FOUND)
                else:
                    self._show(_attention(gone_s))
            case SlotState.FOUND:
                pass

    def _become(self, state: SlotState) -> None:
        self.state = state
        match state:
            case SlotState.LEFT:
                self._left_at = self._clock.monotonic()
                self._timer.start()
                self._show(_attention(0.0))
                self._tone.start(TONE[0], TONE[1:]) if TONE else None
            case SlotState.FOUND:
                log.warning("a card was left in the slot and nobody came back: keep it for its owner")
                self._show(Attention.LIGHT)
                self._end_tone()
            case _:
                self._timer.stop()
                self._show(Attention.NONE)
                self._end_tone()
        self.changed.emit()

    def _waited(self) -> None:
        if self.state is SlotState.ASKED:
            self._become(SlotState.EMPTY)

    def _show(self, attention: Attention) -> None:
        if self._reminder is not None and attention is not self._shown:
            self._shown, reminder = attention, self._reminder
            self._worker.run(lambda: reminder.show(attention), lambda _: None)

    def _end_tone(self) -> None:
        if self._tone.state() is not QProcess.ProcessState.NotRunning:
            self._tone.kill()
            self._tone.waitForFinished()


def _attention(gone_s: float) -> Attention:
    """Return what is shown so long after the card was left."""
    loud = gone_s < SOUND_UNTIL_S and gone_s % SOUND_EVERY_S < SOUND_FOR_S
    return Attention.LIGHT_AND_SOUND if loud else Attention.LIGHT
