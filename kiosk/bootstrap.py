"""The composition root; it, open_devices.py and sync_process.py alone name concrete classes.

What only the work behind the first frame needs is imported where it is made: the screen starts without the
libraries of HTTP, printing and cards.
"""

import errno
import logging
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from devices.tpm.counter import TpmCounter
from devices.tpm.keyed_hash import TpmKeyedHash
from devices.udev_events import HotPlug
from kiosk.catalogue.in_force import open_at_start
from kiosk.catalogue.loader import files as catalogue_files
from kiosk.catalogue.shelf import Shelf
from kiosk.clock import CentreClock, SystemClock
from kiosk.config import Config
from kiosk.config import load as load_config
from kiosk.device_threads import CameraOnThread
from kiosk.domain.receipt import Site
from kiosk.domain.text import Text
from kiosk.drafts import open_drafts
from kiosk.errors import ConfigurationError, KioskError
from kiosk.front import cache_folder, keep, stamp
from kiosk.gateway import credentials
from kiosk.gateway.credentials import Credentials
from kiosk.gateway.gateway import Gateway
from kiosk.gateway.late import LateClient
from kiosk.gateway.question import checked_url
from kiosk.kept import SealedAtCentre
from kiosk.open_devices import open_devices, open_handwriting, open_voice
from kiosk.ports import Clock, FaceChecker, Portraits
from kiosk.recovery import ActRecovery
from kiosk.simulated import refuse_simulators
from kiosk.steps.ports import FaceWay, Ports
from kiosk.supervision import Supervisor
from kiosk.tables import SiteConfig
from kiosk.wire.messages import EnrolmentAnswer
from kiosk.wire.sealer import Sealer
from offline_queue import settings
from offline_queue.ballast import Ballast
from offline_queue.centre_time import earliest_now, time_now
from offline_queue.database import Database
from offline_queue.doorbell import SocketDoorbell
from offline_queue.heard_keys import HeardKeys
from offline_queue.journal import SqliteJournal
from offline_queue.outbox import SqliteOutbox
from offline_queue.owner import left_to_owner
from offline_queue.read_only import copied, is_read_only
from offline_queue.uptime import Moment, this_boot
from offline_queue.use import UseFile
from offline_queue.withdrawals import SqliteWithdrawals

if TYPE_CHECKING:
    from kiosk.gateway.client import CentreClient, CentreKeys
    from ui.behind import Behind


log = logging.getLogger(__name__)
DISK_TROUBLE = {errno.EIO: "outbox_disk_error", errno.ENOSPC: "outbox_disk_full"}


def open_gateway(config: Config, known: Credentials, keys: "CentreKeys", clock: CentreClock) -> Gateway:
    """Return the centre's ports, with a connection of their own: one for each use that may block."""
    return Gateway(open_centre_client(config, known, keys, clock))


def open_centre_client(
    config: Config, known: Credentials, keys: "CentreKeys", clock: CentreClock
) -> LateClient:
    """Return the centre as seen from here; nothing is connected to before the first question.

    It believes what is signed under the centre's `keys`. ConfigurationError when the address can't be used.
    """
    platform = config.platform
    ca = Path(platform.ca) if platform.ca else None
    checked_url(platform.url, ca)

    def client() -> "CentreClient":
        from kiosk.gateway.client import CentreClient  # noqa: PLC0415 loaded after the first frame

        return CentreClient(platform.url, known.enrolment.terminal, known.own, keys, clock, ca=ca)

    return LateClient(client)


def known_now(database: Database, known: Credentials) -> Credentials:
    """Return the credentials with the platform's keys as the centre last named them to the queue.

    A queue that was made anew begins with those that the credentials' folder has.
    """
    with database.writing() as connection:
        if settings.adopt(connection, known.enrolment):
            settings.learn_keys(connection, known.heard)
        keys = settings.keys(connection) or known.enrolment.keys
    return Credentials(known.own, msgspec.structs.replace(known.enrolment, keys=keys))


def draw_counter(config: Config) -> TpmCounter | None:
    """Return the counter in the machine's TPM, None where none is configured."""
    return TpmCounter(Path(config.tpm.device)) if config.tpm.device else None


def holder_marker(config: Config) -> TpmKeyedHash | None:
    """Return what hashes whose an item is, in the machine's TPM; None where none is configured."""
    return TpmKeyedHash(Path(config.tpm.device)) if config.tpm.device else None


def set_clock(clock: CentreClock, database: Database, machine: Clock) -> None:
    """Have a clock go by what the centre's clock last said to the queue; by the machine's if it never did."""
    with database.reading() as connection:
        known = settings.centre_time(connection)
    if known is not None:
        now = Moment(this_boot(), machine.monotonic())
        clock.hear(time_now(known, machine.now(), now), earliest=earliest_now(known, now))


def site(config: SiteConfig, enrolment: EnrolmentAnswer) -> Site:
    """Return what papers and status bar say of the place."""
    return Site(
        name=Text(zh=config.name_zh, en=config.name_en),
        terminal=enrolment.terminal,
        base_url=enrolment.base_url,
        contact=config.contact,
        point=config.point,
    )


@contextmanager
def open_queue(config: Config, *, checkpoints: bool = False) -> Iterator[Database]:
    """Open the outbox's database, made when there is none yet; what root makes of it is left to its owner."""
    path = Path(config.queue.path)
    with left_to_owner(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            if code := DISK_TROUBLE.get(error.errno or 0):
                raise KioskError(code, f"{path.parent}: {error}") from error
            raise ConfigurationError("queue_path", f"[queue] path: {error}; name another place") from error
        with closing(Database(path, checkpoints=checkpoints)) as database:
            Ballast(path).lay()
            yield database


@contextmanager
def open_shelf(config: Config, clock: Clock) -> Iterator[Shelf]:
    """Give the editions of the catalogue, in the folder `catalogue` beside the queue.

    What root makes there is left to the folder's owner.
    """
    try:
        kept = cache_folder()
    except RuntimeError:  # a user without a home keeps nothing
        kept = None
    folder = Path(config.queue.path).with_name("catalogue")
    with left_to_owner(folder):
        yield Shelf(folder, software=version("kiosk-terminal"), now=clock.now, kept=kept)


@contextmanager
def open_queue_to_read(config: Config) -> Iterator[Database]:
    """Open the outbox's database for who only reads it: one on a read-only disk is read from a copy."""
    path = Path(config.queue.path)
    if not is_read_only(path):
        with open_queue(config) as database:
            yield database
        return
    log.warning("%s: its disk is mounted read-only: read from a copy", path)
    with copied(path) as copy, closing(Database(copy)) as database:
        yield database


def face_way(config: Config, camera: CameraOnThread | None, portraits: Portraits) -> FaceWay | None:
    """Return what the face check works with, None unless it is enabled.

    ConfigurationError when it is and there is no camera for it.
    """
    if not config.face.enabled:
        return None
    if camera is None:
        raise ConfigurationError(
            "face_camera", "[face] enabled = true needs a camera: add [devices.face_camera], or say false"
        )

    def checker() -> FaceChecker:
        from devices.face.checker import FaceProcess  # noqa: PLC0415 loaded when a face is to be checked

        return FaceProcess()

    return FaceWay(camera=camera, portraits=portraits, checker=checker, threshold=config.face.threshold)


@contextmanager
def open_ports(config: Config) -> Iterator[Ports]:
    """Build everything the steps work with; ConfigurationError when the terminal is not enrolled."""
    enrolled = credentials.load(Path(config.platform.credentials))
    machine = SystemClock()
    clock = CentreClock(machine)
    with (
        open_devices(config.devices) as devices,
        closing(Supervisor(devices.all(), clock, hot_plug=HotPlug(config.devices))) as supervisor,
        open_queue(config) as database,
        open_voice(config.speech) as voice,
        open_handwriting(config.handwriting) as handwriting,
    ):
        known = known_now(database, enrolled)
        set_clock(clock, database, machine)
        journal = SqliteJournal(database, clock)
        sealer = Sealer(known.own)
        outbox = SqliteOutbox(
            database, sealer, machine, counter=draw_counter(config), marker=holder_marker(config)
        )
        doorbell = SocketDoorbell(database.path)
        keys = HeardKeys(database, known.enrolment.keys)
        asking, paying = open_gateway(config, known, keys, clock), open_gateway(config, known, keys, clock)
        yield Ports(
            centre=open_gateway(config, known, keys, clock),
            sharing=asking,
            codes=asking,
            e_ids=asking,
            cashier=paying,
            wallets=paying,
            receipts=asking,
            cases=open_gateway(config, known, keys, clock),
            kept=SealedAtCentre(open_gateway(config, known, keys, clock), keys, clock),
            help_desk=open_gateway(config, known, keys, clock),
            tokens=sealer,
            documents=asking,
            outbox=outbox,
            withdrawals=SqliteWithdrawals(database),
            use=UseFile(database.path, clock),
            journal=journal,
            recovery=ActRecovery(journal, outbox, doorbell, devices.printer, devices.document_printer),
            doorbell=doorbell,
            clock=clock,
            devices=supervisor,
            identity_card=devices.identity_card,
            social_card=devices.social_card,
            printer=devices.printer,
            document_printer=devices.document_printer,
            code_scanner=devices.code_scanner,
            power=devices.power,
            slot=devices.social_card,
            mouth=devices.mouth,
            reminder=devices.reminder,
            voice=voice,
            handwriting=handwriting,
            drafts=open_drafts(database.path),
            card_left_s=config.screen.card_left_s,
            paper_left_s=config.screen.paper_left_s,
            scan_s=config.screen.scan_s,
            document_camera=devices.document_camera,
            face=face_way(config, devices.face_camera, asking),
            intercom=config.site.intercom,
            site=site(config.site, known.enrolment),
        )


def compose(path: Path, opened: ExitStack) -> "Iterator[Behind | None]":
    """Open all that is behind the screen, closed with `opened`: None after each piece, at last the whole."""
    from ui.behind import Behind, front  # noqa: PLC0415 Qt is only loaded for the screen
    from ui.conductor import Conductor  # noqa: PLC0415

    stamps = [stamp(path)] if path.exists() else []
    config = load_config(path)
    refuse_simulators(config)
    stamps += map(stamp, credentials.files(Path(config.platform.credentials)))
    yield None
    stamps += map(stamp, catalogue_files())
    shelf = opened.enter_context(open_shelf(config, SystemClock()))
    with suppress(OSError):
        shelf.folder.mkdir(parents=True, exist_ok=True)
    in_force = open_at_start(shelf)
    stamps += map(stamp, (path for path in shelf.files() if path.exists()))
    yield None
    ports = opened.enter_context(open_ports(config))
    yield None
    screen = config.screen
    served = in_force.catalogue, in_force.search
    conductor = Conductor(ports, *served, locale=screen.locale, idle_s=screen.idle_s)
    conductor.renew_from(shelf, in_force.use)
    first = front(conductor, screen)
    keep(path, stamps, first)
    yield Behind(first, conductor)


def run_central(arguments: list[str]) -> int:
    """Serve the reference platform; its libraries are the extra [central]."""
    from central.__main__ import main  # noqa: PLC0415 a terminal has no central

    return main(arguments)
