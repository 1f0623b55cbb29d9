"""A submission 办件: what the centre gets to decide upon."""

import datetime as dt
from enum import StrEnum

import msgspec

from kiosk.domain.answers import Answers
from kiosk.domain.commitment import Commitment
from kiosk.domain.identity import Identity
from kiosk.domain.ids import AcceptanceNumber, CatalogueVersion, ItemId, MatterCode, ReceiptNumber, VisitId
from kiosk.domain.materials import PhotoNames, Photos, Provisions
from kiosk.domain.matter import Assurance
from kiosk.domain.relative import Relative


class SubmissionBody(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a resident handed in, as it is sealed; its repr shows nothing of it."""

    visit: VisitId
    matter: MatterCode
    matter_version: int
    catalogue: CatalogueVersion
    applicant: Identity
    on_behalf_of: Relative | None = None
    """Whom it is for, where that is not the applicant."""
    assurance: Assurance
    assurance_reference: str | None = None
    consent_version: str
    consented_at: dt.datetime
    answers: Answers
    parts: tuple[MatterCode, ...] = ()
    """Of a joined matter: the parts handed in."""
    materials: Provisions
    attached: PhotoNames = ()
    """The photographs that `materials` name by their hash, in the order of the item's attachments."""
    photos: Photos = ()
    """The photographs themselves, in what terminals before 0.2 sealed."""
    commitment: Commitment | None = None
    order: str | None = None
    amount_fen: int = 0
    records_reached: bool
    confirmed_at: dt.datetime

    def __repr__(self) -> str:
        return f"SubmissionBody(matter={self.matter!r}, …)"


class ItemState(StrEnum):
    """Where an item of the outbox stands (architecture.md, 'The queue')."""

    AWAITING_PAYMENT = "awaiting_payment"
    PENDING = "pending"
    SENDING = "sending"
    RECEIVED = "received"
    SETTLED = "settled"
    QUARANTINED = "quarantined"
    CANCELLED = "cancelled"


class KeptItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item as the outbox has it."""

    id: ItemId
    number: ReceiptNumber
    state: ItemState
    created_at: dt.datetime
    claim: bytes
    """What its receipt token (docs/wire.md) says, not signed yet."""
    tried: bool = False
    """Sending it has failed at least once."""
    acceptance_number: AcceptanceNumber | None = None
    disposition: str | None = None
    """`desk` when the centre took it in but a clerk settles it."""
    heard_at: dt.datetime | None = None
    """When the centre last said that it has it; None while it never did, or where nobody kept when."""


class PromisedItem(msgspec.Struct, frozen=True):
    """An item of the person who is here, as this terminal knows it by itself."""

    kept: KeptItem
    matter: MatterCode


class Submission(KeptItem, frozen=True, kw_only=True):
    """What the visit knows of the item it left in the outbox, with all that its slip shows."""

    token: str
    """The receipt token, for the QR on the slip."""


class InterruptedSlip(msgspec.Struct, frozen=True):
    """A slip that a stop of the terminal cut short: its item is safe, its paper is not known to be out."""

    submission: Submission
    matter: MatterCode
    began_at: dt.datetime
    """When it was begun to be printed."""
    known_void: bool
    """The printer itself says that it did not come out whole."""
