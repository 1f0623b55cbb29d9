"""From frames to an identity, against the wire's own time and bare pyserial with the same frames."""

import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import serial

from benchmarks.figure import Figure, against
from devices.card.sam_reader import SamReader
from devices.serial_line import SerialLine
from kiosk.domain.card import CardRead
from kiosk.open_devices import local_day
from sim.cardholders import RESIDENT
from sim.identity_card import SimulatedCard
from sim.identity_reader import BITS_A_BYTE, SimulatedIdentityReader

BAUD = 115_200
RUNS = 25
GOAL, BARE_GOAL = 1.2, 1.2
PATIENCE_S = 5.0
NOTE = f"find, select, read, later address, find again; simulated reader paced at {BAUD} baud"


class Exchange(msgspec.Struct):
    """One request and how many bytes came back."""

    request: bytes
    answered: int = 0


class Listening:
    """A serial line that keeps what went over it."""

    def __init__(self, line: SerialLine) -> None:
        self._line = line
        self.heard: list[Exchange] = []

    def write(self, data: bytes) -> None:
        self.heard.append(Exchange(data))
        self._line.write(data)

    def read(self, n: int, timeout_s: float) -> bytes:
        data = self._line.read(n, timeout_s)
        if self.heard:
            self.heard[-1].answered += len(data)
        return data

    def close(self) -> None:
        self._line.close()


def measure() -> Iterator[Figure]:
    """Read the same card with the driver and without it, in turn."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-card-") as folder,
        closing(SimulatedIdentityReader(BAUD, link=Path(folder) / "reader")) as reader,
    ):
        exchanges = _listen(reader)
        driven, bare = _in_turn(reader, exchanges)
    count = sum(len(one.request) + one.answered for one in exchanges)
    wire_s, frames = count * BITS_A_BYTE / BAUD, f"{NOTE}; {count} bytes"
    yield against("card_read", driven, [wire_s] * RUNS, goal=GOAL, note=f"{frames}; floor: bytes x 10 / baud")
    yield against("card_read_bare", driven, bare, goal=BARE_GOAL, note=f"{frames}; floor: bare pyserial")


def _listen(reader: SimulatedIdentityReader) -> list[Exchange]:
    """Return what one reading exchanges, the greeting after opening left out."""
    lines: list[Listening] = []

    def open_line() -> Listening:
        lines.append(Listening(SerialLine(reader.port, BAUD)))
        return lines[-1]

    with closing(SamReader("sam-serial", reader.port, open_line, today=local_day)) as driver:
        driver.identify()
        lines[0].heard.clear()
        _read(driver, reader)
    return lines[0].heard


def _in_turn(reader: SimulatedIdentityReader, exchanges: list[Exchange]) -> tuple[list[float], list[float]]:
    driven: list[float] = []
    bare: list[float] = []
    for _ in range(RUNS):
        with closing(
            SamReader("sam-serial", reader.port, lambda: SerialLine(reader.port, BAUD), today=local_day)
        ) as driver:
            driver.identify()
            driven.append(_read(driver, reader))
        with serial.Serial(reader.port, BAUD, timeout=PATIENCE_S, exclusive=True) as port:
            bare.append(_exchange(port, reader, exchanges))
    return driven, bare


def _read(driver: SamReader, reader: SimulatedIdentityReader) -> float:
    reader.lay(SimulatedCard(RESIDENT))
    began = time.perf_counter()
    outcome = driver.wait(threading.Event(), timeout_s=PATIENCE_S)
    took = time.perf_counter() - began
    assert outcome == CardRead(RESIDENT), outcome
    return took


def _exchange(port: serial.Serial, reader: SimulatedIdentityReader, exchanges: list[Exchange]) -> float:
    reader.lay(SimulatedCard(RESIDENT))
    began = time.perf_counter()
    for one in exchanges:
        port.write(one.request)
        assert len(port.read(one.answered)) == one.answered
    return time.perf_counter() - began
