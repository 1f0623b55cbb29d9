"""What the core needs from the outside, each as a Protocol of one to three methods."""

import datetime as dt
import threading
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

import msgspec

from kiosk.domain.camera import MOST_PHOTO_BYTES, FrameOutcome, PaperOutcome
from kiosk.domain.card import CardOutcome
from kiosk.domain.device import DeviceInfo, DeviceState, Health, Role
from kiosk.domain.face import Glance, Reference
from kiosk.domain.ids import CatalogueVersion, ItemId, MatterCode
from kiosk.domain.payment import PaymentStatus
from kiosk.domain.printing import PrinterState, PrintOutcome, ReceiptLayout
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.scanner import ScanOutcome
from kiosk.domain.sheets import SheetsJob, SheetsOutcome
from kiosk.domain.submission import InterruptedSlip, Submission
from kiosk.errors import KioskError
from kiosk.wire.envelope import ItemKind
from kiosk.wire.messages import (
    CatalogueAnswer,
    CodeAnswer,
    CodeCheck,
    CodeRequest,
    CodeVerdict,
    DocumentAnswer,
    EIdAnswer,
    EpochAnswer,
    EpochRequest,
    Heartbeat,
    HeartbeatAnswer,
    ItemsAnswer,
    LookupAnswer,
    LookupRequest,
    NumberBlock,
    OrderAnswer,
    OrderRequest,
    PortraitAnswer,
    PortraitRequest,
    ReceiptAnswer,
    RecordsAnswer,
    RecordsRequest,
)

if TYPE_CHECKING:
    from kiosk.domain.power import PowerState  # loaded by the supply's own thread
    from kiosk.domain.scanned import PayerCode  # its patterns are compiled when the first code comes
    from kiosk.wire.token import ReceiptClaim


class Device(Protocol):
    """What every driver can do; every call comes from the device's own thread."""

    def identify(self) -> DeviceInfo:
        """Ask the device who it is; raises nothing: trouble is in the answer."""
        ...

    def health(self) -> Health:
        """Ask the device how it is, within about a second; raises nothing."""
        ...

    def close(self) -> None:
        """Let go of it; the next call reaches for it again."""
        ...


class CardReader(Protocol):
    """A reader of cards, from any thread."""

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> CardOutcome:
        """Block until a newly laid card was read, trouble was met, `cancel` was set or time ran out.

        A card that still lies there from an earlier read is not a new card.
        """
        ...


class FingerprintReader(Protocol):
    """A reader of fingerprints, from any thread; no driver ships."""

    def matches(self, template: bytes, cancel: threading.Event, *, timeout_s: float) -> bool | None:
        """Say whether a finger is that of a card's template (GA 1012); None when no finger came in time."""
        ...


class PinPad(Protocol):
    """A certified PIN pad, from any thread; no driver ships. The PIN goes from the pad to the card alone."""

    def verify(self, cancel: threading.Event, *, timeout_s: float) -> bool | None:
        """Say whether the inserted card took the PIN typed on the pad; None when none was typed in time."""
        ...


class ReceiptPrinter(Protocol):
    """A receipt printer, from any thread."""

    def print(self, layout: ReceiptLayout) -> PrintOutcome:
        """Print, cut, and wait for what the printer itself says of it."""
        ...

    def state(self) -> PrinterState:
        """Ask the printer how it is, within one second."""
        ...

    def cuts(self) -> int | None:
        """Ask how many papers it has cut in its life; None when it keeps no count or can't be asked.

        What an earlier process left in its buffer is thrown away first: it never comes out any more.
        """
        ...

    def cuts_before_slip(self) -> int | None:
        """Ask how many papers it will have cut when it comes to the next slip's own cut.

        That is one more than now while something of an earlier job has to be cut off first.
        """
        ...

    def sever(self) -> PrintOutcome:
        """Cut off what may hang in the printer."""
        ...


class CodeScanner(Protocol):
    """A scanner of QR codes and bar codes, from any thread."""

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> ScanOutcome:
        """Block until a code was scanned, trouble was met, `cancel` was set or time ran out.

        What was scanned before is nobody's: it is dropped.
        """
        ...


class Camera(Protocol):
    """A camera, from any thread."""

    def frame(self, *, timeout_s: float) -> FrameOutcome:
        """Return the newest picture as JPEG; what is older is let go."""
        ...

    def release(self) -> None:
        """Stop taking pictures until the next one is asked for: the camera's light goes out."""
        ...


class DocumentCamera(Camera, Protocol):
    """A camera that looks down on a desk, from any thread."""

    def photograph(self, *, most_bytes: int = MOST_PHOTO_BYTES) -> PaperOutcome:
        """Photograph the paper that lies there: cut out, straightened, at most `most_bytes` large."""
        ...


class CardSlot(Protocol):
    """A reader into which cards are put, from any thread."""

    def occupied(self) -> bool:
        """Say whether a card is in it, read or not; False when nobody can tell."""
        ...


class Attention(StrEnum):
    """What a reminder shows."""

    NONE = "none"
    LIGHT = "light"
    LIGHT_AND_SOUND = "light_and_sound"


class Reminder(Protocol):
    """Light and sound, from any thread."""

    def show(self, attention: Attention) -> None:
        """Switch them; a reminder that is away shows it when it is back. Raises nothing."""
        ...


class PowerSupply(Protocol):
    """What the terminal draws its power from, from any thread."""

    def state(self) -> "PowerState":
        """Ask how the power is, within about a second."""
        ...


class DocumentPrinter(Protocol):
    """A printer of A4 sheets, from any thread; a job is found again by its name, after a kill too."""

    def print(self, job: SheetsJob, cancel: threading.Event) -> SheetsOutcome:
        """Print, and follow the job until the printer itself says how it ended; `cancel` breaks it off."""
        ...

    def settle(self, name: str, pages: int) -> SheetsOutcome | None:
        """Say what became of an earlier run's job, and cancel what isn't over; None: can't be asked yet."""
        ...

    def forget(self, name: str) -> None:
        """Have nothing kept of a job whose outcome is noted; raises nothing."""
        ...


class ItemDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What the outbox is asked to keep: the same `id` again is the same item, never a second one."""

    id: ItemId
    kind: ItemKind
    matter: MatterCode
    catalogue: CatalogueVersion
    body: bytes
    """msgpack; sealed before it touches the disk."""
    about: ItemId | None = None


class Outbox(Protocol):
    """The queue seen from the screen: a submission is safe when `put` returns."""

    def put(self, draft: ItemDraft, *, awaiting_payment: bool = False) -> Submission:
        """Store an item numbered, chained, sealed, signed and synced to disk.

        KioskError `outbox_*` when it can't be promised; the same draft may then be put again.
        """
        ...

    def pay(self, item: ItemId, outcome: PaymentStatus) -> Submission:
        """Settle a row that awaits payment.

        Settled makes it pending, with a chained payment record; closed cancels it; anything else
        leaves it waiting for the sync process to find out.
        """
        ...

    def item_code(self, item: ItemId) -> str | None:
        """Return the sealed item as text for a code on paper; None when it is too large or was never put."""
        ...

    def note_devices(self, seen: dict[str, str]) -> None:
        """Keep how the devices are, by role, for the next heartbeat; nothing is written that is known."""
        ...

    def refusal(self) -> KioskError | None:
        """Say why nothing can be promised now, None while it can: asked before a visit begins."""
        ...

    def look(self, item: ItemId) -> Submission:
        """Return the item as it stands now (states, acceptance number); KeyError if it was never put."""
        ...


class ActKind(StrEnum):
    """A physical act that can't be taken back."""

    PRINT = "print"
    """A slip."""
    DOCUMENT = "document"
    """A certificate on A4 sheets; `mark` holds its digest and how many pages it has."""
    CUT = "cut"
    """Cutting off what an interrupted print left hanging; the cut of a whole slip is part of its print."""
    PAY = "pay"
    CHARGE = "charge"
    """Having a payer's code charged for an order that is open."""


MONEY = frozenset({ActKind.PAY, ActKind.CHARGE})
"""Acts that stay open until the platform's word; their subject is the item, their stub the order."""


class Resolver(StrEnum):
    """Who gave an act its answer."""

    SCREEN = "screen"
    """The screen's process, in the course of the visit."""
    PRINTER = "printer"
    """The printer's own word, at once or when it was asked after a restart."""
    RECOVERY = "recovery"
    """Worked out at the start of the screen's process, from what is on the disk."""
    SYNC = "sync"
    """The sync process asked the platform."""


class Journal(Protocol):
    """The write-ahead journal of physical acts."""

    def begin(self, kind: ActKind, subject: str, *, stub: str, mark: str = "") -> int:
        """Commit the intent and return the act's number; neither `stub` nor `mark` holds personal data.

        `mark` is what the device counted just before, to be compared after a crash.
        """
        ...

    def end(self, act: int, outcome: str, *, by: Resolver = Resolver.SCREEN, sentence: str = "") -> None:
        """Commit what came of it, who says so, and in one sentence how that is known."""
        ...


class Recovery(Protocol):
    """What became of the acts that a crash or a power cut left without an outcome."""

    def resolve(self) -> tuple[InterruptedSlip, ...]:
        """Give every open act its answer, asking device and disk; return the slips that may not be out.

        Blocks while the printer is asked; to be done before anything else is printed.
        """
        ...


class DataSharing(Protocol):
    """The libraries behind the centre."""

    def records(self, request: RecordsRequest) -> RecordsAnswer | Refused | Unreachable:
        """Ask for the records that a matter declares."""
        ...

    def lookup(self, request: LookupRequest) -> LookupAnswer | Refused | Unreachable:
        """Ask for a lookup's rows."""
        ...


class Codes(Protocol):
    """Codes to registered phones."""

    def send(self, request: CodeRequest) -> CodeAnswer | Refused | Unreachable:
        """Have a code sent."""
        ...

    def check(self, request: CodeCheck) -> CodeVerdict | Refused | Unreachable:
        """Have the typed digits checked."""
        ...


class Portraits(Protocol):
    """Reference photos of the population library."""

    def portrait(self, request: PortraitRequest) -> PortraitAnswer | Refused | Unreachable:
        """Ask for the photo of a person who consented to the face check."""
        ...


class FaceChecker(Protocol):
    """Looks at faces for one check; used from one thread."""

    def begin(self, reference: bytes) -> Reference:
        """Remember the one face of the reference photo."""
        ...

    def look(self, jpeg: bytes, *, compare: bool) -> Glance:
        """Say what a picture shows, and how far its face is from the reference if `compare`."""
        ...

    def end(self) -> None:
        """Forget everything; the next check begins with another FaceChecker."""
        ...


class ElectronicIds(Protocol):
    """Electronic identities, which only the centre can resolve."""

    def resolve(self, reference: str) -> EIdAnswer | Refused | Unreachable:
        """Ask whose e-ID code this is; it is good once. Refused `e_id_unknown` when it is not, or no more."""
        ...


class Cashier(Protocol):
    """The public payment platform behind the centre."""

    def open(self, request: OrderRequest) -> OrderAnswer | Refused | Unreachable:
        """Open an order; the same number again gives the same order."""
        ...

    def status(self, order: str, *, wait_s: float) -> PaymentStatus | Refused | Unreachable:
        """Ask how an order stands; the centre may hold the answer up to `wait_s` until it changes."""
        ...

    def close(self, order: str) -> PaymentStatus | Refused | Unreachable:
        """Close an order; the answer is settled when it was paid after all."""
        ...


class Wallets(Protocol):
    """The wallets behind the public payment platform."""

    def charge(self, order: str, code: "PayerCode") -> PaymentStatus | Refused | Unreachable:
        """Charge a payer's code; the same code again tells how the order stands and charges nothing.

        Waiting: the payer has to do something on the phone. Refused: this code took nothing, unless its code
        is `charge_open`.
        """
        ...


class Receipts(Protocol):
    """Receipts of all terminals, as the centre knows them."""

    def standing(self, token: str) -> ReceiptAnswer | Refused | Unreachable:
        """Ask how the case behind a receipt's token stands; the centre checks the token's signature."""
        ...


class Tokens(Protocol):
    """The tokens that this terminal signed itself."""

    def own_claim(self, token: str) -> "ReceiptClaim | None":
        """Return what a token says; None when this terminal's signature does not hold."""
        ...


class Documents(Protocol):
    """Certificates made by the centre."""

    def document(self, item: ItemId, *, pdf: bool = False) -> DocumentAnswer | Refused | Unreachable:
        """Fetch the certificate of a received item, with what a printer prints if `pdf`.

        Refused `document_pending` while it is not made.
        """
        ...


class Centre(Protocol):
    """Whether the centre is there, and what it has closed."""

    def catalogue(self) -> CatalogueAnswer | Refused | Unreachable:
        """Ask for the catalogue version in force."""
        ...


class DeviceStates(Protocol):
    """The one state of each configured device, and who is told when it changes."""

    def start(self) -> None:
        """Ask every device now and from now on; never blocks."""
        ...

    def states(self) -> Mapping[Role, DeviceState]:
        """Return how each device is, as last learned."""
        ...

    def subscribe(self, hear: Callable[[DeviceState], None]) -> Callable[[], None]:
        """Have each change told once, on a thread of its own, until what is returned is called.

        `hear` must not block.
        """
        ...


class Clock(Protocol):
    """The time, so that tests can set it."""

    def now(self) -> dt.datetime:
        """Return aware UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        ...


class Doorbell(Protocol):
    """Wakes the sync process."""

    def ring(self) -> None:
        """Say that something was committed; never blocks, never fails."""
        ...

    def ask_checkpoint(self) -> None:
        """Ask for the log to be carried into the file, for power may go; never blocks, never fails."""
        ...


class Uplink(Protocol):
    """The centre as the sync process needs it."""

    def items(self, batch: tuple[bytes, ...]) -> ItemsAnswer | Refused | Unreachable:
        """Hand items in; the answer has a verdict for each."""
        ...

    def lease_numbers(self) -> NumberBlock | Refused | Unreachable:
        """Lease a block of receipt numbers."""
        ...

    def heartbeat(self, beat: Heartbeat) -> HeartbeatAnswer | Refused | Unreachable:
        """Say how the terminal is; learn the centre's keys and what it misses."""
        ...

    def open_epoch(self, request: EpochRequest) -> EpochAnswer | Refused | Unreachable:
        """Ask for an epoch of its own for a disk that is not the one the centre knew."""
        ...
