"""Numbers, whose items are, and a TPM: Debian's swtpm on its socket, its state the chip of one machine."""

import datetime as dt
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from devices.tpm.counter import TpmCounter
from devices.tpm.keyed_hash import TpmKeyedHash
from kiosk.clock import SystemClock
from kiosk.domain.ids import CatalogueVersion, MatterCode, ReceiptNumber, TerminalId
from kiosk.domain.payment import PaymentClosed
from kiosk.domain.receipt_number import is_slip_number
from kiosk.ports import Counted, ItemDraft, NoCounter, TpmSilent
from kiosk.steps.ports import new_item_id
from kiosk.wire.envelope import ItemKind
from kiosk.wire.messages import EnrolmentAnswer, KeyUse, NumberBlock, PlatformKey
from kiosk.wire.own_key import OwnKey
from kiosk.wire.sealer import Sealer
from offline_queue import settings
from offline_queue.ballast import Ballast
from offline_queue.database import Database
from offline_queue.numbers import add_block, wants_refill
from offline_queue.outbox import SqliteOutbox

CLOCK = SystemClock()
OWN = OwnKey(Ed25519PrivateKey.generate())

ENROLMENT = EnrolmentAnswer(
    terminal=TerminalId("T1"),
    epoch=1,
    keys=(
        PlatformKey(
            id="seal-1",
            use=KeyUse.SEAL,
            public=X25519PrivateKey.generate().public_key().public_bytes_raw(),
            not_after=CLOCK.now() + dt.timedelta(days=99),
        ),
    ),
    base_url="x",
)


class Chip:
    """A TPM in a process of its own; what it keeps when that ends is in its folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder, self.path = folder, folder / "socket"
        self.process: subprocess.Popen[bytes] | None = None

    def on(self) -> "Chip":
        """Give it power, and have the firmware start it."""
        command = ["swtpm", "socket", "--tpm2", "--tpmstate", f"dir={self.folder}"]
        server = ["--server", f"type=unixio,path={self.path}", "--flags", "not-need-init,startup-clear"]
        self.process = subprocess.Popen([*command, *server])
        while TpmCounter(self.path).look() is not None:
            assert self.process.poll() is None
            time.sleep(0.02)
        return self

    def off(self) -> None:
        """Take the power away: nobody told it to shut down."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
        self.path.unlink(missing_ok=True)


@pytest.fixture
def chip(tmp_path: Path) -> Iterator[Chip]:
    chip = Chip(tmp_path / "chip").on()
    yield chip
    chip.off()


class Terminal:
    """A queue on a disk of its own folder."""

    def __init__(self, folder: Path, chip: Chip) -> None:
        self.folder, self.chip = folder, chip
        folder.mkdir(exist_ok=True)

    def draws(self, count: int) -> list[ReceiptNumber]:
        """Start a screen, draw so many numbers, and end it."""
        Ballast(self.folder / "queue.db").lay()
        with closing(Database(self.folder / "queue.db")) as database:
            outbox = SqliteOutbox(database, Sealer(lambda: OWN), CLOCK, counter=TpmCounter(self.chip.path))
            return [outbox.put(draft()).number for _ in range(count)]

    @contextmanager
    def opened(self, *, tpm: bool = True) -> Iterator[SqliteOutbox]:
        """Open the queue as a screen has it that finds items by whose they are."""
        Ballast(self.folder / "queue.db").lay()
        with closing(Database(self.folder / "queue.db")) as database:
            marker = TpmKeyedHash(self.chip.path) if tpm else None
            yield SqliteOutbox(database, Sealer(lambda: OWN), CLOCK, marker=marker)

    def leases(self, first: int, last: int) -> None:
        with closing(Database(self.folder / "queue.db")) as database, database.writing() as connection:
            settings.adopt(connection, ENROLMENT)
            add_block(connection, NumberBlock(prefix="N", first=first, last=last))

    def wants_numbers(self) -> bool:
        with closing(Database(self.folder / "queue.db")) as database, database.reading() as connection:
            return wants_refill(connection)

    def image(self, folder: Path) -> "Terminal":
        shutil.copytree(self.folder, folder)
        return Terminal(folder, self.chip)


def draft(holder: str = "") -> ItemDraft:
    return ItemDraft(
        id=new_item_id(CLOCK),
        kind=ItemKind.SUBMISSION if holder else ItemKind.SERVICE,
        matter=MatterCode("m"),
        catalogue=CatalogueVersion("c"),
        body=b"\x80",
        holder=holder,
    )


@pytest.fixture
def terminal(tmp_path: Path, chip: Chip) -> Terminal:
    terminal = Terminal(tmp_path / "disk", chip)
    terminal.leases(1, 50)
    return terminal


def places(numbers: list[ReceiptNumber]) -> list[str]:
    """Return the numbers without the characters that chance put behind."""
    return [number.rpartition("-")[0] for number in numbers]


def test_counter_goes_up_by_one_and_is_nobody_elses(chip: Chip) -> None:
    counter = TpmCounter(chip.path)
    first = counter.define()
    assert isinstance(first, Counted)
    assert [Counted(first.index, first.value + n) for n in (1, 2, 3)] == [
        counter.count(first.index) for _ in range(3)
    ]
    assert NoCounter() == counter.count(first.index ^ 1)
    second = counter.define()
    assert isinstance(second, Counted)
    assert second.index != first.index
    assert None is counter.look()


def test_power_that_goes_never_sets_the_counter_back(chip: Chip) -> None:
    first = TpmCounter(chip.path).define()
    assert isinstance(first, Counted)
    for _ in range(5):
        last = TpmCounter(chip.path).count(first.index)
    chip.off()
    chip.on()
    after = TpmCounter(chip.path).count(first.index)
    assert isinstance(last, Counted)
    assert isinstance(after, Counted)
    assert after.value > last.value


def test_numbers_of_one_disk_follow_each_other_from_start_to_start(terminal: Terminal) -> None:
    numbers = terminal.draws(3) + terminal.draws(2)
    assert [f"N{number:06d}" for number in range(1, 6)] == places(numbers)


@pytest.mark.usefixtures("caplog")
def test_restored_disk_draws_no_number_that_was_drawn(terminal: Terminal, tmp_path: Path) -> None:
    drawn = terminal.draws(3)
    old = terminal.image(tmp_path / "image")
    drawn += terminal.draws(1)
    restored = old.draws(2)
    assert set() == set(places(drawn)) & set(places(restored))
    assert [True, True] == [is_slip_number(number) for number in restored]
    assert old.wants_numbers()
    old.leases(101, 150)
    assert ["N000101", "N000102"] == places(old.draws(2)), "a new block is begun by itself"


@pytest.mark.usefixtures("caplog")
def test_of_two_disks_that_take_turns_none_draws_what_the_other_drew(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.leases(101, 150)
    drawn = terminal.draws(1)
    twin = terminal.image(tmp_path / "twin")
    for _ in range(3):
        drawn += twin.draws(1) + terminal.draws(1)
    leased = [place for place in places(drawn) if place.startswith("N")]
    assert len(leased) == len(set(leased))


@pytest.mark.usefixtures("caplog")
def test_disk_in_another_machine_gives_its_blocks_up(terminal: Terminal, tmp_path: Path) -> None:
    drawn = terminal.draws(2)
    clone, other = terminal.image(tmp_path / "clone"), Chip(tmp_path / "other").on()
    clone.chip = other
    there = clone.draws(2)
    other.off()
    assert set() == set(places(drawn)) & set(places(there))
    assert ["N000003"] == places(terminal.draws(1)), "the first machine is not concerned"


def test_power_that_went_costs_a_block_and_no_number_twice(
    terminal: Terminal, caplog: pytest.LogCaptureFixture
) -> None:
    drawn = terminal.draws(3)
    terminal.chip.off()
    terminal.chip.on()
    after = terminal.draws(2)
    assert set() == set(places(drawn)) & set(places(after))
    assert "may be an older one" in caplog.text
    terminal.leases(101, 150)
    assert ["N000101"] == places(terminal.draws(1))


def test_without_an_answer_numbers_are_drawn_as_without_a_tpm_and_it_is_said(
    terminal: Terminal, caplog: pytest.LogCaptureFixture
) -> None:
    terminal.draws(1)
    terminal.chip.off()
    assert ["N000002"] == places(terminal.draws(1))
    assert "without the TPM" in caplog.text
    silent = TpmCounter(terminal.chip.path).look()
    assert isinstance(silent, TpmSilent)
    assert str(terminal.chip.path) in silent.why


WANG, LI = "999901198706132733", "999901199003070011"


def test_hash_is_the_same_each_time_and_no_other_machine_makes_it(chip: Chip, tmp_path: Path) -> None:
    mark = TpmKeyedHash(chip.path).mark(WANG)
    assert isinstance(mark, bytes)
    assert mark != TpmKeyedHash(chip.path).mark(LI)
    chip.off()
    chip.on()
    again = [TpmKeyedHash(chip.path).mark(WANG) for _ in range(8)]
    assert [mark] * 8 == again, "nothing that was loaded stays loaded"
    other = Chip(tmp_path / "other").on()
    assert mark != TpmKeyedHash(other.path).mark(WANG)
    other.off()


def test_items_are_found_by_whose_they_are(terminal: Terminal) -> None:
    with terminal.opened() as outbox:
        first, other, second = (outbox.put(draft(number)) for number in (WANG, LI, WANG))
        cancelled = outbox.put(draft(WANG), awaiting_payment=True)
        outbox.pay(cancelled.id, PaymentClosed("K1"))
    with terminal.opened() as outbox:
        assert [second.id, first.id] == [item.kept.id for item in outbox.items_of(WANG)]
        assert [(other.number, "m")] == [(item.kept.number, item.matter) for item in outbox.items_of(LI)]
        assert () == outbox.items_of("")


def test_number_is_nowhere_on_the_disk(terminal: Terminal) -> None:
    with terminal.opened() as outbox:
        outbox.put(draft(WANG))
        files = [path.read_bytes() for path in terminal.folder.iterdir()]
    assert not any(WANG.encode() in data for data in files)


def test_disk_in_another_machine_tells_nobody_whose_an_item_is(terminal: Terminal, tmp_path: Path) -> None:
    with terminal.opened() as outbox:
        outbox.put(draft(WANG))
    clone = terminal.image(tmp_path / "clone")
    clone.chip = Chip(tmp_path / "other").on()
    with clone.opened() as outbox:
        assert () == outbox.items_of(WANG)
    clone.chip.off()


def test_without_a_tpm_nothing_of_whose_it_is_is_kept(
    terminal: Terminal, caplog: pytest.LogCaptureFixture
) -> None:
    with terminal.opened(tpm=False) as outbox:
        outbox.put(draft(WANG))
        assert () == outbox.items_of(WANG)
    terminal.chip.off()
    with terminal.opened() as outbox:
        outbox.put(draft(WANG))
        assert () == outbox.items_of(WANG)
    assert "without whose they are" in caplog.text
    with closing(sqlite3.connect(terminal.folder / "queue.db")) as connection:
        assert [(None,), (None,)] == connection.execute("SELECT holder FROM item").fetchall()
