"""The one piece of work that a visit waits for: its step's own, or what the resident asked for beside it."""

from PySide6.QtCore import QObject, Signal

from kiosk.domain.text import Text
from ui.tasks import Outcome, Task
from ui.worker import Worker


class WorkInHand(QObject):
    """Starts each piece of work once, and tells what it came to unless the visit has gone on without it."""

    came = Signal(object)
    """An Outcome; of work that was dropped nothing is told (acts are journalled by then)."""

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._key: tuple[object, ...] | None = None
        """Of what runs, or of what the step needed and has."""
        self._asked: Task | None = None
        self.words: Text | None = None
        """What is being done; None while nothing is, or the page itself shows it."""

    def ask(self, task: Task) -> None:
        """Do what was asked for: a code checked, a slip printed again.

        It stands, whatever changes around, until it came or the visit goes on.
        """
        self._asked = task
        self._start(task)

    def follow(self, task: Task | None) -> bool:
        """Do what the step needs unless it was begun or something was asked for; return whether it is new."""
        needed = self._asked or task
        if needed is not None and needed.key == self._key:
            return False
        self.drop()
        if needed is not None:
            self._start(needed)
        return True

    def go_on(self) -> None:
        """Ask no more: the visit has gone on."""
        self._asked = None

    def drop(self) -> None:
        """Wait for nothing any more."""
        self._key = self._asked = self.words = None

    def _start(self, task: Task) -> None:
        self._key, self.words = task.key, task.words
        self._worker.run(task.work, lambda outcome: self._came(task, outcome))

    def _came(self, task: Task, outcome: Outcome) -> None:
        if task.key == self._key:
            self._asked = self.words = None
            self.came.emit(outcome)
