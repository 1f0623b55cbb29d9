"""The turns at the payment page: the screen's code is watched, or a payer's code charged, never both."""

import threading
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from kiosk.domain.session import Session
from kiosk.domain.trouble import Trouble

if TYPE_CHECKING:
    from kiosk.domain.scanned import Code, PayerCode


class Till(msgspec.Struct, frozen=True, kw_only=True):
    """One turn, as the work in another thread sees it."""

    stop: threading.Event
    """Set when the resident gives up; the same in every turn of an order."""
    left: threading.Event
    """Set when the next turn has begun."""
    turn: int = 0
    code: "PayerCode | None" = None
    """What is charged in this turn; None: the code on the screen is watched."""


class Paying(QObject):
    """Whose turn it is while an order is open."""

    turned = Signal()
    refused = Signal(object)
    """A Trouble: this code pays nothing, the order is open as before."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.till = Till(stop=threading.Event(), left=threading.Event())

    @property
    def charging(self) -> bool:
        """Whether a payer's code is being charged."""
        return self.till.code is not None

    @property
    def stopping(self) -> bool:
        """Whether the resident has given up."""
        return self.till.stop.is_set()

    def wants_code(self, session: Session | None) -> bool:
        """Whether a payer's code could be charged now."""
        waits = session is not None and session.order is not None and session.payment is None
        return waits and not self.charging and not self.stopping

    def begin(self) -> None:
        """Begin with a new order."""
        self.till = Till(stop=threading.Event(), left=threading.Event())

    def stop(self) -> None:
        """Give up: the order is asked about and closed before anything is said."""
        self.till.stop.set()

    def show(self, code: "Code") -> None:
        """Take what was laid before the scanner: a payer's code is charged, any other told for what it is."""
        from kiosk.steps.scan import payers  # noqa: PLC0415 loaded with the first code

        payer = payers(code)
        if isinstance(payer, Trouble):
            self.refused.emit(payer)
        elif not self.charging and not self.stopping:
            self._turn(payer)

    def charged_nothing(self, why: Trouble) -> None:
        """Go back to the code on the screen."""
        self._turn(None)
        self.refused.emit(why)

    def _turn(self, code: "PayerCode | None") -> None:
        self.till.left.set()
        self.till = msgspec.structs.replace(
            self.till, left=threading.Event(), turn=self.till.turn + 1, code=code
        )
        self.turned.emit()
