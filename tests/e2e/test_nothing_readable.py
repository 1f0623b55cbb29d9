"""A visit's personal data is nowhere in clear on a terminal's disk: at no stage, and after no kill."""

import lzma
import os
import signal
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from central.residents import Resident, identity_of
from devices.config import DevicesConfig, EscposFile
from kiosk.bootstrap import open_ports, open_queue
from kiosk.clock import SystemClock
from kiosk.config import Config
from kiosk.domain.identity import check_digit
from kiosk.domain.ids import CatalogueVersion, ItemId, KeyId, MatterCode, ReceiptNumber, TerminalId
from kiosk.domain.kept import KeptDraft, kept_of
from kiosk.domain.session import Session
from kiosk.domain.submission import ItemState
from kiosk.domain.trouble import Trouble
from kiosk.flow import StepName
from kiosk.ports import Doorbell
from kiosk.steps import keep
from kiosk.sync_process import open_sync
from kiosk.wire.envelope import FIRST_PREVIOUS, Header, ItemKind, chain_hash, encode_item, seal, seal_hash
from offline_queue import claims, retention
from offline_queue.commands import queue_list
from offline_queue.database import Database
from offline_queue.uptime import Moment, this_boot
from tests.durability.test_upgrade import RELEASED
from tests.e2e.people import settle
from tests.e2e.place import Place, file_of, open_place
from tests.e2e.planted import readable, spellings
from tests.e2e.test_pull_the_plug import FINE
from tests.e2e.visitor import CATALOGUE, Visitor

NAME, ADDRESS, PHONE = "鹿檀溪", "示范区栖霞弄四十三号九零七室", "19055537184"
HOME = "样例县沉香里七十一号"
NUMBER = "99990119870613273" + check_digit("99990119870613273")
SECRETS = (NAME, ADDRESS, PHONE, HOME, NUMBER)
FILING = {"why": "retired", "city": "样例市", "address": ADDRESS, "since": "2024-05-01", "phone": PHONE}
INSURED = ("medical_insurance.enrolment", {"status": "active", "remote_filing": "none"})


class NoBell:
    """A doorbell behind which nobody sleeps: items stay where they are."""

    def ring(self) -> None:
        """Wake nobody."""

    def ask_checkpoint(self) -> None:
        """Ask nobody."""


class Terminal:
    """A terminal whose whole disk is looked through."""

    def __init__(self, place: Place, root: Path, home: Path) -> None:
        self.place, self.root, self.home = place, root, home
        self.disk = root / "disk"
        paper = EscposFile(path=str(root / "paper"))  # what comes out is the resident's, and no disk
        self.config: Config = place.enrolled(self.disk, DevicesConfig(receipt_printer=paper))
        self.resident = planted(place)

    def is_clean(self, stage: str) -> None:
        found = readable(SECRETS, self.disk, self.home)
        assert [] == found, f"{stage}: {found}"

    def states(self) -> set[ItemState]:
        with open_queue(self.config) as database:
            return {row.state for row in queue_list(database)}

    def sync(self) -> None:
        with open_sync(self.config) as process:
            process.run_once()

    def centre_backs_up(self) -> None:
        command = [sys.executable, "-m", "central", "--data", str(self.root / "centre" / "central")]
        subprocess.run([*command, "--backup", str(self.root / "backup")], check=True, capture_output=True)


class Payer(Visitor):
    """Looks through the disk when the code is shown and paid: nobody here knows of it yet."""

    terminal: Terminal

    def has_paid(self, session: Session) -> None:
        assert session.order is not None
        self.terminal.is_clean("awaiting payment")


def planted(place: Place) -> Resident:
    """Let somebody live here whose every word is a secret."""
    like = settle(place, (INSURED, ("traffic.violation", FINE)))
    person = {"name": NAME, "number": NUMBER, "phone": PHONE, "address": HOME}
    resident = msgspec.structs.replace(
        like,
        slug="planted",
        card=msgspec.structs.replace(like.card, name=NAME, number=NUMBER, address=HOME),
        phone=PHONE,
        records=tuple(
            msgspec.structs.replace(
                record,
                id=f"planted-{place_}",
                values=person if record.type == "population.person" else record.values,
            )
            for place_, record in enumerate(like.records)
        ),
    )
    place.door.post("/residents", msgspec.to_builtins(resident))
    return resident


@pytest.fixture
def terminal(tmp_path: Path, home: Path) -> Iterator[Terminal]:
    with open_place(tmp_path / "centre") as place:
        yield Terminal(place, tmp_path, home)


def test_nothing_is_readable_at_any_stage(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    bell: Doorbell = NoBell()
    person = identity_of(terminal.resident.card)
    with open_ports(terminal.config) as ports:
        visitor = Payer(msgspec.structs.replace(ports, doorbell=bell), terminal.place.door)
        visitor.terminal = terminal
        visitor.visit(person, "remote-residence-filing", FILING)
        terminal.is_clean("put")
        visitor.visit(person, "traffic-fine-payment", {})
        terminal.is_clean("paid")
    assert {ItemState.PENDING} == terminal.states()
    terminal.is_clean("pending, closed")
    with open_queue(terminal.config) as database:
        with database.writing() as connection:
            claimed = claims.claim(connection, Moment(this_boot(), SystemClock().monotonic()), lease_s=30)
        terminal.is_clean("sending")
        assert 3 == len(claimed)
        with database.writing() as connection:
            claims.free_leases(connection)
    terminal.sync()
    assert {ItemState.RECEIVED} == terminal.states()
    terminal.is_clean("received")
    terminal.centre_backs_up()
    assert [] != readable(SECRETS, terminal.root / "centre"), "the centre opened what the terminal sent"
    terminal.sync()
    assert {ItemState.SETTLED} == terminal.states()
    terminal.is_clean("settled")
    monkeypatch.setattr(retention, "KEPT_ROWS", 1)
    with open_queue(terminal.config) as database, database.writing() as connection:
        connection.execute("UPDATE item SET settled_at = '2026-01-01T00:00:00+00:00'")
    terminal.sync()
    terminal.sync()
    with open_queue(terminal.config) as database:
        assert [2, 3] == [row.seq for row in queue_list(database)], "the last, and what it pays for"
    terminal.is_clean("rows gone")
    assert [] == [secret for secret in SECRETS if secret in caplog.text]


def test_what_is_kept_for_another_day_is_readable_on_neither_disk(
    terminal: Terminal, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    person, typed = identity_of(terminal.resident.card), (ADDRESS, PHONE)
    with open_ports(terminal.config) as ports:
        visitor = Visitor(ports, terminal.place.door)
        half = visitor.visit(person, "remote-residence-filing", FILING, until=StepName.MATERIALS)
        kept = kept_of(half, CATALOGUE.version)
        assert kept is not None
        assert not isinstance(keep.keep(ports, half, kept, "k1"), Trouble)
        terminal.is_clean("kept")
        assert [] == readable((ADDRESS,), terminal.root / "centre"), "only its seal is there"
        opened = keep.take_out(ports, half, kept.draft.matter)
        assert isinstance(opened, KeptDraft)
        assert ADDRESS in {answer.value for answer in opened.draft.answers}
        terminal.is_clean("opened")
        assert [] == readable((ADDRESS,), terminal.root / "centre")
    assert [] == [secret for secret in typed if secret in caplog.text]


def test_nothing_is_readable_after_a_kill(terminal: Terminal) -> None:
    people = terminal.root / "people.json"
    like = settle(
        terminal.place,
        (("social_insurance.enrolment", {"insurance": "pension", "status": "active", "months": 9}),),
    )
    people.write_bytes(
        msgspec.json.encode([identity_of(one.card) for one in (terminal.resident, like, terminal.resident)])
    )
    visits = Path(__file__).with_name("visits.py")
    command = [
        sys.executable,
        "-B",
        str(visits),
        str(file_of(terminal.config)),
        terminal.place.address,
        str(people),
    ]
    root = visits.parents[2]
    with subprocess.Popen(
        command,
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith(("printed", "paid")):
                process.send_signal(signal.SIGKILL)
                break
    terminal.is_clean("killed")
    with open_ports(terminal.config) as ports:
        ports.recovery.resolve()
    terminal.sync()
    terminal.is_clean("started again")


def test_nothing_is_readable_after_a_migration(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    path.write_bytes(lzma.decompress(RELEASED[0].read_bytes()))
    header = Header(
        id=ItemId("planted"),
        kind=ItemKind.SUBMISSION,
        terminal=TerminalId("T1"),
        epoch=1,
        seq=600,
        number=ReceiptNumber("N1"),
        matter=MatterCode("m"),
        catalogue=CatalogueVersion("c"),
        created_at=SystemClock().now(),
        key=KeyId("k"),
        previous=FIRST_PREVIOUS,
    )
    body = msgspec.msgpack.encode(SECRETS)
    item = seal(
        header,
        body,
        platform_key=X25519PrivateKey.generate().public_key(),
        signing_key=Ed25519PrivateKey.generate(),
    )
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO item (position, id, kind, terminal, epoch, seq, number, matter, catalogue,"
            " created_at, key, bytes, seal_sha256, chain_sha256, state, to_send, priority)"
            " VALUES (600, 'planted', 'submission', 'T1', 1, 600, 'N1', 'm', 'c',"
            " '2026-01-01T00:00:00+00:00', 'k', ?, ?, ?, 'pending', 1, 10)",
            (encode_item(item), seal_hash(item), chain_hash(item)),
        )
    Database(path).close()
    assert [] == readable(SECRETS, tmp_path)


@pytest.mark.parametrize("secret", SECRETS)
def test_each_spelling_would_be_found(tmp_path: Path, secret: str) -> None:
    for name, data in spellings(secret).items():
        (tmp_path / "file").write_bytes(os.urandom(4_000) + data + os.urandom(4_000))
        assert any(name in found for found in readable((secret,), tmp_path)), name
    (tmp_path / "file").write_bytes(b"noise" + zlib.compress(secret.encode() * 9))
    assert "inflated" in readable((secret,), tmp_path)[0]
    (tmp_path / "file").write_bytes(os.urandom(100_000))
    assert [] == readable((secret,), tmp_path)
    (tmp_path / secret).touch()
    assert "name" in readable((secret,), tmp_path)[0]


@pytest.mark.parametrize("where", ["reason", "stub", "log", "bytes"])
def test_one_that_was_stored_by_hand_is_found(terminal: Terminal, where: str) -> None:
    terminal.is_clean("before")
    with open_queue(terminal.config) as database, database.writing() as connection:
        match where:
            case "reason":
                connection.execute("INSERT INTO setting (name, value) VALUES ('note', ?)", (f"of {NAME}",))
            case "stub":
                connection.execute(
                    "INSERT INTO act (kind, subject, stub, began_at) VALUES ('print', 'x', ?, 'now')",
                    (NUMBER,),
                )
            case "bytes":
                body = zlib.compress(ADDRESS.encode() * 9)
                connection.execute("CREATE TABLE more AS SELECT ? AS body", (body,))
            case _:
                (terminal.disk / "sync.log").write_text(f"INFO {PHONE} was here", encoding="utf-8")
    with pytest.raises(AssertionError, match="after"):
        terminal.is_clean("after")
