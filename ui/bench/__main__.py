"""`python -m ui.bench --socket PATH`: the bench's window."""

import argparse
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSocketNotifier
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from ui.bench.model import BenchModel
from ui.bench.stop import stop_descriptor
from ui.images import Icons

QML = Path(__file__).parent.parent / "qml"
GEOMETRY = re.compile(r"(\d+)x(\d+)\+(\d+)\+(\d+)")
DEFAULT = QRect(1080, 0, 840, 1080)
USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the window until it is closed or the process is told to end."""
    options = _parser().parse_args(arguments)
    application = QGuiApplication([sys.argv[0]])
    application.setApplicationDisplayName("试验台 Bench")
    model = BenchModel(options.socket)
    engine = QQmlApplicationEngine()
    window = open_window(engine, model, options.geometry)
    if window is None:
        return 1
    notifier = QSocketNotifier(stop_descriptor((signal.SIGINT, signal.SIGTERM)), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_: application.exit(0))
    model.open()
    code = application.exec()
    model.close()
    del window, engine  # the window goes before what it shows
    return code


def open_window(engine: QQmlApplicationEngine, model: BenchModel, geometry: QRect) -> QQuickWindow | None:
    """Load the window; None when its QML can't be loaded, which Qt has said on stderr."""
    engine.addImportPath(str(QML))
    engine.addImageProvider("icon", Icons())
    engine.setInitialProperties({"bench": model})
    engine.load(QML / "bench" / "BenchWindow.qml")
    roots = engine.rootObjects()
    if not roots or not isinstance(roots[0], QQuickWindow):
        return None
    roots[0].setGeometry(geometry)
    roots[0].show()
    return roots[0]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ui.bench", description="The bench's window.")
    parser.add_argument("--socket", type=Path, required=True, help="control socket of python -m sim")
    parser.add_argument("--geometry", type=_geometry, default=DEFAULT, metavar="WxH+X+Y")
    return parser


def _geometry(text: str) -> QRect:
    found = GEOMETRY.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"'{text}' is not WIDTHxHEIGHT+X+Y")
    width, height, left, top = map(int, found.groups())
    return QRect(left, top, width, height)


if __name__ == "__main__":
    sys.exit(main())
