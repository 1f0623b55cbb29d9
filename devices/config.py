"""The devices of one terminal as configured: the tag `driver` chooses the class, and that is the registry."""

from enum import StrEnum
from typing import Annotated

import msgspec

Baud = Annotated[int, msgspec.Meta(gt=0)]
RelayChannel = Annotated[int, msgspec.Meta(ge=0, le=8)]
Millimetres = Annotated[int, msgspec.Meta(ge=0)]
"""Length of a full roll of paper; 0 where none is told, and no end of it foreseen."""
ROLL_FILE = "/var/lib/kiosk/receipt-roll.json"
"""What was printed since the roll was changed."""
UsbId = Annotated[str, msgspec.Meta(pattern="^([0-9A-Fa-f]{4}:[0-9A-Fa-f]{4})?$")]
"""Vendor and product, as lsusb writes them."""
TcpPort = Annotated[int, msgspec.Meta(ge=1, le=65_535)]
Pixels = Annotated[int, msgspec.Meta(ge=160, le=8_192)]
HttpUrl = Annotated[str, msgspec.Meta(pattern=r"^http://[^/\s:@]+(:[0-9]{1,5})?(/\S*)?$")]


class SamSerial(
    msgspec.Struct, frozen=True, tag="sam-serial", tag_field="driver", forbid_unknown_fields=True
):
    """An identity card reader with a SAM_V module on a serial line (GA 450, GA 467)."""

    port: str
    baud: Baud = 115200
    photo_decoder: str = ""
    """A licensed program that turns a card's photo block into a picture; empty: nobody does."""


class SamUsb(msgspec.Struct, frozen=True, tag="sam-usb", tag_field="driver", forbid_unknown_fields=True):
    """An identity card reader with a SAM_V module on USB (0400:C35A); `serial` tells one of several."""

    serial: str = ""
    photo_decoder: str = ""


class Pcsc(msgspec.Struct, frozen=True, tag="pcsc", tag_field="driver", forbid_unknown_fields=True):
    """A contact card reader behind PC/SC; `reader` is a part of its name, empty for the first one."""

    reader: str = ""


class EscposNetwork(
    msgspec.Struct, frozen=True, tag="escpos-network", tag_field="driver", forbid_unknown_fields=True
):
    """An ESC/POS printer on TCP; `profile` names a row of devices/printer/profiles.toml."""

    host: str
    port: TcpPort = 9100
    profile: str = "generic-80-gb18030"
    roll_mm: Millimetres = 0
    roll_file: str = ROLL_FILE


class EscposSerial(
    msgspec.Struct, frozen=True, tag="escpos-serial", tag_field="driver", forbid_unknown_fields=True
):
    """An ESC/POS printer on a serial line."""

    port: str
    baud: Baud = 115200
    profile: str = "generic-80-gb18030"
    roll_mm: Millimetres = 0
    roll_file: str = ROLL_FILE


class EscposUsb(
    msgspec.Struct, frozen=True, tag="escpos-usb", tag_field="driver", forbid_unknown_fields=True
):
    """An ESC/POS printer on USB, named by its device file (/dev/usb/lp0) or by its vendor and product."""

    path: str = ""
    profile: str = "generic-80-gb18030"
    usb: UsbId = ""
    roll_mm: Millimetres = 0
    roll_file: str = ROLL_FILE

    def __post_init__(self) -> None:
        """Refuse a printer that is named twice, or not at all."""
        if bool(self.path) == bool(self.usb):
            raise ValueError('name it by path = "/dev/usb/lp0" or by usb = "04b8:0202"')


class EscposFile(
    msgspec.Struct, frozen=True, tag="escpos-file", tag_field="driver", forbid_unknown_fields=True
):
    """A one-way printer: bytes are written to a file or device node and nothing comes back."""

    path: str
    profile: str = "generic-80-gb18030"
    roll_mm: Millimetres = 0
    roll_file: str = ROLL_FILE


class Terminator(StrEnum):
    """What a scanner is set to send after a code."""

    CR = "cr"
    LF = "lf"
    CRLF = "crlf"
    PAUSE = "pause"
    """Nothing: only silence ends a code."""


class ScannerSerial(
    msgspec.Struct, frozen=True, tag="scanner-serial", tag_field="driver", forbid_unknown_fields=True
):
    """A code scanner on a serial line, or one that shows itself as such over USB (CDC-ACM)."""

    port: str
    baud: Baud = 9600
    terminator: Terminator = Terminator.CR


class ScannerEvdev(
    msgspec.Struct, frozen=True, tag="scanner-evdev", tag_field="driver", forbid_unknown_fields=True
):
    """A code scanner that types: a path under /dev/input/by-id, or the name that the device gives itself."""

    device: Annotated[str, msgspec.Meta(min_length=1)]


class CameraV4l2(
    msgspec.Struct, frozen=True, tag="camera-v4l2", tag_field="driver", forbid_unknown_fields=True
):
    """A camera of this machine, named by its device file (/dev/video0); pictures of about this size."""

    path: str
    width: Pixels = 1280
    height: Pixels = 720


class CameraHttp(
    msgspec.Struct, frozen=True, tag="camera-http", tag_field="driver", forbid_unknown_fields=True
):
    """A camera that streams MJPEG over http:// on the local network; a password lies in a file."""

    url: HttpUrl
    user: str = ""
    password_file: str = ""


class Nut(msgspec.Struct, frozen=True, tag="nut", tag_field="driver", forbid_unknown_fields=True):
    """A power supply behind an upsd of Network UPS Tools; `ups` is the name it has there."""

    host: str = "127.0.0.1"
    port: TcpPort = 3493
    ups: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9._-]+$")] = "ups"


class RelaySerial(
    msgspec.Struct, frozen=True, tag="relay-serial", tag_field="driver", forbid_unknown_fields=True
):
    """A serial relay board (LCUS-1 to -8) with a light and a buzzer; channel 0: there is none."""

    port: str
    light: RelayChannel = 1
    sound: RelayChannel = 2


class Cups(msgspec.Struct, frozen=True, tag="cups", tag_field="driver", forbid_unknown_fields=True):
    """A printer of A4 sheets behind CUPS; `queue` is empty for the server's default.

    `server` is host:port or a socket's path, empty for this machine's own.
    """

    queue: str = ""
    server: str = ""


IdentityCardConfig = SamSerial | SamUsb
SocialCardConfig = Pcsc
CameraConfig = CameraV4l2 | CameraHttp
ReceiptPrinterConfig = EscposNetwork | EscposSerial | EscposUsb | EscposFile
CodeScannerConfig = ScannerSerial | ScannerEvdev
PowerConfig = Nut
ReminderConfig = RelaySerial
DocumentPrinterConfig = Cups


class DevicesConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The `[devices]` table of terminal.toml; an absent device is None."""

    identity_card: IdentityCardConfig | None = None
    social_card: SocialCardConfig | None = None
    receipt_printer: ReceiptPrinterConfig | None = None
    code_scanner: CodeScannerConfig | None = None
    face_camera: CameraConfig | None = None
    document_camera: CameraConfig | None = None
    power: PowerConfig | None = None
    reminder: ReminderConfig | None = None
    document_printer: DocumentPrinterConfig | None = None
