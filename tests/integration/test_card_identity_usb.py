"""The USB line of the identity card reader: pyusb and driver unchanged, a simulated bus below pyusb."""

import datetime as dt
import errno
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
import usb.backend.libusb0
import usb.backend.libusb1
import usb.backend.openusb

from devices.card.factory import identity_reader
from devices.card.sam_reader import SamReader
from devices.card.sam_usb import SamUsbLine
from devices.config import SamUsb
from kiosk.domain.card import CardOutcome, CardRead, CardTimeout, NoReader
from kiosk.domain.device import Absent, Ready
from sim.cardholders import EVERYBODY, RARE, RESIDENT
from sim.identity_card import SimulatedCard
from sim.sam_module import SamModule
from sim.usb_bus import SimulatedUsb
from sim.usb_reader import HEAD_IN, HEAD_OUT, REST_IN, REST_OUT, SimulatedUsbReader

TODAY = dt.date(2026, 11, 23)
ENDPOINTS = (HEAD_OUT, REST_OUT, HEAD_IN, REST_IN)


@pytest.fixture
def module() -> SamModule:
    return SamModule()


@pytest.fixture
def cable(module: SamModule) -> SimulatedUsbReader:
    return SimulatedUsbReader(module)


@pytest.fixture
def bus(cable: SimulatedUsbReader) -> SimulatedUsb:
    return SimulatedUsb(cable)


@pytest.fixture
def driver(bus: SimulatedUsb) -> Iterator[SamReader]:
    driver = SamReader("sam-usb", "USB 0400:C35A", lambda: SamUsbLine(backend=bus), today=lambda: TODAY)
    yield driver
    driver.close()
    assert 0 == bus.opened  # every handle was given back, those of before an unplugging too


@pytest.fixture
def wait(driver: SamReader) -> Callable[[], CardOutcome]:
    return lambda: driver.wait(threading.Event(), timeout_s=0.5)


Wait = Callable[[], CardOutcome]


@pytest.mark.parametrize("person", EVERYBODY, ids=lambda person: person.kind)
def test_every_kind_of_card_is_read(module: SamModule, wait: Wait, person: object) -> None:
    module.lay(SimulatedCard(person))  # type: ignore[arg-type] # pytest's ids want it untyped
    assert CardRead(person) == wait()  # type: ignore[arg-type] # as above


def test_reader_that_replies_on_one_endpoint_is_read_too(module: SamModule) -> None:
    bus = SimulatedUsb(SimulatedUsbReader(module, one_endpoint=True))
    driver = SamReader("sam-usb", "USB", lambda: SamUsbLine(backend=bus), today=lambda: TODAY)
    module.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == driver.wait(threading.Event(), timeout_s=2)
    driver.close()


def test_one_of_several_is_told_by_its_serial_number(module: SamModule) -> None:
    other = SamModule()
    bus = SimulatedUsb(SimulatedUsbReader(other, serial="A1"), SimulatedUsbReader(module, serial="B2"))
    module.lay(SimulatedCard(RESIDENT))
    other.lay(SimulatedCard(RARE))
    for serial, person in (("B2", RESIDENT), ("A1", RARE), ("", None)):
        driver = SamReader("sam-usb", "USB", partial(SamUsbLine, serial, backend=bus), today=lambda: TODAY)
        expected = CardTimeout() if person is None else CardRead(person)
        assert expected == driver.wait(threading.Event(), timeout_s=0.2)
        driver.close()
        assert 0 == bus.opened


def said(wait: Wait) -> str:
    outcome = wait()
    assert isinstance(outcome, NoReader), outcome
    return outcome.message


def test_unplugged_reader_is_no_reader_and_is_used_again_once_plugged_in(
    module: SamModule, cable: SimulatedUsbReader, wait: Wait
) -> None:
    assert CardTimeout() == wait()
    cable.unplug()
    assert "USB 0400:C35A: no such reader is plugged in" == said(wait)
    assert "USB 0400:C35A: no such reader is plugged in" == said(wait)
    cable.replug()
    module.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == wait()


def test_reader_plugged_again_between_two_waits_is_used_at_once(
    module: SamModule, cable: SimulatedUsbReader, wait: Wait
) -> None:
    assert CardTimeout() == wait()
    cable.unplug()
    cable.replug()
    module.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == wait()


def test_reader_pulled_out_while_its_answer_is_awaited_is_no_reader_at_once(
    module: SamModule, cable: SimulatedUsbReader, driver: SamReader
) -> None:
    assert CardTimeout() == driver.wait(threading.Event(), timeout_s=0.01)
    module.be_silent()
    pulled = threading.Timer(0.2, cable.unplug)
    pulled.start()
    assert isinstance(driver.wait(threading.Event(), timeout_s=60), NoReader)
    pulled.join()


def test_reader_with_another_serial_number_is_named(module: SamModule) -> None:
    bus = SimulatedUsb(SimulatedUsbReader(module, serial="A1"))
    driver = SamReader("sam-usb", "USB", lambda: SamUsbLine("B2", backend=bus), today=lambda: TODAY)
    assert "USB 0400:C35A (B2): no such reader is plugged in; there is: A1" == said(
        lambda: driver.wait(threading.Event(), timeout_s=0)
    )
    assert 0 == bus.opened


def test_reader_that_may_not_be_opened_names_the_udev_rule(cable: SimulatedUsbReader, wait: Wait) -> None:
    cable.forbid()
    assert (
        "USB 0400:C35A may not be opened by this user: install packaging/udev/70-kiosk-identity-card.rules"
        " (it says how), then plug it in again" == said(wait)
    )


def test_reader_held_by_another_program_says_so_and_is_let_go(
    cable: SimulatedUsbReader, bus: SimulatedUsb, wait: Wait
) -> None:
    cable.hold()
    assert "USB 0400:C35A is held by another program" in said(wait)
    assert 0 == bus.opened


def test_reader_held_by_the_kernel_is_taken_from_it(
    module: SamModule, cable: SimulatedUsbReader, wait: Wait
) -> None:
    cable.give_to_kernel()
    module.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == wait()


def test_reader_without_a_configuration_is_given_one(
    module: SamModule, cable: SimulatedUsbReader, wait: Wait
) -> None:
    cable.unconfigure()
    module.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == wait()
    assert 1 == cable.configuration()


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: f"{endpoint:02X}")
def test_stalled_endpoint_is_cleared_and_used(
    module: SamModule, cable: SimulatedUsbReader, wait: Wait, endpoint: int
) -> None:
    cable.stall(endpoint)
    module.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == wait()


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: f"{endpoint:02X}")
def test_endpoint_that_stalls_on_is_told(cable: SimulatedUsbReader, wait: Wait, endpoint: int) -> None:
    cable.stall(endpoint, times=1000)
    assert "goes on refusing to talk (stall)" in said(wait)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EIO, "gave an input/output error: check its cable"),
        (errno.ENODEV, "is gone: it was unplugged or switched off"),
        (errno.ETIMEDOUT, "took no command for 1000 ms"),
        (errno.EPIPE, "goes on refusing to talk (stall)"),
        (errno.ENOMEM, "failed: "),
    ],
    ids=lambda value: errno.errorcode[value] if isinstance(value, int) else "",
)
def test_trouble_of_the_bus_is_a_sentence_and_ends_with_it(
    module: SamModule, cable: SimulatedUsbReader, wait: Wait, number: int, words: str
) -> None:
    cable.fail(number)
    assert words in said(wait)
    cable.recover()
    module.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT) == wait()


def test_machine_without_libusb_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for library in (usb.backend.libusb1, usb.backend.openusb, usb.backend.libusb0):
        monkeypatch.setattr(library, "get_backend", lambda: None)
    driver = identity_reader(SamUsb(), today=lambda: TODAY)
    assert "USB 0400:C35A: libusb is missing, so USB can't be reached: apt-get install libusb-1.0-0" == said(
        lambda: driver.wait(threading.Event(), timeout_s=0)
    )


def test_configured_reader_is_looked_for_on_the_machines_own_bus() -> None:
    driver = identity_reader(SamUsb(serial="of nobody"), today=lambda: TODAY)
    assert "USB 0400:C35A (of nobody): no such reader is plugged in" == said(
        lambda: driver.wait(threading.Event(), timeout_s=0)
    )


def test_device_without_the_four_endpoints_is_another_model(
    monkeypatch: pytest.MonkeyPatch, cable: SimulatedUsbReader, wait: Wait
) -> None:
    monkeypatch.setattr(cable, "endpoints", (HEAD_OUT, HEAD_IN))
    assert "USB 0400:C35A has not the endpoints 02, 06, 81 and 85: another model" == said(wait)


def test_reader_names_itself(driver: SamReader) -> None:
    info = driver.identify()
    assert info.found
    assert ("sam-usb", "USB 0400:C35A", "05.03-20181470-0000123456-0000654321") == (
        info.driver,
        info.address,
        info.serial,
    )


def test_health_follows_the_cable(driver: SamReader, cable: SimulatedUsbReader) -> None:
    assert Ready() == driver.health()
    cable.unplug()
    assert isinstance(driver.health(), Absent)
    cable.replug()
    assert Ready() == driver.health()
