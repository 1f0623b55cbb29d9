"""Pictures for QML: icons in any colour, QR codes and certificate pages, all in memory only."""

import itertools
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtQuick import QQuickImageProvider

ICONS = Path(__file__).parent / "qml" / "icons"
ICON_PX = 64
MIRROR_PX = 720
"""How tall a camera's moving picture is shown at most."""
IMAGE = QQuickImageProvider.ImageType.Image


class Icons(QQuickImageProvider):
    """`image://icon/NAME/RRGGBB`: a vendored icon in one colour, as large as it is asked for; drawn once."""

    def __init__(self) -> None:
        super().__init__(IMAGE)
        self._drawn: dict[tuple[str, int], QImage] = {}

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, ARG002 Qt's signature
        side = requestedSize.width() if requestedSize.width() > 0 else ICON_PX
        if (id, side) not in self._drawn:
            self._drawn[id, side] = draw_icon(id, side)
        return self._drawn[id, side]


def draw_icon(address: str, side: int) -> QImage:
    """Draw the icon `NAME/RRGGBB` so many pixels wide and high."""
    name, _, colour = address.partition("/")
    svg = (ICONS / f"{name}.svg").read_bytes().replace(b"currentColor", b"#" + colour.encode())
    buffer = QBuffer()
    buffer.setData(QByteArray(svg))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(side, side))
    return reader.read()


class Pictures(QQuickImageProvider):
    """`image://visit/NUMBER`: pictures of one visit; forgotten when it ends.

    Each is drawn when QML asks, on the screen's thread. No image may be `asynchronous`: QML's thread would
    hold the interpreter and wait for a lock of Qt's, and the screen the other way round (docs/adr/0009).
    """

    def __init__(self) -> None:
        super().__init__(IMAGE)
        self._numbers = itertools.count(1)
        self._kept: dict[str, Callable[[], QImage]] = {}
        self._mirrored = ""

    def keep_code(self, content: str) -> str:
        """Keep the QR code of `content` and return the address under which QML finds it."""
        code = qr_image(content)
        return self._keep(lambda: code)

    def keep_page(self, png: bytes) -> str:
        """Keep a page's picture and return its address."""
        return self._keep(lambda: QImage.fromData(png))

    def mirror(self, jpeg: bytes, *, tall: int = MIRROR_PX) -> str:
        """Keep a camera's picture, no taller than `tall`, in place of the last; return its address."""
        self.clear_mirror()
        picture = small_image(jpeg, tall)
        self._mirrored = self._keep(lambda: picture)
        return self._mirrored

    def clear_mirror(self) -> None:
        """Drop the camera's picture."""
        self._kept.pop(self._mirrored.rpartition("/")[2], None)
        self._mirrored = ""

    def forget(self) -> None:
        """Drop every picture."""
        self._kept.clear()

    def _keep(self, draw: Callable[[], QImage]) -> str:
        name = str(next(self._numbers))
        self._kept[name] = draw
        return f"image://visit/{name}"

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, ARG002 Qt's signature
        draw = self._kept.get(id)
        return draw() if draw is not None else QImage(1, 1, QImage.Format.Format_RGB32)


def small_image(jpeg: bytes, tall: int) -> QImage:
    """Decode a camera's picture, no taller than it is shown: the decoder itself leaves detail out."""
    buffer = QBuffer()
    buffer.setData(QByteArray(jpeg))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"jpeg"))
    size = reader.size()
    if size.height() > tall:
        reader.setScaledSize(QSize(size.width() * tall // size.height(), tall))
    return reader.read()


def qr_image(content: str) -> QImage:
    """Draw a QR code of level M, one pixel a module, with its quiet zone."""
    from kiosk import qr  # noqa: PLC0415 kept off the start path

    side, grey = qr.draw(content)
    return QImage(grey, side, side, side, QImage.Format.Format_Grayscale8).convertToFormat(
        QImage.Format.Format_RGB32
    )
