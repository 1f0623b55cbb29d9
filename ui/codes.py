"""What a scanned code is for: it pays at the payment page; while nobody is known it is looked up."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.domain.session import Session
from kiosk.steps.ports import Ports
from ui.following import Following
from ui.paying import Paying
from ui.scans import ScanWatch
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.domain.scanned import Code


class Codes(QObject):
    """The scanner as the visit sees it."""

    def __init__(self, ports: Ports, works: Callable[[], bool], worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self.paying = Paying(self)
        self.following = Following(ports, worker, self)
        self._watch = ScanWatch(ports, works, worker, self)
        self._watch.read.connect(self._came)
        self._session: Session | None = None

    def follow(self, session: Session | None) -> None:
        """Want codes where this visit, or none, has a use for them."""
        if session is not None and session.identity is not None:
            self.following.dismiss()
        self._session = session
        self._watch.want(wanted=self._nobody_known or self.paying.wants_code(session))

    def look(self) -> None:
        """Ask the scanner if it may have come back."""
        self._watch.follow()

    def close(self) -> None:
        """Read nothing any more."""
        self._watch.want(wanted=False)
        self.paying.stop()

    @property
    def _nobody_known(self) -> bool:
        return self._session is None or self._session.identity is None

    def _came(self, code: "Code") -> None:
        if self._nobody_known:
            self.following.show(code)
        else:
            self.paying.show(code)
