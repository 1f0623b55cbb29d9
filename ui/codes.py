"""What a scanned code is for: at the payment page it pays; before a visit, and beside cases, it asks."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.domain.session import Session
from kiosk.steps.ports import Ports
from ui.following import Following, Matters
from ui.paying import Paying
from ui.scans import ScanWatch
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.domain.scanned import Code


class Codes(QObject):
    """The scanner as the visit sees it."""

    def __init__(
        self, ports: Ports, matters: Matters, works: Callable[[], bool], worker: Worker, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.paying = Paying(self)
        self.following = Following(ports, matters, worker, self)
        self._watch = ScanWatch(ports, works, worker, self)
        self._watch.read.connect(self._came)
        self._session: Session | None = None
        self._reading = False

    def follow(self, session: Session | None, *, reading: bool = False) -> None:
        """Want codes where this visit, or none, has a use for them; `reading`: its own cases are read."""
        self._session, self._reading = session, reading
        if not self._looks_up:
            self.following.dismiss()
        self._watch.want(wanted=self._looks_up or self.paying.wants_code(session))

    def look(self) -> None:
        """Ask the scanner if it may have come back."""
        self._watch.follow()

    def close(self) -> None:
        """Read nothing any more."""
        self._watch.want(wanted=False)
        self.paying.stop()

    @property
    def _known(self) -> bool:
        return self._session is not None and self._session.identity is not None

    @property
    def _looks_up(self) -> bool:
        return self._reading or not self._known

    def _came(self, code: "Code") -> None:
        if self._looks_up:
            self.following.show(code, known=self._known)
        else:
            self.paying.show(code)
