"""The work behind the steps: blocking functions over ports, each returning a fact or the trouble met.

None of them knows a screen; the caller decides on which thread they run.
"""

import datetime as dt
import secrets
import threading
import time
import uuid
from typing import assert_never

import msgspec

from kiosk.domain.card import (
    CardBadNumber,
    CardCancelled,
    CardDeviceFault,
    CardExpired,
    CardMoved,
    CardNotGenuine,
    CardOutcome,
    CardRead,
    CardTimeout,
    CardUnsupported,
    NoCard,
    NoReader,
)
from kiosk.domain.form import answer_for
from kiosk.domain.identity import Identity
from kiosk.domain.ids import CatalogueVersion, ItemId, MatterCode, VisitId
from kiosk.domain.matter import Assurance, FixedFee, FreeOfCharge, Matter, PickedFee
from kiosk.domain.payment import (
    Order,
    PaymentClosed,
    PaymentSettled,
    PaymentStatus,
    PaymentUnknown,
    PaymentWaiting,
)
from kiosk.domain.printing import PrintDone, PrintUnconfirmed, PrintVoid
from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.domain.receipt import Site, receipt
from kiosk.domain.record import Record, Records
from kiosk.domain.rules import refusals
from kiosk.domain.session import (
    AssuranceReached,
    Assured,
    CannotFinish,
    CardAccepted,
    DocumentFollows,
    DocumentReady,
    DocumentSeen,
    Ended,
    LookupResult,
    OrderOpened,
    PaymentSeen,
    ReceiptGiven,
    ReceiptOutcome,
    RecordsShared,
    ResultFound,
    Session,
    Submitted,
)
from kiosk.domain.submission import ItemState, Submission, SubmissionBody
from kiosk.domain.text import Locale, Text
from kiosk.domain.trouble import (
    CANNOT_KEEP,
    CARD_TROUBLE,
    CODE_USED_UP,
    LOST_CARD,
    NETWORK,
    NO_PHONE,
    NOT_PAID,
    PAYMENT_UNKNOWN,
    REFUSED,
    WRONG_CODE,
    Trouble,
)
from kiosk.errors import KioskError
from kiosk.flow import is_service
from kiosk.ports import (
    ActKind,
    CardReader,
    Cashier,
    Centre,
    Clock,
    Codes,
    DataSharing,
    Documents,
    Doorbell,
    ItemDraft,
    Journal,
    Outbox,
    ReceiptPrinter,
)
from kiosk.wire.envelope import ItemKind
from kiosk.wire.messages import (
    CodeAnswer,
    CodeCheck,
    CodeRequest,
    LookupRequest,
    OrderRequest,
    RecordsRequest,
)

CENTRE_WAIT_S = 3.0
"""How long the receipt waits for the centre's word."""
POLL_S = 0.05
STATUS_WAIT_S = 5.0
ORDER_PATIENCE_S = 30.0
"""How long after its last answer the centre is asked again before a payment counts as unknown."""


class Ports(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the steps work with."""

    centre: Centre
    sharing: DataSharing
    codes: Codes
    cashier: Cashier
    documents: Documents
    outbox: Outbox
    journal: Journal
    doorbell: Doorbell
    clock: Clock
    identity_card: CardReader | None
    social_card: CardReader | None
    printer: ReceiptPrinter | None
    site: Site
    catalogue: CatalogueVersion


def today(ports: Ports) -> dt.date:
    """Return the local day on which rules are judged."""
    return ports.clock.now().astimezone(dt.timezone(dt.timedelta(hours=8))).date()


def new_visit(clock: Clock) -> Session:
    """Return an empty visit."""
    return Session(id=VisitId(uuid.uuid4().hex), started_at=clock.now())


def new_item_id(clock: Clock) -> ItemId:
    """Return a UUIDv7 (RFC 9562, 5.7): milliseconds, then random bits."""
    milliseconds = int(clock.now().timestamp() * 1000)
    value = (milliseconds << 80) | secrets.randbits(80)
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return ItemId(str(uuid.UUID(int=value)))


def card_fact(outcome: CardOutcome) -> CardAccepted | Trouble | None:
    """Turn a reading into what the screen needs; None means: keep waiting."""
    match outcome:
        case CardRead(identity=identity):
            return CardAccepted(identity)
        case NoCard() | CardTimeout() | CardCancelled():
            return None
        case NoReader():
            return CARD_TROUBLE["no_reader"]
        case CardMoved():
            return CARD_TROUBLE["moved"]
        case CardNotGenuine():
            return CARD_TROUBLE["not_genuine"]
        case CardExpired():
            return CARD_TROUBLE["expired"]
        case CardBadNumber():
            return CARD_TROUBLE["bad_number"]
        case CardUnsupported():
            return CARD_TROUBLE["unsupported"]
        case CardDeviceFault():
            return CARD_TROUBLE["device_fault"]
    assert_never(outcome)


def refused(answer: Refused) -> Trouble:
    """Return the sentence for a signed no."""
    return msgspec.structs.replace(REFUSED, text=REFUSED.text.format(code=answer.code))


def ended(trouble: Trouble) -> CannotFinish:
    """Return the fact that ends the matter with a slip for the counter."""
    return CannotFinish(Ended(trouble.text))


def no_answer(answer: Refused | Unreachable) -> Trouble:
    """Return the sentence for a question that got no useful answer."""
    return NETWORK if isinstance(answer, Unreachable) else refused(answer)


def assure(ports: Ports, session: Session) -> AssuranceReached | CodeAnswer | CannotFinish:
    """Reach the matter's assurance: at once by the card, or by sending a code that is typed next."""
    matter, identity = _matter(session), _identity(session)
    match matter.assurance:
        case Assurance.CARD:
            return AssuranceReached(Assured(Assurance.CARD))
        case Assurance.CARD_CODE:
            answer = ports.codes.send(CodeRequest(visit=session.id, person=identity))
            if not isinstance(answer, CodeAnswer):
                return ended(no_answer(answer))
            return answer if answer.phone_masked is not None else ended(NO_PHONE)
    assert_never(matter.assurance)


def check_code(ports: Ports, sent: CodeAnswer, typed: str) -> AssuranceReached | Trouble | CannotFinish:
    """Have the typed digits checked."""
    verdict = ports.codes.check(CodeCheck(reference=sent.reference, code=typed))
    if isinstance(verdict, Refused | Unreachable):
        return ended(no_answer(verdict))
    if verdict.right:
        return AssuranceReached(Assured(Assurance.CARD_CODE, sent.reference))
    if verdict.attempts_left == 0:
        return ended(CODE_USED_UP)
    return msgspec.structs.replace(WRONG_CODE, text=WRONG_CODE.text.format(left=verdict.attempts_left))


def know(ports: Ports, session: Session) -> RecordsShared | CannotFinish:
    """Ask for the shared records and run the rules over them; offline only where the matter allows it."""
    matter, identity = _matter(session), _identity(session)
    answer = ports.sharing.records(
        RecordsRequest(
            visit=session.id,
            matter=MatterCode(matter.code),
            catalogue=ports.catalogue,
            person=identity,
            consent=session.consent.version if session.consent else "",
        )
    )
    match answer:
        case Refused():
            return ended(refused(answer))
        case Unreachable() if not matter.offline.accepted:
            return ended(NETWORK)
        case Unreachable():
            records = Records(reached=False)
        case _ if answer.reported_lost:
            return ended(LOST_CARD)
        case _:
            records = Records(reached=True, entries=answer.records)
    return RecordsShared(records, refusals(matter, identity, records, today=today(ports)))


def rows(ports: Ports, session: Session, lookup: str) -> tuple[Record, ...] | Trouble:
    """Ask for a lookup's rows: what a pick offers, or what a query shows."""
    matter = _matter(session)
    answer = ports.sharing.lookup(
        LookupRequest(
            visit=session.id,
            matter=MatterCode(matter.code),
            catalogue=ports.catalogue,
            lookup=lookup,
            person=_identity(session),
            answers=session.answers,
            assurance_reference=session.assured.reference if session.assured else None,
        )
    )
    return no_answer(answer) if isinstance(answer, Refused | Unreachable) else answer.rows


def find_result(ports: Ports, session: Session) -> ResultFound | CannotFinish:
    """Ask for what a query shows or a certificate will say."""
    matter = _matter(session)
    if matter.result is None:
        return ResultFound(LookupResult(()))
    found = rows(ports, session, matter.result.lookup)
    return ended(found) if isinstance(found, Trouble) else ResultFound(LookupResult(found))


def amount_fen(session: Session) -> int:
    """Return what the matter costs this resident, in fen."""
    matter = _matter(session)
    match matter.fee:
        case FreeOfCharge():
            return 0
        case FixedFee(amount_fen=amount):
            return amount
        case PickedFee(field=field, key=key):
            answer = answer_for(session.answers, field)
            row = answer.row if answer else None
            return int(row.values.get(key) or 0) if row else 0
    assert_never(matter.fee)


def body(ports: Ports, session: Session, *, order: str | None) -> SubmissionBody:
    """Build what is handed in; pure but for the clock."""
    matter = _matter(session)
    consent, records, assured, confirmed = (
        session.consent,
        session.records,
        session.assured,
        session.confirmed,
    )
    if consent is None or records is None or assured is None or confirmed is None:
        raise KioskError("visit_incomplete", "the visit was not complete when its submission was built")
    return SubmissionBody(
        visit=session.id,
        matter=MatterCode(matter.code),
        matter_version=matter.version,
        catalogue=ports.catalogue,
        applicant=_identity(session),
        assurance=assured.assurance,
        assurance_reference=assured.reference,
        consent_version=consent.version,
        consented_at=consent.at,
        answers=session.answers,
        materials=session.materials or (),
        commitment=session.commitment,
        order=order,
        amount_fen=amount_fen(session),
        records_reached=records.reached,
        confirmed_at=confirmed.at,
    )


def draft(ports: Ports, session: Session, item: ItemId, *, order: str | None = None) -> ItemDraft:
    """Return what the outbox is to keep: the submission, or for a query a record without personal data."""
    matter = _matter(session)
    service = is_service(session)
    content = (
        {"found": bool(session.result and session.result.rows)}
        if service
        else body(ports, session, order=order)
    )
    return ItemDraft(
        id=item,
        kind=ItemKind.SERVICE if service else ItemKind.SUBMISSION,
        matter=MatterCode(matter.code),
        catalogue=ports.catalogue,
        body=msgspec.msgpack.encode(content),
    )


def open_order(ports: Ports, session: Session, item: ItemId) -> OrderOpened | CannotFinish:
    """Put the row that awaits payment, write the intent down, and only then ask for a code to show."""
    matter = _matter(session)
    number = order_number(item)
    try:
        submission = ports.outbox.put(draft(ports, session, item, order=number), awaiting_payment=True)
        act = ports.journal.begin(ActKind.PAY, item, stub=number)
    except KioskError:
        return ended(CANNOT_KEEP)
    answer = ports.cashier.open(
        OrderRequest(
            number=number,
            item=item,
            matter=MatterCode(matter.code),
            catalogue=ports.catalogue,
            person=_identity(session),
            answers=session.answers,
            amount_fen=amount_fen(session),
        )
    )
    if isinstance(answer, Refused | Unreachable):
        ports.outbox.pay(item, PaymentClosed(number))
        ports.journal.end(act, "no_code")
        return ended(no_answer(answer))
    ports.journal.end(act, "code_shown")
    order = Order(
        number=answer.number,
        amount_fen=answer.amount_fen,
        payee=answer.payee,
        code=answer.code,
        expires_at=answer.expires_at,
    )
    return OrderOpened(order, submission)


def order_number(item: ItemId) -> str:
    """Return the order number of an item: at most 32 characters of [A-Za-z0-9], unique as the item is."""
    return "K" + item.replace("-", "")[:31].upper()


def watch_payment(ports: Ports, session: Session, cancel: threading.Event) -> PaymentSeen:
    """Ask until the order is settled or closed; close it when it expires or the resident gives up.

    What can't be asked for ORDER_PATIENCE_S in a row after that is unknown, never guessed.
    """
    order = session.order
    if order is None:
        raise KioskError("visit_incomplete", "no order is open")
    while not cancel.is_set() and ports.clock.now() < order.expires_at:
        answer = ports.cashier.status(order.number, wait_s=STATUS_WAIT_S)
        match answer:
            case PaymentSettled() | PaymentClosed():
                return PaymentSeen(answer)
            case PaymentWaiting() | PaymentUnknown():
                pass
            case Refused() | Unreachable():
                cancel.wait(0.5)
            case _:
                assert_never(answer)
    return PaymentSeen(_close(ports, order.number))


def _close(ports: Ports, order: str) -> PaymentStatus:
    deadline = ports.clock.monotonic() + ORDER_PATIENCE_S
    while True:
        answer = ports.cashier.close(order)
        if isinstance(answer, PaymentSettled | PaymentClosed):
            return answer
        if isinstance(answer, Refused) or ports.clock.monotonic() >= deadline:
            return PaymentUnknown(order)
        if isinstance(answer, Unreachable) and answer.cause is not Cause.BUSY:
            return PaymentUnknown(order)
        time.sleep(0.5)


def after_payment(ports: Ports, session: Session) -> Submitted | CannotFinish:
    """Act on what the payment came to: settled goes on its way, closed ends unpaid, unknown ends with a claim slip."""
    submission, payment = session.submission, session.payment
    if submission is None or payment is None:
        raise KioskError("visit_incomplete", "no payment was seen")
    kept = ports.outbox.pay(submission.id, payment)
    match payment:
        case PaymentSettled():
            return Submitted(_wait_for_centre(ports, kept))
        case PaymentClosed():
            return ended(NOT_PAID)
        case PaymentUnknown() | PaymentWaiting():
            return ended(PAYMENT_UNKNOWN)
    assert_never(payment)


def submit(ports: Ports, session: Session, item: ItemId) -> Submitted | CannotFinish:
    """Put the item; a service record is not waited for, a submission up to CENTRE_WAIT_S for the centre's word."""
    if session.order is not None:
        return after_payment(ports, session)
    try:
        submission = ports.outbox.put(draft(ports, session, item))
    except KioskError:
        return ended(CANNOT_KEEP)
    if is_service(session):
        ports.doorbell.ring()
        return Submitted(submission)
    return Submitted(_wait_for_centre(ports, submission))


SAID = frozenset({ItemState.RECEIVED, ItemState.SETTLED, ItemState.QUARANTINED})


def _wait_for_centre(ports: Ports, submission: Submission) -> Submission:
    ports.doorbell.ring()
    deadline = ports.clock.monotonic() + CENTRE_WAIT_S
    latest = submission
    while latest.state not in SAID and ports.clock.monotonic() < deadline:
        time.sleep(POLL_S)
        latest = ports.outbox.look(submission.id)
    return latest


def issue(ports: Ports, session: Session) -> DocumentSeen:
    """Fetch the certificate; when it can't be had now it follows, and the slip says so."""
    submission = session.submission
    if submission is None or submission.state not in SAID:
        return DocumentSeen(DocumentFollows(FOLLOWS))
    answer = ports.documents.document(submission.id)
    if isinstance(answer, Refused | Unreachable):
        return DocumentSeen(DocumentFollows(FOLLOWS))
    return DocumentSeen(DocumentReady(answer.url, answer.page_png))


def give_receipt(ports: Ports, session: Session, locale: Locale, *, copy: int = 1) -> ReceiptGiven:
    """Print the slip inside a journalled act; without a printer, number and QR stay on the screen."""
    wanted = session.ended is not None or session.confirmed is None or session.confirmed.paper
    if not wanted or ports.printer is None:
        return ReceiptGiven(ReceiptOutcome(None, copy))
    number = number_of(session)
    layout = receipt(session, ports.site, locale, now=ports.clock.now(), number=number, copy=copy)
    act = ports.journal.begin(ActKind.PRINT, session.id, stub=number or "")
    outcome = ports.printer.print(layout)
    match outcome:
        case PrintDone():
            ports.journal.end(act, "done")
        case PrintVoid(state=state):
            ports.journal.end(act, f"void:{state}")
        case PrintUnconfirmed():
            ports.journal.end(act, "unconfirmed")
        case _:
            assert_never(outcome)
    return ReceiptGiven(ReceiptOutcome(outcome, copy))


def number_of(session: Session) -> str | None:
    """Return the receipt number where the kind has one."""
    if session.submission is None or is_service(session):
        return None
    if session.submission.state is ItemState.CANCELLED:
        return None
    return session.submission.number


def _matter(session: Session) -> Matter:
    if session.matter is None:
        raise KioskError("visit_incomplete", "no matter was chosen")
    return session.matter


def _identity(session: Session) -> Identity:
    if session.identity is None:
        raise KioskError("visit_incomplete", "no card was read")
    return session.identity


FOLLOWS = Text(
    zh="证明还没有做好。做好后扫回执上的二维码就能取。",
    en="The certificate isn't ready yet. Scan the code on the slip later to fetch it.",
)
