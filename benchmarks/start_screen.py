"""The terminal as `kiosk run` starts it, tapped once: `python -m benchmarks.start_screen terminal.toml`."""

import sys

from PySide6.QtQml import qmlEngine
from PySide6.QtQuick import QQuickWindow

from benchmarks.first_tap import FirstTap
from kiosk.cli.parser import main


def _page(window: QQuickWindow) -> str:
    from ui.models.screens import Screens  # noqa: PLC0415 by now it is loaded; the start must not wait for it

    engine = qmlEngine(window)
    screens = engine.findChild(Screens) if engine is not None else None
    return str(screens.page) if screens is not None else ""


if __name__ == "__main__":
    first_tap = FirstTap(
        "begin",
        painted=lambda window: _page(window) == "Attract",
        answered=lambda window: _page(window) == "Identify",
    )
    sys.exit(main(["run", "--config", sys.argv[1]]))
