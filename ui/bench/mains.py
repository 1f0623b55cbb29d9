"""The bench's power supply, lamp and buzzer as its window sees them."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from sim.bench_status import BenchStatus, PowerPanel, ReminderPanel

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class MainsModel(QObject):
    """How the mains stand, and what the reminder shows."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._power: PowerPanel | None = None
        self._reminder: ReminderPanel | None = None

    def show(self, status: BenchStatus) -> None:
        """Present how they stand now."""
        self._power, self._reminder = status.power, status.reminder
        self.changed.emit()

    @Property(bool, notify=changed)
    def away(self) -> bool:
        return self._power is not None and "OB" in self._power.status

    @Property(bool, notify=changed)
    def low(self) -> bool:
        return self._power is not None and "LB" in self._power.status

    @Property(bool, notify=changed)
    def pulled(self) -> bool:
        return self._power is not None and not self._power.plugged

    @Property(bool, notify=changed)
    def reminderPlugged(self) -> bool:
        return self._reminder is not None and self._reminder.plugged

    @Property(str, notify=changed)
    def remark(self) -> str:
        """Return what the supply says of itself, and what lamp and buzzer do."""
        if self._power is None or self._reminder is None:
            return ""
        minutes, seconds = divmod(self._power.runtime_s, 60)
        lamp = " · 灯亮 light" if self._reminder.light else ""
        buzzer = " · 响 sound" if self._reminder.sound else ""
        return f"{self._power.status} · {self._power.charge} % · {minutes}:{seconds:02d}{lamp}{buzzer}"
