"""The identity card reader's driver against a reader that speaks the wire protocol on a pseudo-terminal."""

import datetime as dt
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest

from devices.card.factory import identity_reader
from devices.card.sam_reader import SamReader
from devices.config import SamSerial
from devices.thread import WrongThreadError
from kiosk.domain.card import (
    CardBadNumber,
    CardCancelled,
    CardDeviceFault,
    CardExpired,
    CardMoved,
    CardNotGenuine,
    CardOutcome,
    CardRead,
    CardTimeout,
    CardUnsupported,
    NoCard,
    NoReader,
)
from kiosk.domain.identity import Identity
from sim.cardholders import EVERYBODY, EXPIRED, RARE, RESIDENT
from sim.identity_card import SimulatedCard
from sim.identity_reader import SimulatedIdentityReader
from sim.sam_module import frame

TODAY = dt.date(2026, 11, 23)
FAST = 1_000_000


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[SimulatedIdentityReader]:
    reader = SimulatedIdentityReader(FAST, link=tmp_path / "reader")
    yield reader
    reader.close()


@pytest.fixture
def driver(reader: SimulatedIdentityReader) -> Iterator[SamReader]:
    driver = identity_reader(SamSerial(port=reader.port), today=lambda: TODAY)
    yield driver
    driver.close()


@pytest.fixture
def wait(driver: SamReader) -> Callable[[], CardOutcome]:
    return lambda: driver.wait(threading.Event(), timeout_s=0.5)


Wait = Callable[[], CardOutcome]


@pytest.mark.parametrize("person", EVERYBODY, ids=lambda person: person.kind)
def test_every_kind_of_card_is_read(reader: SimulatedIdentityReader, wait: Wait, person: Identity) -> None:
    reader.lay(SimulatedCard(person))
    assert CardRead(person) == wait()


def test_card_is_read_at_the_pace_of_a_real_line(tmp_path: Path) -> None:
    reader = SimulatedIdentityReader(115200, link=tmp_path / "reader")
    driver = identity_reader(SamSerial(port=reader.port), today=lambda: TODAY)
    reader.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == driver.wait(threading.Event(), timeout_s=5)
    driver.close()
    reader.close()


def test_expired_card_is_told_with_its_holder(reader: SimulatedIdentityReader, wait: Wait) -> None:
    reader.lay(SimulatedCard(EXPIRED))
    assert CardExpired(EXPIRED) == wait()


def test_newer_address_is_taken(reader: SimulatedIdentityReader, wait: Wait) -> None:
    reader.lay(SimulatedCard(RESIDENT, additional_address="杭州市滨江区新路2号"))
    outcome = wait()
    assert isinstance(outcome, CardRead)
    assert "杭州市滨江区新路2号" == outcome.identity.address


def test_impossible_number_is_told(reader: SimulatedIdentityReader, wait: Wait) -> None:
    reader.lay(SimulatedCard(msgspec.structs.replace(RESIDENT, number="330109199001010018")))
    assert isinstance(wait(), CardBadNumber)


def test_no_card_in_the_whole_time_is_a_timeout(driver: SamReader) -> None:
    assert CardTimeout() == driver.wait(threading.Event(), timeout_s=0.01)


def test_a_single_look_without_a_card_is_no_card(driver: SamReader) -> None:
    assert NoCard() == driver.wait(threading.Event(), timeout_s=0)


def test_cancel_ends_the_wait(driver: SamReader) -> None:
    cancel = threading.Event()
    timer = threading.Timer(0.05, cancel.set)
    timer.start()
    assert CardCancelled() == driver.wait(cancel, timeout_s=60)
    timer.join()


def test_card_left_lying_is_not_read_again_until_it_was_taken_away(
    reader: SimulatedIdentityReader, wait: Wait
) -> None:
    reader.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == wait()
    assert CardTimeout() == wait()
    reader.take_away()
    assert CardTimeout() == wait()
    reader.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == wait()


def test_another_card_laid_between_two_waits_is_read(reader: SimulatedIdentityReader, wait: Wait) -> None:
    reader.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == wait()
    reader.take_away()
    reader.lay(SimulatedCard(RARE))
    assert CardRead(RARE) == wait()


def test_card_taken_away_during_the_read_was_moved(reader: SimulatedIdentityReader, wait: Wait) -> None:
    reader.lay(SimulatedCard(RESIDENT))
    reader.take_away_during_read()
    assert isinstance(wait(), CardMoved)
    reader.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == wait()


@pytest.mark.parametrize("reads", [1, 2])
def test_two_failed_reads_are_made_good_by_the_third(
    reader: SimulatedIdentityReader, wait: Wait, reads: int
) -> None:
    reader.damage(reads)
    reader.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == wait()


def test_three_failed_reads_are_told_as_moved(reader: SimulatedIdentityReader, wait: Wait) -> None:
    reader.damage(3)
    reader.lay(SimulatedCard(RESIDENT))
    assert CardMoved("the card could not be read to its end (status 41)") == wait()


@pytest.mark.parametrize("code", [0x31, 0x32, 0x33])
def test_forged_card_is_not_genuine(reader: SimulatedIdentityReader, wait: Wait, code: int) -> None:
    reader.forge(code)
    reader.lay(SimulatedCard(RESIDENT))
    assert isinstance(wait(), CardNotGenuine)


@pytest.mark.parametrize("code", [0x01, 0x10, 0x21, 0x60, 0x66])
def test_persistent_fault_is_told_with_its_code(
    reader: SimulatedIdentityReader, wait: Wait, code: int
) -> None:
    reader.fail(code)
    outcome = wait()
    assert isinstance(outcome, CardDeviceFault)
    assert f"{code:02X}" == outcome.code


def test_unknown_kind_of_card_is_unsupported(reader: SimulatedIdentityReader, wait: Wait) -> None:
    assert CardTimeout() == wait()
    reader.fail(0x40)
    assert isinstance(wait(), CardUnsupported)


def test_garbage_is_a_fault_that_names_what_was_wrong(reader: SimulatedIdentityReader, wait: Wait) -> None:
    assert CardTimeout() == wait()
    reader.talk_garbage()
    outcome = wait()
    assert isinstance(outcome, CardDeviceFault)
    assert "frame-no-preamble" == outcome.code
    reader.recover()
    reader.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == wait()


LONG = 1000
DISTORTIONS: dict[str, Callable[[bytes], bytes]] = {
    "frame-checksum": lambda answer: answer[:-1] + bytes([answer[-1] ^ 1]),
    "frame-too-long": lambda answer: answer[:5] + b"\xff\xff" + answer[7:],
    "frame-too-short": lambda answer: answer[:5] + b"\x00\x02" + answer[7:],
    "read-text": lambda answer: frame(0x90, b"\x02\x00" + answer[12:-1]),
    "read-short": lambda _: frame(0x90, b"\x01"),
}


@pytest.mark.parametrize("code", DISTORTIONS)
def test_distorted_read_is_a_fault_that_names_what_was_wrong(
    reader: SimulatedIdentityReader, wait: Wait, code: str
) -> None:
    reader.distort(lambda answer: DISTORTIONS[code](answer) if len(answer) > LONG else answer)
    reader.lay(SimulatedCard(RESIDENT))
    outcome = wait()
    assert isinstance(outcome, CardDeviceFault)
    assert code == outcome.code


def test_read_that_breaks_off_was_moved(reader: SimulatedIdentityReader, wait: Wait) -> None:
    reader.distort(lambda answer: answer[:700])
    reader.lay(SimulatedCard(RESIDENT))
    outcome = wait()
    assert isinstance(outcome, CardMoved)
    assert "broke off" in outcome.message


def test_reader_that_finds_a_lying_card_again_gives_it_once_all_the_same(tmp_path: Path) -> None:
    reader = SimulatedIdentityReader(FAST, link=tmp_path / "reader", finds_again=True)
    driver = identity_reader(SamSerial(port=reader.port), today=lambda: TODAY)
    reader.lay(SimulatedCard(RESIDENT))
    outcomes = [driver.wait(threading.Event(), timeout_s=0.4) for _ in range(3)]
    reader.take_away()
    outcomes.append(driver.wait(threading.Event(), timeout_s=0.1))
    reader.lay(SimulatedCard(RESIDENT))
    outcomes.append(driver.wait(threading.Event(), timeout_s=5))
    driver.close()
    reader.close()
    read, none = CardRead(RESIDENT), CardTimeout()
    assert [read, none, none, none, read] == outcomes


def test_silent_reader_is_no_reader_and_comes_back(reader: SimulatedIdentityReader, wait: Wait) -> None:
    reader.be_silent()
    assert isinstance(wait(), NoReader)
    reader.recover()
    reader.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == wait()


def test_absent_port_is_no_reader(tmp_path: Path) -> None:
    driver = identity_reader(SamSerial(port=str(tmp_path / "none")), today=lambda: TODAY)
    assert isinstance(driver.wait(threading.Event(), timeout_s=1), NoReader)
    assert not driver.identify().found


def test_unplugged_reader_is_no_reader_and_is_used_again_once_plugged_in(
    reader: SimulatedIdentityReader, wait: Wait
) -> None:
    assert CardTimeout() == wait()
    reader.unplug()
    assert isinstance(wait(), NoReader)
    assert isinstance(wait(), NoReader)
    reader.replug()
    reader.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == wait()


def test_reader_plugged_again_between_two_waits_is_used_at_once_under_its_new_number(
    reader: SimulatedIdentityReader, wait: Wait
) -> None:
    """As an adapter whose link below /dev/serial/by-id leads to ttyUSB1 where it led to ttyUSB0."""
    assert CardTimeout() == wait()
    before = Path(reader.port).resolve()
    reader.unplug()
    with ExitStack() as kept:
        for handle in os.openpty():  # takes the number that became free
            kept.callback(os.close, handle)
        reader.replug()
    assert before != Path(reader.port).resolve()
    reader.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == wait()


def test_reader_names_itself(driver: SamReader, reader: SimulatedIdentityReader) -> None:
    info = driver.identify()
    assert info.found
    assert "05.03-20181470-0000123456-0000654321" == info.serial
    assert str(reader.port) == info.address


def test_reader_with_a_fault_is_found_and_says_it(driver: SamReader, reader: SimulatedIdentityReader) -> None:
    reader.fail(0x60)
    info = driver.identify()
    assert info.found
    assert "the reader's self-test failed (status 60)" == info.message


def test_log_holds_commands_and_lengths_but_no_person(
    reader: SimulatedIdentityReader, wait: Wait, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.NOTSET + 1):
        reader.lay(SimulatedCard(RESIDENT))
        assert CardRead(RESIDENT) == wait()
    assert "read: Reply(status=0x90, 1284 bytes)" in caplog.text
    for secret in (RESIDENT.name, RESIDENT.number, RESIDENT.number.encode("utf-16-le").hex()):
        assert secret not in caplog.text


def test_call_from_another_thread_is_refused(driver: SamReader, wait: Wait) -> None:
    wait()
    refused: list[WrongThreadError] = []

    def call() -> None:
        try:
            driver.identify()
        except WrongThreadError as error:
            refused.append(error)

    stranger = threading.Thread(target=call)
    stranger.start()
    stranger.join()
    assert 1 == len(refused)
