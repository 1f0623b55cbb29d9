"""`kiosk device read-code` and `probe` as a process, at a simulated scanner on its real wire."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sim.code_scanner import SimulatedSerialScanner
from tests.integration.cli_command import Said, kiosk, written

FAST = 1_000_000
PAYER = "134567890123456789"
SERIAL = """
[devices.code_scanner]
driver = "scanner-serial"
port = "{port}"
baud = 115200
"""
Read = Callable[..., Said]


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[SimulatedSerialScanner]:
    scanner = SimulatedSerialScanner(tmp_path / "scanner", FAST)
    yield scanner
    scanner.close()


@pytest.fixture
def read(tmp_path: Path, scanner: SimulatedSerialScanner) -> Iterator[Read]:
    """Run the command while a hand lays the same code before the scanner, again and again."""
    config = written(tmp_path / "terminal.toml", SERIAL.format(port=scanner.port))
    done = threading.Event()
    hands: list[threading.Thread] = []

    def lay(payload: bytes) -> None:
        while not done.wait(0.7):
            scanner.scan(payload)

    def run(payload: bytes | None, *words: str, timeout: float = 30) -> Said:
        if payload is not None:
            hands.append(threading.Thread(target=lay, args=(payload,)))
            hands[-1].start()
        said = kiosk("device", "read-code", "--config", config, "--timeout", timeout, *words)
        done.set()
        return said

    yield run
    done.set()
    for hand in hands:
        hand.join()


def test_a_wallets_code_is_named_and_masked(read: Read) -> None:
    said = read(PAYER.encode(), "--json")
    expected = {"status": "ok", "message": "the code was read", "kind": "payer", "payload": "13" + "*" * 16}
    assert (0, expected, "") == (said.code, said.row, said.err)


def test_a_code_is_shown_in_full_when_asked(read: Read) -> None:
    assert PAYER == read(PAYER.encode(), "--json", "--full").row["payload"]


def test_plain_words_hold_no_code(read: Read) -> None:
    said = read(PAYER.encode(), "--full")
    assert (0, "ok: the code was read\n", "") == (said.code, said.out, said.err)


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (b"https://evil.example/", "link: That code is a web address"),
        (b"wxp://f2f0abc", "shop: That is a shop's code"),
        (b"\x1b[2J", "control: "),
        ("付款".encode("gb18030"), "not_text: "),
    ],
)
def test_a_code_for_nothing_here_is_unknown_for_a_reason(read: Read, payload: bytes, said: str) -> None:
    answer = read(payload, "--json")
    assert (1, "unknown", None) == (answer.code, answer.row["status"], answer.row["kind"])
    assert answer.row["message"].startswith(said)
    assert "\x1b" not in answer.out


def test_no_code_in_the_time_given_is_a_timeout(read: Read) -> None:
    said = read(None, "--json", timeout=0.2)
    assert (1, "timeout", None) == (said.code, said.row["status"], said.row["payload"])


def test_unplugged_scanner_is_no_reader_and_missing(
    tmp_path: Path, scanner: SimulatedSerialScanner, read: Read
) -> None:
    scanner.unplug()
    said = read(None, "--json")
    assert (1, "no_reader") == (said.code, said.row["status"])
    assert scanner.port in said.row["message"]
    probed = kiosk("device", "probe", "--config", tmp_path / "terminal.toml", "--json")
    assert (1, "code_scanner", False) == (probed.code, probed.row["device"], probed.row["found"])


def test_probe_names_the_scanner(tmp_path: Path, scanner: SimulatedSerialScanner, read: Read) -> None:
    assert callable(read)  # it has written the configuration
    said = kiosk("device", "probe", "--config", tmp_path / "terminal.toml", "--json")
    assert (0, "code_scanner", "scanner-serial", scanner.port, True) == (
        said.code,
        *(said.row[key] for key in ("device", "driver", "address", "found")),
    )


def test_input_device_that_can_not_be_grabbed_is_a_fault(tmp_path: Path) -> None:
    config = written(
        tmp_path / "terminal.toml",
        '[devices.code_scanner]\ndriver = "scanner-evdev"\ndevice = "/dev/null"\n',
    )
    said = kiosk("device", "read-code", "--config", config, "--json", "--timeout", 1)
    assert (1, "device_fault") == (said.code, said.row["status"])
    assert "typed into the screen" in said.row["message"]


def test_no_scanner_configured_is_a_matter_of_configuration(tmp_path: Path) -> None:
    said = kiosk("device", "read-code", "--config", written(tmp_path / "t.toml", ""), "--json")
    assert (2, "error", "no_scanner") == (said.code, said.row["status"], said.row["code"])
    assert "[devices.code_scanner]" in said.row["message"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('driver = "scanner-serial"\nport = "x"\nterminator = "tab"', "terminator"),
        ('driver = "scanner-evdev"\ndevice = ""', "device"),
        ('driver = "scanner-evdev"\nport = "x"', "port"),
        ('driver = "scanner-usb"', "scanner-usb"),
    ],
)
def test_a_wrong_table_is_named(tmp_path: Path, table: str, said: str) -> None:
    config = written(tmp_path / "t.toml", f"[devices.code_scanner]\n{table}\n")
    answer = kiosk("device", "read-code", "--config", config, "--json")
    assert 2 == answer.code
    assert said in answer.row["message"]
