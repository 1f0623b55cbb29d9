"""Hot-plug through the listener: recorded events fed to it, the kernel's own, and a machine without any."""

import logging
import queue
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest

from devices.config import DevicesConfig, SamSerial
from devices.udev_events import EventSource, EventsUnavailableError, HotPlug, UdevSource
from kiosk.clock import SystemClock
from kiosk.domain.device import Absent, DeviceState, Ready, Role
from kiosk.open_devices import open_devices
from kiosk.supervised import Rhythm
from kiosk.supervision import Supervisor
from sim.identity_reader import SimulatedIdentityReader

RECORDED = Path(__file__).parents[1] / "contract" / "recorded" / "udev"
NEVER = Rhythm(period_s=600, absent_s=(600,))
"""Only what is heard makes the supervisor look."""
PATIENCE_S = 20
SYSFS = Path("/sys/class/tty/ttyS0/uevent")
Looked = tuple[Role, bool]


class Recording(msgspec.Struct, frozen=True):
    events: tuple[dict[str, str], ...]


class RecordedSource:
    """Events that a test hands out."""

    def __init__(self) -> None:
        self._events: queue.Queue[Mapping[str, str] | None] = queue.Queue()

    def play(self, name: str, *, port: str) -> None:
        """Let all of a recording happen, its serial port being `port`."""
        found = msgspec.json.decode((RECORDED / f"{name}.json").read_bytes(), type=Recording)
        for event in found.events:
            self._events.put({**event, "DEVNAME": port} if event["SUBSYSTEM"] == "tty" else event)

    def next(self) -> Mapping[str, str] | None:
        return self._events.get()

    def end(self) -> None:
        self._events.put(None)


def test_an_event_shows_what_was_pulled_and_what_came_back_without_any_polling(tmp_path: Path) -> None:
    reader, source = SimulatedIdentityReader(1_000_000, link=tmp_path / "reader"), RecordedSource()
    config = DevicesConfig(identity_card=SamSerial(port=reader.port, baud=1_000_000))
    told: queue.Queue[DeviceState] = queue.Queue()
    with open_devices(config) as devices:
        hot_plug = HotPlug(config, lambda: source)
        supervisor = Supervisor(devices.all(), SystemClock(), rhythm=NEVER, hot_plug=hot_plug)
        supervisor.subscribe(told.put)
        supervisor.start()
        assert Ready() == told.get(timeout=PATIENCE_S).health
        reader.unplug()
        source.play("usb-serial-replug", port=reader.port)
        assert isinstance(told.get(timeout=PATIENCE_S).health, Absent)
        reader.replug()
        source.play("usb-serial-replug", port=reader.port)
        assert Ready() == told.get(timeout=PATIENCE_S).health
        supervisor.close()
    reader.close()
    assert told.empty()


def test_without_events_it_is_said_once_and_polling_remains(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def none_here() -> EventSource:
        raise EventsUnavailableError("no libudev")

    reader = SimulatedIdentityReader(1_000_000, link=tmp_path / "reader")
    config = DevicesConfig(identity_card=SamSerial(port=reader.port, baud=1_000_000))
    told: queue.Queue[DeviceState] = queue.Queue()
    with open_devices(config) as devices, caplog.at_level(logging.WARNING):
        supervisor = Supervisor(
            devices.all(),
            SystemClock(),
            rhythm=Rhythm(period_s=0.05, absent_s=(0.05,)),
            hot_plug=HotPlug(config, none_here),
        )
        supervisor.subscribe(told.put)
        supervisor.start()
        assert Ready() == told.get(timeout=PATIENCE_S).health
        reader.unplug()
        assert isinstance(told.get(timeout=PATIENCE_S).health, Absent)
        supervisor.close()
    reader.close()
    assert ["no hot-plug events (no libudev); devices are asked in turn instead"] == [
        record.getMessage() for record in caplog.records
    ]


def test_the_kernels_own_events_are_heard() -> None:
    """Writing to a device's uevent file has the kernel send its event again (sysfs-uevent)."""
    try:
        source = UdevSource()
        SYSFS.write_text("change")
    except (EventsUnavailableError, OSError) as error:
        pytest.skip(f"no event can be asked for here: {error}")
    seen: queue.Queue[Looked] = queue.Queue()
    hot_plug = HotPlug(DevicesConfig(identity_card=SamSerial(port="/dev/ttyS0")), lambda: source)
    hot_plug.start(lambda role, anew: seen.put((role, anew)))
    try:
        assert (Role.IDENTITY_CARD, False) == seen.get(timeout=PATIENCE_S)
        SYSFS.write_text("add")
        assert (Role.IDENTITY_CARD, True) == seen.get(timeout=PATIENCE_S)
    finally:
        hot_plug.close()


def test_a_listener_closed_before_it_listens_ends() -> None:
    source = RecordedSource()
    hot_plug = HotPlug(DevicesConfig(), lambda: source)
    hot_plug.start(lambda _role, _anew: None)
    hot_plug.close()
    assert hot_plug._thread is not None
    assert not hot_plug._thread.is_alive()
