"""What the bench answers: how every simulator stands, who there is, and the papers that came out."""

import datetime as dt

import msgspec

from kiosk.domain.identity import CardKind
from sim.commands import PlatformMode, WalletMood
from sim.network import NetworkStatus


class ReaderPanel(msgspec.Struct, frozen=True, kw_only=True):
    """The identity card reader."""

    port: str
    plugged: bool
    card: str | None
    """The resident whose card lies there, or the name on a card that is in no file."""
    fault: str | None
    """What was done to the reader and lasts."""


class SocialPanel(msgspec.Struct, frozen=True, kw_only=True):
    """The reader for social-security cards."""

    available: bool
    problem: str | None
    """Why there is none."""
    card: str | None


class ScannerPanel(msgspec.Struct, frozen=True, kw_only=True):
    """The code scanner."""

    port: str
    plugged: bool
    silent: bool


class PrinterPanel(msgspec.Struct, frozen=True, kw_only=True):
    """The receipt printer."""

    port: int
    plugged: bool
    paper_out: bool
    near_end: bool
    cover_open: bool
    jammed: bool
    overheated: bool
    silent: bool
    left_at_mouth: bool
    """A slip waits to be taken, where the model sees it."""
    buffered: int
    """Bytes received and not yet printed."""
    papers: int
    """How many pieces of paper came out."""


class DocumentPrinterPanel(msgspec.Struct, frozen=True, kw_only=True):
    """The document printer and its print server."""

    server: str | None
    """What [devices.document_printer] server has to say; None: there is none."""
    problem: str | None
    """Why there is none."""
    ready: bool
    """It prints; it starts beside everything else."""
    plugged: bool
    paper_out: bool
    jammed: bool
    cover_open: bool
    toner_low: bool
    slow: bool
    documents: int
    """How many documents came out and are drawn."""


class CameraPanel(msgspec.Struct, frozen=True, kw_only=True):
    """A camera."""

    url: str
    plugged: bool
    watched: bool
    """Somebody takes its pictures now: a real one's light is on."""
    shows: str
    fault: str | None


class ReminderPanel(msgspec.Struct, frozen=True, kw_only=True):
    """The lamp and the buzzer that remind."""

    port: str
    plugged: bool
    light: bool
    sound: bool


class PowerPanel(msgspec.Struct, frozen=True, kw_only=True):
    """The power supply."""

    port: int
    plugged: bool
    status: str
    """As its upsd says it: OL, OB DISCHRG, OB DISCHRG LB, FSD OB LB, OL CHRG."""
    charge: int
    runtime_s: int


class PlatformPanel(msgspec.Struct, frozen=True, kw_only=True):
    """The platform behind the network."""

    url: str
    mode: PlatformMode
    wallet: WalletMood


class BenchStatus(msgspec.Struct, frozen=True, kw_only=True):
    """All of it."""

    identity_reader: ReaderPanel
    social_reader: SocialPanel
    code_scanner: ScannerPanel
    printer: PrinterPanel
    document_printer: DocumentPrinterPanel
    face_camera: CameraPanel
    document_camera: CameraPanel
    power: PowerPanel
    reminder: ReminderPanel
    network: NetworkStatus
    platform: PlatformPanel


class ResidentEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A resident in the bench's list."""

    slug: str
    name: str
    kind: CardKind
    age: int
    expired: bool
    social: str | None
    """Version of the social-security card; None: has none."""
    phone: str | None
    note: str


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of paper; its picture lies at `path`."""

    number: int
    path: str
    complete: bool
    """From its begin to the cut without an interruption."""
    text: str
    codes: tuple[str, ...]
    """What its QR codes say, where the printer was sent them as codes."""
    at: dt.datetime


class DocumentLine(msgspec.Struct, frozen=True, kw_only=True):
    """One job's sheets; the pictures of its pages lie at `paths`."""

    number: int
    job: str
    pages: int
    complete: bool
    """False: fewer pages came out than the document has."""
    paths: tuple[str, ...]
    at: dt.datetime
