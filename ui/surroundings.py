"""Looking around: is the centre there, how is the printer, what is closed."""

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.domain.availability import Surroundings
from kiosk.domain.printing import PrinterState
from kiosk.steps.ports import Ports
from kiosk.wire.messages import CatalogueAnswer
from ui.worker import Worker

EVERY_MS = 2_000


def look(ports: Ports) -> Surroundings:
    """Ask centre and printer; blocks until both have answered or given up."""
    answer = ports.centre.catalogue()
    printer = ports.printer.state() if ports.printer is not None else PrinterState.ABSENT
    if not isinstance(answer, CatalogueAnswer):
        return Surroundings(centre_reached=False, printer=printer)
    return Surroundings(centre_reached=True, printer=printer, closed=answer.closed)


class LookAround(QObject):
    """Looks around every two seconds, never twice at once."""

    seen = Signal(object)

    def __init__(self, ports: Ports, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._ports = ports
        self._worker = worker
        self._looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    def open(self) -> None:
        """Look now and from now on."""
        self._timer.start()
        self.look()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Look once unless a look is under way."""
        if not self._looking:
            self._looking = True
            self._worker.run(lambda: look(self._ports), self._came)

    def _came(self, surroundings: Surroundings) -> None:
        self._looking = False
        self.seen.emit(surroundings)
