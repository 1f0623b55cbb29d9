"""What any card reader promises, run on each driver against its simulator and against recorded bytes.

The recorded bytes are our simulators' and the published frames, not hardware's: see each file's first lines.
"""

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Protocol

import msgspec
import pytest

from devices.card.factory import identity_reader, social_reader
from devices.card.sam_reader import SamReader
from devices.card.sam_usb import SamUsbLine
from devices.card.sam_usb import plate as usb_plate
from devices.config import Pcsc, SamSerial
from kiosk.device_threads import ReaderDriver
from kiosk.domain.card import (
    CardCancelled,
    CardDeviceFault,
    CardExpired,
    CardMoved,
    CardNotGenuine,
    CardOutcome,
    CardPinNeeded,
    CardRead,
    CardTimeout,
    CardUnsupported,
    NoCard,
    NoReader,
)
from kiosk.domain.device import Absent, Ready
from kiosk.domain.identity import CardKind, Identity
from sim.card_files import SocialCard
from sim.cardholders import (
    EXPIRED,
    FOREIGN_2017,
    FOREIGN_2023,
    PERMIT_HMT,
    RARE,
    RESIDENT,
    social,
)
from sim.identity_card import SimulatedCard
from sim.identity_reader import SimulatedIdentityReader
from sim.pcscd import Pcscd
from sim.sam_module import SamModule
from sim.usb_bus import SimulatedUsb
from sim.usb_reader import SimulatedUsbReader
from sim.virtual_card import VirtualCard
from tests.contract.transcript import CardPlayer, Script, SerialPlayer, UsbPlayer, recorded

TODAY = dt.date(2026, 11, 23)
FAST = 1_000_000
SOON_S, LONG_S = 0.8, 10.0
"""Longer than pcscd takes to notice a hand; longer than any of this takes."""


def today() -> dt.date:
    return TODAY


class Rig(Protocol):
    """A driver, and the hands that do to its simulator what people do."""

    driver: ReaderDriver

    def lay(self, person: Identity) -> Identity:
        """Lay or insert a card and return its holder as such a card names him."""
        ...

    def take_away(self) -> None: ...
    def leave_during_read(self) -> None: ...
    def unplug(self) -> None: ...
    def replug(self) -> None: ...
    def close(self) -> None: ...


class SamRig:
    """An identity card reader: what lies on it is the module's, how it hangs is the cable's."""

    def __init__(
        self, module: SamModule, cable: SimulatedIdentityReader | SimulatedUsbReader, driver: SamReader
    ) -> None:
        self._module = module
        self._cable = cable
        self.driver: ReaderDriver = driver

    def lay(self, person: Identity) -> Identity:
        self._module.lay(SimulatedCard(person))
        return person

    def take_away(self) -> None:
        self._module.take_away()

    def leave_during_read(self) -> None:
        self._module.take_away_during_read()

    def unplug(self) -> None:
        self._cable.unplug()

    def replug(self) -> None:
        self._cable.replug()

    def close(self) -> None:
        self.driver.close()
        self._cable.unplug()


class ChipRig:
    """A contact reader behind PC/SC, with its service."""

    def __init__(self, service: Pcscd) -> None:
        self._service = service
        self._hand = VirtualCard(service.port)
        self.driver: ReaderDriver = social_reader(Pcsc(), today=today)

    def lay(self, person: Identity) -> Identity:
        self._hand.insert(SocialCard(identity=person))
        return social(person)

    def take_away(self) -> None:
        self._hand.remove()
        time.sleep(SOON_S)

    def leave_during_read(self) -> None:
        self._hand.remove_during_read()

    def unplug(self) -> None:
        self._hand.close()
        self._service.stop()

    def replug(self) -> None:
        self._service.start()
        self._hand = VirtualCard(self._service.port)

    def close(self) -> None:
        self.driver.close()
        self._hand.close()


def serial_rig(folder: Path) -> SamRig:
    reader = SimulatedIdentityReader(FAST, link=folder / "reader")
    return SamRig(reader, reader, identity_reader(SamSerial(port=reader.port), today=today))


def usb_rig() -> SamRig:
    module = SamModule()
    cable = SimulatedUsbReader(module)
    return SamRig(module, cable, over_usb(SimulatedUsb(cable)))


def over_usb(bus: SimulatedUsb) -> SamReader:
    line, plate = partial(SamUsbLine, backend=bus), partial(usb_plate, backend=bus)
    return SamReader("sam-usb", "USB", line, today=today, plate=plate)


@pytest.fixture(params=["sam-serial", "sam-usb", "pcsc"])
def rig(request: pytest.FixtureRequest, tmp_path: Path, card_service_folder: Path) -> Iterator[Rig]:
    if request.param == "pcsc":
        with Pcscd(folder=card_service_folder) as service, closing(ChipRig(service)) as chips:
            yield chips
    else:
        with closing(serial_rig(tmp_path) if request.param == "sam-serial" else usb_rig()) as sam:
            yield sam


def wait(rig: Rig, timeout_s: float = LONG_S) -> CardOutcome:
    return rig.driver.wait(threading.Event(), timeout_s=timeout_s)


@pytest.mark.parametrize("person", [RESIDENT, RARE], ids=["common", "rare"])
def test_a_card_is_read(rig: Rig, person: Identity) -> None:
    assert CardRead(rig.lay(person)) == wait(rig)


def test_a_card_laid_during_the_wait_is_read(rig: Rig) -> None:
    laid: list[Identity] = []
    later = threading.Timer(0.3, lambda: laid.append(rig.lay(RESIDENT)))
    later.start()
    outcome = wait(rig)
    later.join()
    assert CardRead(laid[0]) == outcome


def test_a_single_look_without_a_card_is_no_card(rig: Rig) -> None:
    assert NoCard() == wait(rig, 0)


def test_no_card_in_the_whole_time_is_a_timeout(rig: Rig) -> None:
    assert CardTimeout() == wait(rig, 0.05)


def test_a_card_that_still_lies_there_is_not_a_new_one_and_the_next_is(rig: Rig) -> None:
    assert CardRead(rig.lay(RESIDENT)) == wait(rig)
    assert CardTimeout() == wait(rig, SOON_S)
    rig.take_away()
    assert CardTimeout() == wait(rig, 0.05)
    assert CardRead(rig.lay(RARE)) == wait(rig)


def test_a_card_that_left_while_it_was_read_was_moved_and_reads_when_it_is_laid_again(rig: Rig) -> None:
    rig.leave_during_read()
    rig.lay(RESIDENT)
    assert isinstance(wait(rig), CardMoved)
    rig.take_away()
    assert CardRead(rig.lay(RESIDENT)) == wait(rig)


def test_an_expired_card_is_told_with_its_holder(rig: Rig) -> None:
    assert CardExpired(rig.lay(EXPIRED)) == wait(rig)


def test_cancel_ends_the_wait(rig: Rig) -> None:
    cancel = threading.Event()
    timer = threading.Timer(0.1, cancel.set)
    timer.start()
    assert CardCancelled() == rig.driver.wait(cancel, timeout_s=60)
    timer.join()


def test_a_reader_says_who_and_how_it_is(rig: Rig) -> None:
    info = rig.driver.identify()
    assert (True, True) == (info.found, bool(info.message))
    assert Ready() == rig.driver.health()


def test_a_reader_that_is_gone_says_so_and_is_used_again_when_it_is_back(rig: Rig) -> None:
    assert CardTimeout() == wait(rig, 0.05)
    rig.unplug()
    assert isinstance(wait(rig, 1), NoReader)
    assert isinstance(rig.driver.health(), Absent)
    assert not rig.driver.identify().found
    rig.replug()
    assert Ready() == rig.driver.health()
    assert CardRead(rig.lay(RESIDENT)) == wait(rig)


def test_a_reader_let_go_is_reached_for_again(rig: Rig) -> None:
    assert CardTimeout() == wait(rig, 0.05)
    rig.driver.close()
    rig.driver.close()
    assert CardRead(rig.lay(RESIDENT)) == wait(rig)


RECORDED_FRAMES: dict[str, CardOutcome] = {
    "sam-resident": CardRead(RESIDENT),
    "sam-rare": CardRead(RARE),
    "sam-permit": CardRead(PERMIT_HMT),
    "sam-foreign-2017": CardRead(FOREIGN_2017),
    "sam-foreign-2023": CardRead(FOREIGN_2023),
    "sam-later-address": CardRead(msgspec.structs.replace(RESIDENT, address="杭州市滨江区新路2号")),
    "sam-expired": CardExpired(EXPIRED),
    "sam-forged": CardNotGenuine("the card does not accept the reader (status 31)"),
    "sam-moved": CardMoved("the card could not be read to its end (status 41)"),
    "sam-published": CardMoved("the card could not be read to its end (status 41)"),
    "sam-no-card": NoCard(),
    "sam-fault": CardDeviceFault("60", "the reader's self-test failed (status 60)"),
}
RECORDED_CARDS: dict[str, CardOutcome] = {
    "chip-1.00": CardRead(social(RESIDENT)),
    "chip-2.00": CardRead(social(RESIDENT)),
    "chip-3.00": CardRead(social(RESIDENT)),
    "chip-citizen": CardRead(msgspec.structs.replace(social(RESIDENT), kind=CardKind.CITIZEN)),
    "chip-expired": CardExpired(social(EXPIRED)),
    "chip-pin": CardPinNeeded("PIN pad needed: this card protects its holder's data by a PIN"),
    "chip-bank": CardUnsupported("the card has no social-security environment: another kind of card"),
}
Talk = Callable[[ReaderDriver], object]


def over_serial_line(script: Script, talk: Talk) -> object:
    with closing(SerialPlayer(script)) as player:
        config = SamSerial(port=player.port)
        with closing(identity_reader(config, today=today)) as driver:
            return talk(driver)


def over_usb_line(script: Script, talk: Talk) -> object:
    with closing(over_usb(SimulatedUsb(UsbPlayer(script)))) as driver:
        return talk(driver)


LINES = {"sam-serial": over_serial_line, "sam-usb": over_usb_line}


@pytest.mark.parametrize("conversation", RECORDED_FRAMES)
@pytest.mark.parametrize("line", LINES)
def test_recorded_frames_come_to_the_same_outcome_byte_for_byte(line: str, conversation: str) -> None:
    script = Script(recorded(conversation))
    outcome = LINES[line](script, lambda driver: driver.wait(threading.Event(), timeout_s=0))
    script.finish()
    assert RECORDED_FRAMES[conversation] == outcome


@pytest.mark.parametrize("line", LINES)
def test_recorded_reader_names_itself(line: str) -> None:
    script = Script(recorded("sam-identify"))
    serials: list[str | None] = []
    LINES[line](script, lambda driver: serials.append(driver.identify().serial))
    script.finish()
    assert ["05.03-20181470-0000123456-0000654321"] == serials


SAM_ID = "05.03-20181470-0000123456-0000654321"


def test_a_reader_on_a_serial_line_says_its_sam_id_and_can_say_no_firmware(tmp_path: Path) -> None:
    with closing(serial_rig(tmp_path)) as rig:
        info = rig.driver.identify()
    assert (SAM_ID, None, "the reader answers") == (info.serial, info.firmware, info.message)


@pytest.mark.parametrize(
    ("serial", "message"),
    [
        ("R-0042", "the reader answers; its USB serial number is R-0042"),
        ("", "the reader answers"),
        ("\x1b[2J\n ", "the reader answers; its USB serial number is [2J"),
    ],
)
def test_a_reader_on_usb_says_its_sam_id_its_release_and_its_serial_number_if_it_has_one(
    serial: str, message: str
) -> None:
    cable = SimulatedUsbReader(SamModule(), serial=serial)
    bus = SimulatedUsb(cable)
    with closing(over_usb(bus)) as driver:
        info = driver.identify()
        assert (SAM_ID, "1.00", message) == (info.serial, info.firmware, info.message)
        cable.unplug()
        assert (None, None) == (driver.identify().serial, driver.identify().firmware)
    assert 0 == bus.opened


@pytest.mark.parametrize("line", LINES)
def test_a_player_fails_on_any_other_byte(line: str) -> None:
    first, *rest = recorded("sam-no-card")
    other = msgspec.structs.replace(rest[0], asked=rest[0].asked[:-1] + b"\x00")
    script = Script((first, other))
    cancel = threading.Event()
    threading.Timer(1, cancel.set).start()
    LINES[line](script, lambda driver: driver.wait(cancel, timeout_s=0))
    with pytest.raises(AssertionError, match="asked aaaaaa96690003200122 where aaaaaa96690003200100 was"):
        script.finish()


@pytest.mark.parametrize("conversation", RECORDED_CARDS)
def test_recorded_cards_come_to_the_same_outcome_byte_for_byte(
    conversation: str, card_service_folder: Path
) -> None:
    script = Script(recorded(conversation))
    with (
        Pcscd(folder=card_service_folder) as service,
        closing(VirtualCard(service.port)) as hand,
        closing(social_reader(Pcsc(), today=today)) as driver,
    ):
        hand.insert(CardPlayer(script))
        outcome = driver.wait(threading.Event(), timeout_s=LONG_S)
    script.finish()
    assert RECORDED_CARDS[conversation] == outcome


@pytest.mark.parametrize(
    ("conversation", "commands"),
    [
        ("chip-1.00", ["00A404000F7378312E73682EC9E7BBE1B1A3D5CF", "00A4000002EF05", "00A4000002EF06"]),
        ("chip-2.00", ["00A4020002EF05", "00B2083414", "00B2093420"]),
        ("chip-3.00", ["00B2010414", "00B2020420"]),
        ("chip-citizen", ["00A404000E315041592E5359532E4444463031"]),
    ],
)
def test_the_published_commands_are_what_is_sent(conversation: str, commands: list[str]) -> None:
    asked = [exchange.asked.hex().upper() for exchange in recorded(conversation)]
    assert set(commands) <= set(asked)
