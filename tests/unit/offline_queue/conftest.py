"""A queue on a real disk, its keys, and a centre that is a function."""

import datetime as dt
import itertools
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.domain.edition import Edition
from kiosk.domain.ids import CatalogueVersion, ItemId, MatterCode, TerminalId
from kiosk.domain.payment import PaymentStatus, PaymentWaiting
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.submission import ItemState
from kiosk.domain.text import Text
from kiosk.errors import WireError
from kiosk.ports import ItemDraft
from kiosk.wire.attachment import AttachmentPart, name_of
from kiosk.wire.digest import difference, range_hash
from kiosk.wire.envelope import (
    AttachmentName,
    Item,
    ItemKind,
    SealedItem,
    Tombstone,
    chain_hash,
    decode_header,
    decode_item,
    open_seal,
    seal_hash,
    verify,
)
from kiosk.wire.messages import (
    ITEM_OTHER,
    ITEM_SAME,
    AttachmentAnswer,
    CarriedAnswer,
    DigestAnswer,
    DigestRequest,
    EnrolmentAnswer,
    EpochAnswer,
    EpochRequest,
    Heartbeat,
    HeartbeatAnswer,
    ItemsAnswer,
    ItemVerdict,
    KeyUse,
    NumberBlock,
    PlatformKey,
    SignedWatermark,
)
from kiosk.wire.own_key import OwnKey
from kiosk.wire.sealer import Sealer
from kiosk.wire.watermark import Watermark, sign_watermark
from offline_queue import settings
from offline_queue.ballast import Ballast
from offline_queue.database import Database
from offline_queue.numbers import add_block
from offline_queue.outbox import SqliteOutbox
from offline_queue.rows import Row, find
from offline_queue.sync import Sync
from offline_queue.uptime import Boot

START = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
TERMINAL = Ed25519PrivateKey.generate()
PLATFORM = X25519PrivateKey.generate()
CENTRE = Ed25519PrivateKey.generate()


class StillClock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = START
        self.seconds = 1_000.0

    def now(self) -> dt.datetime:
        return self.time

    def monotonic(self) -> float:
        return self.seconds


class MemoryCentre:
    """Uplink and Cashier that keep what they got and answer by rule; the far end of the invariant."""

    def __init__(self) -> None:
        self.items_here: dict[str, bytes] = {}
        self.places: dict[tuple[int, int], str] = {}
        self.batches: list[int] = []
        self.silence: Refused | Unreachable | None = None
        self.lose_answers = False
        self.verdicts: dict[str, tuple[int, str]] = {}
        """What is said of an item instead of the truth."""
        self.too_large_with: set[str] = set()
        self.time = START
        self.brought: set[str] = set()
        """Items of another terminal: no sequence of this one's."""
        self.watermarks: dict[int, SignedWatermark] = {}
        """By epoch; what `back_up` signed for last."""
        self.beats: list[Heartbeat] = []
        self.edition: Edition | None = None
        self.withdrawn: dict[MatterCode, Text] = {}
        self.digests: list[DigestRequest] = []
        self.leases = 0
        self.keys: tuple[PlatformKey, ...] = ()
        self.epoch = 1
        self.orders: dict[str, PaymentStatus | Refused | Unreachable] = {}
        self.closed: list[str] = []
        self.parts: dict[tuple[str, int, bytes], bytes] = {}
        self.asked: list[AttachmentPart] = []
        self.on_part: Callable[[AttachmentPart], AttachmentAnswer | Refused | Unreachable | None] = (
            lambda _part: None
        )
        """Answers a part in place of the centre, which does not see it; None lets it through."""
        self.lose_part_answers = 0
        """So many answers to parts are lost on the way back."""

    def attach(self, part: AttachmentPart) -> AttachmentAnswer | Refused | Unreachable:
        self.asked.append(part)
        answer = self.silence or self.on_part(part)
        if answer is not None:
            return answer
        key = (part.item, part.place, part.name.sha256)
        here = self.parts.get(key, b"")
        if part.offset <= len(here):
            here += part.data[len(here) - part.offset :]
        if len(here) == part.name.size and name_of(here) != part.name:
            here = b""
        self.parts[key] = here
        if part.data and self.lose_part_answers:
            self.lose_part_answers -= 1
            return lost()
        return AttachmentAnswer(offset=len(here))

    def whole(self, item: str, place: int, name: AttachmentName) -> bool:
        """Return whether an attachment is here, every byte."""
        return name_of(self.parts.get((item, place, name.sha256), b"")) == name

    def items(self, batch: tuple[bytes, ...]) -> ItemsAnswer | Refused | Unreachable:
        self.batches.append(len(batch))
        if self.silence is not None:
            return self.silence
        names = [decode_header(decode_item(data).header).id for data in batch]
        if self.too_large_with & set(names):
            return Refused("too_large", "one of them", 413)
        verdicts = tuple(self._take(data) for data in batch)
        if self.lose_answers:
            return lost()
        return ItemsAnswer(verdicts=verdicts, settled_seq=0, time=self.time)

    def _take(self, data: bytes) -> ItemVerdict:
        item = decode_item(data)
        header = decode_header(item.header)
        try:
            verify(item, terminal_keys=OwnKey(TERMINAL).publics)
        except WireError as error:
            return ItemVerdict(id=header.id, status=400, code=error.code, message=error.message)
        if header.id in self.verdicts:
            status, code = self.verdicts[header.id]
            if status == 422:
                self.items_here[header.id], self.places[header.epoch, header.seq] = data, header.id
            return ItemVerdict(id=header.id, status=status, code=code, message="as told")
        if isinstance(item, SealedItem) and not all(
            self.whole(header.id, place, name) for place, name in enumerate(header.attachments)
        ):
            return ItemVerdict(id=header.id, status=424, code="attachment_missing")
        place = (header.epoch, header.seq)
        if header.id in self.items_here:
            same = self.items_here[header.id] == data
            return ItemVerdict(id=header.id, status=409, code=ITEM_SAME if same else ITEM_OTHER)
        if place in self.places:
            return ItemVerdict(id=header.id, status=409, code="sequence_fork")
        self.items_here[header.id], self.places[place] = data, header.id
        return ItemVerdict(id=header.id, status=200)

    def carried(self, batch: tuple[bytes, ...]) -> CarriedAnswer | Refused | Unreachable:
        if self.silence is not None:
            return self.silence
        verdicts = tuple(self._take(data) for data in batch)
        self.brought |= {verdict.id for verdict in verdicts}
        return lost() if self.lose_answers else CarriedAnswer(verdicts=verdicts, time=START)

    def lease_numbers(self) -> NumberBlock | Refused | Unreachable:
        if self.silence is not None:
            return self.silence
        self.leases += 1
        return NumberBlock(prefix="N", first=self.leases * 1000, last=self.leases * 1000 + 9)

    def heartbeat(self, beat: Heartbeat) -> HeartbeatAnswer | Refused | Unreachable:
        if self.silence is not None:
            return self.silence
        self.beats.append(beat)
        places = {seq: name for (epoch, seq), name in self.places.items() if epoch == beat.epoch}
        at_head = self.items_here.get(places.get(beat.head_seq, ""))
        forked = at_head is not None and chain_hash(decode_item(at_head)) != beat.head_hash
        return HeartbeatAnswer(
            time=self.time,
            keys=self.keys,
            missing=tuple(seq for seq in range(1, beat.head_seq + 1) if seq not in places)[:1000],
            missing_earlier={
                epoch: tuple(seq for seq in range(1, last + 1) if (epoch, seq) not in self.places)
                for epoch, last in beat.earlier.items()
            },
            head_seq=max(places, default=0),
            forked=forked,
            watermarks=tuple(self.watermarks.values()),
            catalogue=self.edition,
            withdrawn=self.withdrawn,
        )

    def compare(self, request: DigestRequest) -> DigestAnswer | Refused | Unreachable:
        if self.silence is not None:
            return self.silence
        self.digests.append(request)
        here = {
            seq: seal_hash(decode_item(self.items_here[name]))
            for (epoch, seq), name in sorted(self.places.items())
            if epoch == request.epoch and name not in self.brought
        }
        differing, found = [], []
        for one in request.ranges:
            within = {seq: digest for seq, digest in here.items() if one.first <= seq <= one.last}
            if range_hash(within.items()) == one.sha256:
                continue
            if one.items is None:
                differing.append(one.first)
            else:
                found.append(difference(one.items, within))
        return DigestAnswer(
            time=self.time,
            differing=tuple(differing),
            missing=tuple(seq for one in found for seq in one.missing),
            forked=tuple(seq for one in found for seq in one.forked),
            unknown=(
                *(seq for one in found for seq in one.unknown),
                *(seq for seq in here if seq > request.head_seq),
            ),
        )

    def back_up(self) -> "Backup":
        """Copy everything and sign for it; what is copied does not hold what was signed for it."""
        kept = Backup(dict(self.items_here), dict(self.places), dict(self.watermarks))
        heads = {epoch: max(s for e, s in self.places if e == epoch) for epoch, _ in self.places}
        self.watermarks = {epoch: self._watermark(epoch, head) for epoch, head in heads.items()}
        return kept

    def _watermark(self, epoch: int, head: int) -> SignedWatermark:
        mark = Watermark(
            terminal=TerminalId("T1"),
            epoch=epoch,
            seq=head,
            chain_sha256=chain_hash(decode_item(self.items_here[self.places[epoch, head]])),
            gaps=tuple(seq for seq in range(1, head) if (epoch, seq) not in self.places),
            made_at=self.time,
        )
        return sign_watermark(mark, key=CENTRE, key_id="sign-1")

    def restore(self, backup: "Backup") -> None:
        """Go on from a backup: what came since is not here any more."""
        self.items_here, self.places = dict(backup.items_here), dict(backup.places)
        self.watermarks = dict(backup.watermarks)

    def open_epoch(self, request: EpochRequest) -> EpochAnswer | Refused | Unreachable:
        if self.silence is not None:
            return self.silence
        self.epoch = max(self.epoch, request.epoch) + 1
        return EpochAnswer(epoch=self.epoch)

    def status(self, order: str, *, wait_s: float) -> PaymentStatus | Refused | Unreachable:
        return self.silence or self.orders.get(order, PaymentWaiting(order)) if wait_s >= 0 else lost()

    def open(self, request: object) -> Refused:
        return Refused("not_here", str(request))

    def close(self, order: str) -> PaymentStatus | Refused | Unreachable:
        if self.silence is not None:
            return self.silence
        self.closed.append(order)
        return self.orders.get(order, Refused("order_unknown", "never opened", 404))

    def chain_is_whole(self) -> bool:
        """Return whether every item hangs on the one before it and no place is empty."""
        previous = bytes(32)
        for number, place in enumerate(sorted(self.places), start=1):
            item = decode_item(self.items_here[self.places[place]])
            if place[1] != number or decode_header(item.header).previous != previous:
                return False
            previous = chain_hash(item)
        return True


class Backup(msgspec.Struct, frozen=True):
    """A centre at one moment."""

    items_here: dict[str, bytes]
    places: dict[tuple[int, int], str]
    watermarks: dict[int, SignedWatermark]


def lost() -> Unreachable:
    from kiosk.domain.reach import Cause  # noqa: PLC0415

    return Unreachable(Cause.NO_ROUTE, "lost")


class Queue:
    """Everything of one terminal, over one file."""

    def __init__(self, path: Path, clock: StillClock, centre: MemoryCentre, boot: str = "boot-1") -> None:
        self.path, self.clock, self.centre = path, clock, centre
        Ballast(path).lay()
        self.sealer = Sealer(lambda: OwnKey(TERMINAL))
        self.database = Database(path)
        self.outbox = SqliteOutbox(self.database, self.sealer, clock, Boot(boot))
        self.sync = self.new_sync()
        self._ids = itertools.count(1)

    def new_sync(self) -> Sync:
        return Sync(self.database, outbox=self.outbox, uplink=self.centre, cashier=self.centre, row_days=30)

    def enrol(self, *, epoch: int = 1, terminal: str = "T1", numbers: int = 0) -> None:
        with self.database.writing() as connection:
            settings.adopt(connection, enrolment(epoch=epoch, terminal=terminal))
            if numbers:
                add_block(connection, NumberBlock(prefix="N", first=1, last=numbers))

    def draft(
        self,
        kind: ItemKind = ItemKind.SUBMISSION,
        body: bytes = b"\x81\xa1a\x01",
        attachments: tuple[bytes, ...] = (),
    ) -> ItemDraft:
        return ItemDraft(
            id=new_id(next(self._ids)),
            kind=kind,
            matter=MatterCode("m"),
            catalogue=CatalogueVersion("c"),
            body=body,
            attachments=attachments,
        )

    def row(self, item: ItemId) -> Row:
        with self.database.reading() as connection:
            row = find(connection, item)
        assert row is not None
        return row

    def sent(self, item: ItemId) -> Item:
        return decode_item(self.centre.items_here[item])

    def body(self, item: ItemId) -> bytes:
        sealed = self.sent(item)
        assert isinstance(sealed, SealedItem)
        return open_seal(sealed, platform_key=PLATFORM)

    def is_buried(self, item: ItemId) -> bool:
        return isinstance(self.sent(item), Tombstone)

    def tally(self) -> dict[str, int]:
        with self.database.reading() as connection:
            names = (*(state.value for state in ItemState), "to_send")
            row = connection.execute(f"SELECT {', '.join(names)} FROM ledger").fetchone()  # noqa: S608
        return dict(zip(names, row, strict=True))

    def counted(self) -> dict[str, int]:
        with self.database.reading() as connection:
            by_state = dict(connection.execute("SELECT state, count(*) FROM item GROUP BY state").fetchall())
            to_send = connection.execute("SELECT count(*) FROM item WHERE to_send = 1").fetchone()[0]
        return {name: by_state.get(name, 0) for name in self.tally() if name != "to_send"} | {
            "to_send": to_send
        }

    @contextmanager
    def beside(self) -> Iterator["Queue"]:
        """Open the same queue once more, as the screen's process does beside the sync process."""
        other = Queue(self.path, self.clock, self.centre)
        other._ids = itertools.count(1_000)
        yield other
        other.database.close()

    def reboot(self, boot: str) -> "Queue":
        self.database.close()
        return Queue(self.path, self.clock, self.centre, boot)


def new_id(number: int) -> ItemId:
    value = (1_772_413_200_000 << 80) | (0x7 << 76) | (0x2 << 62) | number
    return ItemId(str(uuid.UUID(int=value)))


def enrolment(*, epoch: int = 1, terminal: str = "T1") -> EnrolmentAnswer:
    key = PlatformKey(
        id="seal-1",
        use=KeyUse.SEAL,
        public=PLATFORM.public_key().public_bytes_raw(),
        not_after=START + dt.timedelta(days=400),
    )
    signing = msgspec.structs.replace(
        key, id="sign-1", use=KeyUse.SIGN, public=CENTRE.public_key().public_bytes_raw()
    )
    return EnrolmentAnswer(
        terminal=TerminalId(terminal), epoch=epoch, keys=(key, signing), base_url="http://127.0.0.1:1"
    )


@pytest.fixture
def still() -> StillClock:
    return StillClock()


@pytest.fixture
def memory_centre() -> MemoryCentre:
    return MemoryCentre()


@pytest.fixture
def queue(tmp_path: Path, still: StillClock, memory_centre: MemoryCentre) -> Iterator[Queue]:
    made = Queue(tmp_path / "queue.db", still, memory_centre)
    made.enrol(numbers=50)
    yield made
    made.database.close()


@pytest.fixture
def bare(tmp_path: Path, still: StillClock, memory_centre: MemoryCentre) -> Iterator[Queue]:
    """A queue of a terminal that was never enrolled."""
    made = Queue(tmp_path / "bare.db", still, memory_centre)
    yield made
    made.database.close()


@pytest.fixture
def terminal_key() -> Ed25519PrivateKey:
    return TERMINAL


@pytest.fixture
def encode() -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder()
