"""Everything the steps work with, in one record, and what several of them ask of a visit."""

import datetime as dt
import secrets
import uuid
from collections.abc import Callable

import msgspec

from kiosk.domain.identity import Identity
from kiosk.domain.ids import ItemId, VisitId
from kiosk.domain.matter import Matter
from kiosk.domain.receipt import Site
from kiosk.domain.session import (
    Session,
)
from kiosk.errors import KioskError
from kiosk.ports import (
    Camera,
    CardReader,
    CardSlot,
    CaseFiles,
    Cashier,
    Centre,
    Clock,
    Codes,
    CodeScanner,
    DataSharing,
    DeviceStates,
    DocumentCamera,
    DocumentPrinter,
    Documents,
    Doorbell,
    Drafts,
    ElectronicIds,
    FaceChecker,
    Handwriting,
    HelpDesk,
    Journal,
    KeptDrafts,
    Outbox,
    PaperMouth,
    Portraits,
    PowerSupply,
    ReceiptPrinter,
    Receipts,
    Recovery,
    Reminder,
    Tokens,
    UseCounter,
    Voice,
    Wallets,
    Withdrawals,
)


class FaceWay(msgspec.Struct, frozen=True, kw_only=True):
    """What the face check works with, where it is enabled."""

    camera: Camera
    portraits: Portraits
    checker: Callable[[], FaceChecker]
    """A new one for each check."""
    threshold: float
    """Distance up to which two faces count as one person's."""


class Ports(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the steps work with."""

    centre: Centre
    sharing: DataSharing
    codes: Codes
    e_ids: ElectronicIds
    cashier: Cashier
    wallets: Wallets
    receipts: Receipts
    cases: CaseFiles
    kept: KeptDrafts
    help_desk: HelpDesk
    tokens: Tokens
    documents: Documents
    outbox: Outbox
    withdrawals: Withdrawals
    use: UseCounter
    journal: Journal
    recovery: Recovery
    doorbell: Doorbell
    clock: Clock
    devices: DeviceStates
    identity_card: CardReader | None
    social_card: CardReader | None
    printer: ReceiptPrinter | None
    document_printer: DocumentPrinter | None = None
    code_scanner: CodeScanner | None = None
    power: PowerSupply | None = None
    slot: CardSlot | None = None
    mouth: PaperMouth | None = None
    """None where the printer can't see whether its paper was taken."""
    reminder: Reminder | None = None
    voice: Voice | None = None
    intercom: tuple[str, ...] = ()
    """The program that calls a person by voice; empty: there is none."""
    handwriting: Handwriting | None = None
    """None where only pinyin is offered."""
    drafts: Drafts | None = None
    """None where the kernel keeps none: then a crash of the screen ends the visit."""
    card_left_s: float = 180.0
    """How long a card left in the slot keeps everybody else waiting."""
    paper_left_s: float = 30.0
    """How long a slip left at the printer's mouth does."""
    scan_s: float = 1.5
    """How long the frame stands at each stop for who has one switch."""
    document_camera: DocumentCamera | None = None
    face: FaceWay | None = None
    """None unless the operator enabled it."""
    site: Site


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


def chosen(session: Session) -> Matter:
    if session.matter is None:
        raise KioskError("visit_incomplete", "no matter was chosen")
    return session.matter


def holder(session: Session) -> Identity:
    if session.identity is None:
        raise KioskError("visit_incomplete", "no card was read")
    return session.identity
