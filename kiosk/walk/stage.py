"""A terminal for machines: centre, simulators, enrolled configuration and sync process, in one folder."""

import datetime as dt
import importlib.util
import os
import signal
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
from kiosk.domain.device import Role
from kiosk.errors import ConfigurationError
from kiosk.gateway import credentials, key_file
from kiosk.gateway.enrolment import Invitation, enrol
from kiosk.processes import Processes, Program, ReadyLine
from kiosk.tables import FaceConfig, PlatformConfig, QueueConfig, ScreenConfig, SiteConfig
from kiosk.walk.second_hand import SCAN, SecondHand
from sim.centre_door import CentreDoor
from sim.control import BenchClient
from sim.pcscd import SOCKET_VARIABLE
from sim.people import load_people


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
OWN = "own"
"""The resident of a fault's command who is the one whose visit it strikes."""


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """Where everything of a run is reached."""

    config: Config
    bench: BenchClient
    door: CentreDoor
    """The centre's side door, past the network that can be cut."""
    second: SecondHand
    extra: Role | None = None
    """The device that it has for the faults of its walks alone."""

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

    def strike(self, commands: Iterable[Mapping[str, object]], resident: str) -> None:
        """Do to this resident what a fault is; a code is laid while the visit goes on."""
        for command in commands:
            if command["do"] == SCAN:
                self.second.lay(command)
            elif command.get("resident") == OWN:
                self.bench.tell({**command, "resident": resident})
            else:
                self.bench.tell(command)

    def take_cards(self) -> None:
        """Take the cards away, as who leaves does."""
        self.bench.do("take_away")
        if self.bench.do("status")["social_reader"]["card"] is not None:
            self.bench.do("remove_social")

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
        if self.extra is Role.SOCIAL_CARD:
            self.bench.do("replug", device="social_reader")
        if self.extra is Role.FACE_CAMERA:
            self.bench.do("replug", device="face_camera")
            self.bench.do("camera_fault", device="face_camera", fault="none")
            self.bench.do("show_face")

    def reset(self) -> None:
        """Put everything, the centre's records too, back to how a walk expects it."""
        self.mend()
        self.take_cards()
        self.door.post("/reset", {})


def with_social_card(today: dt.date) -> frozenset[str]:
    """Return the residents who have a social-security card."""
    return frozenset(person.slug for person in load_people(RESIDENTS, today=today) if person.social)


@contextmanager
def open_stage(folder: Path, screen: ScreenConfig, extra: Role | None = None) -> Iterator[Stage]:
    """Start all of it in `folder`, with the `extra` device; everything ends with the context.

    A reader of social-security cards can be had once a process: its library looks for its service once.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with Processes(folder / "logs") as processes:
        centre = processes.start(_program("central", "--data", folder / "central", "--port", "0", "--bench"))
        address = f"http://127.0.0.1:{centre.said['port']}"
        sim = processes.start(_simulators(folder / "sim", address, extra))
        config = _config(folder, sim.said, screen, extra)
        door = CentreDoor(address)
        _enrol(folder, door, config)
        file = folder / "terminal.toml"
        file.write_text(as_toml(config), encoding="utf-8")
        processes.start(
            Program(name="sync", command=(sys.executable, "-m", "kiosk", "sync", "--config", str(file)))
        )
        socket = Path(str(sim.said["socket"]))
        with BenchClient(socket) as bench, closing(SecondHand(socket)) as second:
            yield Stage(config=config, bench=bench, door=door, second=second, extra=extra)


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


def _simulators(folder: Path, platform: str, extra: Role | None) -> Program:
    """Return the simulators' program; a card service of theirs has to be ended by them."""
    slot = extra is Role.SOCIAL_CARD
    program = _program(
        *("sim", "--dir", folder, "--residents", RESIDENTS, "--platform", platform),
        *(() if slot else ("--no-pcsc",)),
    )
    return msgspec.structs.replace(program, when_orphaned=signal.SIGTERM) if slot else program


def _use_card_service(ready: "Ready") -> Pcsc:
    """Have this process find the card service; ConfigurationError says why there is none."""
    if ready.pcsc_socket is None:
        raise ConfigurationError(
            "no_card_service", f"no social-security card can be put in here: {ready.pcsc_problem}"
        )
    os.environ[SOCKET_VARIABLE] = ready.pcsc_socket
    return Pcsc()


def _face_check() -> FaceConfig:
    """Return the face check; ConfigurationError where its libraries are missing."""
    if importlib.util.find_spec("dlib") is None:
        raise ConfigurationError("no_face", "the extra [face] is not installed: no face can be checked here")
    return FaceConfig(enabled=True)


def _config(
    folder: Path, said: "dict[str, object] | object", screen: ScreenConfig, extra: Role | None
) -> Config:
    ready = msgspec.convert(said, Ready)
    face = _face_check() if extra is Role.FACE_CAMERA else FaceConfig()
    return Config(
        platform=PlatformConfig(
            url=f"http://127.0.0.1:{ready.proxy_port}", credentials=str(folder / "credentials")
        ),
        queue=QueueConfig(path=str(folder / "queue.db")),
        screen=screen,
        site=SiteConfig(name_zh="示范社区服务中心", name_en="Example community centre"),
        devices=DevicesConfig(
            identity_card=SamSerial(port=ready.identity_port),
            social_card=_use_card_service(ready) if extra is Role.SOCIAL_CARD else None,
            receipt_printer=EscposNetwork(host="127.0.0.1", port=ready.printer_port),
            document_printer=Cups(server=ready.document_printer) if ready.document_printer else None,
            power=Nut(port=ready.power_port),
            reminder=RelaySerial(port=ready.reminder_port),
            code_scanner=ScannerSerial(port=ready.scanner_port),
            document_camera=CameraHttp(ready.document_camera),
            face_camera=CameraHttp(ready.face_camera) if face.enabled else None,
        ),
        face=face,
    )


class Ready(msgspec.Struct, frozen=True):
    """What the simulators say when they are ready."""

    identity_port: str
    proxy_port: int
    printer_port: int
    power_port: int
    reminder_port: str
    scanner_port: str
    face_camera: str
    document_camera: str
    document_printer: str | None
    pcsc_socket: str | None
    pcsc_problem: str | None


def _enrol(folder: Path, door: CentreDoor, config: Config) -> None:
    pair = door.post("/enrolment-code", {})
    invitation = Invitation(
        base_url=config.platform.url, code=pair["code"], fingerprint=pair["fingerprint"], site="walk"
    )
    place = folder / "credentials"
    credentials.save_enrolment(place, enrol(invitation, key_file.own_key(place), SystemClock()))
