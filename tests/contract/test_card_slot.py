"""What any card slot promises, run on each driver behind a real PC/SC service, and on recorded cards.

A slot has no bytes of its own: whether a card is in it is what the service says, and asking sends the card
nothing. So what is recorded is what the cards were asked and answered: our simulator's, not hardware's.
"""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Protocol

import msgspec
import pytest
from smartcard import scard

from devices.card.bank import BankCardRead, BankCardReader
from devices.card.factory import bank_reader, social_reader
from devices.card.pcsc_social import SocialCardReader
from devices.config import Pcsc
from devices.thread import WrongThreadError
from kiosk.device_threads import SlotReaderOnThread
from kiosk.domain.card import (
    CardDeviceFault,
    CardMoved,
    CardOutcome,
    CardRead,
    CardTimeout,
    CardUnsupported,
)
from kiosk.domain.device import Absent, Ready, Role
from kiosk.ports import CardSlot, Device
from sim.bank_card import BankCard
from sim.card_files import SocialCard
from sim.cardholders import RESIDENT, social
from sim.pcscd import Pcscd
from sim.virtual_card import InsertableCard, VirtualCard
from tests.contract import waiting
from tests.contract.transcript import CardPlayer, Script, recorded

LONG_S = 20.0
until = partial(waiting.until, within_s=LONG_S)
SOCIAL, BANK = SocialCard(identity=RESIDENT), BankCard()
SHOWN = BankCardRead("622848*********" + BANK.number[-4:])


class SlotDriver(CardSlot, Device, Protocol):
    """What drives a reader into which cards are put, whatever it reads from them."""

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> object: ...


class Rig:
    """A driver, a service, and the hand that puts cards in."""

    def __init__(self, service: Pcscd, driver: SlotDriver, own: InsertableCard, read: object) -> None:
        self.service, self.driver = service, driver
        self.own, self.read = own, read
        """A card of the kind that it reads, and what it reads from that."""
        self.hand = VirtualCard(service.port)

    def becomes(self, *, occupied: bool) -> None:
        """Wait until the slot says so."""
        until(lambda: self.driver.occupied() is occupied)

    def wait(self, timeout_s: float = LONG_S) -> object:
        return self.driver.wait(threading.Event(), timeout_s=timeout_s)

    def close(self) -> None:
        self.driver.close()
        self.hand.close()


def a_social_reader() -> SocialCardReader:
    return social_reader(Pcsc(), today=lambda: dt.date(2026, 11, 23))


def a_bank_reader() -> BankCardReader:
    return bank_reader(Pcsc())


@pytest.fixture
def service(card_service_folder: Path) -> Iterator[Pcscd]:
    with Pcscd(folder=card_service_folder) as running:
        yield running


@pytest.fixture(params=["social", "bank"])
def rig(request: pytest.FixtureRequest, service: Pcscd) -> Iterator[Rig]:
    if request.param == "social":
        made = Rig(service, a_social_reader(), SOCIAL, CardRead(social(RESIDENT)))
    else:
        made = Rig(service, a_bank_reader(), BANK, SHOWN)
    with closing(made):
        yield made


class Overheard(msgspec.Struct, frozen=True):
    """A card that writes down what it is told."""

    card: InsertableCard
    commands: list[bytes]

    def chip(self) -> "OverheardChip":
        return OverheardChip(self)


class OverheardChip:
    def __init__(self, card: Overheard) -> None:
        self._chip, self._commands = card.card.chip(), card.commands

    def reset(self) -> None:
        self._chip.reset()

    def answer(self, command: bytes) -> bytes:
        self._commands.append(command)
        return self._chip.answer(command)


def test_slot_is_empty_until_a_card_is_put_in_and_again_when_it_is_taken(rig: Rig) -> None:
    assert not rig.driver.occupied()
    for _ in range(2):
        rig.hand.insert(rig.own)
        rig.becomes(occupied=True)
        rig.hand.remove()
        rig.becomes(occupied=False)


def test_a_card_that_was_read_is_still_in_it_until_it_is_taken(rig: Rig) -> None:
    rig.hand.insert(rig.own)
    assert rig.read == rig.wait()
    assert rig.driver.occupied()
    assert CardTimeout() == rig.wait(0.1)
    assert rig.driver.occupied()
    rig.hand.remove()
    rig.becomes(occupied=False)


@pytest.mark.parametrize("card", ["another kind", "broken"])
def test_a_card_that_can_not_be_read_is_in_it_all_the_same(rig: Rig, card: str) -> None:
    others: InsertableCard = BANK if rig.own is SOCIAL else SOCIAL
    rig.hand.insert(others if card == "another kind" else SocialCard(identity=RESIDENT, broken=True))
    assert isinstance(rig.wait(), CardUnsupported)
    assert rig.driver.occupied()


def test_a_card_that_left_while_it_was_read_is_not_in_it(rig: Rig) -> None:
    rig.hand.remove_during_read(after_commands=2)
    rig.hand.insert(rig.own)
    assert isinstance(rig.wait(), CardMoved)
    rig.becomes(occupied=False)


def test_asking_says_nothing_to_the_card_and_leaves_it_to_be_read(rig: Rig) -> None:
    heard: list[bytes] = []
    rig.hand.insert(Overheard(rig.own, heard))
    rig.becomes(occupied=True)
    assert [True] * 5 == [rig.driver.occupied() for _ in range(5)]
    assert [] == heard
    assert rig.read == rig.wait()
    told = len(heard)
    assert rig.driver.occupied()
    assert told == len(heard)


def test_a_card_that_another_program_holds_is_in_it(rig: Rig) -> None:
    rig.hand.insert(rig.own)
    rig.becomes(occupied=True)
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    name = scard.SCardListReaders(context, [])[1][0]
    code, card, _ = scard.SCardConnect(context, name, scard.SCARD_SHARE_EXCLUSIVE, scard.SCARD_PROTOCOL_T0)
    assert scard.SCARD_S_SUCCESS == code
    held, occupied = rig.wait(), rig.driver.occupied()
    scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)
    scard.SCardReleaseContext(context)
    assert isinstance(held, CardDeviceFault)
    assert occupied
    assert rig.read == rig.wait()


def test_a_slot_that_is_gone_is_empty_and_is_asked_again_when_it_is_back(rig: Rig) -> None:
    rig.hand.insert(rig.own)
    rig.becomes(occupied=True)
    rig.hand.close()
    rig.service.stop()
    assert not rig.driver.occupied()
    assert isinstance(rig.driver.health(), Absent)
    rig.service.start()
    rig.hand = VirtualCard(rig.service.port)
    assert not rig.driver.occupied()
    assert Ready() == rig.driver.health()
    rig.hand.insert(rig.own)
    rig.becomes(occupied=True)


def test_a_slot_let_go_is_asked_again_and_knows_the_card_that_stayed(rig: Rig) -> None:
    rig.hand.insert(rig.own)
    rig.becomes(occupied=True)
    rig.driver.close()
    rig.driver.close()
    assert rig.driver.occupied()


def test_a_slot_is_asked_from_one_thread_only(rig: Rig) -> None:
    assert not rig.driver.occupied()
    answer: Future[bool] = Future()

    def ask() -> None:
        try:
            answer.set_result(rig.driver.occupied())
        except WrongThreadError as error:
            answer.set_exception(error)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert isinstance(answer.exception(), WrongThreadError)


def test_the_slot_of_the_screens_is_asked_on_the_devices_own_thread(service: Pcscd) -> None:
    with closing(SlotReaderOnThread(a_social_reader, Role.SOCIAL_CARD)) as slot:
        with closing(VirtualCard(service.port)) as hand:
            assert not slot.occupied()
            hand.insert(SOCIAL)
            until(slot.occupied)
            read: CardOutcome = slot.wait(threading.Event(), timeout_s=LONG_S)
            assert CardRead(social(RESIDENT)) == read
            assert slot.occupied()
        until(lambda: not slot.occupied())


RECORDED: dict[str, tuple[Callable[[], SlotDriver], object]] = {
    "chip-1.00": (a_social_reader, CardRead(social(RESIDENT))),
    "chip-2.00": (a_social_reader, CardRead(social(RESIDENT))),
    "chip-3.00": (a_social_reader, CardRead(social(RESIDENT))),
    "bank-pse": (a_bank_reader, SHOWN),
    "bank-ppse": (a_bank_reader, SHOWN),
}


@pytest.mark.parametrize("conversation", RECORDED)
def test_recorded_card_is_in_it_before_and_after_its_conversation_byte_for_byte(
    service: Pcscd, conversation: str
) -> None:
    make, expected = RECORDED[conversation]
    script = Script(recorded(conversation))
    with closing(make()) as driver, closing(VirtualCard(service.port)) as hand:
        hand.insert(CardPlayer(script))
        until(driver.occupied)
        assert expected == driver.wait(threading.Event(), timeout_s=LONG_S)
        assert driver.occupied()
        script.finish()
        hand.remove()
        until(lambda: not driver.occupied())
