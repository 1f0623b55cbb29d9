"""A receipt laid before the scanner: where its case stands, shown for a while."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.domain.fact import CardAccepted
from kiosk.domain.matter import Matter
from kiosk.domain.standing import LOOKING, Standing
from kiosk.steps.ports import Ports
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.domain.scanned import Code

Matters = Callable[[], Mapping[str, Matter]]
"""Those of the catalogue in force: another may be by the next code."""
SHOWN_MS = 40_000
"""Long enough to read it twice; then the screen waits for the next one again."""


class Following(QObject):
    """What is shown of the code that was laid last; a late answer to an earlier one is dropped."""

    changed = Signal()
    identified = Signal(object)
    """A CardAccepted: an e-ID says who it is."""

    def __init__(self, ports: Ports, matters: Matters, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._ports = ports
        self._matters = matters
        self._worker = worker
        self._code: Code | None = None
        self.shown: Standing | None = None
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.dismiss)

    def show(self, code: "Code", *, known: bool) -> None:
        """Look a code up; `known`: a card was laid before, so that no e-ID is asked about."""
        self._code = code
        self._say(LOOKING)
        ports, matters = self._ports, self._matters()

        def look() -> Standing | CardAccepted:
            from kiosk.steps.follow import follow  # noqa: PLC0415 loaded with the first code

            return follow(ports, code, matters, known=known)

        self._worker.run(look, lambda found: self._came(code, found))

    def dismiss(self) -> None:
        """Show it no more."""
        if self.shown is not None:
            self._code = None
            self._say(None)

    def _came(self, code: "Code", found: Standing | CardAccepted) -> None:
        if code is not self._code:
            return
        if isinstance(found, CardAccepted):
            self.dismiss()
            self.identified.emit(found)
        else:
            self._say(found)

    def _say(self, standing: Standing | None) -> None:
        self.shown = standing
        self._timer.stop()
        if standing is not None:
            self._timer.start()
        self.changed.emit()
