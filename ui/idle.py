"""Whether anybody is still there: a pause, then a countdown, then the visit ends."""

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.ports import Clock

COUNTDOWN_S = 30


class IdleWatch(QObject):
    """Counts seconds without a touch on the monotonic clock."""

    second = Signal()
    expired = Signal()

    def __init__(self, clock: Clock, patience_s: int, parent: QObject) -> None:
        super().__init__(parent)
        self.left_s: int | None = None
        self.pace = 1
        """How many times longer than usual pause and countdown are."""
        self._clock = clock
        self._patience_s = patience_s
        self._touched = clock.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(1_000)
        self._timer.timeout.connect(self.second)

    def open(self) -> None:
        """Begin to count."""
        self._timer.start()

    def close(self) -> None:
        """Count no more."""
        self._timer.stop()

    def touch(self) -> bool:
        """Start the pause anew; return whether a countdown was stopped by it."""
        counting = self.left_s is not None
        self._touched, self.left_s = self._clock.monotonic(), None
        return counting

    def count(self, *, active: bool) -> bool:
        """Take note of a second gone by; return whether `left_s` changed. At zero `expired` is emitted."""
        if not active:
            return self.touch()
        before = self.left_s
        over = self._clock.monotonic() - self._touched - self._patience_s * self.pace
        self.left_s = max(0, round(COUNTDOWN_S * self.pace - over)) if over >= 0 else None
        if self.left_s == 0:
            self.expired.emit()
        return self.left_s != before
