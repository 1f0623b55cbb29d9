import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sim.cardholders import RESIDENT
from sim.identity_card import SimulatedCard, encode_text_block
from sim.identity_reader import SimulatedIdentityReader
from sim.sam_module import frame

FIND = bytes.fromhex("AAAAAA96690003200122")
SELECT = bytes.fromhex("AAAAAA96690003200221")
READ = bytes.fromhex("AAAAAA96690003300132")
FOUND = bytes.fromhex("AAAAAA9669000800009F0000000097")
NO_CARD = bytes.fromhex("AAAAAA9669000400008084")
SELECTED = bytes.fromhex("AAAAAA9669000C00009000000000000000009C")
READ_FAILED = bytes.fromhex("AAAAAA9669000400004145")
READ_LENGTH = 1295


class Wire:
    """The host's end of the port."""

    def __init__(self, path: str) -> None:
        self._handle = os.open(path, os.O_RDWR | os.O_NOCTTY)

    def ask(self, request: bytes, length: int) -> bytes:
        os.write(self._handle, request)
        received = b""
        while len(received) < length:
            received += os.read(self._handle, length - len(received))
        return received

    def close(self) -> None:
        os.close(self._handle)


@pytest.fixture
def reader() -> Iterator[SimulatedIdentityReader]:
    reader = SimulatedIdentityReader(1_000_000)
    yield reader
    reader.close()


@pytest.fixture
def wire(reader: SimulatedIdentityReader) -> Iterator[Wire]:
    wire = Wire(reader.port)
    yield wire
    wire.close()


def test_frames_are_the_published_ones(reader: SimulatedIdentityReader, wire: Wire) -> None:
    assert NO_CARD == wire.ask(FIND, len(NO_CARD))
    reader.lay(SimulatedCard(RESIDENT))
    assert FOUND == wire.ask(FIND, len(FOUND))
    assert SELECTED == wire.ask(SELECT, len(SELECTED))
    answer = wire.ask(READ, READ_LENGTH)
    assert bytes.fromhex("AAAAAA9669050800009001000400") == answer[:14]
    assert encode_text_block(RESIDENT) == answer[14:270]


def test_second_find_is_no_card_until_it_was_taken_away(reader: SimulatedIdentityReader, wire: Wire) -> None:
    reader.lay(SimulatedCard(RESIDENT))
    assert FOUND == wire.ask(FIND, len(FOUND))
    assert NO_CARD == wire.ask(FIND, len(NO_CARD))
    reader.take_away()
    reader.lay(SimulatedCard(RESIDENT))
    assert FOUND == wire.ask(FIND, len(FOUND))


def test_read_without_select_fails(reader: SimulatedIdentityReader, wire: Wire) -> None:
    reader.lay(SimulatedCard(RESIDENT))
    assert READ_FAILED == wire.ask(READ, len(READ_FAILED))


def test_wrong_checksum_and_unknown_command_are_told(wire: Wire) -> None:
    assert frame(0x03) == wire.ask(FIND[:-1] + b"\x00", len(frame(0x03)))
    assert frame(0x21) == wire.ask(bytes.fromhex("AAAAAA966900037777") + b"\x03", len(frame(0x21)))


def test_two_commands_at_once_are_both_answered(wire: Wire) -> None:
    assert NO_CARD * 2 == wire.ask(b"noise" + FIND + FIND, 2 * len(NO_CARD))


def test_link_follows_the_port_and_goes_with_it(tmp_path: Path) -> None:
    link = tmp_path / "reader"
    reader = SimulatedIdentityReader(1_000_000, link=link)
    assert str(link) == reader.port
    assert link.exists()
    reader.unplug()
    assert not link.is_symlink()
    reader.replug()
    assert link.exists()
    reader.close()
    assert [] == list(tmp_path.iterdir())


def test_field_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes do not fit into a field of 30"):
        SimulatedCard(msgspec.structs.replace(RESIDENT, name="名" * 16)).text_block()
