"""Ten thousand cards: each comes to its outcome, memory stays, no thread and no handle is left."""

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from devices.card.factory import identity_reader, social_reader
from devices.card.sam_reader import SamReader
from devices.card.sam_usb import SamUsbLine
from devices.config import Pcsc, SamSerial
from kiosk.device_threads import ReaderOnThread
from kiosk.domain.card import CardExpired, CardMoved, CardNotGenuine, CardOutcome, CardRead
from kiosk.domain.device import Role
from sim.card_files import SocialCard
from sim.card_variants import Condition
from sim.cardholders import EVERYBODY, EXPIRED, RESIDENT, social
from sim.identity_card import SimulatedCard
from sim.identity_reader import SimulatedIdentityReader
from sim.pcscd import Pcscd
from sim.sam_module import SamModule
from sim.usb_bus import SimulatedUsb
from sim.usb_reader import SimulatedUsbReader
from sim.virtual_card import VirtualCard

pytestmark = pytest.mark.soak

READS, WARM_UP, LOOK_EVERY = 10_000, 2_000, 250
REPLUG_EVERY, TROUBLE_EVERY = 500, 100
MOST_DRIFT = 0.05
AIR = 100_000_000
"""A baud rate that costs no time."""
TODAY = dt.date(2026, 11, 23)
_log = logging.getLogger(__name__)
Expected = CardOutcome | type[CardOutcome]
Cable = SimulatedIdentityReader | SimulatedUsbReader


def today() -> dt.date:
    return TODAY


class Memory:
    """What this process holds, looked at every now and then."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._seen: list[int] = []
        self._handles = self._process.num_fds()

    def look(self, read: int) -> None:
        if read >= WARM_UP and read % LOOK_EVERY == 0:
            self._seen.append(self._process.memory_info().rss)

    def finish(self) -> None:
        """Hold everything seen against what stood after the warm-up."""
        first = self._seen[0]
        drift = max(abs(seen - first) / first for seen in self._seen)
        handles = self._process.num_fds()
        told = "RSS %.1f MB after %d reads, %.1f MB at the end, %.2f %% off at most; handles %d, then %d"
        last, off = self._seen[-1] / 1e6, 100 * drift
        _log.info(told, first / 1e6, WARM_UP, last, off, self._handles, handles)
        assert drift <= MOST_DRIFT
        assert handles <= self._handles


def cards() -> Iterator[tuple[SimulatedCard, Expected]]:
    """Give card after card with what it has to come to."""
    for number in range(READS):
        person = EVERYBODY[number % len(EVERYBODY)]
        match number % TROUBLE_EVERY:
            case 11:
                yield SimulatedCard(EXPIRED), CardExpired(EXPIRED)
            case 33:
                yield SimulatedCard(person, condition=Condition.FORGED), CardNotGenuine
            case 55:
                yield SimulatedCard(person, condition=Condition.DAMAGED), CardMoved
            case _:
                yield SimulatedCard(person), CardRead(person)


def comes_to(expected: Expected, outcome: CardOutcome) -> bool:
    return isinstance(outcome, expected) if isinstance(expected, type) else expected == outcome


def soak(module: SamModule, cable: Cable, make: Callable[[], SamReader]) -> None:
    threads, memory, lost = set(threading.enumerate()), Memory(), 0
    reader = ReaderOnThread(make, Role.IDENTITY_CARD)
    with closing(reader):
        for number, (card, expected) in enumerate(cards()):
            if number and number % REPLUG_EVERY == 0:
                cable.unplug()
                cable.replug()
            module.lay(card)
            lost += not comes_to(expected, reader.wait(threading.Event(), timeout_s=10))
            memory.look(number)
    cable.unplug()
    left = set(threading.enumerate()) - threads
    _log.info("%d cards laid, %d readings lost, %d threads left", READS, lost, len(left))
    assert 0 == lost
    memory.finish()
    assert set() == left


def test_ten_thousand_cards_on_a_serial_line(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    reader = SimulatedIdentityReader(AIR, link=tmp_path / "reader")
    reader.unplug()
    assert before == set(threading.enumerate())
    reader.replug()
    port = reader.port
    soak(reader, reader, lambda: identity_reader(SamSerial(port=port), today=today))


def test_ten_thousand_cards_on_usb() -> None:
    module = SamModule()
    cable = SimulatedUsbReader(module)
    bus = SimulatedUsb(cable)
    soak(module, cable, lambda: SamReader("sam-usb", "USB", lambda: SamUsbLine(backend=bus), today=today))
    assert 0 == bus.opened


def test_ten_thousand_readings_of_a_chip(card_service_folder: Path) -> None:
    """One insertion, read anew each time: a hand takes a second a card. PC/SC is let go in between."""
    memory, lost = Memory(), 0
    with (
        Pcscd(folder=card_service_folder) as service,
        closing(VirtualCard(service.port)) as hand,
        closing(social_reader(Pcsc(), today=today)) as driver,
    ):
        hand.insert(SocialCard(identity=RESIDENT))
        for number in range(READS):
            outcome = driver.wait(threading.Event(), timeout_s=10)
            lost += CardRead(social(RESIDENT)) != outcome
            driver.close()
            memory.look(number)
    _log.info("%d readings of a chip, %d lost", READS, lost)
    assert 0 == lost
    memory.finish()
