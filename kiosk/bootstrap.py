"""The composition root of every process: the only module that names concrete classes."""

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path

import msgspec

from devices.card.factory import identity_reader, social_reader
from devices.config import DevicesConfig
from devices.printer.factory import receipt_printer
from kiosk.catalogue.loader import Catalogue
from kiosk.catalogue.loader import load as load_catalogue
from kiosk.clock import SystemClock
from kiosk.config import Config
from kiosk.device_threads import PrinterOnThread, ReaderOnThread
from kiosk.domain.receipt import Site
from kiosk.domain.shown import ZONE
from kiosk.domain.text import Text
from kiosk.errors import ConfigurationError
from kiosk.gateway import credentials
from kiosk.gateway.client import CentreClient
from kiosk.gateway.credentials import Credentials
from kiosk.gateway.gateway import Gateway
from kiosk.recovery import resolve_acts
from kiosk.steps.ports import Ports
from kiosk.tables import SiteConfig
from kiosk.wire.messages import EnrolmentAnswer
from kiosk.wire.sealer import Sealer
from offline_queue import loop, settings
from offline_queue.database import Database
from offline_queue.doorbell import SocketDoorbell
from offline_queue.journal import SqliteJournal
from offline_queue.outbox import SqliteOutbox
from offline_queue.sync import Sync


def local_day() -> dt.date:
    """Return today where the terminal stands."""
    return dt.datetime.now(ZONE).date()


class Devices(msgspec.Struct, frozen=True, kw_only=True):
    """The configured devices, each on its own thread; None where none is configured."""

    identity_card: ReaderOnThread | None
    social_card: ReaderOnThread | None
    printer: PrinterOnThread | None

    def all(self) -> tuple[ReaderOnThread | PrinterOnThread, ...]:
        """Return those that are configured."""
        return tuple(
            device for device in (self.identity_card, self.social_card, self.printer) if device is not None
        )


@contextmanager
def open_devices(config: DevicesConfig) -> Iterator[Devices]:
    """Build the drivers; their threads end with the context. Nothing is connected to yet."""
    identity, social, printer = config.identity_card, config.social_card, config.receipt_printer
    devices = Devices(
        identity_card=ReaderOnThread(identity_reader(identity, today=local_day), "identity_card")
        if identity
        else None,
        social_card=ReaderOnThread(social_reader(social, today=local_day), "social_card") if social else None,
        printer=PrinterOnThread(receipt_printer(printer), "receipt_printer") if printer else None,
    )
    try:
        yield devices
    finally:
        for device in devices.all():
            device.close()


def open_gateway(config: Config, known: Credentials) -> Gateway:
    """Return the centre seen from here, with a connection of its own: one for each use that may block."""
    client = CentreClient(
        config.platform.url,
        known.enrolment.terminal,
        known.key,
        known.enrolment.keys,
        SystemClock(),
        ca=Path(config.platform.ca) if config.platform.ca else None,
    )
    return Gateway(client)


def known_now(database: Database, known: Credentials) -> Credentials:
    """Return the credentials with the platform's keys as the centre last named them to the queue."""
    with database.writing() as connection:
        settings.adopt(connection, known.enrolment)
        keys = settings.keys(connection) or known.enrolment.keys
    return Credentials(known.key, msgspec.structs.replace(known.enrolment, keys=keys))


def site(config: SiteConfig, enrolment: EnrolmentAnswer) -> Site:
    """Return what papers and status bar say of the place."""
    return Site(
        name=Text(zh=config.name_zh, en=config.name_en),
        terminal=enrolment.terminal,
        base_url=enrolment.base_url,
        contact=config.contact,
    )


@contextmanager
def open_queue(config: Config, *, checkpoints: bool = False) -> Iterator[Database]:
    """Open the outbox's database, made when there is none yet."""
    path = Path(config.queue.path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError("queue_path", f"[queue] path: {error}; name another place") from error
    with closing(Database(path, checkpoints=checkpoints)) as database:
        yield database


@contextmanager
def open_ports(config: Config, catalogue: Catalogue) -> Iterator[Ports]:
    """Build everything the steps work with; ConfigurationError when the terminal is not enrolled."""
    enrolled = credentials.load(Path(config.platform.credentials))
    clock = SystemClock()
    with open_devices(config.devices) as devices, open_queue(config) as database:
        known = known_now(database, enrolled)
        journal = SqliteJournal(database, clock)
        resolve_acts(journal)
        asking, paying = open_gateway(config, known), open_gateway(config, known)
        yield Ports(
            centre=open_gateway(config, known),
            sharing=asking,
            codes=asking,
            cashier=paying,
            documents=asking,
            outbox=SqliteOutbox(database, Sealer(known.key), clock),
            journal=journal,
            doorbell=SocketDoorbell(database.path),
            clock=clock,
            identity_card=devices.identity_card,
            social_card=devices.social_card,
            printer=devices.printer,
            site=site(config.site, known.enrolment),
            catalogue=catalogue.version,
        )


class SyncProcess(msgspec.Struct, frozen=True):
    """The sync process: one pass, or passes until SIGTERM."""

    sync: Sync
    database: Database

    def run(self) -> None:
        """Repeat passes until told to stop; from the main thread."""
        stop = threading.Event()
        loop.stop_on_signals(stop)
        loop.run(self.sync, self.database, stop)

    def run_once(self) -> dict[str, object]:
        """Do one pass and return its counts."""
        return msgspec.structs.asdict(loop.run_once(self.sync, self.database.path))


@contextmanager
def open_sync(config: Config) -> Iterator[SyncProcess]:
    """Build the sync process over its own connection to the queue."""
    enrolled, clock = credentials.load(Path(config.platform.credentials)), SystemClock()
    with open_queue(config, checkpoints=True) as database:
        known = known_now(database, enrolled)
        gateway = open_gateway(config, known)
        outbox = SqliteOutbox(database, Sealer(known.key), clock)
        sync = Sync(
            database,
            outbox=outbox,
            uplink=gateway,
            cashier=gateway,
            clock=clock,
            version=version("kiosk-terminal"),
        )
        yield SyncProcess(sync, database)


def run_terminal(config: Config) -> int:
    """Open the screen and serve until told to stop."""
    from kiosk.catalogue.search import Search  # noqa: PLC0415 loaded with the screen
    from ui.app import run_screen  # noqa: PLC0415 Qt is only loaded for the screen
    from ui.conductor import Conductor  # noqa: PLC0415

    catalogue = load_catalogue()
    with open_ports(config, catalogue) as ports:
        conductor = Conductor(
            ports,
            catalogue,
            Search(catalogue),
            locale=config.screen.locale,
            idle_s=config.screen.idle_s,
        )
        return run_screen(conductor, config.screen)


def run_central(arguments: list[str]) -> int:
    """Serve the reference platform; its libraries are the extra [central]."""
    from central.__main__ import main  # noqa: PLC0415 a terminal has no central

    return main(arguments)
