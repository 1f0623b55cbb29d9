"""Watching the power supply: what it says once a second, and what the terminal makes of it."""

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.domain.power import Battery, Closing, Mains, PowerState, Supply, follow
from kiosk.ports import PowerSupply
from kiosk.steps.ports import Ports
from ui.worker import Worker

log = logging.getLogger(__name__)
EVERY_MS = 1_000
CARRY_S = 10.0
"""So often a checkpoint is asked for while the mains are away: the sync process may just be starting anew."""


class PowerWatch(QObject):
    """Asks the supply once a second, never twice at once, and asks for a checkpoint when power may go."""

    changed = Signal()

    def __init__(self, source: PowerSupply, ports: Ports, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self.supply: Supply = Mains()
        self._source, self._doorbell, self._clock, self._worker = source, ports.doorbell, ports.clock, worker
        self._asking = False
        self._carried_at = 0.0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)

    def open(self) -> None:
        """Look now and from now on."""
        self._timer.start()
        self.look()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()

    @property
    def left_s(self) -> int | None:
        """Seconds that the battery lasts by its own estimate; None where it gives none."""
        match self.supply:
            case Battery(until_s=float(until_s)):
                return max(0, round(until_s - self._clock.monotonic()))
            case _:
                return None

    def look(self) -> None:
        """Ask once unless it is being asked."""
        if not self._asking:
            self._asking = True
            self._worker.run(self._source.state, self._came)

    def _came(self, seen: PowerState) -> None:
        self._asking = False
        before = self.supply
        self.supply = follow(before, seen, now=self._clock.now(), monotonic_s=self._clock.monotonic())
        if type(before) is not type(self.supply):
            self._tell()
        if not isinstance(self.supply, Mains):
            self._carry(anew=type(before) is not type(self.supply))
        if before != self.supply:
            self.changed.emit()

    def _carry(self, *, anew: bool) -> None:
        """Have the queue's log carried into its file, now and again."""
        now = self._clock.monotonic()
        if anew or now - self._carried_at >= CARRY_S:
            self._carried_at = now
            self._doorbell.ask_checkpoint()

    def _tell(self) -> None:
        match self.supply:
            case Mains():
                log.warning("the mains are back: serving again")
            case Battery():
                log.warning("the mains are away: no visit begins, one that runs may be finished")
            case Closing():
                log.warning("the battery is nearly empty: closing in order")
