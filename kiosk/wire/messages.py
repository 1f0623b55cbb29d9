"""The JSON bodies of docs/wire.md, one record each, in the order of its table of endpoints."""

import datetime as dt
from enum import StrEnum

import msgspec

from kiosk.domain.answers import Answers
from kiosk.domain.case import OwnCase
from kiosk.domain.department import DepartmentWord
from kiosk.domain.edition import CatalogueWord, Edition
from kiosk.domain.identity import Identity
from kiosk.domain.ids import (
    AcceptanceNumber,
    CatalogueVersion,
    ItemId,
    KeyId,
    MatterCode,
    ReceiptNumber,
    TerminalId,
    VisitId,
)
from kiosk.domain.kept import KeptLine
from kiosk.domain.payment import PaymentStatus
from kiosk.domain.record import Record
from kiosk.domain.relative import Relative
from kiosk.domain.standing import Mark
from kiosk.domain.text import Text
from kiosk.domain.use import DayUse

ITEM_SAME = "item_same"
ITEM_OTHER = "item_other"


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """A JSON body; unknown keys are ignored so that either end may be older."""


class ErrorBody(Body, frozen=True, kw_only=True):
    """Every refusal: a stable code, a sentence, the items meant, and the centre's clock.

    Status 400 with code `skew` says that the request's `created` is off: `time` is what to go by.
    """

    code: str
    message: str
    item_ids: tuple[ItemId, ...] = ()
    time: dt.datetime


class KeyUse(StrEnum):
    """What a platform key is for."""

    SEAL = "seal"
    SIGN = "sign"


class PlatformKey(Body, frozen=True, kw_only=True):
    """A public key of the centre: X25519 to seal to, or Ed25519 to check answers with; raw, base64."""

    id: str
    use: KeyUse
    public: bytes
    not_after: dt.datetime


class EnrolmentRequest(Body, frozen=True, kw_only=True):
    """POST /v1/enrolment: a one-time code and the terminal's Ed25519 public key (raw); signed by it."""

    code: str
    public: bytes
    site: str


class EnrolmentAnswer(Body, frozen=True, kw_only=True):
    """The terminal's name, its epoch and the centre's keys."""

    terminal: TerminalId
    epoch: int
    keys: tuple[PlatformKey, ...]
    base_url: str
    """Where receipts' QR codes lead."""


class KeyRequest(Body, frozen=True, kw_only=True):
    """POST /v1/keys: the Ed25519 key (raw) that this terminal signs with next; signed by its present one."""

    public: bytes
    proof: bytes
    """Ed25519 by the next key over "kiosk key v1\\0", the terminal's name and `public`."""


class KeyAnswer(Body, frozen=True, kw_only=True):
    """The next key is known: it is the terminal's from its first use on."""

    key: str
    """The first 16 hexadecimal digits of its SHA-256."""


class NumberBlock(Body, frozen=True, kw_only=True):
    """POST /v1/numbers: a leased block of receipt numbers: prefix, then first to last."""

    prefix: str
    first: int
    last: int


class CatalogueAnswer(Body, frozen=True, kw_only=True):
    """GET /v1/catalogue: the version in force, what is withdrawn, and how departments' systems are."""

    version: CatalogueVersion
    closed: dict[MatterCode, Text] = {}
    """The matters that are withdrawn now, each with its reason."""
    departments: dict[str, DepartmentWord] = {}
    """By the name of the department's folder; of one not named, terminals go by its service hours."""


class EditionPart(Body, frozen=True, kw_only=True):
    """GET /v1/catalogues/{version}?offset=N: bytes of an edition (kiosk/wire/edition.py) from there on."""

    key: str
    """The centre's signing key, by its id."""
    signature: bytes
    """Over the whole: the same in every part, unless another edition or key came between."""
    size: int
    data: bytes
    """At most 65,536 bytes: also over a slow line each part comes soon."""


class RecordsRequest(Body, frozen=True, kw_only=True):
    """POST /v1/records: data sharing for one person, one matter, one consent."""

    visit: VisitId
    matter: MatterCode
    catalogue: CatalogueVersion
    person: Identity
    on_behalf_of: Relative | None = None
    """Whose records are meant, where they are not the person's own."""
    consent: str


class RecordsAnswer(Body, frozen=True, kw_only=True):
    """The entries of the record types that the matter declares, and of no other."""

    records: tuple[Record, ...]
    holder: tuple[Record, ...] = ()
    """Of who laid the card, where the form is prefilled from them."""
    reported_lost: bool = False
    """The card was reported lost: the visit ends at the counter."""


class CodeRequest(Body, frozen=True, kw_only=True):
    """POST /v1/codes: send a code to the person's registered phone."""

    visit: VisitId
    person: Identity


class CodeAnswer(Body, frozen=True, kw_only=True):
    """Where it was sent, and how long and how often it may be tried; phone None when none is registered."""

    reference: str
    phone_masked: str | None
    expires_at: dt.datetime
    attempts: int


class CodeCheck(Body, frozen=True, kw_only=True):
    """POST /v1/codes/check: the digits that were typed."""

    reference: str
    code: str


class CodeVerdict(Body, frozen=True, kw_only=True):
    """Right or wrong, and how many tries are left."""

    right: bool
    attempts_left: int


class PortraitRequest(Body, frozen=True, kw_only=True):
    """POST /v1/portraits: the reference photo of a person who consented to the face check, for this visit."""

    visit: VisitId
    matter: MatterCode
    catalogue: CatalogueVersion
    person: Identity
    consent: str
    """The version of the face check's own notice."""


class PortraitAnswer(Body, frozen=True, kw_only=True):
    """The photo as JPEG, for the terminal's memory alone, and what stands for a face that was near enough."""

    reference: str
    jpeg: bytes

    def __repr__(self) -> str:
        return "PortraitAnswer(…)"


class EIdRequest(Body, frozen=True, kw_only=True):
    """POST /v1/e-ids: the reference in an e-ID code, as it was scanned."""

    reference: str

    def __repr__(self) -> str:
        return "EIdRequest(…)"


class EIdAnswer(Body, frozen=True, kw_only=True):
    """Whose it is; its kind says that no card was seen."""

    person: Identity


class LookupRequest(Body, frozen=True, kw_only=True):
    """POST /v1/lookups: rows for a pick field, or what a query shows."""

    visit: VisitId
    matter: MatterCode
    catalogue: CatalogueVersion
    lookup: str
    person: Identity
    on_behalf_of: Relative | None = None
    answers: Answers = ()
    assurance_reference: str | None = None


class LookupAnswer(Body, frozen=True, kw_only=True):
    """The rows; none is an honest 'nothing found'."""

    rows: tuple[Record, ...]


class OrderRequest(Body, frozen=True, kw_only=True):
    """POST /v1/orders: open an order; the same number again gives the same order."""

    number: str
    item: ItemId
    matter: MatterCode
    catalogue: CatalogueVersion
    person: Identity
    on_behalf_of: Relative | None = None
    answers: Answers
    parts: tuple[MatterCode, ...] = ()
    """Of a joined matter: the parts that are paid for."""
    amount_fen: int


class OrderAnswer(Body, frozen=True, kw_only=True):
    """The code to show and how long it lives."""

    number: str
    amount_fen: int
    payee: str
    code: str
    expires_at: dt.datetime


class ChargeRequest(Body, frozen=True, kw_only=True):
    """POST /v1/orders/{number}/charge: a payer's code; the same code again charges nothing."""

    code: str

    def __repr__(self) -> str:
        return "ChargeRequest(…)"


class OrderState(Body, frozen=True, kw_only=True):
    """GET /v1/orders/{number}?wait=S (S ≤ 20, until it changes) and POST /v1/orders/{number}/close."""

    status: PaymentStatus


class AttachmentAnswer(Body, frozen=True, kw_only=True):
    """GET and PUT /v1/items/{id}/attachments/{place}: how many bytes of it are here, from the first on."""

    offset: int


class ItemVerdict(Body, frozen=True, kw_only=True):
    """What the centre says of one item of a batch; `status` is an HTTP status for this item alone.

    409 with code ITEM_SAME: these very bytes are here already (200 says the same); 409 with any other code:
    another item bears this id or this place in the sequence.
    """

    id: ItemId
    status: int
    code: str = ""
    message: str = ""
    disposition: str | None = None
    acceptance_number: AcceptanceNumber | None = None
    document: bool = False


class ItemsAnswer(Body, frozen=True, kw_only=True):
    """POST /v1/items (msgpack array of item bytes): a verdict an item, and the settled watermark."""

    verdicts: tuple[ItemVerdict, ...]
    settled_seq: int
    """Of that epoch's watermark, before its first gap. Not signed by itself: nothing is let go for it."""
    settled_epoch: int = 0
    """That of the batch's last item; 0, the terminal's newest, by a centre of before 2026-11-26."""
    time: dt.datetime


class CarriedAnswer(Body, frozen=True, kw_only=True):
    """POST /v1/carried (msgpack array of items that other terminals signed): a verdict an item."""

    verdicts: tuple[ItemVerdict, ...]
    time: dt.datetime


class ItemStatus(Body, frozen=True, kw_only=True):
    """GET /v1/items/{id}: how the case stands."""

    id: ItemId
    number: ReceiptNumber
    state: str
    """received, desk, accepted, supplement, finished, refused."""
    message: Text
    acceptance_number: AcceptanceNumber | None = None
    document: bool = False


class ReceiptRequest(Body, frozen=True, kw_only=True):
    """POST /v1/receipts: the token of a receipt of any terminal, as it was scanned."""

    token: str


class ReceiptAnswer(Body, frozen=True, kw_only=True):
    """What the receipt's own page says: no name; number and matter None where it is not genuine."""

    mark: Mark
    title: Text
    text: Text
    number: ReceiptNumber | None = None
    matter: Text | None = None


class CasesRequest(Body, frozen=True, kw_only=True):
    """POST /v1/cases: the cases of the person whose card was laid, for this visit, after consent."""

    visit: VisitId
    person: Identity
    consent: str


class CasesAnswer(Body, frozen=True, kw_only=True):
    """The open ones, and those whose last change is 90 days old at most; the most urgent first."""

    cases: tuple[OwnCase, ...]


class KeepRequest(Body, frozen=True, kw_only=True):
    """POST /v1/kept: keep what was filled in of a matter, in place of what was kept of it before."""

    id: str
    """A random name of this keeping; the same again changes nothing and is answered alike."""
    visit: VisitId
    person: Identity
    consent: str
    matter: MatterCode
    catalogue: CatalogueVersion
    key: KeyId
    sealed: bytes
    """kiosk/wire/kept.py, to that key of the centre's."""


class KeepAnswer(Body, frozen=True, kw_only=True):
    """It is kept, and was found to open."""

    kept_at: dt.datetime
    until: dt.datetime


class KeptRequest(Body, frozen=True, kw_only=True):
    """POST /v1/kept/list: of which matters something is kept for who laid the card, after consent."""

    visit: VisitId
    person: Identity
    consent: str


class KeptAnswer(Body, frozen=True, kw_only=True):
    """The newest first; never what is under a seal."""

    kept: tuple[KeptLine, ...]


class OneKeptRequest(Body, frozen=True, kw_only=True):
    """POST /v1/kept/open and /v1/kept/delete: of this matter."""

    visit: VisitId
    person: Identity
    consent: str
    matter: MatterCode


class OpenedAnswer(Body, frozen=True, kw_only=True):
    """What was under the seal, as the terminal that sealed it wrote it (KeptDraft, msgpack)."""

    body: bytes

    def __repr__(self) -> str:
        return "OpenedAnswer(…)"


class DocumentAnswer(Body, frozen=True, kw_only=True):
    """GET /v1/documents/{item id}: the first page as a picture, and where a phone fetches the PDF."""

    url: str
    page_png: bytes
    pages: int = 0
    """How many pages the PDF has; 0 by a centre of before 2026-11-25."""
    pdf: bytes | None = None
    """What a document printer prints; only when asked for with `?pdf=1`."""


class Heartbeat(Body, frozen=True, kw_only=True):
    """POST /v1/heartbeat: how the terminal and its queue are."""

    epoch: int
    head_seq: int
    head_hash: bytes
    unsent: int
    oldest_unsent_s: int
    quarantined: int
    key: str
    """The platform's key that it seals to; empty when none is valid."""
    oldest_key: str | None = None
    """The key of the oldest item that is not settled, all later ones are under it or newer ones; empty when
    there is none, None by a terminal of before 2026-11-26."""
    knows: tuple[str, ...] = ()
    """The platform's keys that it believes or seals to."""
    version: str
    figures: dict[str, float] = {}
    """What the queue's policy limits, by its name there: disk, drift, age … (docs/queue.md)."""
    earlier: dict[int, int] = {}
    """The last seq of each earlier epoch that is still on this disk."""
    devices: dict[str, str] = {}
    """How each device is, by its role: ready, strained:CODE, faulty:CODE, absent, unknown."""
    catalogue: CatalogueWord | None = None
    """None by a terminal that fetches no editions."""
    use: tuple[DayUse, ...] = ()
    """How often matters were begun and done on days that are over; each day's is told until it was heard."""


class SignedWatermark(Body, frozen=True, kw_only=True):
    """A watermark (kiosk/wire/watermark.py), the centre's key by its id, and Ed25519 over the bytes."""

    key: str
    payload: bytes
    signature: bytes


class HeartbeatAnswer(Body, frozen=True, kw_only=True):
    """The centre's clock, its keys, and how this epoch's sequence stands there."""

    time: dt.datetime
    keys: tuple[PlatformKey, ...]
    missing: tuple[int, ...] = ()
    head_seq: int = 0
    """The last sequence of this epoch that came: beyond the terminal's own, its disk is an older one."""
    missing_earlier: dict[int, tuple[int, ...]] = {}
    """The seqs of earlier epochs that never came, or that a backup did not hold."""
    forked: bool = False
    """Another item than the terminal's head came with its sequence: its disk was restored or doubled."""
    watermarks: tuple[SignedWatermark, ...] = ()
    """What the centre's last backup covers, one an epoch of this terminal."""
    catalogue: Edition | None = None
    """The edition in force; None by a centre that publishes none."""
    withdrawn: dict[MatterCode, Text] = {}
    """The matters that nobody can do now, each with its reason, whether the centre is reached or not."""


class UseAnswer(Body, frozen=True, kw_only=True):
    """GET /v1/use: how often matters were begun since that day, at all terminals together."""

    since: dt.date
    begun: dict[str, int] = {}
    """By code; empty while too little was counted."""


class HelpRequest(Body, frozen=True, kw_only=True):
    """POST /v1/help: somebody before this screen calls for a person. It never says who."""

    call: str
    """A random name of this call, borne by no other message; the same again asks whether it was answered."""
    page: str
    matter: MatterCode | None = None


class HelpAnswer(Body, frozen=True, kw_only=True):
    """The ticket that the site's administrator sees."""

    called_at: dt.datetime
    answered_at: dt.datetime | None = None


class DigestItem(msgspec.Struct, frozen=True, array_like=True):
    """One item in a list; `waiting` while the terminal has not handed it in, or knows it refused."""

    seq: int
    seal_sha256: bytes
    waiting: bool = False


class DigestRange(Body, frozen=True, kw_only=True):
    """A stretch of at most 1,000 sequences by its hash (kiosk/wire/digest.py), listed where it differs."""

    first: int
    last: int
    sha256: bytes
    items: tuple[DigestItem, ...] | None = None


class DigestRequest(Body, frozen=True, kw_only=True):
    """POST /v1/digests: what a terminal's disk holds of one epoch."""

    epoch: int
    head_seq: int
    """The epoch's last sequence on this disk: what came beyond it is unknown there."""
    ranges: tuple[DigestRange, ...]


class DigestAnswer(Body, frozen=True, kw_only=True):
    """Which ranges are to be listed, and of those that were: what differs, each at most 1,000."""

    time: dt.datetime
    differing: tuple[int, ...] = ()
    """The first sequences of ranges whose hashes differ."""
    missing: tuple[int, ...] = ()
    forked: tuple[int, ...] = ()
    """Another item came with this sequence."""
    unknown: tuple[int, ...] = ()
    """It came, and this disk does not know it."""


class EpochRequest(Body, frozen=True, kw_only=True):
    """POST /v1/epochs: begin a chain anew, after a disk that was restored or doubled."""

    epoch: int
    """The one that can't go on."""
    head_seq: int
    head_hash: bytes


class EpochAnswer(Body, frozen=True, kw_only=True):
    """An epoch that no chain of this terminal ever had."""

    epoch: int
