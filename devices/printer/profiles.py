"""What sets one printer model apart from another, as rows of data."""

import difflib
import functools
import unicodedata
from enum import StrEnum
from importlib import resources

import msgspec

from kiosk.errors import ConfigurationError

MM_AN_INCH = 25.4


class ChineseFont(StrEnum):
    NONE = "none"
    """Every line is sent as a picture: half a line in another type would be ugly."""
    GB2312 = "gb2312"
    GBK = "gbk"
    GB18030 = "gb18030"


class Confirm(StrEnum):
    """How the printer can say that everything before a point in the stream came out."""

    PROCESS_ID = "process-id"
    PAPER_SENSOR = "paper-sensor"
    NONE = "none"


class QrPrinting(StrEnum):
    NATIVE = "native"
    RASTER = "raster"


class Cut(StrEnum):
    FULL = "full"
    PARTIAL = "partial"
    TEAR = "tear"


class Clear(StrEnum):
    """How what is buffered can be thrown away."""

    REAL_TIME = "real-time"
    NONE = "none"


class Units(StrEnum):
    """What ESC 3 and ESC J count in."""

    DOTS = "dots"
    SET = "set"
    """What GS P says; by itself often half a dot."""


class CutCount(StrEnum):
    """Whether the printer counts its cuts, so that after a crash it can tell whether a slip came out."""

    LIFE = "life"
    NONE = "none"


class Taken(StrEnum):
    """How the printer can say that its last paper still waits to be taken."""

    STATUS_BIT = "status-bit"
    NONE = "none"


class PrinterProfile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of profiles.toml, where each field is explained."""

    title: str
    dots: int
    dpi: int = 203
    units: Units = Units.DOTS
    columns: int
    font: ChineseFont
    confirm: Confirm
    qr: QrPrinting
    cut: Cut
    clear: Clear
    cut_count: CutCount = CutCount.NONE
    taken: Taken = Taken.NONE
    slowest_mm_s: float

    def mm(self, dots: int) -> float:
        """Tell how long so many rows of dots are."""
        return dots * MM_AN_INCH / self.dpi


@functools.cache
def profiles() -> dict[str, PrinterProfile]:
    """Read all rows."""
    text = resources.files("devices.printer").joinpath("profiles.toml").read_bytes()
    return msgspec.toml.decode(text, type=dict[str, PrinterProfile])


def profile_named(name: str) -> PrinterProfile:
    """Find a row; a name that is none of them is a ConfigurationError that tells the nearest."""
    try:
        return profiles()[name]
    except KeyError:
        near = difflib.get_close_matches(name, profiles(), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(profiles())}"
        raise ConfigurationError(
            "printer_profile", f"printer profile {name!r} is not known; {hint}"
        ) from None


@functools.lru_cache(maxsize=8192)
def in_font(character: str, font: ChineseFont) -> bool:
    """Tell whether a printer with this font can print the character as text."""
    if " " <= character <= "~":
        return True
    # User-defined places have codes in GB18030, but no font fills them.
    if unicodedata.category(character) in {"Co", "Cn", "Cs", "Cc"}:
        return False
    match font:
        case ChineseFont.NONE:
            return False
        case ChineseFont.GB2312:
            return _in_gb2312(character)
        case ChineseFont.GBK:
            return _in_gbk(character)
        case ChineseFont.GB18030:
            return _in_gbk(character) or "\u3400" <= character <= "\u4db5"


def _in_gbk(character: str) -> bool:
    return len(character.encode("gb18030")) == 2  # noqa: PLR2004, a two-byte code


def _in_gb2312(character: str) -> bool:
    # By code and not by character: Python reads A1A4 as another dot (U+30FB) in GB2312 than in GB18030.
    return bool(character.encode("gb18030").decode("gb2312", errors="ignore")) and _in_gbk(character)
