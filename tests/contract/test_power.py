"""What any power supply promises: on the real upsd, on the simulator, and on written-down bytes."""

import itertools
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from devices.config import Nut
from devices.power import nut
from devices.power.factory import power_supply
from devices.power.nut import NutPowerSupply
from devices.thread import WrongThreadError
from kiosk.domain.device import Absent, Faulty, Ready, Strained
from kiosk.domain.power import BatteryLow, OnBattery, OnMains, PowerAbsent, PowerFault, PowerState
from sim.power import SimulatedPower

UPSD, DUMMY = Path("/lib/nut/upsd"), Path("/lib/nut/dummy-ups")
WAIT_S = 15.0


class Source(Protocol):
    """A supply whose mains and cables a test can touch."""

    port: int

    def fail(self) -> None: ...

    def low(self, *, forced: bool = False) -> None: ...

    def back(self) -> None: ...

    def unplug(self) -> None:
        """Pull the data cable: upsd stays."""

    def vanish(self) -> None:
        """End upsd."""

    def appear(self) -> None:
        """Start it again on the same port."""

    def restore(self) -> None:
        """Put everything back to mains and a full battery."""


class RealUpsd:
    """Debian's upsd and its dummy-ups, with every path moved, on a free port of loopback."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._folder = folder
        self._file = folder / "ups.dev"
        self._mtimes = itertools.count(int(time.time()) + 10, 10)
        self._env = {
            **os.environ,
            **dict.fromkeys(("NUT_CONFPATH", "NUT_STATEPATH", "NUT_ALTPIDPATH"), str(folder)),
        }
        self._write("upsd.conf", f"LISTEN 127.0.0.1 {self.port}\n")
        self._write("upsd.users", "")
        supply = f"[ups]\n driver = dummy-ups\n port = {self._file}\n mode = dummy-once\n pollinterval = 1\n"
        self._write("ups.conf", supply)
        self._driver: subprocess.Popen[bytes] | None = None
        self._upsd: subprocess.Popen[bytes] | None = None
        self.restore()

    def restore(self) -> None:
        self._tell("OL", 100, 1200)
        if self._driver is None:
            self._driver = self._start(DUMMY, "-a", "ups")
            wait_for((self._folder / "dummy-ups-ups").exists)
        if self._upsd is None:
            self.appear()

    def fail(self) -> None:
        self._tell("OB DISCHRG", 80, 600)

    def low(self, *, forced: bool = False) -> None:
        self._tell("FSD OB LB" if forced else "OB DISCHRG LB", 5, 60)

    def back(self) -> None:
        self._tell("OL CHRG", 6, 70)

    def unplug(self) -> None:
        end(self._driver)
        self._driver = None

    def vanish(self) -> None:
        end(self._upsd)
        self._upsd = None

    def appear(self) -> None:
        self._upsd = self._start(UPSD)
        wait_for(lambda: answers(self.port))

    def close(self) -> None:
        end(self._upsd)
        end(self._driver)

    def _tell(self, status: str, charge: int, runtime: int) -> None:
        text = (
            f"ups.status: {status}\nbattery.charge: {charge}\nbattery.runtime: {runtime}\ndevice.serial: D1\n"
        )
        self._write(self._file.name, text)
        moment = next(self._mtimes)  # the driver looks at whole seconds
        os.utime(self._file, (moment, moment))

    def _write(self, name: str, text: str) -> None:
        path = self._folder / name
        path.write_text(text)
        path.chmod(0o640)

    def _start(self, program: Path, *words: str) -> subprocess.Popen[bytes]:
        user = ("-u", "root") if os.geteuid() == 0 else ()
        return subprocess.Popen(
            (program, *words, *user, "-F"),
            env=self._env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


class Simulated:
    """The bench's supply."""

    def __init__(self, _: Path) -> None:
        self.port = free_port()
        self.appear()

    def appear(self) -> None:
        self._supply = SimulatedPower(self.port)
        self._supply.start()
        self.fail, self.low, self.unplug = self._supply.fail, self._supply.low, self._supply.unplug
        self.back, self.vanish, self.close = self._supply.back, self._supply.stop, self._supply.stop

    def restore(self) -> None:
        self.close()
        self.appear()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def end(process: subprocess.Popen[bytes] | None) -> None:
    if process is not None:
        process.send_signal(signal.SIGTERM)
        process.wait()


def wait_for(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_S
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture(params=[RealUpsd, Simulated], scope="module")
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Source]:
    made = request.param(tmp_path_factory.mktemp("upsd"))
    yield made
    made.close()


@pytest.fixture
def source(opened: Source) -> Source:
    opened.restore()
    return opened


@pytest.fixture(params=[RealUpsd, Simulated])
def mortal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Source]:
    """A source of a test's own, whose programs it may end."""
    made = request.param(tmp_path)
    yield made
    made.close()


@pytest.fixture
def supply(source: Source) -> Iterator[NutPowerSupply]:
    driver = power_supply(Nut(port=source.port))
    wait_for(lambda: driver.state() == OnMains(charge=100))
    yield driver
    driver.close()


def becomes(supply: NutPowerSupply, kind: type[PowerState]) -> PowerState:
    """Wait until the supply tells a state of that kind."""
    wait_for(lambda: isinstance(supply.state(), kind))
    return supply.state()


def test_mains_that_are_there_are_ready(supply: NutPowerSupply) -> None:
    assert OnMains(charge=100) == supply.state()
    assert Ready() == supply.health()


def test_mains_that_fail_leave_a_battery_with_its_runtime(source: Source, supply: NutPowerSupply) -> None:
    source.fail()
    state = becomes(supply, OnBattery)
    assert isinstance(state, OnBattery)
    assert state.runtime_s is not None
    assert 60 < state.runtime_s
    health = supply.health()
    assert isinstance(health, Strained)
    assert "on_battery" == health.code


@pytest.mark.parametrize("forced", [False, True])
def test_battery_that_is_nearly_empty_or_to_be_switched_off_closes(
    source: Source,
    supply: NutPowerSupply,
    forced: bool,  # noqa: FBT001 a case
) -> None:
    source.fail()
    becomes(supply, OnBattery)
    source.low(forced=forced)
    state = becomes(supply, BatteryLow)
    assert isinstance(state, BatteryLow)
    assert forced is state.forced
    health = supply.health()
    assert isinstance(health, Faulty)
    assert "battery_low" == health.code


def test_mains_that_come_back_are_said_to_be_back(source: Source, supply: NutPowerSupply) -> None:
    source.fail()
    becomes(supply, OnBattery)
    source.back()
    assert isinstance(becomes(supply, OnMains), OnMains)


def test_supply_that_upsd_does_not_hear_is_a_fault_not_a_power_cut(mortal: Source) -> None:
    supply = power_supply(Nut(port=mortal.port))
    becomes(supply, OnMains)
    mortal.unplug()
    state = becomes(supply, PowerFault)
    assert isinstance(state, PowerFault)
    assert "stale" == state.code
    assert "cable and driver" in state.message
    supply.close()


def test_upsd_that_ends_and_comes_back_is_used_again(mortal: Source) -> None:
    supply = power_supply(Nut(port=mortal.port))
    becomes(supply, OnMains)
    mortal.vanish()
    assert isinstance(supply.state(), PowerAbsent)
    assert isinstance(supply.health(), Absent)
    assert not supply.identify().found
    mortal.appear()
    assert isinstance(becomes(supply, OnMains), OnMains)
    supply.close()


def test_supply_that_upsd_does_not_know_is_said_with_those_it_knows(
    source: Source, supply: NutPowerSupply
) -> None:
    assert supply.identify().found
    other = power_supply(Nut(port=source.port, ups="apc"))
    state = other.state()
    assert PowerFault("unknown_ups", "upsd knows no supply 'apc'; it has: ups") == state
    assert (False, state.message) == ((info := other.identify()).found, info.message)
    other.close()


def test_supply_names_itself(source: Source, supply: NutPowerSupply) -> None:
    info = supply.identify()
    assert ("power", "nut", f"ups@127.0.0.1:{source.port}") == (info.device, info.driver, info.address)
    assert (True, "the mains are there") == (info.found, info.message)
    assert info.model
    assert info.serial in ("D1", "U0000001")


def test_supply_is_asked_from_one_thread_only(supply: NutPowerSupply) -> None:
    caught: list[BaseException] = []

    def ask() -> None:
        try:
            supply.state()
        except WrongThreadError as error:
            caught.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert 1 == len(caught)


class Written:
    """An upsd that says what is written down here, whatever it is asked, and then is silent or hangs up."""

    def __init__(self, said: bytes, *, hangs_up: bool) -> None:
        self._said, self._hangs_up = said, hangs_up
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(client)
            client.recv(100)
            client.sendall(self._said)
            if self._hangs_up:
                client.close()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()
        for client in self._open:
            client.close()


def told(said: bytes, *, hangs_up: bool = False) -> PowerState:
    upsd = Written(said, hangs_up=hangs_up)
    driver = power_supply(Nut(port=upsd.port))
    try:
        return driver.state()
    finally:
        driver.close()
        upsd.close()


LISTED = b"BEGIN LIST VAR ups\n%sEND LIST VAR ups\n"


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        (b'VAR ups ups.status "OL CHRG RB"\nVAR ups battery.charge "97.5"\n', OnMains(97, worn=True)),
        (b'VAR ups ups.status "OB DISCHRG CAL LB"\n', OnBattery()),
        (b'VAR ups ups.status "OL LB"\n', OnMains()),
        (b'VAR ups ups.status "OB"\nVAR ups battery.runtime "soon"\n', OnBattery()),
    ],
)
def test_what_real_supplies_write_is_understood(rows: bytes, state: PowerState) -> None:
    assert state == told(LISTED % rows)


@pytest.mark.parametrize("rows", [b"", b'VAR ups ups.status ""\n', b'VAR ups ups.status "OFF"\n'])
def test_supply_that_tells_neither_mains_nor_battery_is_a_fault(rows: bytes) -> None:
    state = told(LISTED % rows)
    assert isinstance(state, PowerFault)
    assert "no_status" == state.code


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (b"", "no answer in time"),
        (b"BEGIN LIST VAR ups\n", "no answer in time"),
        (b'VAR ups ups.status "OL\n', "a quote is not ended"),
        (b"x" * 100_000, "a line without an end"),
        (b"SSH-2.0-OpenSSH\n", "no answer in time"),
    ],
)
def test_bytes_that_are_no_answer_are_nobody(
    said: bytes, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nut, "PATIENCE_S", 0.2)
    state = told(said)
    assert isinstance(state, PowerAbsent)
    assert words in state.message


def test_upsd_that_hangs_up_is_nobody() -> None:
    state = told(b"BEGIN LIST VAR ups\n", hangs_up=True)
    assert isinstance(state, PowerAbsent)
    assert "it hung up" in state.message


def test_upsd_that_refuses_says_so() -> None:
    state = told(b"ERR ACCESS-DENIED\n")
    assert isinstance(state, PowerFault)
    assert "refused" == state.code
    assert "ACCESS-DENIED" in state.message
