"""Waiting for a card on every reader of the terminal at once."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kiosk.domain.card import CardCancelled, CardDeviceFault, CardOutcome, CardTimeout, NoCard, NoReader
from kiosk.domain.device import Role
from kiosk.steps.ports import Ports
from ui.after import after
from ui.worker import Worker

WAIT_S = 2.0
"""Nobody asks a reader that waits how it is: a wait that ends without a card says that it works."""
CARD_READERS = frozenset({Role.IDENTITY_CARD, Role.SOCIAL_CARD})
PAUSE_MS = 250
"""How long a reader that was away is left alone: the supervisor looks at it first."""
FAULT_PAUSE_MS = 1_000
"""After this a reader that failed at its work is tried again: only work shows that it works."""


class CardWatch(QObject):
    """Asks each working reader for a card while one is wanted; a late reading of nobody is dropped."""

    read = Signal(object)
    """A CardOutcome that a person should learn of."""

    def __init__(self, ports: Ports, works: Callable[[Role], bool], worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        readers = {Role.IDENTITY_CARD: ports.identity_card, Role.SOCIAL_CARD: ports.social_card}
        self._readers = {role: reader for role, reader in readers.items() if reader is not None}
        self._works = works
        self._worker = worker
        self._wanted: dict[Role, threading.Event] = {}
        """Where a card is wanted, and what ends the wait there."""
        self._asked: set[Role] = set()

    def wait(self, roles: frozenset[Role] = CARD_READERS) -> None:
        """Want a card on these readers and on no other; where one is wanted already that wait goes on.

        A card that is being read just then is taken: its reader may not find it again before it is lifted.
        """
        for role in self._wanted.keys() - roles:
            self._wanted.pop(role).set()
        for role in roles & self._readers.keys() - self._wanted.keys():
            self._wanted[role] = threading.Event()
            self._asked.discard(role)
        self.follow()

    def stop(self) -> None:
        """Want no card any more."""
        self.wait(frozenset())

    def follow(self) -> None:
        """Ask the readers that work and are not being asked; called whenever one may have come back."""
        for role, cancel in self._wanted.items():
            if role not in self._asked and self._works(role):
                self._ask(role, cancel)

    def _ask(self, role: Role, cancel: threading.Event, *, patience_s: float = WAIT_S) -> None:
        self._asked.add(role)
        reader = self._readers[role]
        self._worker.run(
            lambda: reader.wait(cancel, timeout_s=patience_s),
            lambda outcome: self._came(role, cancel, outcome),
        )

    def _came(self, role: Role, cancel: threading.Event, outcome: CardOutcome) -> None:
        if cancel is not self._wanted.get(role):
            return
        match outcome:
            case NoReader():
                after(PAUSE_MS, self, lambda: self._rested(role, cancel))
            case CardDeviceFault():
                after(FAULT_PAUSE_MS, self, lambda: self._try(role, cancel))
            case NoCard() | CardTimeout() | CardCancelled():
                self._ask(role, cancel)
            case _:
                self._ask(role, cancel)
                self.read.emit(outcome)

    def _try(self, role: Role, cancel: threading.Event) -> None:
        if cancel is self._wanted.get(role):
            self._ask(role, cancel, patience_s=0)

    def _rested(self, role: Role, cancel: threading.Event) -> None:
        if cancel is self._wanted.get(role):
            self._asked.discard(role)
            self.follow()
