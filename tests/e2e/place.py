"""A real centre in a process of its own, and terminals that are enrolled at it without any device."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from devices.config import DevicesConfig
from kiosk.clock import SystemClock
from kiosk.config import Config
from kiosk.gateway import credentials, key_file
from kiosk.gateway.enrolment import Invitation, enrol
from kiosk.processes import Processes, Program, ReadyLine
from kiosk.tables import PlatformConfig, QueueConfig
from kiosk.walk.stage import as_toml
from sim.centre_door import CentreDoor


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where the centre is, and where it keeps its data."""

    address: str
    data: Path
    door: CentreDoor
    processes: Processes

    def sync(self, config: Config) -> None:
        """Start the sync process of a terminal; it ends with the place."""
        command = (sys.executable, "-m", "kiosk", "sync", "--config", str(file_of(config)))
        self.processes.start(Program(name="sync", command=command))

    def terminal(self, folder: Path, devices: DevicesConfig | None = None) -> Config:
        """Return the configuration of a terminal that keeps everything in `folder`; not enrolled yet."""
        folder.mkdir(parents=True, exist_ok=True)
        config = Config(
            platform=PlatformConfig(url=self.address, credentials=str(folder / "credentials")),
            queue=QueueConfig(path=str(folder / "queue.db")),
            devices=devices or DevicesConfig(),
        )
        file_of(config).write_text(as_toml(config), encoding="utf-8")
        return config

    def enrolled(self, folder: Path, devices: DevicesConfig | None = None) -> Config:
        """Return the configuration of a terminal that the centre knows."""
        config = self.terminal(folder, devices)
        self.enrol(config)
        return config

    def enrol(self, config: Config) -> None:
        """Enrol a terminal with a new code; one that was enrolled before keeps its name."""
        pair = self.door.post("/enrolment-code", {})
        invitation = Invitation(
            base_url=self.address, code=pair["code"], fingerprint=pair["fingerprint"], site="e2e"
        )
        keys = Path(config.platform.credentials)
        credentials.save_enrolment(keys, enrol(invitation, key_file.own_key(keys), SystemClock()))


def file_of(config: Config) -> Path:
    """Return where a terminal's configuration is written."""
    return Path(config.queue.path).with_name("terminal.toml")


@contextmanager
def open_place(folder: Path) -> Iterator[Place]:
    """Start a centre; it ends with the context."""
    with Processes(folder / "logs") as processes:
        command = (
            sys.executable,
            "-m",
            "central",
            "--data",
            str(folder / "central"),
            "--port",
            "0",
            "--bench",
        )
        centre = processes.start(Program(name="central", command=command, ready=ReadyLine()))
        address = f"http://127.0.0.1:{centre.said['port']}"
        yield Place(address=address, data=folder / "central", door=CentreDoor(address), processes=processes)
