"""What the print head leaves on the paper, as dots: lines in the profile's own font, pictures, QR codes."""

import io

import msgspec
import qrcode
from PIL import Image

from devices.printer.glyphs import CELL, GLYPH, draw_line
from devices.printer.profiles import PrinterProfile, Units, in_font
from devices.printer.typeset import width
from kiosk.domain.printing import Align

DEFAULT_SPACING = 30
MARGIN = 24
"""White on each side of a picture of the paper: the paper is wider than the head."""
TO_CUTTER = 130
"""Dots from the head to the cutter."""
_QR_LEVELS = {48: 1, 49: 0, 50: 3, 51: 2}
"""GS ( k 169's n to the numbers that the library qrcode has for L, M, Q, H."""


class Receipt(msgspec.Struct, frozen=True):
    """A piece of paper that came out."""

    png: bytes
    text: str
    """The lines that were printed as text; pictures of lines are only in the image."""
    codes: tuple[str, ...]
    """What its QR codes say; pictures of codes are only in the image."""
    complete: bool
    """From its begin to the cut without an interruption."""


class Settings(msgspec.Struct):
    """What ESC @ puts back."""

    align: int = 0
    bold: int = 0
    size: int = 0
    spacing: int = DEFAULT_SPACING
    """In dots: units that change later change nothing set before."""
    unit: int = 203
    """Units of length an inch."""
    dpi: int = 203

    @property
    def times(self) -> int:
        return 1 + (self.size & 0x07)

    def set(self, name: str, value: int) -> None:
        """Change one of them as a command says."""
        match name:
            case "default_spacing":
                self.spacing = DEFAULT_SPACING
            case "spacing":
                self.spacing = self.dots(value)
            case _:
                setattr(self, name, value)

    def dots(self, units: int) -> int:
        """Tell how many rows of dots so many units of length are."""
        return units * self.dpi // self.unit


def settings_of(profile: PrinterProfile) -> Settings:
    """Give the settings that a model starts with."""
    halves = 2 if profile.units is Units.SET else 1
    return Settings(unit=profile.dpi * halves, dpi=profile.dpi)


def decode(data: bytes, profile: PrinterProfile, *, chinese: bool) -> str:
    """Read text as this model's firmware does; what its font lacks becomes '?'."""
    text = data.decode("gb18030" if chinese else "ascii", errors="replace")
    return "".join(c if in_font(c, profile.font) else "?" for c in text)


def line_image(text: str, settings: Settings, profile: PrinterProfile) -> Image.Image:
    """Draw one line of text; what is wider than the paper is lost."""
    times = settings.times
    align = Align.CENTRE if settings.align == 1 and width(text) * CELL * times < profile.dots else Align.LEFT
    height = max(GLYPH * times, settings.spacing)
    line = draw_line(
        text, dots=profile.dots, height=height, align=align, bold=bool(settings.bold), times=times
    )
    return line.picture()


def row_image(data: bytes, settings: Settings, profile: PrinterProfile) -> Image.Image:
    """Draw one row of a picture."""
    dots = Image.frombytes("1", (len(data) * 8, 1), bytes(byte ^ 0xFF for byte in data))
    return _placed(dots, settings, profile)


def qr_image(
    data: bytes, *, module: int, level: int, settings: Settings, profile: PrinterProfile
) -> Image.Image:
    """Draw a QR code; one that is too wide comes out as nothing, as on real printers."""
    code = qrcode.QRCode(error_correction=_QR_LEVELS.get(level, 1), box_size=module, border=0)
    code.add_data(data, optimize=0)
    code.make(fit=True)
    image = code.make_image().get_image().convert("1")
    return _placed(image, settings, profile) if image.width <= profile.dots else blank(0, profile)


def blank(height: int, profile: PrinterProfile) -> Image.Image:
    """Give empty paper."""
    return Image.new("1", (profile.dots, height), 255)


def _placed(image: Image.Image, settings: Settings, profile: PrinterProfile) -> Image.Image:
    band = blank(image.height, profile)
    band.paste(image, ((profile.dots - image.width) // 2 if settings.align == 1 else 0, 0))
    return band


class Strip:
    """The paper that came out since the last cut."""

    def __init__(self, profile: PrinterProfile) -> None:
        self._profile = profile
        self._bands: list[Image.Image] = []
        self._lines: list[str] = []
        self._codes: list[str] = []

    @property
    def printed(self) -> bool:
        """Tell whether there is ink on it."""
        return any(band.getextrema() != (255, 255) for band in self._bands)

    def add(self, band: Image.Image) -> None:
        self._bands.append(band)

    def add_text(self, line: str) -> None:
        self._lines.append(line)

    def add_code(self, data: bytes) -> None:
        self._codes.append(data.decode(errors="replace"))

    def cut_off(self, *, complete: bool) -> Receipt:
        """Give what is there as a receipt and begin anew."""
        picture = _png(self._bands, self._profile)
        receipt = Receipt(picture, "\n".join(self._lines), tuple(self._codes), complete)
        self._bands, self._lines, self._codes = [], [], []
        return receipt


def _png(bands: list[Image.Image], profile: PrinterProfile) -> bytes:
    height = sum(band.height for band in bands)
    paper = Image.new("L", (profile.dots + 2 * MARGIN, height + 2 * MARGIN), 255)
    top = MARGIN
    for band in bands:
        paper.paste(band, (MARGIN, top))
        top += band.height
    file = io.BytesIO()
    paper.save(file, "PNG")
    return file.getvalue()
