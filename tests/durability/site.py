"""A terminal at a real centre: queue on a disk, the sync process's work, and the line between."""

import datetime as dt
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
import psutil

from central.residents import Resident, identity_of
from kiosk.catalogue.loader import Catalogue
from kiosk.clock import CentreClock
from kiosk.config import Config
from kiosk.domain.answers import Answer
from kiosk.domain.ids import CatalogueVersion, ItemId, MatterCode, VisitId
from kiosk.domain.materials import provide_all
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.record import Records, Scalar
from kiosk.domain.submission import ItemState, SubmissionBody
from kiosk.gateway.client import CentreClient
from kiosk.gateway.credentials import save_enrolment
from kiosk.gateway.enrolment import Invitation, enrol
from kiosk.gateway.gateway import Gateway
from kiosk.gateway.key_file import own_key
from kiosk.gateway.question import Question
from kiosk.ports import ActKind, ItemDraft
from kiosk.tables import PlatformConfig, QueueConfig
from kiosk.walk.stage import as_toml
from kiosk.wire.envelope import ItemKind
from kiosk.wire.messages import EnrolmentAnswer, OrderAnswer, OrderRequest, PlatformKey
from kiosk.wire.own_key import OwnKey
from kiosk.wire.sealer import Sealer
from offline_queue import settings
from offline_queue.ballast import Ballast
from offline_queue.commands import queue_list
from offline_queue.database import Database
from offline_queue.heard_keys import HeardKeys
from offline_queue.journal import SqliteJournal
from offline_queue.outbox import SqliteOutbox
from offline_queue.rows import Row
from offline_queue.stats import unsent
from offline_queue.sync import Sync
from offline_queue.uptime import Boot
from tests.integration.central.conftest import Platform
from tests.integration.cli_command import written

T = TypeVar("T")
PATIENCE_S = 120.0
FINE = "traffic-fine-payment"
FINE_FEN = 15_000
VIOLATION: dict[str, Scalar] = {
    "decision": "D1",
    "act": "违法停车",
    "at": "2026-01-05",
    "place": "示范路",
    "plate": "浙A00001",
    "points": 0,
    "amount_fen": FINE_FEN,
    "status": "unpaid",
}


class SetClock:
    """The machine's wall clock, as wrong as a test wants it, and an uptime that only a test moves."""

    def __init__(self) -> None:
        self.wrong = dt.timedelta()
        self.seconds = 1_000.0

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC) + self.wrong

    def monotonic(self) -> float:
        return self.seconds


class HastyClient:
    """A client that a test makes impatient about one path."""

    def __init__(self, client: CentreClient) -> None:
        self.client = client
        self.hurry: tuple[str, float] | None = None
        """A path, and the deadline of what is asked there."""

    def ask(self, question: Question, answer: type[T]) -> T | Refused | Unreachable:
        if self.hurry is not None and question.path.startswith(self.hurry[0]):
            question = msgspec.structs.replace(question, deadline_s=self.hurry[1])
        return self.client.ask(question, answer)


def new_id() -> ItemId:
    """Return a UUIDv7."""
    value = (1_772_413_200_000 << 80) | (0x7 << 76) | (0x2 << 62) | secrets.randbits(62)
    return ItemId(str(uuid.UUID(int=value)))


def service(*attachments: bytes) -> ItemDraft:
    """Return a record without personal data: the centre keeps it and judges nothing in it."""
    return ItemDraft(
        id=new_id(),
        kind=ItemKind.SERVICE,
        matter=MatterCode("m"),
        catalogue=CatalogueVersion("c"),
        body=msgspec.msgpack.encode({}),
        attachments=attachments,
    )


def submission(
    catalogue: Catalogue,
    slug: str,
    resident: Resident,
    answers: dict[str, str],
    *,
    order: str | None = None,
    now: dt.datetime,
) -> ItemDraft:
    """Return what a resident hands in; with an order, it pays a fine."""
    matter = catalogue.by_slug(slug)
    body = SubmissionBody(
        visit=VisitId(str(uuid.uuid4())),
        matter=MatterCode(matter.code),
        matter_version=matter.version,
        catalogue=catalogue.version,
        applicant=identity_of(resident.card),
        assurance=matter.assurance,
        consent_version="1",
        consented_at=now,
        answers=tuple(Answer(field, value) for field, value in answers.items()),
        materials=provide_all(matter, Records(reached=True, entries=resident.records)),
        order=order,
        amount_fen=FINE_FEN if order else 0,
        records_reached=True,
        confirmed_at=now,
    )
    return ItemDraft(
        id=new_id(),
        kind=ItemKind.SUBMISSION,
        matter=body.matter,
        catalogue=body.catalogue,
        body=msgspec.msgpack.encode(body),
    )


def order_for(
    catalogue: Catalogue, resident: Resident, bill: str, *, item: ItemId, number: str
) -> OrderRequest:
    """Return the request that opens an order over a fine."""
    return OrderRequest(
        number=number,
        item=item,
        matter=MatterCode(catalogue.by_slug(FINE).code),
        catalogue=catalogue.version,
        person=identity_of(resident.card),
        answers=(Answer("violation", bill),),
        amount_fen=FINE_FEN,
    )


class Site:
    """Everything of one terminal, over one file, behind one address of the centre."""

    def __init__(
        self, folder: Path, platform: Platform, data: Path, url: str, *, ca: Path | None = None
    ) -> None:
        self.path, self.platform, self.data, self.url, self.ca = folder / "queue.db", platform, data, url, ca
        self.clock = SetClock()
        self.credentials = folder / "credentials"
        self.key = own_key(self.credentials)
        code = platform.bench("POST", "/enrolment-code")
        invitation = Invitation(
            base_url=f"http://127.0.0.1:{platform.port}",
            code=code["code"],
            fingerprint=code["fingerprint"],
            site="社区服务站",
        )
        self.enrolment: EnrolmentAnswer = enrol(invitation, self.key, self.clock)
        save_enrolment(self.credentials, self.enrolment)
        self.name = self.enrolment.terminal
        self.database = Database(self.path)
        Ballast(self.path).lay()
        with self.database.writing() as connection:
            settings.adopt(connection, self.enrolment)
        self.heard = CentreClock(self.clock)
        self.client = self._client()
        self.begin()

    def _client(self) -> HastyClient:
        return HastyClient(CentreClient(self.url, self.name, self.own, self.keys, self.heard, ca=self.ca))

    def begin(self) -> None:
        """Start screen and sync process anew over the same disk."""
        self.outbox = SqliteOutbox(self.database, Sealer(self.own), self.clock, Boot("boot-1"))
        self.journal = SqliteJournal(self.database, self.clock, Boot("boot-1"))
        self.gateway = Gateway(self.client)
        self.sync = Sync(
            self.database,
            outbox=self.outbox,
            uplink=self.gateway,
            cashier=self.gateway,
            certificate=lambda: self.client.client.certificate_ends,
        )

    def configuration(self) -> Path:
        """Write what a command is told of this terminal, and return where."""
        config = Config(
            platform=PlatformConfig(url=self.url, credentials=str(self.credentials)),
            queue=QueueConfig(path=str(self.path)),
        )
        return written(self.path.with_name("terminal.toml"), as_toml(config))

    @contextmanager
    def syncing(self) -> Iterator[psutil.Process]:
        """Let `kiosk sync` run beside this process inside the block; it has to end well."""
        words = (sys.executable, "-m", "kiosk", "sync", "--config", str(self.configuration()))
        with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as running:
            try:
                yield psutil.Process(running.pid)
            finally:
                running.terminate()
                _, said = running.communicate(timeout=PATIENCE_S)
        assert 0 == running.returncode, said

    def wait_until_all_came(self) -> None:
        """Return once nothing is left to send."""
        end = time.monotonic() + PATIENCE_S
        while self.to_send():
            assert time.monotonic() < end, f"{self.to_send()} are still to be sent"
            time.sleep(0.05)

    def to_send(self) -> int:
        with self.database.reading() as connection:
            return unsent(connection)

    def move_to(self, url: str) -> None:
        """Have the centre at another address."""
        self.client.client.close()
        self.url = url
        self.client = self._client()
        self.begin()

    def keys(self) -> tuple[PlatformKey, ...]:
        """Return the centre's keys as the disk of this moment knows them."""
        return HeardKeys(self.database, self.enrolment.keys)()

    def own(self) -> OwnKey:
        return OwnKey(self.key)

    def image(self) -> Path:
        """Take an image of the disk."""
        target = Path(tempfile.mkdtemp(dir=self.path.parent, prefix="image-"))
        for file in self.path.parent.glob("queue.db*"):
            if not file.name.endswith("-shm"):
                shutil.copy(file, target / file.name)
        return target

    def restore(self, image: Path) -> None:
        """Put an image in the disk's place, and start."""
        self.database.close()
        for file in image.iterdir():
            shutil.copy(file, self.path.with_name(file.name))
        self.database = Database(self.path)
        self.begin()

    def close(self) -> None:
        self.client.client.close()
        self.database.close()

    def rows(self) -> tuple[Row, ...]:
        return queue_list(self.database)

    def states(self) -> list[ItemState]:
        return [row.state for row in self.rows()]

    def at_centre(self, query: str) -> list[tuple[object, ...]]:
        """Ask the centre's own database about this terminal, `?` in the query."""
        with closing(sqlite3.connect(f"file:{self.data / 'central.sqlite3'}?mode=ro", uri=True)) as centre:
            return centre.execute(query, (self.name,)).fetchall()

    def write_at_centre(self, statement: str) -> None:
        """Change what the centre knows of this terminal."""
        with closing(sqlite3.connect(self.data / "central.sqlite3")) as centre, centre:
            centre.execute(statement, (self.name,))

    def arrived(self) -> list[str]:
        """Return the ids that the centre has, in the order of their sequence."""
        return [
            str(row[0])
            for row in self.at_centre("SELECT id FROM item WHERE terminal = ? ORDER BY epoch, seq")
        ]

    def alarms(self) -> list[str]:
        return [str(row[0]) for row in self.at_centre("SELECT kind FROM alarm WHERE terminal = ?")]

    def open_order(self, driver: Resident, item: ItemId, number: str) -> OrderAnswer:
        """Have an order opened for a fine, as the screen does: intent first."""
        self.journal.begin(ActKind.PAY, item, stub=number)
        bill = driver.records[0].id
        answer = self.gateway.open(order_for(self.platform.catalogue, driver, bill, item=item, number=number))
        assert isinstance(answer, OrderAnswer), answer
        return answer


def new_order() -> str:
    """Return the number of an order."""
    return f"K{secrets.token_hex(12).upper()}"
