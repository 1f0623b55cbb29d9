"""What residents ask in words: looked into beside the choice of a matter."""

from PySide6.QtCore import QObject, Signal

from kiosk.catalogue.asked import Asked
from kiosk.catalogue.loader import Catalogue
from kiosk.catalogue.search import Search
from kiosk.domain.ids import VisitId
from kiosk.domain.session import Session
from ui.worker import Worker


class Asking(QObject):
    """Whether the page of answers stands, and the answers, prepared when they are first wanted."""

    changed = Signal()

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._visit: VisitId | None = None
        self._of: Catalogue | None = None
        self.reading = False
        self.asked: Asked | None = None
        """None until it is prepared."""

    def follow(self, session: Session | None) -> None:
        """Forget what was looked into in another visit."""
        visit = session.id if session is not None else None
        if visit != self._visit:
            self._visit, self.reading = visit, False
            if self.asked is not None:
                self.asked.forget()

    def open(self, catalogue: Catalogue, search: Search) -> None:
        """Show the page; what a catalogue answers is prepared once, beside the screen."""
        self.reading = True
        if self._of is not catalogue:
            self._of, self.asked = catalogue, None
            self._worker.run(lambda: Asked(catalogue, search), lambda asked: self._prepared(catalogue, asked))
        self.changed.emit()

    def leave(self) -> None:
        """Go back to the choice of a matter."""
        self.reading = False
        self.changed.emit()

    def _prepared(self, catalogue: Catalogue, asked: Asked) -> None:
        if self._of is catalogue:
            self.asked = asked
            self.changed.emit()
