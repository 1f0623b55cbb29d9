"""The contact reader's driver against a virtual card behind a real PC/SC service."""

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from smartcard import scard

from devices.card.bank import BankCardRead
from devices.card.factory import bank_reader, social_reader
from devices.card.pcsc_social import SocialCardReader
from devices.config import Pcsc
from kiosk.domain.card import (
    CardBadNumber,
    CardCancelled,
    CardDeviceFault,
    CardExpired,
    CardMoved,
    CardOutcome,
    CardPinNeeded,
    CardRead,
    CardTimeout,
    CardUnsupported,
    NoCard,
    NoReader,
)
from kiosk.domain.identity import CardKind, Identity
from sim.bank_card import BankCard
from sim.card_files import PURSE, SocialCard
from sim.card_variants import Generation
from sim.cardholders import EXPIRED, RARE, RESIDENT, social
from sim.pcscd import Pcscd
from sim.virtual_card import Chip, InsertableCard, VirtualCard

TODAY = dt.date(2026, 11, 23)
Wait = Callable[[float], CardOutcome]


@pytest.fixture(scope="module")
def service(card_service_folder: Path) -> Iterator[Pcscd]:
    with Pcscd(folder=card_service_folder) as service:
        yield service


@pytest.fixture
def hand(service: Pcscd) -> Iterator[VirtualCard]:
    hand = VirtualCard(service.port)
    yield hand
    hand.close()


@pytest.fixture
def driver(service: Pcscd) -> Iterator[SocialCardReader]:
    assert service.port
    driver = SocialCardReader(Pcsc(reader="Simulated"), today=lambda: TODAY)
    while driver._reader.slot().present:  # the card of the test before: vpcd noticed, pcscd may not yet have
        time.sleep(0.01)
    yield driver
    driver.close()


@pytest.fixture
def wait(driver: SocialCardReader) -> Wait:
    return lambda timeout_s: driver.wait(threading.Event(), timeout_s=timeout_s)


@pytest.mark.parametrize("person", [RESIDENT, RARE], ids=["common", "rare"])
@pytest.mark.parametrize("generation", list(Generation))
def test_every_generation_is_read_where_it_needs_no_pin(
    hand: VirtualCard, wait: Wait, generation: Generation, person: Identity
) -> None:
    hand.insert(SocialCard(identity=person, generation=generation, pin_protected=False))
    assert CardRead(social(person)) == wait(5)


def test_card_stays_in_the_slot_until_it_is_taken_out_read_or_not(
    hand: VirtualCard, driver: SocialCardReader, wait: Wait
) -> None:
    assert not driver.occupied()
    hand.insert(SocialCard(identity=RESIDENT, generation=Generation.V2, pin_protected=False))
    while not driver.occupied():
        time.sleep(0.01)
    assert isinstance(wait(5), CardRead)
    assert CardTimeout() == wait(0.1)
    assert driver.occupied()
    hand.remove()
    while driver.occupied():
        time.sleep(0.01)


def test_slot_of_a_reader_that_is_not_there_is_empty(service: Pcscd) -> None:
    assert service.port
    driver = SocialCardReader(Pcsc(reader="no such reader"), today=lambda: TODAY)
    assert not driver.occupied()
    driver.close()


class Overheard(msgspec.Struct, frozen=True):
    """A card and every command that came to it over the wire."""

    card: InsertableCard
    commands: list[bytes]

    def chip(self) -> Chip:
        return OverheardChip(self.card.chip(), self.commands)


class OverheardChip:
    def __init__(self, chip: Chip, commands: list[bytes]) -> None:
        self._chip = chip
        self._commands = commands

    def reset(self) -> None:
        self._chip.reset()

    def answer(self, command: bytes) -> bytes:
        self._commands.append(command)
        return self._chip.answer(command)


@pytest.mark.parametrize("generation", list(Generation))
def test_neither_pin_nor_purse_goes_over_the_wire(
    hand: VirtualCard, wait: Wait, generation: Generation
) -> None:
    heard: list[bytes] = []
    hand.insert(Overheard(SocialCard(identity=RESIDENT, generation=generation, purse=True), heard))
    outcome = wait(5)
    assert (Generation.V3 is generation) is isinstance(outcome, CardPinNeeded)
    assert heard
    assert not {0x20, 0x21, 0x24, 0x2C} & {command[1] for command in heard}
    assert not [command for command in heard if PURSE in command or command[0] == 0x80]


def test_card_that_asks_for_a_pin_says_so(hand: VirtualCard, wait: Wait) -> None:
    hand.insert(SocialCard(identity=RESIDENT, generation=Generation.V3))
    assert CardPinNeeded("PIN pad needed: this card protects its holder's data by a PIN") == wait(5)


def test_card_that_another_program_holds_is_a_fault_and_is_read_when_it_is_free(
    hand: VirtualCard, wait: Wait
) -> None:
    hand.insert(SocialCard(identity=RESIDENT))
    assert isinstance(wait(5), CardRead)
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    name = scard.SCardListReaders(context, [])[1][0]
    code, card, _ = scard.SCardConnect(context, name, scard.SCARD_SHARE_EXCLUSIVE, scard.SCARD_PROTOCOL_T0)
    assert scard.SCARD_S_SUCCESS == code
    other = social_reader(Pcsc(reader="Simulated"), today=lambda: TODAY)
    outcome = other.wait(threading.Event(), timeout_s=5)
    scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)
    scard.SCardReleaseContext(context)
    assert isinstance(outcome, CardDeviceFault)
    assert "card-held" == outcome.code
    assert CardRead(social(RESIDENT)) == other.wait(threading.Event(), timeout_s=5)
    other.close()


def test_citizen_card_is_named_as_such(hand: VirtualCard, wait: Wait) -> None:
    hand.insert(SocialCard(identity=RESIDENT, purse=True))
    assert CardRead(msgspec.structs.replace(social(RESIDENT), kind=CardKind.CITIZEN)) == wait(5)


def test_broken_chip_is_unsupported(hand: VirtualCard, wait: Wait) -> None:
    hand.insert(SocialCard(identity=RESIDENT, broken=True))
    assert isinstance(wait(5), CardUnsupported)


def test_expired_card_is_told_with_its_holder(hand: VirtualCard, wait: Wait) -> None:
    hand.insert(SocialCard(identity=EXPIRED))
    assert CardExpired(social(EXPIRED)) == wait(5)


def test_impossible_number_is_told(hand: VirtualCard, wait: Wait) -> None:
    hand.insert(SocialCard(identity=msgspec.structs.replace(RESIDENT, number="330109199001010018")))
    assert isinstance(wait(5), CardBadNumber)


def test_card_left_inside_is_not_read_again_until_it_was_pulled_out(hand: VirtualCard, wait: Wait) -> None:
    hand.insert(SocialCard(identity=RESIDENT))
    assert isinstance(wait(5), CardRead)
    assert CardTimeout() == wait(0.3)
    hand.remove()
    assert CardTimeout() == wait(0.6)
    hand.insert(SocialCard(identity=RESIDENT))
    assert isinstance(wait(5), CardRead)


def test_card_inserted_during_the_wait_is_read(hand: VirtualCard, wait: Wait) -> None:
    later = threading.Timer(0.3, hand.insert, [SocialCard(identity=RESIDENT)])
    later.start()
    assert CardRead(social(RESIDENT)) == wait(10)
    later.join()


def test_card_pulled_out_during_the_read_was_moved(hand: VirtualCard, wait: Wait) -> None:
    hand.remove_during_read()
    hand.insert(SocialCard(identity=RESIDENT))
    assert isinstance(wait(5), CardMoved)


def test_no_card_in_the_whole_time_is_a_timeout(wait: Wait) -> None:
    assert CardTimeout() == wait(0.01)


def test_a_single_look_without_a_card_is_no_card(wait: Wait) -> None:
    assert NoCard() == wait(0)


def test_cancel_ends_the_wait(driver: SocialCardReader) -> None:
    cancel = threading.Event()
    timer = threading.Timer(0.05, cancel.set)
    timer.start()
    assert CardCancelled() == driver.wait(cancel, timeout_s=60)
    timer.join()


def test_reader_of_another_name_is_no_reader_and_those_present_are_named(service: Pcscd) -> None:
    assert service.port
    driver = SocialCardReader(Pcsc(reader="Nowhere"), today=lambda: TODAY)
    outcome = driver.wait(threading.Event(), timeout_s=1)
    assert isinstance(outcome, NoReader)
    assert "Simulated PCD 00 00" in outcome.message
    assert not driver.identify().found


def test_reader_names_itself(driver: SocialCardReader) -> None:
    info = driver.identify()
    assert info.found
    assert "Simulated PCD 00 00" == info.model


def test_log_holds_commands_and_lengths_but_no_person(
    hand: VirtualCard, wait: Wait, caplog: pytest.LogCaptureFixture
) -> None:
    hand.insert(SocialCard(identity=RESIDENT))
    with caplog.at_level(logging.NOTSET + 1):
        assert isinstance(wait(5), CardRead)
    assert "apdu" in caplog.text
    for secret in (RESIDENT.name, RESIDENT.number, RESIDENT.number.encode().hex()):
        assert secret not in caplog.text.lower()


@pytest.mark.parametrize("contactless", [False, True], ids=["PSE", "PPSE"])
@pytest.mark.parametrize("fetched", [False, True], ids=["at once", "fetched"])
def test_bank_card_is_read_masked_and_refused_as_social_card(
    hand: VirtualCard,
    wait: Wait,
    caplog: pytest.LogCaptureFixture,
    contactless: bool,  # noqa: FBT001 as pytest gives it
    fetched: bool,  # noqa: FBT001 as pytest gives it
) -> None:
    reader = bank_reader(Pcsc(reader="Simulated"))
    hand.insert(BankCard(contactless=contactless, fetched=fetched))
    with caplog.at_level(logging.NOTSET + 1):
        outcome = reader.wait(threading.Event(), timeout_s=5)
    reader.close()
    assert BankCardRead("622848*********" + BankCard().number[-4:]) == outcome
    assert BankCard().number not in caplog.text
    assert isinstance(wait(5), CardUnsupported)


def test_kind_is_social() -> None:
    assert CardKind.SOCIAL == social(RESIDENT).kind


# The last one: it ends the service that the others share.
def test_lost_service_is_no_reader_and_is_used_again_once_it_runs(service: Pcscd, wait: Wait) -> None:
    assert CardTimeout() == wait(0.01)
    service.stop()
    assert isinstance(wait(1), NoReader)
    assert isinstance(wait(1), NoReader)
    service.start()
    hand = VirtualCard(service.port)
    hand.insert(SocialCard(identity=RESIDENT))
    assert CardRead(social(RESIDENT)) == wait(5)
    hand.close()
    service.stop()
