"""A hostile identity card reader: whatever it says, a whole reading comes to a named outcome and ends."""

import datetime as dt
import errno
import threading
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from devices.card.sam_reader import SamReader
from devices.card.sam_status import STATUSES
from devices.card.sam_usb import HEAD_IN, HEAD_OUT, REST_IN, REST_OUT, SamUsbLine
from devices.transport import TransportLostError
from kiosk.domain.card import CardOutcome
from kiosk.domain.device import Absent, Faulty, Ready
from sim.cardholders import EVERYBODY
from sim.identity_card import encode_text_block
from sim.sam_module import PHOTO, frame
from sim.usb_bus import SimulatedUsb, UsbFault
from tests.contract.transcript import Script, UsbPlayer

TODAY = dt.date(2026, 11, 23)
LENGTHS = b"\x01\x00\x04\x00"
MOST_READS = 20_000
"""Twice what the longest script can need, byte by byte."""

blocks = st.sampled_from([encode_text_block(person) for person in EVERYBODY])
reads = st.builds(lambda text: frame(0x90, LENGTHS + text + PHOTO), blocks)
statuses = st.builds(frame, st.sampled_from([*STATUSES, 0xEE]), st.binary(max_size=12))
garbage = st.binary(min_size=1, max_size=30)
bent = st.builds(
    lambda answer, at, change: (
        answer[: at % len(answer)]
        + bytes([answer[at % len(answer)] ^ change])
        + answer[at % len(answer) + 1 :]
    ),
    st.one_of(reads, statuses),
    st.integers(0, 1400),
    st.integers(0, 255),
)
well_meant = st.just([frame(0x90), frame(0x9F, bytes(4)), frame(0x90, bytes(8))])
answers = st.one_of(reads, statuses, garbage, bent)
scripts = st.builds(
    lambda begin, rest: [*begin, *rest], st.one_of(well_meant, st.just([])), st.lists(answers, max_size=12)
)


class Unhurried(threading.Event):
    """Nobody cancels, and no pause takes time."""

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002 as threading.Event has it
        return False


class HostileLine:
    """Answers each request with the next of its script, in pieces; after the last it is unplugged."""

    def __init__(self, script: Iterator[bytes], piece: int) -> None:
        self._script = script
        self._piece = piece
        self._ready = b""
        self._asked = False
        self._reads = 0

    def write(self, data: bytes) -> None:
        assert data.startswith(b"\xaa\xaa\xaa\x96\x69")
        self._asked = True

    def read(self, n: int, timeout_s: float) -> bytes:
        self._reads += 1
        assert self._reads < MOST_READS, "the conversation does not end"
        if timeout_s == 0:
            left, self._ready = self._ready, b""
            return left[:n]
        if not self._ready and self._asked:
            self._ready, self._asked = next(self._script, b""), False
        if not self._ready:
            raise TransportLostError("the hostile reader is gone")
        given, self._ready = self._ready[: self._piece], self._ready[self._piece :]
        return given

    def close(self) -> None:
        """Closed."""


def reader(script: list[bytes], piece: int) -> SamReader:
    lines = iter(script)
    return SamReader("sam-serial", "/dev/x", lambda: HostileLine(lines, piece), today=lambda: TODAY)


@given(scripts, st.one_of(st.integers(16, 2000), st.just(1)))
def test_a_reading_comes_to_a_named_outcome(script: list[bytes], piece: int) -> None:
    driver = reader(script, piece)
    for _ in range(2):
        assert isinstance(driver.wait(Unhurried(), timeout_s=0), CardOutcome)
    driver.close()


@given(scripts, st.one_of(st.integers(16, 2000), st.just(1)))
def test_who_and_how_it_is_are_told_whatever_it_says(script: list[bytes], piece: int) -> None:
    driver = reader(script, piece)
    assert driver.identify().message
    assert isinstance(driver.health(), Ready | Faulty | Absent)
    driver.close()


class HostileUsb(UsbPlayer):
    """Gives its script's bytes on whatever endpoint is asked, its faults in between; then it is unplugged."""

    def __init__(self, script: list[bytes | int]) -> None:
        super().__init__(Script(()))
        self._says = iter(script)

    def clear_halt(self, endpoint: int) -> None:
        assert endpoint in self.endpoints

    def send(self, endpoint: int, data: bytes, timeout_s: float) -> int:
        assert endpoint in {HEAD_OUT, REST_OUT}
        assert timeout_s > 0
        self._next(len(data))
        return len(data)

    def take(self, endpoint: int, size: int, timeout_s: float) -> bytes:
        assert endpoint in {HEAD_IN, REST_IN}
        assert timeout_s > 0
        return self._next(size)

    def _next(self, size: int) -> bytes:
        said = next(self._says, errno.ENODEV)
        if isinstance(said, int):
            raise UsbFault(said)
        return said[:size]


faults = st.sampled_from([errno.EPIPE, errno.EIO, errno.ETIMEDOUT, errno.ENODEV, errno.EOVERFLOW])


@given(st.lists(st.one_of(faults, answers, st.just(b"")), max_size=40))
def test_a_hostile_usb_reader_comes_to_a_named_outcome(script: list[bytes | int]) -> None:
    bus = SimulatedUsb(HostileUsb(script))
    driver = SamReader("sam-usb", "USB", lambda: SamUsbLine(backend=bus), today=lambda: TODAY)
    assert isinstance(driver.wait(Unhurried(), timeout_s=0), CardOutcome)
    driver.close()
    assert 0 == bus.opened
