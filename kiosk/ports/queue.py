"""Ports of what is kept on this machine: outbox, journal, recovery, and what the sync process needs."""

from enum import StrEnum
from typing import Protocol

import msgspec

from kiosk.domain.ids import CatalogueVersion, ItemId, MatterCode
from kiosk.domain.payment import PaymentStatus
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.submission import InterruptedSlip, KeptItem, PromisedItem, Submission
from kiosk.errors import KioskError
from kiosk.wire.attachment import AttachmentPart
from kiosk.wire.envelope import ItemKind
from kiosk.wire.messages import (
    AttachmentAnswer,
    CarriedAnswer,
    DigestAnswer,
    DigestRequest,
    EpochAnswer,
    EpochRequest,
    Heartbeat,
    HeartbeatAnswer,
    ItemsAnswer,
    NumberBlock,
)


class ItemDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What the outbox is asked to keep: the same `id` again is the same item, never a second one."""

    id: ItemId
    kind: ItemKind
    matter: MatterCode
    catalogue: CatalogueVersion
    body: bytes
    """msgpack; sealed before it touches the disk."""
    about: ItemId | None = None
    attachments: tuple[bytes, ...] = ()
    """What is too large for the body; sealed too, each in a file of its own, in this order."""
    holder: str = ""
    """The number of whose item it is: kept as a hash that only this machine's TPM can make, or not at all."""

    def __repr__(self) -> str:
        return f"ItemDraft({self.id!r}, {self.kind!r}, …)"


class Outbox(Protocol):
    """The queue seen from the screen: a submission is safe when `put` returns."""

    def put(self, draft: ItemDraft, *, awaiting_payment: bool = False) -> KeptItem:
        """Store an item numbered, chained, sealed, signed and synced to disk.

        KioskError `outbox_*` when it can't be promised; the same draft may then be put again.
        """
        ...

    def pay(self, item: ItemId, outcome: PaymentStatus) -> KeptItem:
        """Settle a row that awaits payment.

        Settled makes it pending, with a chained payment record; closed cancels it; anything else
        leaves it waiting for the sync process to find out.
        """
        ...

    def signed(self, kept: KeptItem) -> Submission:
        """Return an item with the token for its slip, signed now; asks no disk, so that it can't fail."""
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

    def look(self, item: ItemId) -> KeptItem:
        """Return the item as it stands now (states, acceptance number); KeyError if it was never put."""
        ...

    def items_of(self, holder: str) -> tuple[PromisedItem, ...]:
        """Return what this disk holds of a person, by number, and no backup of the centre covers yet.

        Newest first, at most 20; none without a TPM.
        """
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


class Doorbell(Protocol):
    """Wakes the sync process."""

    def ring(self) -> None:
        """Say that something was committed; never blocks, never fails."""
        ...

    def ask_checkpoint(self) -> None:
        """Ask for the log to be carried into the file, for power may go; never blocks, never fails."""
        ...


class Counted(msgspec.Struct, frozen=True):
    """A step of the TPM's counter: which counter, and its value now."""

    index: int
    value: int


class NoCounter(msgspec.Struct, frozen=True):
    """The TPM has no such counter: it is another machine's, or was cleared."""


class TpmSilent(msgspec.Struct, frozen=True):
    """The TPM gives no answer, or none that can be used."""

    why: str


class DrawCounter(Protocol):
    """A counter that no disk can set back."""

    def define(self) -> Counted | TpmSilent:
        """Make a counter and count its first step."""
        ...

    def count(self, index: int) -> Counted | NoCounter | TpmSilent:
        """Add one; never blocks for longer than two seconds."""
        ...


class Marker(Protocol):
    """A hash under a key that nobody can take away from this machine."""

    def mark(self, number: str) -> bytes | TpmSilent:
        """Return the hash of a number; never blocks for longer than some seconds."""
        ...


class Uplink(Protocol):
    """The centre as the sync process needs it."""

    def items(self, batch: tuple[bytes, ...]) -> ItemsAnswer | Refused | Unreachable:
        """Hand items in; the answer has a verdict for each."""
        ...

    def attach(self, part: AttachmentPart) -> AttachmentAnswer | Refused | Unreachable:
        """Bring a part of an attachment, and hear how many bytes of it are there: where to go on.

        A part without bytes only asks.
        """
        ...

    def carried(self, batch: tuple[bytes, ...]) -> CarriedAnswer | Refused | Unreachable:
        """Hand in items that another terminal signed; the answer has a verdict for each."""
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

    def compare(self, request: DigestRequest) -> DigestAnswer | Refused | Unreachable:
        """Have what this disk holds of an epoch compared with what came."""
        ...
