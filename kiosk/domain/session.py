"""A visit: one frozen record of what is known; a field is None until its step has given it."""

import datetime as dt

import msgspec

from kiosk.domain.answers import Answer, Answers
from kiosk.domain.commitment import Commitment
from kiosk.domain.identity import Identity
from kiosk.domain.ids import ReceiptNumber, VisitId
from kiosk.domain.joined import LeftOut
from kiosk.domain.materials import Photos, Provisions
from kiosk.domain.matter import Assurance, Matter, MatterKind
from kiosk.domain.payment import Order, PaymentStatus
from kiosk.domain.printing import PrintOutcome
from kiosk.domain.record import Record, Records
from kiosk.domain.relative import ForWhom, Relative
from kiosk.domain.sheets import SheetsOutcome
from kiosk.domain.submission import Submission
from kiosk.domain.text import Text
from kiosk.domain.zone import ZONE


class Consent(msgspec.Struct, frozen=True):
    """The notice that was agreed to."""

    version: str
    at: dt.datetime


class Assured(msgspec.Struct, frozen=True):
    """How sure the terminal is, and the centre's reference for it where it has one."""

    assurance: Assurance
    reference: str | None = None


class Confirmation(msgspec.Struct, frozen=True):
    """'All of this is right', and whether a paper is wanted."""

    at: dt.datetime
    paper: bool = True


class LookupResult(msgspec.Struct, frozen=True):
    """The rows that a lookup gave; none is an honest 'nothing found'."""

    rows: tuple[Record, ...]


class DocumentReady(msgspec.Struct, frozen=True, tag="ready"):
    """The certificate: its first page as a picture for the screen, and where a phone fetches it."""

    url: str
    page_png: bytes
    pages: int = 0
    pdf: bytes | None = None
    """What the document printer prints; None where none was asked for. In memory, and gone with the visit."""

    def __repr__(self) -> str:
        return "DocumentReady(…)"


class DocumentFollows(msgspec.Struct, frozen=True, tag="follows"):
    """The certificate isn't there yet; the slip's QR leads to it later."""

    reason: Text


DocumentOutcome = DocumentReady | DocumentFollows


class Sheets(msgspec.Struct, frozen=True):
    """What became of the certificate on paper."""

    print: SheetsOutcome | None
    """None when it was not to be printed, or the act could not be noted beforehand."""


class ReceiptOutcome(msgspec.Struct, frozen=True):
    """What became of the slip, and how often it was printed (2 and more say 第N联)."""

    print: PrintOutcome | None
    """None when no paper was wanted."""
    copies: int = 1


class Ended(msgspec.Struct, frozen=True):
    """Why the matter can't be finished here, for the screen and the counter slip."""

    reason: Text
    slip: bool = True
    bring: tuple[Text, ...] = ()
    """What the counter will ask for, where that is known."""


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about this visit; its repr names only the matter."""

    id: VisitId
    started_at: dt.datetime
    identity: Identity | None = None
    consent: Consent | None = None
    matter: Matter | None = None
    about: ReceiptNumber | None = None
    """The case that was touched to come to this matter: it is the one picked."""
    assured: Assured | None = None
    records: Records | None = None
    refusals: tuple[Text, ...] | None = None
    left_out: tuple[LeftOut, ...] = ()
    """Of a joined matter: the parts that the resident may not have; `matter` is without them."""
    whom: ForWhom | None = None
    """For whom it is done; None until that is known, and where nobody is asked."""
    begun: bool | None = None
    """The guide was read, with what it says is looked up, and 'begin' touched."""
    warned: bool | None = None
    """That a paper has to be brought after all was read, and 'go on' touched."""
    answers: Answers = ()
    reopened: Answer | None = None
    """The answer being changed, kept so that the page shows it."""
    photos: Photos = ()
    """Papers photographed in this visit, in memory alone until they are sealed."""
    materials: Provisions | None = None
    commitment: Commitment | None = None
    result: LookupResult | None = None
    confirmed: Confirmation | None = None
    order: Order | None = None
    payment: PaymentStatus | None = None
    submission: Submission | None = None
    document: DocumentOutcome | None = None
    sheets: Sheets | None = None
    receipt: ReceiptOutcome | None = None
    taken: bool | None = None
    """The receipt page was left: the resident has the slip, or number and QR."""
    rating: int | None = None
    """1 to 5; 0 is skipped."""
    ended: Ended | None = None

    def __repr__(self) -> str:
        return f"Session(id={self.id!r}, matter={self.matter.slug if self.matter else None!r}, …)"


def relative_in(session: Session) -> Relative | None:
    """Return who it is done for where that is another than who laid the card."""
    return session.whom if isinstance(session.whom, Relative) else None


def is_service(session: Session) -> bool:
    """Return whether the visit leaves a service record and no submission."""
    matter = session.matter
    return matter is not None and (
        matter.kind in (MatterKind.QUERY, MatterKind.VERIFICATION) or found_nothing(session)
    )


def found_nothing(session: Session) -> bool:
    """Return whether the lookup answered with no row."""
    return session.result is not None and not session.result.rows


def picked_rows(session: Session) -> dict[str, Record | None]:
    """Return the row that was picked for each field answered; None for a field that is no pick."""
    return {answer.field: answer.row for answer in session.answers}


def paid_on(session: Session) -> dt.date | None:
    """Return the day that what is due is worked out for: when it was confirmed."""
    return None if session.confirmed is None else session.confirmed.at.astimezone(ZONE).date()
