"""What the bench can be told, in plain words: JSON objects with `do`, each a record; no I/O."""

import datetime as dt
import difflib
from enum import StrEnum
from typing import Annotated, Any, get_args

import msgspec

from sim.camera import CameraFault
from sim.card_commands import CardCommand
from sim.command import Command, CommandError
from sim.desk import SheetPlace
from sim.document_commands import DocumentCommand, GetDocument, ListDocuments
from sim.network import Mode
from sim.power import FULL_RUNTIME_S

MOST_TIMES = 20_000


class Device(StrEnum):
    """What has a cable."""

    IDENTITY_READER = "identity_reader"
    SOCIAL_READER = "social_reader"
    PRINTER = "printer"
    CODE_SCANNER = "code_scanner"
    FACE_CAMERA = "face_camera"
    DOCUMENT_CAMERA = "document_camera"
    REMINDER = "reminder"
    DOCUMENT_PRINTER = "document_printer"
    POWER = "power"
    """The data cable of the power supply: nobody knows how the power is."""


class ScanKind(StrEnum):
    """What is laid before the code scanner when no payload is given."""

    RAW = "raw"
    PAYER = "payer"
    """A fresh payment code of a wallet."""
    RECEIPT = "receipt"
    """The code on the last slip."""
    E_ID = "e_id"
    """A fresh e-ID code on a resident's phone."""


class Lens(StrEnum):
    """What has a lens."""

    FACE_CAMERA = "face_camera"
    DOCUMENT_CAMERA = "document_camera"


class PlatformMode(StrEnum):
    """How the platform itself behaves."""

    OK = "ok"
    SLOW = "slow"
    FAILING = "failing"
    HTML = "html"


class WalletMood(StrEnum):
    """What wallets do when the code they show is charged."""

    PAYS = "pays"
    ASKS = "asks"
    """For a password, which `pay` types."""
    REFUSES = "refuses"
    HANGS = "hangs"


class SystemMode(StrEnum):
    """How a department's own system is, as the platform says; with HOURS it says nothing."""

    OPEN = "open"
    DOWN = "down"
    MAINTENANCE = "maintenance"
    HOURS = "hours"


class Switch(StrEnum):
    """What is told by its name alone."""

    TAKE_AWAY = "take_away"
    TAKE_AWAY_DURING_READ = "take_away_during_read"
    """The card leaves in the middle of the next read."""
    SILENCE_READER = "silence_reader"
    GARBLE_READER = "garble_reader"
    RECOVER_READER = "recover_reader"
    REMOVE_SOCIAL = "remove_social"
    REMOVE_SOCIAL_DURING_READ = "remove_social_during_read"
    SILENCE_SCANNER = "silence_scanner"
    """The scanner stays plugged and reads nothing."""
    RECOVER_SCANNER = "recover_scanner"
    """Plugged, and reading again."""
    TEAR_PAPER = "tear_paper"
    LOAD_PAPER = "load_paper"
    PUT_PAPER_BACK = "put_paper_back"
    """A new roll, and what hangs out of the printer stays there."""
    TAKE_PAPER = "take_paper"
    """The resident takes the slip out of the mouth; only some models see it."""
    NEAR_END = "near_end"
    OPEN_COVER = "open_cover"
    CLOSE_COVER = "close_cover"
    JAM = "jam"
    """The next cut fails."""
    FREE_CUTTER = "free_cutter"
    OVERHEAT = "overheat"
    COOL_DOWN = "cool_down"
    SILENT = "silent"
    """The printer goes on printing and answers nothing."""
    SPEAK = "speak"
    DOCUMENT_LOAD_PAPER = "document_load_paper"
    DOCUMENT_JAM = "document_jam"
    DOCUMENT_FREE = "document_free"
    DOCUMENT_COVER_OPEN = "document_cover_open"
    DOCUMENT_COVER_CLOSE = "document_cover_close"
    DOCUMENT_TONER_LOW = "document_toner_low"
    RECOVER_DOCUMENT_PRINTER = "recover_document_printer"
    """Plugged, closed, free, at its usual pace, a full tray."""
    RECOVER_PRINTER = "recover_printer"
    """A new roll, the cover closed, and every fault ended."""
    POWER_BACK = "power_back"
    """The mains are there again."""
    RESIDENTS = "residents"
    CODES = "codes"
    """The codes that were sent to phones, newest first."""
    ORDERS = "orders"
    """The orders that wait for a wallet, newest first."""
    STATUS = "status"


class OutOfPaperAfter(Command, frozen=True, tag="out_of_paper_after"):
    """Let the roll end after so many millimetres more."""

    mm: float


class PowerFail(Command, frozen=True, tag="power_fail"):
    """Take the mains away, with a battery that lasts so long."""

    runtime_s: Annotated[float, msgspec.Meta(ge=0, le=86_400)] = FULL_RUNTIME_S


class PowerLow(Command, frozen=True, tag="power_low"):
    """Let the battery be nearly empty, or be switched off by whoever manages it."""

    forced: bool = False


class Unplug(Command, frozen=True, tag="unplug"):
    device: Device


class Replug(Command, frozen=True, tag="replug"):
    device: Device


class CameraFrames(Command, frozen=True, tag="camera_frames"):
    """Have a camera show the .jpg files of a folder, over and over."""

    device: Lens
    folder: str


class CameraTrouble(Command, frozen=True, tag="camera_fault"):
    """Spoil a camera's stream until told `none`."""

    device: Lens
    fault: CameraFault


class ShowFace(Command, frozen=True, tag="show_face"):
    """Have a resident's drawn face look into the camera and turn; without one the hall is empty."""

    resident: str | None = None


class LaySheet(Command, frozen=True, tag="lay_sheet"):
    """Lay a drawn sheet under the document camera, in place of what lay there."""

    how: SheetPlace = SheetPlace.TURNED


class Network(Command, frozen=True, tag="network"):
    """Change the network, for good or for so many requests."""

    mode: Mode
    delay_s: float = 3.0
    requests: int | None = None


class Platform(Command, frozen=True, tag="platform"):
    """Change how the platform answers terminals."""

    mode: PlatformMode


class Department(Command, frozen=True, tag="department"):
    """Change how a department's system is; the platform refuses what it would have to ask there."""

    department: str
    mode: SystemMode
    until: dt.datetime | None = None


class Pay(Command, frozen=True, tag="pay"):
    """Pay as a wallet does: what the code names, or the newest order that waits."""

    code: str | None = None
    wallet: str = "模拟钱包"


class Wallet(Command, frozen=True, tag="wallet"):
    """Change what wallets do when the code they show is charged."""

    mood: WalletMood


class Scan(Command, frozen=True, tag="scan"):
    """Lay a code before the scanner: `payload` as it is, `hex` as bytes, or one of a `kind`."""

    kind: ScanKind = ScanKind.RAW
    payload: str | None = None
    hex: str | None = None
    times: Annotated[int, msgspec.Meta(ge=1, le=MOST_TIMES)] = 1
    """How often in a row it is in the code: 10 kB in two words."""
    resident: str | None = None
    """Whose e-ID it is."""


class ListReceipts(Command, frozen=True, tag="receipts"):
    """List the papers with a number above `after`, the oldest first, without their pictures."""

    after: int = 0


class GetReceipt(Command, frozen=True, tag="receipt"):
    """Get one paper with its picture."""

    number: int


CameraCommand = CameraFrames | CameraTrouble | ShowFace | LaySheet
Simulator = CardCommand | CameraCommand | DocumentCommand
Touch = Simulator | OutOfPaperAfter | PowerFail | PowerLow | Unplug | Replug | Network
"""What changes a simulator."""
Shown = ListReceipts | GetReceipt | ListDocuments | GetDocument
Told = Touch | Platform | Department | Pay | Wallet | Scan | Shown
TAGS = tuple(str(kind.__struct_config__.tag) for kind in get_args(Told))
NAMES = tuple(sorted((*TAGS, *Switch)))
"""Every word that `do` may be."""


def decode(text: bytes) -> Switch | Told:
    """Read one line; CommandError says what is wrong with it and what would be right."""
    try:
        raw = msgspec.json.decode(text, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise CommandError(f"this is no JSON object: {error}") from error
    name = str(raw.get("do"))
    if name not in NAMES:
        near = difflib.get_close_matches(name, NAMES, n=1)
        raise CommandError(
            f"there is no command '{name}'"
            + (f"; did you mean '{near[0]}'?" if near else f": {', '.join(NAMES)}")
        )
    if name in TAGS:
        return _told(raw, name)
    if more := ", ".join(raw.keys() - {"do"}):
        raise CommandError(f"{name}: takes nothing more, not {more}")
    return Switch(name)


def _told(raw: dict[str, Any], name: str) -> Told:
    try:
        command: Told = msgspec.convert(raw, Told)
    except msgspec.ValidationError as error:
        raise CommandError(f"{name}: {error}") from error
    return command
