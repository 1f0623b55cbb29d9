"""What any code scanner promises, run on each driver against its simulator and against written-down bytes."""

import errno
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from devices.config import Terminator
from devices.scanner.input_line import InputLine
from devices.scanner.line import ScannerLine
from devices.scanner.scanner import SLICE_S, LineScanner, ScannerSetting
from devices.scanner.serial_scanner import SerialScannerLine
from devices.thread import DeviceThread, WrongThreadError
from kiosk.domain.device import Absent, Faulty, Health, Ready
from kiosk.domain.scanned import LIMIT, Reason, UnknownCode, recognise
from kiosk.domain.scanner import NoScanner, ScanCancelled, Scanned, ScannerFault, ScanOutcome, ScanTimeout
from sim.code_scanner import EV_KEY, EVENT, SimulatedSerialScanner, SimulatedTypingScanner, event, typed

FAST = 1_000_000
PAYER = b"134567890123456789"
LONG_S = 30.0
PRINTABLE = bytes(range(0x20, 0x7F))
Simulated = SimulatedSerialScanner | SimulatedTypingScanner


class Watched:
    """A line that tells when somebody waits at it."""

    def __init__(self, line: ScannerLine, waits: threading.Event) -> None:
        self._line, self._waits = line, waits
        self.model, self.serial = line.model, line.serial
        self.close = line.close

    def read(self, n: int, timeout_s: float) -> bytes:
        if timeout_s == SLICE_S:  # it reads in other slices while a code, or an old one, comes to its end
            self._waits.set()
        return self._line.read(n, timeout_s)


class Counter:
    """A scanner on a counter: the driver on its thread, and a hand that lays codes before it."""

    def __init__(self, scanner: Simulated, terminator: Terminator = Terminator.CR) -> None:
        self.scanner = scanner
        self.opened = 0
        self.cancel = threading.Event()
        self._waits = threading.Event()
        setting = ScannerSetting(driver="x", address=scanner.port, terminator=terminator)
        self.driver = LineScanner(setting, self._open)
        self.thread = DeviceThread("code_scanner")

    def _open(self) -> ScannerLine:
        self.opened += 1
        if isinstance(self.scanner, SimulatedTypingScanner):
            return Watched(InputLine(self.scanner.port, control=self.scanner), self._waits)
        return Watched(SerialScannerLine(self.scanner.port, FAST), self._waits)

    def waiting(self, timeout_s: float = LONG_S) -> "Future[ScanOutcome]":
        """Begin to wait for a code; returns when the driver does."""
        self._waits.clear()
        outcome = self.thread.submit(lambda: self.driver.wait(self.cancel, timeout_s=timeout_s))
        assert self._waits.wait(LONG_S)
        return outcome

    def seen(self, lay: Callable[[], None]) -> ScanOutcome:
        """Return what the driver makes of what is done while it waits."""
        outcome = self.waiting()
        lay()
        return outcome.result(LONG_S)

    def scanned(self, payload: bytes) -> ScanOutcome:
        return self.seen(lambda: self.scanner.scan(payload))

    def now(self, timeout_s: float = 0.0) -> ScanOutcome:
        return self.thread.submit(lambda: self.driver.wait(self.cancel, timeout_s=timeout_s)).result(LONG_S)

    def health(self) -> Health:
        return self.thread.submit(self.driver.health).result(LONG_S)

    def close(self) -> None:
        self.cancel.set()
        self.thread.submit(self.driver.close).result(LONG_S)
        self.thread.close()
        self.scanner.close()


@pytest.fixture(params=["serial", "typing"])
def counter(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Counter]:
    link = tmp_path / "scanner"
    simulated: dict[str, Callable[[], Simulated]] = {
        "serial": lambda: SimulatedSerialScanner(link, FAST),
        "typing": lambda: SimulatedTypingScanner(link),
    }
    counter = Counter(simulated[request.param]())
    yield counter
    counter.close()


@pytest.fixture
def serial(tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(SimulatedSerialScanner(tmp_path / "scanner", FAST))
    yield counter
    counter.close()


@pytest.fixture
def typing(tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(SimulatedTypingScanner(tmp_path / "scanner"))
    yield counter
    counter.close()


@pytest.mark.parametrize("payload", [PAYER, PRINTABLE, b"https://centre.example/r/Ab_-9", b""])
def test_a_code_is_read_as_it_is_without_its_mark(counter: Counter, payload: bytes) -> None:
    assert Scanned(payload) == counter.scanned(payload)


def test_each_code_is_read_once(counter: Counter) -> None:
    assert Scanned(PAYER) == counter.scanned(PAYER)
    assert Scanned(b"second") == counter.scanned(b"second")
    assert ScanTimeout() == counter.now()


def test_a_code_from_before_is_nobodys(counter: Counter) -> None:
    assert ScanTimeout() == counter.now()
    counter.scanner.scan(PAYER)
    while counter.scanner.unread < len(PAYER):  # a pseudo-terminal hands over a little later
        time.sleep(0.001)
    assert ScanTimeout() == counter.now(0.2)


def test_time_that_is_up_and_a_wait_called_off_are_told_apart(counter: Counter) -> None:
    assert ScanTimeout() == counter.now(0.05)
    assert ScanCancelled() == counter.seen(counter.cancel.set)


def test_a_mark_inside_a_code_begins_no_other(counter: Counter) -> None:
    outcome = counter.scanned(b"13456\r" + PAYER)
    assert isinstance(outcome, Scanned)
    assert UnknownCode(Reason.CONTROL) == recognise(outcome.payload, receipts_at=None)
    assert Scanned(b"next") == counter.scanned(b"next")


@pytest.mark.parametrize("payload", [b"\x1b[2J\x1b]0;x\x07", b"a\tb\x08", b"\x1f\x1d", b"\x00" * 5])
def test_control_characters_arrive_as_such_and_are_an_unknown_code(counter: Counter, payload: bytes) -> None:
    outcome = counter.scanned(payload)
    assert isinstance(outcome, Scanned)
    code = recognise(outcome.payload, receipts_at=None)
    assert code in (UnknownCode(Reason.CONTROL), UnknownCode(Reason.NOT_TEXT))


@pytest.mark.parametrize("payload", ["收款码".encode(), "收款码".encode("gb18030"), b"\xff\xfe\xfd"])
def test_what_is_not_ascii_is_an_unknown_code(counter: Counter, payload: bytes) -> None:
    outcome = counter.scanned(payload)
    assert isinstance(outcome, Scanned)
    assert isinstance(recognise(outcome.payload, receipts_at=None), UnknownCode)


def test_silence_before_the_mark_is_a_fault_that_says_what_to_set(serial: Counter) -> None:
    outcome = serial.seen(lambda: serial.scanner.send(PAYER + b"\n"))
    assert isinstance(outcome, ScannerFault)
    assert "no_terminator" == outcome.code
    assert 'but with LF: set terminator = "lf"' in outcome.message
    assert PAYER.decode() not in outcome.message


def test_typing_that_breaks_off_is_a_fault(typing: Counter) -> None:
    scanner = typing.scanner
    assert isinstance(scanner, SimulatedTypingScanner)
    outcome = typing.seen(lambda: scanner.press(*typed(PAYER)))
    assert isinstance(outcome, ScannerFault)
    assert "let the scanner send CR after each code" in outcome.message


def test_ten_kilobytes_are_bounded_and_the_rest_is_drained(serial: Counter) -> None:
    outcome = serial.scanned(b"7" * 10_000)
    assert isinstance(outcome, Scanned)
    assert LIMIT + 1 == len(outcome.payload)
    assert UnknownCode(Reason.TOO_LONG) == recognise(outcome.payload, receipts_at=None)
    assert Scanned(PAYER) == serial.scanned(PAYER)


def test_ten_kilobytes_of_typing_are_too_long_or_known_to_have_gaps(typing: Counter) -> None:
    outcome = typing.scanned(b"7" * 10_000)
    assert isinstance(outcome, Scanned)
    code = recognise(outcome.payload, receipts_at=None)
    assert code in (UnknownCode(Reason.TOO_LONG), UnknownCode(Reason.NOT_TEXT))
    assert Scanned(PAYER) == typing.scanned(PAYER)


def test_who_never_falls_silent_is_no_scanner(serial: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devices.scanner.scanner.LONGEST_S", 0.2)
    stop = threading.Event()

    def babble() -> None:
        while not stop.is_set():
            serial.scanner.send(b"x" * 100)

    babbler = threading.Thread(target=babble)
    try:
        outcome = serial.seen(babbler.start)
    finally:
        stop.set()
        babbler.join()
    assert isinstance(outcome, ScannerFault)
    assert "endless" == outcome.code


@pytest.mark.parametrize(
    ("terminator", "mark"),
    [(Terminator.CR, b"\r"), (Terminator.LF, b"\n"), (Terminator.CRLF, b"\r\n"), (Terminator.PAUSE, b"")],
)
def test_every_mark_is_understood(tmp_path: Path, terminator: Terminator, mark: bytes) -> None:
    counter = Counter(SimulatedSerialScanner(tmp_path / "scanner", FAST, mark=mark), terminator)
    try:
        assert Scanned(PAYER) == counter.scanned(PAYER)
    finally:
        counter.close()


def test_a_scanner_at_9600_baud_is_read_at_its_pace(tmp_path: Path) -> None:
    counter = Counter(SimulatedSerialScanner(tmp_path / "scanner", 9600))
    try:
        assert Scanned(b"https://centre.example/r/" + b"T" * 200) == counter.scanned(
            b"https://centre.example/r/" + b"T" * 200
        )
    finally:
        counter.close()


def test_a_scanner_that_is_pulled_is_gone_and_comes_back_under_its_name(counter: Counter) -> None:
    assert isinstance(counter.seen(counter.scanner.unplug), NoScanner)
    gone = counter.now()
    assert isinstance(gone, NoScanner)
    assert counter.scanner.port in gone.message
    counter.scanner.replug()
    assert Scanned(PAYER) == counter.scanned(PAYER)


def test_a_scanner_pulled_and_plugged_in_while_nobody_waits_is_opened_anew(counter: Counter) -> None:
    assert Scanned(PAYER) == counter.scanned(PAYER)
    counter.scanner.unplug()
    counter.scanner.replug()
    assert Scanned(PAYER) == counter.scanned(PAYER)
    assert 2 == counter.opened


def test_a_cable_pulled_in_the_middle_of_a_code_gives_no_code(counter: Counter) -> None:
    def half() -> None:
        part = PAYER if isinstance(counter.scanner, SimulatedSerialScanner) else event(2, 1)
        counter.scanner.send(part)
        counter.scanner.unplug()

    assert isinstance(counter.seen(half), NoScanner)


def test_health_follows_the_cable(counter: Counter) -> None:
    assert Ready() == counter.health()
    counter.scanner.unplug()
    assert isinstance(counter.health(), Absent)
    counter.scanner.replug()
    assert Ready() == counter.health()


def test_it_names_itself_as_far_as_it_can(counter: Counter) -> None:
    info = counter.thread.submit(counter.driver.identify).result(LONG_S)
    assert (True, "code_scanner", counter.scanner.port) == (info.found, info.device, info.address)
    types = isinstance(counter.scanner, SimulatedTypingScanner)
    named = ("Simulated Scanner HID (0000:0001)", "SIM-0001") if types else (None, None)
    assert named == (info.model, info.serial)
    counter.scanner.unplug()
    assert not counter.thread.submit(counter.driver.identify).result(LONG_S).found


def test_it_stays_on_its_thread(counter: Counter) -> None:
    counter.now()
    with pytest.raises(WrongThreadError):
        counter.driver.health()


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (OSError(errno.EBUSY, "Device or resource busy"), "another program has it"),
        (OSError(errno.ENOTTY, "Inappropriate ioctl"), "Inappropriate ioctl"),
    ],
)
def test_a_scanner_that_types_is_not_read_unless_it_is_ours_alone(
    typing: Counter, refusal: OSError, said: str
) -> None:
    assert isinstance(typing.scanner, SimulatedTypingScanner)
    typing.scanner.refuses = refusal
    typing.scanner.scan(PAYER)
    outcome = typing.now(0.2)
    assert isinstance(outcome, ScannerFault)
    assert "grab" == outcome.code
    assert said in outcome.message
    assert "typed into the screen" in outcome.message
    assert isinstance(typing.health(), Faulty)
    typing.scanner.refuses = None
    assert Scanned(PAYER) == typing.scanned(PAYER)


def test_the_kernel_itself_is_asked_for_the_grab_and_its_refusal_is_believed(tmp_path: Path) -> None:
    scanner = SimulatedTypingScanner(tmp_path / "scanner")  # a FIFO: the real ioctl(2) refuses it
    setting = ScannerSetting(driver="x", address=scanner.port, terminator=Terminator.CR)
    driver = LineScanner(setting, lambda: InputLine(scanner.port))
    scanner.scan(PAYER)
    outcome = driver.wait(threading.Event(), timeout_s=0.2)
    scanner.close()
    assert isinstance(outcome, ScannerFault)
    assert "grab" == outcome.code


def test_every_handle_is_grabbed_anew(typing: Counter) -> None:
    assert isinstance(typing.scanner, SimulatedTypingScanner)
    typing.now()
    typing.scanner.unplug()
    typing.scanner.replug()
    typing.now()
    assert 2 == typing.scanner.grabs


def test_a_key_that_is_held_types_once(typing: Counter) -> None:
    repeated = b"".join(EVENT.pack(0, 0, EV_KEY, 2, value) for value in (1, 2, 2, 2, 0))
    assert Scanned(b"1") == typing.seen(lambda: typing.scanner.send(repeated + event(28, 1) + event(28, 0)))


RECORDED_TYPING = """
1a2b3c4d00000000 0100000000000000 0400 0400 1e000700
1a2b3c4d00000000 0100000000000000 0100 2a00 01000000
1a2b3c4d00000000 0100000000000000 0000 0000 00000000
1a2b3c4d00000000 e903000000000000 0400 0400 0b000700
1a2b3c4d00000000 e903000000000000 0100 2300 01000000
1a2b3c4d00000000 e903000000000000 0000 0000 00000000
1a2b3c4d00000000 d107000000000000 0100 2300 00000000
1a2b3c4d00000000 d107000000000000 0100 2a00 00000000
1a2b3c4d00000000 d107000000000000 0000 0000 00000000
1a2b3c4d00000000 b90b000000000000 0400 0400 0c000700
1a2b3c4d00000000 b90b000000000000 0100 1700 01000000
1a2b3c4d00000000 b90b000000000000 0000 0000 00000000
1a2b3c4d00000000 a10f000000000000 0100 1700 00000000
1a2b3c4d00000000 a10f000000000000 0000 0000 00000000
1a2b3c4d00000000 8913000000000000 0100 1c00 01000000
1a2b3c4d00000000 8913000000000000 0000 0000 00000000
1a2b3c4d00000000 7117000000000000 0100 1c00 00000000
1a2b3c4d00000000 7117000000000000 0000 0000 00000000
"""
"""'Hi' and Enter as the kernel gives them (linux/input.h, usb hid-input: MSC_SCAN, key, report), by hand."""


def test_written_down_events_are_the_code_that_was_typed(typing: Counter) -> None:
    assert Scanned(b"Hi") == typing.seen(lambda: typing.scanner.send(bytes.fromhex(RECORDED_TYPING)))


def test_events_that_arrive_in_pieces_are_put_together(typing: Counter) -> None:
    data = bytes.fromhex(RECORDED_TYPING)

    def in_pieces() -> None:
        for start in range(0, len(data), 7):
            typing.scanner.send(data[start : start + 7])

    assert Scanned(b"Hi") == typing.seen(in_pieces)


@pytest.mark.parametrize(
    ("recorded", "payload"),
    [("313334353637383930313233343536373839 0d", PAYER), ("5d51 31 6869 0d", b"]Q1hi"), ("0d", b"")],
)
def test_written_down_bytes_are_the_code_that_was_sent(
    serial: Counter, recorded: str, payload: bytes
) -> None:
    assert Scanned(payload) == serial.seen(lambda: serial.scanner.send(bytes.fromhex(recorded)))


class Desk:
    """Answers for several scanners, as the kernel does: by the handle that is asked."""

    def __init__(self, *scanners: SimulatedTypingScanner) -> None:
        self._by_path = {scanner.port: scanner for scanner in scanners}

    def _of(self, handle: int) -> SimulatedTypingScanner:
        return self._by_path[str(Path(f"/proc/self/fd/{handle}").readlink())]

    def grab(self, handle: int) -> None:
        self._of(handle).grab(handle)

    def name(self, handle: int) -> str:
        return self._of(handle).name(handle)

    def serial(self, handle: int) -> str:
        return self._of(handle).serial(handle)

    def ids(self, handle: int) -> str:
        return self._of(handle).ids(handle)


def test_a_name_finds_its_device_and_two_of_a_name_are_told(tmp_path: Path) -> None:
    first, second = (SimulatedTypingScanner(tmp_path / f"event{n}") for n in range(2))
    desk = Desk(first, second)

    def outcome(name: str) -> ScanOutcome:
        setting = ScannerSetting(driver="x", address=name, terminator=Terminator.CR)
        driver = LineScanner(setting, lambda: InputLine(name, control=desk, folder=tmp_path))
        waited = driver.wait(threading.Event(), timeout_s=0)
        driver.close()
        return waited

    second.called = "Another"
    assert ScanTimeout() == outcome("Another")
    assert (0, 1) == (first.grabs, second.grabs)
    assert NoScanner(f"no input device in {tmp_path} is called 'Nobody'") == outcome("Nobody")
    second.called = first.called
    two = outcome(first.called)
    assert isinstance(two, ScannerFault)
    assert ("two_of_a_name", True) == (two.code, f"{first.port} and {second.port}" in two.message)
    first.close()
    second.close()
