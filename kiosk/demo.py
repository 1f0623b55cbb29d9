"""`kiosk demo`: centre, simulators, sync, the terminal's window and the bench beside it, on one machine."""

import argparse
import fcntl
import importlib.util
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from kiosk.clock import SystemClock
from kiosk.demo_display import (
    Display,
    Layout,
    arrange,
    display_in_memory,
    need_window_libraries,
    own_display,
)
from kiosk.errors import ConfigurationError, KioskError
from kiosk.gateway.credentials import ENROLMENT_FILE, save_enrolment
from kiosk.gateway.enrolment import Invitation, enrol
from kiosk.gateway.key_file import own_key
from kiosk.listeners import need_free
from kiosk.processes import Child, Ended, Processes, Program, ReadyLine, Stopped
from sim.centre_door import CentreDoor, DoorError

SITE = "demo"
WINDOWS = ("screen", "bench")
BACKUP_EVERY_S = 60.0
"""So that what was sent settles while somebody looks; a platform in earnest makes one an hour or so."""

DRAWN_THRESHOLD = 0.2
"""docs/devices.md, 'Face check'."""


class _Opened(msgspec.Struct, frozen=True, kw_only=True):
    """What is said when everything stands."""

    status: str = "open"
    centre: str
    folder: str
    vnc_port: int | None


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a demo keeps, below one folder."""

    folder: Path

    @property
    def central(self) -> Path:
        return self.folder / "central"

    @property
    def backup(self) -> Path:
        return self.folder / "central-backup.sqlite3"

    @property
    def credentials(self) -> Path:
        return self.folder / "credentials"

    @property
    def config(self) -> Path:
        return self.folder / "terminal.toml"


def demo(options: argparse.Namespace) -> int:
    """Run everything until Ctrl-C or until the terminal's window is closed; 0 unless a program failed."""
    places = Places(folder=Path(options.data).absolute())
    places.folder.mkdir(parents=True, exist_ok=True)
    with _alone(places.folder):
        _check_ports(options)
        need_window_libraries()
        try:
            with Processes(places.folder / "log") as processes:
                return _run(processes, places, options)
        except KeyboardInterrupt:
            return 0


class Wires(msgspec.Struct, frozen=True):
    """Where the simulators say that they are."""

    proxy_port: int
    printer_port: int
    power_port: int
    reminder_port: str
    identity_port: str
    scanner_port: str
    document_camera: str
    document_printer: str | None


def terminal_toml(places: Places, wires: Wires) -> str:
    """Return the demo's terminal.toml: devices that are simulated, a window in place of a full screen."""
    text = json.dumps  # a JSON string is a TOML string
    documents = DOCUMENTS.format(server=text(wires.document_printer)) if wires.document_printer else ""
    return f"""# Written by `kiosk demo` at every start.
[platform]
url = "http://127.0.0.1:{wires.proxy_port}"
credentials = {text(str(places.credentials))}

[queue]
path = {text(str(places.folder / "queue.db"))}

[screen]
full_screen = false

[handwriting]

[devices.identity_card]
driver = "sam-serial"
port = {text(wires.identity_port)}
baud = 115200

[devices.social_card]
driver = "pcsc"

[devices.receipt_printer]
driver = "escpos-network"
host = "127.0.0.1"
port = {wires.printer_port}

[devices.code_scanner]
driver = "scanner-serial"
port = {text(wires.scanner_port)}
baud = 9600

[devices.document_camera]
driver = "camera-http"
url = {text(wires.document_camera)}

[devices.reminder]
driver = "relay-serial"
port = {text(wires.reminder_port)}

[devices.power]
driver = "nut"
port = {wires.power_port}
{documents}"""


DOCUMENTS = """
[devices.document_printer]
driver = "cups"
server = {server}
"""


def face_toml(camera: str) -> str:
    """Return the face check of a demo: drawn faces lie nearer to each other than people's."""
    return f"""
[devices.face_camera]
driver = "camera-http"
url = {json.dumps(camera)}

[face]
enabled = true
threshold = {DRAWN_THRESHOLD}
"""


def _run(processes: Processes, places: Places, options: argparse.Namespace) -> int:
    display = _display(processes, places.folder, options)
    layout = arrange(display.width, display.height)
    centre = _start_centre(processes, places, options.central_port)
    bench = _start_bench(processes, places, options, centre)
    _enrol_once(places, centre)
    places.config.write_text(
        terminal_toml(places, msgspec.convert(bench.said, Wires))
        + (face_toml(bench.said["face_camera"]) if options.face else ""),
        encoding="utf-8",
    )
    _start_terminal(processes, places, bench, display, layout)
    _tell(_Opened(centre=centre, folder=str(places.folder), vnc_port=display.vnc_port), json=options.json)
    return _watch(processes, options.headless_for)


def _display(processes: Processes, folder: Path, options: argparse.Namespace) -> Display:
    own = "headless" if options.headless_for is not None else own_display()
    if isinstance(own, Display):
        return own
    if options.headless_for is None:
        sys.stderr.write(f"{own}.\n")
    need_free(options.vnc_port, purpose="looking at the windows", option="--vnc-port")
    return display_in_memory(processes, folder, vnc_port=options.vnc_port)


def _start_centre(processes: Processes, places: Places, port: int) -> str:
    """Start the platform and return its address."""
    command = (
        *(sys.executable, "-m", "central", "--bench"),
        *("--data", str(places.central), "--port", str(port)),
        *("--backup", str(places.backup), "--backup-every", f"{BACKUP_EVERY_S:g}"),
    )
    centre = processes.start(Program(name="central", command=command, ready=ReadyLine()))
    return f"http://127.0.0.1:{centre.said['port']}"


def _start_bench(processes: Processes, places: Places, options: argparse.Namespace, centre: str) -> Child:
    command = (
        *(sys.executable, "-m", "sim", "--dir", str(places.folder / "sim"), "--platform", centre),
        *("--residents", str(_residents()), "--proxy-port", str(options.proxy_port)),
        *("--printer-port", str(options.printer_port)),
    )
    return processes.start(
        # SIGTERM even then: it has a card service of its own to end.
        Program(name="simulators", command=command, ready=ReadyLine(), when_orphaned=signal.SIGTERM)
    )


def _start_terminal(
    processes: Processes, places: Places, bench: Child, display: Display, layout: Layout
) -> None:
    cards = {"PCSCLITE_CSOCK_NAME": bench.said["pcsc_socket"]} if bench.said["pcsc_socket"] else {}
    kiosk = (sys.executable, "-m", "kiosk")
    config = ("--config", str(places.config))
    geometry = "{2}x{3}+{0}+{1}".format(*layout.bench)
    processes.start(Program(name="sync", command=(*kiosk, "sync", *config)))
    processes.start(
        Program(
            name="screen",
            command=(*kiosk, "run", *config),
            environment={**display.environment, **cards, "QT_SCALE_FACTOR": str(layout.scale)},
        )
    )
    processes.start(
        Program(
            name="bench",
            command=(
                *(sys.executable, "-m", "ui.bench"),
                *("--socket", bench.said["socket"], "--geometry", geometry),
            ),
            environment=display.environment,
        )
    )


def _enrol_once(places: Places, centre: str) -> None:
    """Make the terminal known to a centre that does not know it yet."""
    known = places.central / "terminal-enrolled"
    if known.exists() and (places.credentials / ENROLMENT_FILE).exists():
        return
    try:
        code = CentreDoor(centre).post("/enrolment-code", {})
    except DoorError as error:
        raise KioskError("enrolment_code", str(error)) from error
    invitation = Invitation(base_url=centre, code=code["code"], fingerprint=code["fingerprint"], site=SITE)
    save_enrolment(places.credentials, enrol(invitation, own_key(places.credentials), SystemClock()))
    known.touch()


def _watch(processes: Processes, headless_for: float | None) -> int:
    ended = processes.wait(but_not_for=("bench",), timeout_s=headless_for)
    match ended:
        case Stopped() | Ended("screen", 0):
            return 0
        case Ended(name, code):
            raise KioskError("ended", f"{name} ended with {code}:\n{processes.last_words(name)}")


def _check_ports(options: argparse.Namespace) -> None:
    for port, purpose, option in (
        (options.central_port, "the central platform", "--central-port"),
        (options.proxy_port, "the simulated network", "--proxy-port"),
        (options.printer_port, "the simulated printer", "--printer-port"),
    ):
        need_free(port, purpose=purpose, option=option)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder, so that two demos can't share one queue."""
    with (folder / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ConfigurationError(
                "demo_runs",
                f"{folder} is in use by another kiosk demo; end it, or choose another with --data",
            ) from error
        yield


def _residents() -> Path:
    spec = importlib.util.find_spec("central")
    if spec is None or spec.origin is None:
        raise ConfigurationError("central_missing", "the central platform is not installed: run make setup")
    return Path(spec.origin).parent / "data" / "residents.toml"


def _tell(opened: _Opened, *, json: bool) -> None:
    sys.stdout.write(msgspec.json.encode(opened).decode() + "\n" if json else _welcome(opened))
    sys.stdout.flush()


def _welcome(opened: _Opened) -> str:
    lines = [f"The terminal is open. Platform: {opened.centre}  ·  data and logs: {opened.folder}"]
    if opened.vnc_port is not None:
        address = f"127.0.0.1:{opened.vnc_port}"
        lines += [
            f"No display here: both windows are on one in memory. Look with `vncviewer {address}`;",
            f"from another machine first `ssh -L {opened.vnc_port}:{address} THIS-HOST`, then the same.",
        ]
    return "\n".join((*lines, "Ctrl-C ends everything; the queue stays for the next start.", ""))
