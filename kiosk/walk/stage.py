"""A terminal for machines: centre, simulators, enrolled configuration and sync process, in one folder."""

import importlib.util
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

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
from kiosk.config import Config
from kiosk.errors import ConfigurationError
from kiosk.gateway import credentials, key_file
from kiosk.gateway.enrolment import Invitation, enrol
from kiosk.processes import Processes, Program, ReadyLine
from kiosk.tables import PlatformConfig, QueueConfig, ScreenConfig, SiteConfig
from kiosk.walk.second_hand import SCAN, SecondHand
from sim.centre_door import CentreDoor
from sim.control import BenchClient


def _data() -> Path:
    """Return where the platform keeps its fictional people; it is data here, not code to import."""
    found = importlib.util.find_spec("central")
    if found is None or found.origin is None:
        raise ConfigurationError(
            "no_platform", "the extra [central] is not installed: nothing to walk against"
        )
    return Path(found.origin).with_name("data")


DATA = _data()
RESIDENTS = DATA / "residents.toml"
WALKS = DATA / "walks"


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """Where everything of a run is reached."""

    config: Config
    bench: BenchClient
    door: CentreDoor
    """The centre's side door, past the network that can be cut."""
    second: SecondHand

    def at_centre(self, number: str) -> str | None:
        """Return the state of the item with that receipt number at the centre, None while it has not come."""
        items = self.door.get("/items")
        return next((str(item["state"]) for item in items if item["number"] == number), None)

    def payments(self) -> int:
        """Return how many orders were ever paid."""
        return len(self.door.get("/payments"))

    def papers(self, after: int) -> list[dict[str, object]]:
        """Return the papers that came out after the one with that number."""
        return list(self.bench.do("receipts", after=after)["receipts"])

    def strike(self, commands: Iterable[Mapping[str, object]]) -> None:
        """Do what a fault is; a code is laid while the visit goes on."""
        for command in commands:
            if command["do"] == SCAN:
                self.second.lay(command)
            else:
                self.bench.tell(command)

    def mend(self) -> None:
        """Put the network and every device right."""
        self.second.rest()
        self.bench.do("network", mode="ok")
        self.bench.do("replug", device="identity_reader")
        self.bench.do("recover_reader")
        self.bench.do("recover_printer")
        self.bench.do("recover_document_printer")
        self.bench.do("replug", device="power")
        self.bench.do("power_back")
        self.bench.do("replug", device="reminder")
        self.bench.do("recover_scanner")
        self.bench.do("replug", device="document_camera")
        self.bench.do("camera_fault", device="document_camera", fault="none")
        self.bench.do("lay_sheet", how="turned")

    def reset(self) -> None:
        """Put everything, the centre's records too, back to how a walk expects it."""
        self.mend()
        self.bench.do("take_away")
        self.door.post("/reset", {})


@contextmanager
def open_stage(folder: Path, screen: ScreenConfig) -> Iterator[Stage]:
    """Start all of it in `folder`; everything ends with the context."""
    folder.mkdir(parents=True, exist_ok=True)
    with Processes(folder / "logs") as processes:
        centre = processes.start(_program("central", "--data", folder / "central", "--port", "0", "--bench"))
        address = f"http://127.0.0.1:{centre.said['port']}"
        sim = processes.start(
            _program(
                "sim", "--dir", folder / "sim", "--residents", RESIDENTS, "--platform", address, "--no-pcsc"
            )
        )
        config = _config(folder, sim.said, screen)
        door = CentreDoor(address)
        _enrol(folder, door, config)
        file = folder / "terminal.toml"
        file.write_text(as_toml(config), encoding="utf-8")
        processes.start(
            Program(name="sync", command=(sys.executable, "-m", "kiosk", "sync", "--config", str(file)))
        )
        socket = Path(str(sim.said["socket"]))
        with BenchClient(socket) as bench, closing(SecondHand(socket)) as second:
            yield Stage(config=config, bench=bench, door=door, second=second)


def as_toml(config: Config) -> str:
    """Write the tables of a configuration that processes share."""
    tables = msgspec.to_builtins(config)
    devices = {f"devices.{name}": table for name, table in tables.pop("devices").items() if table}
    named = {name: table for name, table in {**tables, **devices}.items() if table is not None}
    return "\n".join(f"[{name}]\n{_rows(table)}" for name, table in named.items())


def _rows(table: dict[str, object]) -> str:
    return "".join(
        f"{name} = {msgspec.json.encode(value).decode()}\n"
        for name, value in table.items()
        if value is not None
    )


def _program(room: str, *arguments: object) -> Program:
    return Program(name=room, command=(sys.executable, "-m", room, *map(str, arguments)), ready=ReadyLine())


def _config(folder: Path, said: "dict[str, object] | object", screen: ScreenConfig) -> Config:
    ready = msgspec.convert(said, Ready)
    return Config(
        platform=PlatformConfig(
            url=f"http://127.0.0.1:{ready.proxy_port}", credentials=str(folder / "credentials")
        ),
        queue=QueueConfig(path=str(folder / "queue.db")),
        screen=screen,
        site=SiteConfig(name_zh="示范社区服务中心", name_en="Example community centre"),
        devices=DevicesConfig(
            identity_card=SamSerial(port=ready.identity_port),
            social_card=Pcsc() if ready.pcsc_socket else None,
            receipt_printer=EscposNetwork(host="127.0.0.1", port=ready.printer_port),
            document_printer=Cups(server=ready.document_printer) if ready.document_printer else None,
            power=Nut(port=ready.power_port),
            reminder=RelaySerial(port=ready.reminder_port),
            code_scanner=ScannerSerial(port=ready.scanner_port),
            document_camera=CameraHttp(ready.document_camera),
        ),
    )


class Ready(msgspec.Struct, frozen=True):
    """What the simulators say when they are ready."""

    identity_port: str
    proxy_port: int
    printer_port: int
    power_port: int
    reminder_port: str
    scanner_port: str
    document_camera: str
    document_printer: str | None
    pcsc_socket: str | None


def _enrol(folder: Path, door: CentreDoor, config: Config) -> None:
    pair = door.post("/enrolment-code", {})
    invitation = Invitation(
        base_url=config.platform.url, code=pair["code"], fingerprint=pair["fingerprint"], site="walk"
    )
    place = folder / "credentials"
    credentials.save_enrolment(place, enrol(invitation, key_file.own_key(place), SystemClock()))
