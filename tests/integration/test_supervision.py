"""The supervisor over real drivers and simulated wires: what is pulled, broken and back, each told once."""

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest

from devices.config import (
    CameraHttp,
    Cups,
    DevicesConfig,
    EscposNetwork,
    Nut,
    Pcsc,
    RelaySerial,
    SamSerial,
    ScannerSerial,
)
from kiosk.clock import SystemClock
from kiosk.domain.card import CardTimeout, NoReader
from kiosk.domain.device import Absent, DeviceState, Doing, Faulty, Health, Ready, Role, Strained
from kiosk.domain.printing import Line, PrintDone, PrintVoid
from kiosk.open_devices import Devices, open_devices
from kiosk.supervised import Rhythm
from kiosk.supervision import Supervisor
from sim.camera import SimulatedCamera
from sim.code_scanner import SimulatedSerialScanner
from sim.document_printer import SimulatedDocumentPrinter
from sim.identity_reader import SimulatedIdentityReader
from sim.pcscd import Pcscd
from sim.power import SimulatedPower
from sim.receipt_printer import SimulatedReceiptPrinter
from sim.relay_board import SimulatedRelayBoard
from sim.virtual_card import VirtualCard

QUICK = Rhythm(period_s=0.1, absent_s=(0.05, 0.1), slow_s=0.1, stuck_s=30)
PATIENCE_S = 20
"""How long a change may take on a busy machine before a test gives up."""
Hand = Callable[[], None]


class Rig(msgspec.Struct, frozen=True):
    """One simulated device and what hands do to it."""

    config: DevicesConfig
    unplug: Hand
    replug: Hand
    break_: Hand | None = None
    mend: Hand | None = None
    code: str = ""
    away: type[Health] = Absent
    """How it is when its cable is pulled: a supply is heard of through a program that stays."""


@pytest.fixture
def reader_rig(tmp_path: Path) -> Iterator[Rig]:
    reader = SimulatedIdentityReader(1_000_000, link=tmp_path / "reader")
    config = DevicesConfig(identity_card=SamSerial(port=reader.port, baud=1_000_000))
    yield Rig(config, reader.unplug, reader.replug, lambda: reader.fail(0x60), reader.recover, code="60")
    reader.close()


@pytest.fixture
def printer_rig() -> Iterator[Rig]:
    with SimulatedReceiptPrinter(profile="generic-80-gb18030", speed_mm_s=3000.0) as printer:
        config = DevicesConfig(receipt_printer=EscposNetwork(host=printer.host, port=printer.port))
        yield Rig(
            config,
            printer.unplug,
            printer.replug,
            printer.tear_paper,
            printer.load_paper,
            code="paper_out",
        )


@pytest.fixture
def social_rig(card_service_folder: Path) -> Iterator[Rig]:
    keeper = ThreadPoolExecutor(1)  # the card service ends with the thread that started it
    service = Pcscd(folder=card_service_folder)
    slots: list[VirtualCard] = []

    def plug() -> None:
        keeper.submit(service.start).result()
        slots.append(VirtualCard(service.port))

    def unplug() -> None:
        slots.pop().close()
        service.stop()

    plug()
    yield Rig(DevicesConfig(social_card=Pcsc(reader="Simulated")), unplug, plug)
    if slots:
        unplug()
    keeper.shutdown()


@pytest.fixture
def scanner_rig(tmp_path: Path) -> Iterator[Rig]:
    scanner = SimulatedSerialScanner(tmp_path / "scanner")
    config = DevicesConfig(code_scanner=ScannerSerial(port=scanner.port))
    yield Rig(config, scanner.unplug, scanner.replug)
    scanner.close()


@pytest.fixture
def camera_rig() -> Iterator[Rig]:
    with SimulatedCamera((b"",)) as camera:
        config = DevicesConfig(face_camera=CameraHttp(url=camera.url))
        yield Rig(config, camera.unplug, camera.replug)


@pytest.fixture
def desk_rig() -> Iterator[Rig]:
    with SimulatedCamera((b"",)) as camera:
        config = DevicesConfig(document_camera=CameraHttp(url=camera.url))
        yield Rig(config, camera.unplug, camera.replug)


@pytest.fixture
def power_rig() -> Iterator[Rig]:
    with SimulatedPower() as power:
        config = DevicesConfig(power=Nut(port=power.port))
        yield Rig(config, power.unplug, power.replug, power.low, power.back, code="battery_low", away=Faulty)


@pytest.fixture
def sheets_rig() -> Iterator[Rig]:
    with SimulatedDocumentPrinter() as printer:
        config = DevicesConfig(document_printer=Cups(server=str(printer.server.socket_path)))
        yield Rig(
            config,
            printer.unplug,
            printer.replug,
            printer.jam,
            printer.free,
            code="jam",
        )


@pytest.fixture
def light_rig(tmp_path: Path) -> Iterator[Rig]:
    board = SimulatedRelayBoard(tmp_path / "relays")
    yield Rig(DevicesConfig(reminder=RelaySerial(port=board.port)), board.unplug, board.replug)
    board.close()


RIGS = (
    "reader_rig",
    "social_rig",
    "printer_rig",
    "scanner_rig",
    "camera_rig",
    "desk_rig",
    "sheets_rig",
    "power_rig",
    "light_rig",
)


@pytest.fixture(params=RIGS)
def rig(request: pytest.FixtureRequest) -> Rig:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Rig)
    return found


class Watching:
    """A supervisor over a rig, and what it told."""

    def __init__(self, config: DevicesConfig) -> None:
        self._stack = ExitStack()
        self.devices: Devices = self._stack.enter_context(open_devices(config))
        self.supervisor = Supervisor(self.devices.all(), SystemClock(), rhythm=QUICK)
        self._stack.callback(self.supervisor.close)
        self.told: queue.Queue[DeviceState] = queue.Queue()
        self.supervisor.subscribe(self.told.put)
        self.supervisor.start()

    def next(self) -> DeviceState:
        return self.told.get(timeout=PATIENCE_S)

    def close(self) -> None:
        self._stack.close()


@pytest.fixture
def watch() -> Iterator[Callable[[DevicesConfig], Watching]]:
    with ExitStack() as open_:

        def start(config: DevicesConfig) -> Watching:
            watching = Watching(config)
            open_.callback(watching.close)
            return watching

        yield start


Watch = Callable[[DevicesConfig], Watching]


def kind(state: DeviceState) -> type[Health]:
    assert state.health is not None
    return type(state.health)


def test_pulled_and_replugged_is_told_once_each(rig: Rig, watch: Watch) -> None:
    watching = watch(rig.config)
    assert Ready is kind(watching.next())
    for _ in range(2):
        rig.unplug()
        assert rig.away is kind(watching.next())
        rig.replug()
        assert Ready is kind(watching.next())
    assert watching.told.empty()


@pytest.mark.parametrize("rig", ["reader_rig", "printer_rig", "power_rig", "sheets_rig"], indirect=True)
def test_a_fault_is_told_once_with_its_code_and_its_end_too(rig: Rig, watch: Watch) -> None:
    assert rig.break_ is not None
    assert rig.mend is not None
    watching = watch(rig.config)
    assert Ready is kind(watching.next())
    rig.break_()
    told = watching.next()
    assert isinstance(told.health, Faulty)
    assert rig.code == told.health.code
    rig.mend()
    assert Ready is kind(watching.next())
    assert watching.told.empty()


def test_a_device_that_is_away_from_the_start_is_told_and_found_later(rig: Rig, watch: Watch) -> None:
    rig.unplug()
    watching = watch(rig.config)
    assert rig.away is kind(watching.next())
    rig.replug()
    assert Ready is kind(watching.next())


def test_a_reader_pulled_while_it_waits_is_heard_from_its_outcome(reader_rig: Rig, watch: Watch) -> None:
    watching = watch(reader_rig.config)
    assert Ready is kind(watching.next())
    reader = watching.devices.identity_card
    assert reader is not None
    with ThreadPoolExecutor(1) as caller:
        waiting = caller.submit(reader.wait, threading.Event(), timeout_s=600)
        while reader.doing is not Doing.WAIT:
            threading.Event().wait(0.01)
        reader_rig.unplug()
        told = watching.next()
        assert isinstance(waiting.result(), NoReader)
    assert (Absent, Doing.WAIT) == (kind(told), told.doing)


def test_a_waiting_reader_is_not_asked(reader_rig: Rig, watch: Watch) -> None:
    watching = watch(reader_rig.config)
    assert Ready is kind(watching.next())
    reader = watching.devices.identity_card
    assert reader is not None
    cancel = threading.Event()
    with ThreadPoolExecutor(1) as caller:
        waiting = caller.submit(reader.wait, cancel, timeout_s=1.0)
        assert CardTimeout() == waiting.result()
    assert watching.told.empty()


def test_a_print_that_came_to_nothing_is_heard(printer_rig: Rig, watch: Watch) -> None:
    watching = watch(printer_rig.config)
    assert Ready is kind(watching.next())
    printer = watching.devices.printer
    assert printer is not None
    assert printer_rig.break_ is not None
    printer_rig.break_()
    assert isinstance(printer.print((Line("试"),)), PrintVoid)
    assert Faulty is kind(watching.next())
    assert watching.told.empty()


def test_paper_near_its_end_is_told_as_strain(watch: Watch) -> None:
    with SimulatedReceiptPrinter(profile="generic-80-gb18030", speed_mm_s=3000.0) as simulated:
        config = DevicesConfig(receipt_printer=EscposNetwork(host=simulated.host, port=simulated.port))
        watching = watch(config)
        assert Ready is kind(watching.next())
        simulated.near_end()
        told = watching.next().health
        assert isinstance(told, Strained)
        assert "paper_near_end" == told.code
        printer = watching.devices.printer
        assert printer is not None
        assert PrintDone(near_end=True) == printer.print((Line("试"),))
        watching.close()


def test_a_hundred_callers_and_the_supervisor_meet_one_thread_a_device(
    reader_rig: Rig, printer_rig: Rig, watch: Watch
) -> None:
    config = DevicesConfig(
        identity_card=reader_rig.config.identity_card, receipt_printer=printer_rig.config.receipt_printer
    )
    watching = watch(config)
    reader, printer = watching.devices.identity_card, watching.devices.printer
    assert reader is not None
    assert printer is not None
    with ThreadPoolExecutor(100) as callers:
        homes = {
            device.role: {
                future.result()
                for future in [
                    callers.submit(device.do, lambda driver: (driver.health(), threading.get_ident())[1])
                    for _ in range(100)
                ]
            }
            for device in (reader, printer)
        }
    assert {Role.IDENTITY_CARD: 1, Role.RECEIPT_PRINTER: 1} == {
        role: len(seen) for role, seen in homes.items()
    }
    assert homes[Role.IDENTITY_CARD] != homes[Role.RECEIPT_PRINTER]


def test_a_look_reaches_for_the_device_with_a_new_handle(reader_rig: Rig) -> None:
    slow = Rhythm(period_s=600, absent_s=(600,))
    with open_devices(reader_rig.config) as devices:
        supervisor = Supervisor(devices.all(), SystemClock(), rhythm=slow)
        told: queue.Queue[DeviceState] = queue.Queue()
        supervisor.subscribe(told.put)
        supervisor.start()
        assert Ready is kind(told.get(timeout=PATIENCE_S))
        reader_rig.unplug()
        reader_rig.replug()
        supervisor.look(Role.IDENTITY_CARD, anew=True)
        reader_rig.unplug()
        supervisor.look(Role.IDENTITY_CARD)
        assert Absent is kind(told.get(timeout=PATIENCE_S))
        supervisor.close()
    assert told.empty()
