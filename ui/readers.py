"""Waiting for a card on every reader of the terminal at once."""

import threading

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.domain.card import CardCancelled, CardDeviceFault, CardOutcome, CardTimeout, NoCard, NoReader
from kiosk.ports import CardReader
from kiosk.steps.ports import Ports
from ui.worker import Worker

WAIT_S = 30.0
RECOVERY_S = 1.0
"""How long the first look at a reader that was away may take: without a card it proves that it is back."""
PAUSE_MS = 2_000
"""How long a reader that does not answer is left alone."""


class CardWatch(QObject):
    """Asks each reader for a card while one is wanted; a late reading of nobody is dropped."""

    read = Signal(object)
    """A CardOutcome that a person should learn of."""

    recovered = Signal()
    """The identity reader answers again."""

    def __init__(self, ports: Ports, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        readers = {"identity": ports.identity_card, "social": ports.social_card}
        self._readers = {name: reader for name, reader in readers.items() if reader is not None}
        self._worker = worker
        self._wanted: threading.Event | None = None
        self._said: dict[str, str] = {}

    def wait(self) -> None:
        """Want a card; does nothing when one is wanted already."""
        if self._wanted is None:
            self._wanted = threading.Event()
            for name in self._readers:
                self._ask(name, self._wanted)

    def stop(self) -> None:
        """Want no card any more."""
        if self._wanted is not None:
            self._wanted.set()
            self._wanted = None

    def _ask(self, name: str, cancel: threading.Event) -> None:
        reader: CardReader = self._readers[name]
        patience_s = RECOVERY_S if name in self._said else WAIT_S
        self._worker.run(
            lambda: reader.wait(cancel, timeout_s=patience_s),
            lambda outcome: self._came(name, cancel, outcome),
        )

    def _came(self, name: str, cancel: threading.Event, outcome: CardOutcome) -> None:
        if cancel.is_set():
            return
        match outcome:
            case NoCard() | CardTimeout() | CardCancelled():
                self._answers_again(name)
                self._ask(name, cancel)
            case NoReader() | CardDeviceFault():
                self._say_once(name, outcome)
                QTimer.singleShot(PAUSE_MS, self, lambda: self._ask_again(name, cancel))
            case _:
                self._answers_again(name)
                self._ask(name, cancel)
                self.read.emit(outcome)

    def _ask_again(self, name: str, cancel: threading.Event) -> None:
        if not cancel.is_set():
            self._ask(name, cancel)

    def _answers_again(self, name: str) -> None:
        if self._said.pop(name, None) is not None and name == "identity":
            self.recovered.emit()

    def _say_once(self, name: str, outcome: CardOutcome) -> None:
        """Tell of the identity reader's fault when it begins, not every two seconds."""
        kind = type(outcome).__name__
        if self._said.get(name) != kind and name == "identity":
            self.read.emit(outcome)
        self._said[name] = kind
