"""`kiosk device read-card` and `probe` as a process, at simulated readers on their real wires."""

import datetime as dt
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.domain.identity import CardKind, Identity
from sim.bank_card import BankCard
from sim.card_files import SocialCard
from sim.card_variants import Generation
from sim.cardholders import EVERYBODY, RESIDENT
from sim.identity_card import SimulatedCard
from sim.identity_reader import SimulatedIdentityReader
from sim.pcscd import SOCKET_VARIABLE, Pcscd
from sim.virtual_card import VirtualCard
from tests.integration.cli_command import Said, kiosk, written

FAST = 1_000_000
TODAY = dt.datetime.now(dt.UTC).date()
LATER, YESTERDAY = TODAY + dt.timedelta(days=400), TODAY - dt.timedelta(days=2)
IDENTITY = """
[devices.identity_card]
driver = "sam-serial"
port = "{port}"
"""
SOCIAL = """
[devices.social_card]
driver = "pcsc"
reader = "{reader}"
"""
Read = Callable[..., Said]
PERSONAL = ("name", "number", "english_name", "address", "nation", "pass_number")


def valid(person: Identity) -> Identity:
    return msgspec.structs.replace(person, valid_to=LATER)


VALID = valid(RESIDENT)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[SimulatedIdentityReader]:
    reader = SimulatedIdentityReader(FAST, link=tmp_path / "reader")
    yield reader
    reader.close()


@pytest.fixture
def read(tmp_path: Path, reader: SimulatedIdentityReader) -> Read:
    config = written(tmp_path / "terminal.toml", IDENTITY.format(port=reader.port))

    def run(*words: str, timeout: float = 5) -> Said:
        return kiosk("device", "read-card", "--config", config, "--timeout", timeout, *words)

    return run


@pytest.mark.parametrize("person", EVERYBODY, ids=[f"{person.kind}-{person.name}" for person in EVERYBODY])
def test_every_kind_of_card_is_read_in_full_when_asked(
    reader: SimulatedIdentityReader, read: Read, person: Identity
) -> None:
    reader.lay(SimulatedCard(valid(person)))
    said = read("--json", "--full")
    assert (0, "") == (said.code, said.err)
    shown = msgspec.to_builtins(valid(person))
    assert {"status": "ok", "message": "the card was read", **shown} == said.row


def test_personal_fields_are_masked_unless_asked_for(reader: SimulatedIdentityReader, read: Read) -> None:
    reader.lay(SimulatedCard(VALID))
    said = read("identity", "--json")
    assert 0 == said.code
    assert ("*" * 14 + VALID.number[-4:], "王*明", None) == tuple(
        said.row[key] for key in ("number", "name", "birth")
    )
    for key in PERSONAL:
        value = getattr(VALID, key)
        assert value is None or value not in said.out


def test_plain_words_hold_no_person(reader: SimulatedIdentityReader, read: Read) -> None:
    reader.lay(SimulatedCard(VALID))
    said = read()
    assert (0, "ok: the card was read\n", "") == (said.code, said.out, said.err)


def test_expired_card_is_told_with_what_was_read(reader: SimulatedIdentityReader, read: Read) -> None:
    reader.lay(SimulatedCard(msgspec.structs.replace(VALID, valid_to=YESTERDAY)))
    said = read("--json", "--full")
    assert (1, "expired", VALID.name, VALID.number) == (
        said.code,
        *(said.row[key] for key in ("status", "name", "number")),
    )
    assert YESTERDAY.isoformat() == said.row["valid_to"]


FAULTS: dict[str, Callable[[SimulatedIdentityReader], None]] = {
    "moved": lambda reader: reader.take_away_during_read(),
    "not_genuine": lambda reader: reader.forge(0x31),
    "device_fault": lambda reader: reader.fail(0x60),
    "no_reader": lambda reader: reader.be_silent(),
}


@pytest.mark.parametrize("status", FAULTS)
def test_reading_that_fails_says_why(reader: SimulatedIdentityReader, read: Read, status: str) -> None:
    FAULTS[status](reader)
    reader.lay(SimulatedCard(VALID))
    said = read("--json")
    assert (1, status) == (said.code, said.row["status"])
    assert said.row["message"]
    assert (None, None) == (said.row["name"], said.row["number"])


def test_impossible_number_is_not_read_as_a_person(reader: SimulatedIdentityReader, read: Read) -> None:
    reader.lay(SimulatedCard(msgspec.structs.replace(VALID, number="330109199001010018")))
    said = read("--json", "--full")
    assert (1, "bad_number") == (said.code, said.row["status"])
    assert "330109199001010018" not in said.out + said.err


def test_no_card_in_the_time_given_is_a_timeout(read: Read) -> None:
    said = read("--json", timeout=0.3)
    assert (1, "timeout") == (said.code, said.row["status"])


def test_ctrl_c_ends_the_wait_at_once(tmp_path: Path, reader: SimulatedIdentityReader) -> None:
    asked = threading.Event()

    def answered(answer: bytes) -> bytes:
        asked.set()
        return answer

    reader.distort(answered)
    config = written(tmp_path / "terminal.toml", IDENTITY.format(port=reader.port))
    command = (sys.executable, "-m", "kiosk", "device", "read-card", "--config", str(config))
    # A test run in the background of a shell ignores SIGINT, and what it starts inherits that.
    process = subprocess.Popen(("env", "--default-signal=INT", *command, "--timeout", "600"))
    assert asked.wait(30)
    process.send_signal(signal.SIGINT)
    try:
        assert 1 == process.wait(30)
    finally:
        process.kill()
        process.wait()


def test_unplugged_reader_is_no_reader(reader: SimulatedIdentityReader, read: Read) -> None:
    reader.unplug()
    said = read("--json")
    assert (1, "no_reader") == (said.code, said.row["status"])


@pytest.mark.parametrize("port", ["/dev/null", "none"])
def test_wrong_port_is_no_reader_and_is_named(tmp_path: Path, port: str) -> None:
    config = written(tmp_path / "terminal.toml", IDENTITY.format(port=tmp_path / port))
    said = kiosk("device", "read-card", "--config", config, "--json", "--timeout", 2)
    assert (1, "no_reader") == (said.code, said.row["status"])
    assert str(tmp_path / port) in said.row["message"]


def test_reader_that_is_not_configured_is_a_matter_of_configuration(read: Read) -> None:
    said = read("social", "--json")
    assert (2, "error", "no_reader_configured") == (said.code, said.row["status"], said.row["code"])
    assert "[devices.social_card]" in said.row["message"]


@pytest.mark.parametrize("timeout", ["-1", "nan", "soon"])
def test_time_that_can_not_be_waited_is_a_usage_error(read: Read, timeout: str) -> None:
    said = read("--json", f"--timeout={timeout}")
    assert (2, "") == (said.code, said.out)
    assert "--timeout" in said.err


def test_probe_names_reader_and_module(tmp_path: Path, reader: SimulatedIdentityReader) -> None:
    config = written(tmp_path / "terminal.toml", IDENTITY.format(port=reader.port))
    said = kiosk("device", "probe", "--config", config, "--json")
    assert 0 == said.code
    assert (
        "identity_card",
        "sam-serial",
        reader.port,
        True,
        "05.03-20181470-0000123456-0000654321",
    ) == tuple(said.row[key] for key in ("device", "driver", "address", "found", "serial"))
    reader.unplug()
    said = kiosk("device", "probe", "--config", config, "--json")
    assert (1, False) == (said.code, said.row["found"])


def test_probe_without_a_device_says_what_to_add(tmp_path: Path) -> None:
    said = kiosk("device", "probe", "--config", written(tmp_path / "terminal.toml", ""), "--json")
    assert (2, "no_device") == (said.code, said.row["code"])


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pcscd]:
    with Pcscd(folder=tmp_path_factory.mktemp("p")) as service:
        yield service


@pytest.fixture
def insert(service: Pcscd) -> Iterator[VirtualCard]:
    hand = VirtualCard(service.port)
    yield hand
    hand.close()


@pytest.fixture
def read_chip(service: Pcscd, tmp_path: Path) -> Read:
    config = written(tmp_path / "terminal.toml", SOCIAL.format(reader="Simulated"))

    def run(kind: str, timeout: float = 10) -> Said:
        environment: dict[str, Any] = {SOCKET_VARIABLE: str(service.socket_path)}
        words = ("device", "read-card", kind, "--config", config, "--json", "--full", "--timeout", timeout)
        return kiosk(*words, **environment)

    return run


def test_social_card_is_read(insert: VirtualCard, read_chip: Read) -> None:
    insert.insert(SocialCard(identity=VALID, pin_protected=False))
    said = read_chip("social")
    assert (0, "ok", CardKind.SOCIAL, VALID.name, VALID.number) == (
        said.code,
        *(said.row[key] for key in ("status", "kind", "name", "number")),
    )


def test_expired_social_card_is_told_with_what_was_read(insert: VirtualCard, read_chip: Read) -> None:
    insert.insert(SocialCard(identity=msgspec.structs.replace(VALID, valid_to=YESTERDAY)))
    said = read_chip("social")
    assert (1, "expired", VALID.name) == (said.code, said.row["status"], said.row["name"])


def test_social_card_behind_a_pin_says_so(insert: VirtualCard, read_chip: Read) -> None:
    insert.insert(SocialCard(identity=VALID, generation=Generation.V3))
    said = read_chip("social")
    assert (1, "pin_needed") == (said.code, said.row["status"])
    assert "PIN pad" in said.row["message"]


def test_bank_card_shows_its_number_masked_even_in_full(insert: VirtualCard, read_chip: Read) -> None:
    insert.insert(BankCard())
    said = read_chip("bank")
    assert (0, "ok", "bank") == (said.code, said.row["status"], said.row["kind"])
    assert BankCard().number not in said.out
    assert said.row["number"].endswith(BankCard().number[-4:])


def test_empty_contact_reader_is_a_timeout(service: Pcscd, read_chip: Read) -> None:
    assert service.port
    said = read_chip("social", timeout=0.3)
    assert (1, "timeout") == (said.code, said.row["status"])


@pytest.mark.parametrize("kind", ["social", "bank"])
def test_without_a_card_service_there_is_no_reader(tmp_path: Path, kind: str) -> None:
    config = written(tmp_path / "terminal.toml", SOCIAL.format(reader=""))
    environment: dict[str, Any] = {SOCKET_VARIABLE: str(tmp_path / "none")}
    said = kiosk("device", "read-card", kind, "--config", config, "--json", "--timeout", 1, **environment)
    assert (1, "no_reader") == (said.code, said.row["status"])
