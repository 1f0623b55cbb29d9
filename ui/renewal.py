"""Another catalogue under a running screen: loaded while nobody is there, taken up between visits."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.catalogue.in_force import note_served, note_taken, open_next, rest
from kiosk.catalogue.proof import Opened
from kiosk.catalogue.shelf import Shelf
from kiosk.domain.ids import CatalogueVersion
from kiosk.domain.use import Figures
from ui.worker import Worker

EVERY_MS = 2_000
SERVED_MS = 600_000
"""An edition that has been in force for so long has served."""


class Renewal(QObject):
    """Looks every two seconds, while no visit runs, whether another catalogue is to be in force."""

    came = Signal(object)
    """An Opened: no visit runs, and it is in force from now on."""

    def __init__(
        self,
        shelf: Shelf,
        running: CatalogueVersion,
        use: Figures,
        free: Callable[[], bool],
        worker: Worker,
        parent: QObject,
    ) -> None:
        """Begin with the catalogue that runs, ranked by `use`; `free` says whether no visit does."""
        super().__init__(parent)
        self._shelf, self._running, self._free, self._worker = shelf, running, free, worker
        self._use = use
        self._looking = False
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._served = QTimer(self, singleShot=True, interval=SERVED_MS)
        self._served.timeout.connect(self._has_served)

    def open(self) -> None:
        """Look from now on."""
        self._timer.start()
        self._served.start()

    def close(self) -> None:
        """Look no more; an end in order says nothing against the catalogue."""
        self._timer.stop()
        self._served.stop()
        rest(self._shelf)

    def look(self) -> None:
        """Look now, unless a visit runs or a look does."""
        if not self._looking and self._free():
            self._looking = True
            self._worker.run(lambda: open_next(self._shelf, self._running, self._use), self._loaded)

    def _loaded(self, made: Opened | None) -> None:
        """Take it up; when a visit began meanwhile it is loaded again after it."""
        self._looking = False
        if made is None or not self._free():
            return
        self._running = version = made.catalogue.version
        self._use = made.use
        self._served.start()
        self._worker.run(lambda: note_taken(self._shelf, version), lambda _: None)
        self.came.emit(made)

    def _has_served(self) -> None:
        self._worker.run(lambda: note_served(self._shelf), lambda _: None)
