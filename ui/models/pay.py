"""What the payment page and the page of work under way show."""

import datetime as dt

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.answers import answer_for
from kiosk.domain.device import Role
from kiosk.domain.fee import PickedFee
from kiosk.domain.matter import Matter
from kiosk.domain.payment import Order, PaymentSettled, money
from kiosk.domain.session import Session
from kiosk.domain.shown import write
from kiosk.domain.text import Locale
from kiosk.domain.worked_fee import WorkedFee
from kiosk.flow import StepName
from ui.conductor import Conductor
from ui.images import Pictures

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PayModel(QObject):
    """Who is paid, what for, how much, and the code."""

    changed = Signal()

    def __init__(self, conductor: Conductor, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._pictures = pictures
        self._order: Order | None = None
        self._opened = dt.datetime.min.replace(tzinfo=dt.UTC)
        self._code = self._what = ""

    def show(self) -> None:
        """Present what the conductor knows now."""
        session = self._conductor.session
        order = session.order if session is not None else None
        if session is not None and order is not None and order != self._order:
            self._order, self._opened = order, self._conductor.now
            self._code = self._pictures.keep_code(order.code)
        if session is not None and session.matter is not None:
            self._what = paid_for(session, session.matter, self._conductor.locale)
        self.changed.emit()

    def clear(self) -> None:
        """Forget the order."""
        self._order = None
        self._code = self._what = ""
        self.changed.emit()

    @Property(str, notify=changed)
    def payee(self) -> str:
        return self._order.payee if self._order is not None else ""

    @Property(str, notify=changed)
    def matter(self) -> str:
        session = self._conductor.session
        return session.matter.name.at(self._conductor.locale) if session and session.matter else ""

    @Property(str, notify=changed)
    def what(self) -> str:
        return self._what

    @Property(str, notify=changed)
    def amount(self) -> str:
        return money(self._order.amount_fen).at(self._conductor.locale) if self._order is not None else ""

    @Property(str, notify=changed)
    def code(self) -> str:
        return self._code

    @Property(int, notify=changed)
    def secondsLeft(self) -> int:
        if self._order is None:
            return 0
        return max(0, int((self._order.expires_at - self._conductor.now).total_seconds()))

    @Property(int, notify=changed)
    def seconds(self) -> int:
        return max(1, int((self._order.expires_at - self._opened).total_seconds())) if self._order else 1

    @Property(bool, notify=changed)
    def scanner(self) -> bool:
        """Whether a payer's code can be scanned here now."""
        return self._conductor.surroundings.has(Role.CODE_SCANNER)

    @Property(bool, notify=changed)
    def charging(self) -> bool:
        return self._conductor.paying.charging

    @Property(bool, notify=changed)
    def stopping(self) -> bool:
        return self._conductor.paying.stopping

    @Slot()
    def stop(self) -> None:
        self._conductor.stop_paying()


def paid_for(session: Session, matter: Matter, locale: Locale) -> str:
    """Return the headline of the bill that was picked; empty where the fee is the matter's own."""
    if not isinstance(matter.fee, PickedFee | WorkedFee):
        return ""
    answer = answer_for(session.answers, matter.fee.field)
    if answer is None or answer.row is None:
        return ""
    return write(matter.field(matter.fee.field).shown[0], answer.row, locale)


@QmlElement
class WorkingModel(QObject):
    """What is being done, and what comes next."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._words = ""

    def show(self) -> None:
        """Present what the conductor knows now."""
        working = self._conductor.working
        if working is not None:
            self._words = working.at(self._conductor.locale)
        self.changed.emit()

    def clear(self) -> None:
        """Forget what was done."""
        self._words = ""
        self.changed.emit()

    @Property(str, notify=changed)
    def words(self) -> str:
        return self._words

    @Property(bool, notify=changed)
    def paid(self) -> bool:
        session = self._conductor.session
        return session is not None and isinstance(session.payment, PaymentSettled)

    @Property(bool, notify=changed)
    def printing(self) -> bool:
        return self._conductor.step is StepName.RECEIPT
