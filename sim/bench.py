"""The bench: every simulator of one terminal in one place, and what can be done to each in plain words."""

import datetime as dt
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, assert_never
from urllib.parse import urlsplit

import msgspec

from kiosk.domain.address import is_loopback
from kiosk.errors import ConfigurationError
from sim import commands as told
from sim.bench_status import BenchStatus, PlatformPanel, PowerPanel, PrinterPanel, ReminderPanel
from sim.cameras import Cameras
from sim.card_commands import Damage, FailReader, Forge, InsertBank, InsertSocial, LayCard
from sim.card_desk import CardDesk
from sim.centre_door import DoorError
from sim.command import CommandError
from sim.commands import Device, Switch
from sim.document_commands import DocumentPaperOut, DocumentSlow, GetDocument, ListDocuments
from sim.document_desk import DocumentDesk
from sim.network import NetworkProxy
from sim.papers import Papers
from sim.people import DISTRICT, line, load_people
from sim.power import SimulatedPower
from sim.receipt_printer import SimulatedReceiptPrinter
from sim.relay_board import SimulatedRelayBoard
from sim.scan_desk import ScanDesk
from sim.wallet import Pocket


class BenchSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where a bench keeps what it makes, and where its parts listen; port 0 takes any free one."""

    folder: Path
    residents: Path
    platform: str
    """The platform's own address, not the relay's."""
    proxy_port: int = 0
    printer_port: int = 0
    power_port: int = 0
    profile: str = "generic-80-gb18030"
    with_pcsc: bool = True
    with_documents: bool = True
    face_port: int = 0
    document_port: int = 0


class Bench:
    """Owns all simulators; `handle` may be called from any thread."""

    def __init__(self, settings: BenchSettings) -> None:
        """Start everything, or nothing: OSError when a port is in use, else ConfigurationError."""
        self._settings = settings
        self._people = {person.slug: person for person in load_people(settings.residents, today=_today())}
        self._pocket = Pocket(settings.platform)
        self._papers = Papers(settings.folder / "receipts")
        self._hands = threading.Lock()
        with ExitStack() as started:
            platform = urlsplit(settings.platform)
            if not is_loopback(platform.hostname or ""):
                raise ConfigurationError(
                    "real_platform", f"simulators never talk to a real platform: {settings.platform}"
                )
            self.network = NetworkProxy(
                host=platform.hostname or "127.0.0.1",
                target_port=platform.port or 80,
                port=settings.proxy_port,
            )
            started.callback(self.network.close)
            self.printer = started.enter_context(
                SimulatedReceiptPrinter(
                    port=settings.printer_port, profile=settings.profile, on_receipt=self._papers.take
                )
            )
            self.documents = DocumentDesk(settings.folder, wanted=settings.with_documents)
            started.callback(self.documents.close)
            self.codes = ScanDesk(settings.folder, self._papers, self._pocket)
            started.callback(self.codes.close)
            self.reminder = SimulatedRelayBoard(settings.folder / "reminder")
            started.callback(self.reminder.close)
            self.power = started.enter_context(SimulatedPower(port=settings.power_port))
            self.cards = CardDesk(settings.folder, self._people, with_pcsc=settings.with_pcsc)
            started.callback(self.cards.close)
            self.cameras = Cameras(
                self._people, face_port=settings.face_port, document_port=settings.document_port
            )
            started.callback(self.cameras.close)
            self._started = started.pop_all()
        self._switches = {
            **self.cards.switches(),
            **self._printer_switches(),
            **self.documents.switches(),
            **self.codes.switches(),
            Switch.POWER_BACK: self.power.back,
        }

    def close(self) -> None:
        """End every simulator."""
        self._started.close()

    def handle(self, text: bytes) -> dict[str, Any]:
        """Do what one line says; the answer has `ok`, and `message` when it was not done."""
        try:
            return {"ok": True, **self._do(told.decode(text))}
        except (CommandError, DoorError) as error:
            return {"ok": False, "message": str(error)}
        except OSError as error:
            return {"ok": False, "message": f"the machine refuses it: {error}"}

    def status(self) -> BenchStatus:
        """Return how everything stands."""
        reader, social = self.cards.status()
        face, document = self.cameras.status()
        return BenchStatus(
            identity_reader=reader,
            social_reader=social,
            code_scanner=self.codes.status(),
            printer=self._printer_panel(),
            document_printer=self.documents.status(),
            face_camera=face,
            document_camera=document,
            power=self._power_panel(),
            reminder=ReminderPanel(
                port=self.reminder.port,
                plugged=self.reminder.plugged,
                light=self.reminder.light,
                sound=self.reminder.sound,
            ),
            network=self.network.status(),
            platform=PlatformPanel(
                url=self._settings.platform, mode=self._pocket.mode, wallet=self._pocket.mood
            ),
        )

    def _do(self, command: Switch | told.Told) -> Mapping[str, Any]:
        """Devices are touched by one hand at a time; the platform may be slow and is asked without it."""
        match command:
            case Switch.RESIDENTS:
                today = _today()
                return {"residents": _plain([line(person, today=today) for person in self._people.values()])}
            case Switch.CODES:
                return {"codes": self._pocket.codes()}
            case Switch.ORDERS:
                return {"orders": self._pocket.orders()}
            case Switch.STATUS:
                return dict(_plain(self.status()))
            case told.Pay():
                return self._pocket.pay(command)
            case told.Scan():
                return self.codes.scan(command)  # as long as its line takes; the hands are free meanwhile
            case told.Platform(mode):
                self._pocket.behave(mode)
                return {}
            case told.Wallet(mood):
                self._pocket.tune(mood)
                return {}
            case told.Department():
                return self._pocket.change_department(command)
            case told.ListReceipts(after):
                return {"receipts": _plain(self._papers.after(after))}
            case told.GetReceipt(number):
                return self._paper(number)
            case ListDocuments(after):
                return {"documents": _plain(self.documents.pile.after(after))}
            case GetDocument(number):
                return dict(_plain(self.documents.pile.document(number)))
            case _:
                with self._hands:
                    self._touch(command)
                return {}

    def _touch(self, command: Switch | told.Touch) -> None:
        match command:
            case Switch():
                self._switches[command]()
            case LayCard() | InsertSocial() | InsertBank() | Damage() | Forge() | FailReader():
                self.cards.do(command)
            case DocumentPaperOut() | DocumentSlow():
                self.documents.do(command)
            case told.OutOfPaperAfter(mm):
                self.printer.out_of_paper_after(mm)
            case told.PowerFail(runtime_s):
                self.power.fail(runtime_s)
            case told.PowerLow(forced):
                self.power.low(forced=forced)
            case told.Unplug(device):
                self._plug(device)[1]()
            case told.Replug(device):
                self._plug(device)[0]()
            case told.CameraFrames() | told.CameraTrouble() | told.ShowFace() | told.LaySheet():
                self.cameras.tell(command)
            case told.Network(mode, delay_s, requests):
                self.network.set(mode, delay_s=delay_s, requests=requests)
            case _:
                assert_never(command)

    def _plug(self, device: Device) -> tuple[Callable[[], None], Callable[[], None]]:
        """Return what plugs a device in, and what pulls its cable."""
        match device:
            case Device.IDENTITY_READER:
                return self.cards.plug_identity, self.cards.unplug_identity
            case Device.SOCIAL_READER:
                return self.cards.plug_social, self.cards.unplug_social
            case Device.PRINTER:
                return self._replug_printer, self._unplug_printer
            case Device.DOCUMENT_PRINTER:
                return self.documents.plug, self.documents.unplug
            case Device.CODE_SCANNER:
                return self.codes.scanner.replug, self.codes.scanner.unplug
            case Device.FACE_CAMERA:
                return self.cameras.face.replug, self.cameras.face.unplug
            case Device.DOCUMENT_CAMERA:
                return self.cameras.document.replug, self.cameras.document.unplug
            case Device.REMINDER:
                return self.reminder.replug, self.reminder.unplug
            case Device.POWER:
                return self.power.replug, self.power.unplug
        assert_never(device)

    def _printer_switches(self) -> Mapping[Switch, Callable[[], None]]:
        printer = self.printer
        return {
            Switch.TEAR_PAPER: printer.tear_paper,
            Switch.LOAD_PAPER: printer.load_paper,
            Switch.PUT_PAPER_BACK: printer.put_paper_back,
            Switch.TAKE_PAPER: printer.take_paper,
            Switch.NEAR_END: printer.near_end,
            Switch.OPEN_COVER: printer.open_cover,
            Switch.CLOSE_COVER: printer.close_cover,
            Switch.JAM: printer.jam_cutter,
            Switch.FREE_CUTTER: printer.free_cutter,
            Switch.OVERHEAT: printer.overheat,
            Switch.COOL_DOWN: printer.cool_down,
            Switch.SILENT: printer.silent,
            Switch.SPEAK: lambda: printer.silent(value=False),
            Switch.RECOVER_PRINTER: self._recover_printer,
        }

    def _recover_printer(self) -> None:
        self._replug_printer()
        for switch in RECOVERY:
            self._switches[switch]()

    def _replug_printer(self) -> None:
        if not self.printer.condition.powered:
            self.printer.replug()

    def _unplug_printer(self) -> None:
        if self.printer.condition.powered:
            self.printer.unplug()

    def _printer_panel(self) -> PrinterPanel:
        now = self.printer.condition
        return PrinterPanel(
            port=self.printer.port,
            plugged=now.powered,
            paper_out=now.paper_out,
            near_end=now.near_end,
            cover_open=now.cover_open,
            jammed=now.cutter_blocked or now.cutter_stuck,
            overheated=now.overheated,
            silent=now.silent,
            left_at_mouth=self.printer.sees_paper and now.untaken,
            buffered=self.printer.buffered,
            papers=len(self._papers),
        )

    def _power_panel(self) -> PowerPanel:
        power = self.power.power
        variables = power.variables(time.monotonic())
        return PowerPanel(
            port=self.power.port,
            plugged=power.plugged,
            status=power.status,
            charge=int(variables["battery.charge"]),
            runtime_s=int(variables["battery.runtime"]),
        )

    def _paper(self, number: int) -> Mapping[str, Any]:
        found = self._papers.png(number)
        if found is None:
            raise CommandError(f"there is no paper {number}: {len(self._papers)} came out")
        paper, png = found
        return {**_plain(paper), "png": png}


RECOVERY = (Switch.CLOSE_COVER, Switch.FREE_CUTTER, Switch.COOL_DOWN, Switch.SPEAK, Switch.LOAD_PAPER)


def _plain(value: object) -> Any:  # noqa: ANN401, builtins for JSON
    return msgspec.to_builtins(value)


def _today() -> dt.date:
    return dt.datetime.now(DISTRICT).date()
