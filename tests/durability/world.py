"""A real centre in this process, and terminals whose disks are images: killed, restored, doubled."""

import datetime as dt
import functools
import inspect
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central import attachments, catalogues, charges, digests, enrolment, items, orders, upkeep
from central.backup import back_up
from central.centre import Centre, open_centre
from central.keys import KeyRing
from central.people import add_resident
from central.population import keep_population
from central.refusal import Refusal
from central.residents import Resident, load_residents
from central.settings import Settings
from kiosk.catalogue.loader import Catalogue, load
from kiosk.domain.ids import TerminalId
from kiosk.domain.payment import PaymentStatus
from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.domain.record import Record
from kiosk.errors import KioskError
from kiosk.wire.attachment import AttachmentPart, folder_beside
from kiosk.wire.envelope import encode_batch
from kiosk.wire.messages import (
    AttachmentAnswer,
    CarriedAnswer,
    DigestAnswer,
    DigestRequest,
    EnrolmentAnswer,
    EnrolmentRequest,
    EpochAnswer,
    EpochRequest,
    Heartbeat,
    HeartbeatAnswer,
    ItemsAnswer,
    KeyUse,
    NumberBlock,
    OrderAnswer,
    OrderRequest,
    OrderState,
)
from kiosk.wire.own_key import OwnKey
from kiosk.wire.sealer import Sealer
from offline_queue import loop, settings
from offline_queue.ballast import Ballast
from offline_queue.database import Database
from offline_queue.journal import SqliteJournal
from offline_queue.outbox import SqliteOutbox
from offline_queue.sync import Sync
from offline_queue.uptime import Boot
from tests.durability.site import VIOLATION

T = TypeVar("T")
START = dt.datetime(2026, 11, 25, 1, 0, tzinfo=dt.UTC)
BILLS = 40
QUEUE, RESERVE = "queue.db", "queue.db.reserve"
PLATFORM_KEYS = "platform-keys.json"


class Killed(BaseException):
    """The process is gone at this very point."""


class Fate(msgspec.Struct, frozen=True):
    """What happens to a request."""

    lost: bool = False
    """It never arrives."""
    answer_lost: bool = False
    """It is done, and nobody hears of it."""
    killed: bool = False
    """Whoever asks is killed where the fate strikes."""
    items_taken: int | None = None
    """The centre ends after so many items of a batch."""


WELL = Fate()
UNHEARD = Unreachable(Cause.NO_ROUTE, "lost")


class Template(msgspec.Struct, frozen=True):
    """Where every example begins: a centre with one terminal, whose queue is empty."""

    folder: Path
    key: Ed25519PrivateKey
    terminal: TerminalId
    driver: Resident
    catalogue: Catalogue


@functools.cache
def template() -> Template:
    """Make what the first example needs and all others copy."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-world-", dir=memory()))
    key, driver = Ed25519PrivateKey.generate(), _driver()
    centre = open_centre(Settings(data=folder / "centre", number_block=6), clock=lambda: START)
    with centre.store.writing() as session:
        keep_population(session, centre.today())
        add_resident(session, driver)
        code = enrolment.new_code(session, START)
    request = EnrolmentRequest(code=code, public=key.public_key().public_bytes_raw(), site="社区服务站")
    enrol: Any = enrolment.enrol.fn
    answer: EnrolmentAnswer = enrol(data=request, centre=centre)
    centre.store.close()
    (folder / "disk").mkdir()
    database = Database(folder / "disk" / QUEUE)
    with database.writing() as connection:
        settings.adopt(connection, answer)
    database.close()
    Ballast(folder / "disk" / QUEUE).lay()
    return Template(folder, key, answer.terminal, driver, load())


def own_key() -> OwnKey:
    """Return the terminal's key: each copy of a disk has it."""
    return OwnKey(template().key)


def memory() -> Path | None:
    """Return a folder in memory: what is tested here are interleavings, not the disk."""
    shared = Path("/dev/shm")  # noqa: S108 a folder of our own is made in it
    return shared if os.access(shared, os.W_OK) else None


def _driver() -> Resident:
    model = {one.slug: one for one in load_residents(today=START.date())}["wang-xiaoming"]
    bills = tuple(
        Record(type="traffic.violation", id=f"bill-{number}", source="测试库", values=VIOLATION)
        for number in range(BILLS)
    )
    return msgspec.structs.replace(model, records=(*model.records, *bills))


class Far:
    """The centre as one terminal reaches it: Uplink and Cashier over the platform's own handlers."""

    def __init__(self, folder: Path, terminal: TerminalId, clock: Callable[[], dt.datetime]) -> None:
        self._folder, self._terminal, self._clock = folder, terminal, clock
        self.newest = folder.parent / "newest.sqlite3"
        self.fates: list[Fate] = []
        """What happens to the next requests, one by one; all after them are well."""
        self.centre = self._open()

    def _open(self) -> Centre:
        catalogue = template().catalogue
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(catalogues, "load", lambda: catalogue)  # reading it anew is most of a start
            return open_centre(Settings(data=self._folder, number_block=6), clock=self._clock)

    def restart(self) -> None:
        """End the platform where it stands, and start it over the same data."""
        self.centre.store.close()
        self.centre = self._open()

    def back_up(self, target: Path) -> bool:
        """Make a backup that terminals let go by; False when the newest holds what is not here now."""
        try:
            back_up(self.centre, self.newest)
        except KioskError as error:
            assert error.code == "backup_lacks", error  # noqa: PT017 another error is a failure
            return False
        shutil.copy(self.newest, target)
        return True

    def backed_up(self) -> set[str]:
        """Return the ids of what the newest backup holds."""
        if not self.newest.exists():
            return set()
        with closing(sqlite3.connect(self.newest)) as backup:
            return {row[0] for row in backup.execute("SELECT id FROM item")}

    def put_back(self, backup: Path) -> None:
        """Restore the platform's database from a copy.

        Keys are backed up apart from it, and the public payment platform, which keeps the orders, is none of
        what is restored: nobody's money is undone.
        """
        self.centre.store.close()
        with closing(self._database()) as live:
            kept = live.execute("SELECT * FROM pay_order").fetchall()
        for ending in ("", "-wal", "-shm"):
            self._folder.joinpath(f"central.sqlite3{ending}").unlink(missing_ok=True)
        shutil.copy(backup, self._folder / "central.sqlite3")
        with closing(self._database()) as live, live:
            live.execute("DELETE FROM pay_order")
            for row in kept:
                places = ", ".join("?" * len(row))
                live.execute(f"INSERT INTO pay_order VALUES ({places})", row)  # noqa: S608 question marks
        self.centre = self._open()

    def rotate(self) -> None:
        """Give the platform another key to seal to; older ones stay."""
        KeyRing(self._folder / PLATFORM_KEYS, now=self._clock()).add(KeyUse.SEAL, now=self._clock())

    def _database(self) -> sqlite3.Connection:
        return sqlite3.connect(self._folder / "central.sqlite3")

    def ask(
        self, handler: Callable[..., Any], answer: type[T], **arguments: object
    ) -> T | Refused | Unreachable:
        """Ask as the fate of the moment lets it; who answers is the platform's own handler."""
        fate = self._next()
        if fate.lost:
            return self._unheard(fate)
        try:
            known = {"centre": self.centre, "terminal": self._terminal}
            wanted = inspect.signature(handler).parameters
            given = handler(**{name: known[name] for name in known if name in wanted}, **arguments)
        except Refusal as refusal:
            said: Refused | Unreachable = Refused(refusal.code, str(refusal), refusal.status)
            return self._unheard(fate) if fate.answer_lost else said
        if fate.answer_lost:
            return self._unheard(fate)
        return msgspec.json.decode(msgspec.json.encode(given), type=answer)

    def _next(self) -> Fate:
        return self.fates.pop(0) if self.fates else WELL

    def _unheard(self, fate: Fate) -> Unreachable:
        if fate.killed:
            raise Killed
        return UNHEARD

    def items(self, batch: tuple[bytes, ...]) -> ItemsAnswer | Refused | Unreachable:
        if self.fates and self.fates[0].items_taken is not None:
            fate = self._next()
            self.ask(items.hand_over.fn, ItemsAnswer, body=encode_batch(batch[: fate.items_taken]))
            self.restart()
            return self._unheard(fate)
        return self.ask(items.hand_over.fn, ItemsAnswer, body=encode_batch(batch))

    def carried(self, batch: tuple[bytes, ...]) -> CarriedAnswer | Refused | Unreachable:
        return self.ask(items.hand_on.fn, CarriedAnswer, body=encode_batch(batch))

    def attach(self, part: AttachmentPart) -> AttachmentAnswer | Refused | Unreachable:
        named = {"item": part.item, "place": part.place}
        named |= {"sha256": part.name.sha256.hex(), "size": part.name.size}
        if part.data:
            return self.ask(
                attachments.bring_part.fn, AttachmentAnswer, **named, offset=part.offset, body=part.data
            )
        return self.ask(attachments.how_far.fn, AttachmentAnswer, **named)

    def lease_numbers(self) -> NumberBlock | Refused | Unreachable:
        return self.ask(upkeep.lease_numbers.fn, NumberBlock)

    def heartbeat(self, beat: Heartbeat) -> HeartbeatAnswer | Refused | Unreachable:
        return self.ask(upkeep.heartbeat.fn, HeartbeatAnswer, data=beat)

    def open_epoch(self, request: EpochRequest) -> EpochAnswer | Refused | Unreachable:
        return self.ask(upkeep.open_epoch.fn, EpochAnswer, data=request)

    def compare(self, request: DigestRequest) -> DigestAnswer | Refused | Unreachable:
        return self.ask(digests.compare.fn, DigestAnswer, data=request)

    def open(self, request: OrderRequest) -> OrderAnswer | Refused | Unreachable:
        return self.ask(orders.open_order.fn, OrderAnswer, data=request)

    def close(self, order: str) -> PaymentStatus | Refused | Unreachable:
        answer = self.ask(charges.close_order.fn, OrderState, number=order)
        return answer.status if isinstance(answer, OrderState) else answer

    def status(self, order: str, *, wait_s: float) -> PaymentStatus | Refused | Unreachable:
        raise AssertionError((order, wait_s))


class MortalDatabase(Database):
    """A database whose process may be killed around any of its commits."""

    commits_left: int | None = None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        with super().writing() as connection:
            yield connection
            self._one()
        self._one()

    def _one(self) -> None:
        """Count a point: before each commit, and after it."""
        if self.commits_left is not None:
            self.commits_left -= 1
            if self.commits_left < 0:
                self.commits_left = None
                raise Killed


class Machine:
    """A terminal's disk and what runs on it; every start is one over an image."""

    def __init__(self, world_clock: Callable[[], dt.datetime], far: Far, image: Path, boot: str) -> None:
        self._clock, self.far, self.boot = world_clock, far, boot
        self.wrong = dt.timedelta()
        self.seconds = 1_000.0
        self.folder = image
        self._start()

    def now(self) -> dt.datetime:
        return self._clock() + self.wrong

    def monotonic(self) -> float:
        return self.seconds

    def _start(self) -> None:
        self.database = MortalDatabase(self.folder / QUEUE)
        self.outbox = SqliteOutbox(self.database, Sealer(own_key), self, Boot(self.boot))
        self.journal = SqliteJournal(self.database, self, Boot(self.boot))
        self.sync = Sync(self.database, outbox=self.outbox, uplink=self.far, cashier=self.far)

    def image(self) -> Path:
        """Copy the disk as it is now: what a kill or a cloning tool leaves."""
        return copied(self.folder)

    def go_on(self, image: Path, boot: str) -> None:
        """Start over an image; what ran before is gone as a killed process is."""
        self.database.close()
        shutil.rmtree(self.folder)
        self.folder, self.boot = image, boot
        self._start()

    def die(self) -> None:
        """Be killed and started again, in the same boot."""
        self.go_on(self.image(), self.boot)

    def one_pass(self) -> None:
        """Let `kiosk sync --once` do its work."""
        loop.run_once(self.sync, self.database)


def copied(folder: Path, into: Path | None = None) -> Path:
    """Return a copy of a disk; the reserve, which nobody writes to, is shared."""
    target = Path(tempfile.mkdtemp(dir=into or folder.parent, prefix="disk-"))
    for name in (QUEUE, f"{QUEUE}-wal"):
        if (folder / name).exists():
            shutil.copy(folder / name, target / name)
    if folder_beside(folder / QUEUE).exists():
        shutil.copytree(folder_beside(folder / QUEUE), folder_beside(target / QUEUE))
    os.link(template().folder / "disk" / RESERVE, target / RESERVE)
    return target
