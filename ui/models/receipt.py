"""What the last pages show: the slip, the certificate, the rating, out of service."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.payment import PaymentSettled, money
from kiosk.domain.receipt import state_words, token_url
from kiosk.domain.relative import told
from kiosk.domain.saved import saved_words
from kiosk.domain.session import DocumentFollows, DocumentReady, Session, relative_in
from kiosk.domain.sheet_words import sheets_words
from kiosk.domain.sheets import SheetsOutcome
from kiosk.domain.slip_words import KEEP_BELOW, KEEP_NUMBER, NOT_VALID
from kiosk.steps.slip import number_of
from ui.conductor import Conductor
from ui.images import Pictures
from ui.models.paper import paper, paper_said
from ui.models.review import CheckLine, result_lines
from ui.models.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

RATING_S = 8


@QmlElement
class ReceiptModel(QObject):
    """The number, where it stands, what became of the paper."""

    changed = Signal()

    def __init__(self, conductor: Conductor, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._pictures = pictures
        self._session: Session | None = None
        self._shown_for: tuple[object, object] = (None, None)
        self._follow = self._page = self._fetch = ""
        self._found = Rows(CheckLine, self)

    def show(self) -> None:
        """Present what the conductor knows now."""
        session = self._conductor.session
        self._session = session
        void = session is not None and session.receipt is not None and paper(session.receipt.print) == "void"
        self._found.show(result_lines(session, self._conductor.locale) if session and void else ())
        if session is not None and self._shown_for != (session.submission, session.document):
            self._shown_for = (session.submission, session.document)
            self._draw(session)
        self.changed.emit()

    def clear(self) -> None:
        """Forget number, codes and certificate."""
        self._session, self._shown_for = None, (None, None)
        self._follow = self._page = self._fetch = ""
        self._found.show(())
        self.changed.emit()

    def _draw(self, session: Session) -> None:
        self._follow = self._page = self._fetch = ""
        if session.submission is not None and number_of(session) is not None:
            self._follow = self._pictures.keep_code(token_url(self._conductor.site, session.submission))
        if isinstance(session.document, DocumentReady):
            self._page = self._pictures.keep_page(session.document.page_png)
            self._fetch = self._pictures.keep_code(session.document.url)

    @Property(str, notify=changed)
    def matter(self) -> str:
        session = self._session
        return session.matter.name.at(self._conductor.locale) if session and session.matter else ""

    @Property(str, notify=changed)
    def number(self) -> str:
        return (number_of(self._session) or "") if self._session is not None else ""

    @Property(str, notify=changed)
    def state(self) -> str:
        """Where the submission stands, in plain words; empty where there is none."""
        session = self._session
        if session is None or session.submission is None or number_of(session) is None:
            return ""
        return state_words(session.submission).at(self._conductor.locale)

    @Property(str, notify=changed)
    def after(self) -> str:
        session = self._session
        if session is None or session.matter is None:
            return ""
        return told(session.matter.after, relative_in(session)).at(self._conductor.locale)

    @Property(str, notify=changed)
    def left(self) -> str:
        """Write what is left to do elsewhere; empty where nothing is."""
        matter = self._session.matter if self._session is not None else None
        left = matter.left_to_do if matter is not None else None
        return left.at(self._conductor.locale) if left is not None else ""

    @Property(str, notify=changed)
    def saved(self) -> str:
        """Write what need not be brought and how often one need not go; empty where it is nothing."""
        won = saved_words(self._session) if self._session is not None else None
        return won.at(self._conductor.locale) if won is not None else ""

    @Property(str, notify=changed)
    def paid(self) -> str:
        payment = self._session.payment if self._session is not None else None
        return (
            money(payment.amount_fen).at(self._conductor.locale)
            if isinstance(payment, PaymentSettled)
            else ""
        )

    @Property(str, notify=changed)
    def contact(self) -> str:
        session = self._session
        matter = session.matter if session is not None else None
        return matter.counter.phone if matter is not None else self._conductor.site.contact

    @Property(str, notify=changed)
    def paper(self) -> str:
        """done, unconfirmed, void, or none where no paper was wanted or can be had."""
        receipt = self._session.receipt if self._session is not None else None
        return paper(receipt.print) if receipt is not None else "none"

    @Property(str, notify=changed)
    def paperWords(self) -> str:
        """Say what became of the slip, and what to do where it did not come out."""
        session = self._session
        if session is None or session.receipt is None:
            return ""
        found = KEEP_BELOW if self._found.rowCount() > 0 else NOT_VALID
        instead = KEEP_NUMBER if number_of(session) is not None else found
        return paper_said(session.receipt.print, instead, self._conductor.locale)

    @Property(Rows, notify=changed)
    def found(self) -> Rows:
        """Return what a query found, where the slip that says so did not come out."""
        return self._found

    @Property(str, notify=changed)
    def sheets(self) -> str:
        """done, unconfirmed, void, or none: the certificate on paper."""
        outcome = self._sheets()
        return str(outcome.__struct_config__.tag) if outcome is not None else "none"

    @Property(str, notify=changed)
    def sheetsWords(self) -> str:
        outcome = self._sheets()
        return sheets_words(outcome).at(self._conductor.locale) if outcome is not None else ""

    def _sheets(self) -> SheetsOutcome | None:
        printed = self._session.sheets if self._session is not None else None
        return printed.print if printed is not None else None

    @Property(bool, notify=changed)
    def printing(self) -> bool:
        return self._conductor.working is not None

    @Property(str, notify=changed)
    def follow(self) -> str:
        return self._follow

    @Property(str, notify=changed)
    def page(self) -> str:
        return self._page

    @Property(str, notify=changed)
    def fetch(self) -> str:
        return self._fetch

    @Property(str, notify=changed)
    def documentFollows(self) -> str:
        document = self._session.document if self._session is not None else None
        return document.reason.at(self._conductor.locale) if isinstance(document, DocumentFollows) else ""

    @Slot()
    def reprint(self) -> None:
        self._conductor.reprint()

    @Slot()
    def printSheetsAgain(self) -> None:
        self._conductor.print_sheets_again()

    @Slot(bool)
    def saysPrinted(self, came_out: bool) -> None:  # noqa: FBT001 QML passes arguments by place
        self._conductor.says_printed(came_out=came_out)

    @Slot()
    def another(self) -> None:
        self._conductor.another()

    @Slot()
    def finish(self) -> None:
        self._conductor.take()


@QmlElement
class RatingModel(QObject):
    """Five faces, or nothing for RATING_S seconds, longer where a visit takes its time."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._until: float | None = None

    def show(self) -> None:
        """Count down from the first look; skipped at zero."""
        now = self._conductor.ports.clock.monotonic()
        if self._until is None:
            self._until = now + self._pause
        elif now >= self._until:
            self._conductor.rate(0)
            return
        self.changed.emit()

    @property
    def _pause(self) -> int:
        return RATING_S * self._conductor.pace

    def clear(self) -> None:
        """Forget the countdown."""
        self._until = None

    @Property(int, notify=changed)
    def seconds(self) -> int:
        return self._pause

    @Property(int, notify=changed)
    def secondsLeft(self) -> int:
        if self._until is None:
            return self._pause
        return max(0, round(self._until - self._conductor.ports.clock.monotonic()))

    @Slot(int)
    def rate(self, score: int) -> None:
        self._conductor.rate(score)
