"""The terminal as `kiosk run` starts it, tapped once: `python -m benchmarks.start_screen terminal.toml`."""

import sys

from kiosk.cli.parser import main
from kiosk.start import run_terminal  # noqa: F401 in the order of `kiosk run`: Qt comes after it, with ui.app
from ui import app  # noqa: F401 as above

if __name__ == "__main__":
    from PySide6.QtQuick import QQuickItem, QQuickWindow

    from benchmarks.first_tap import FirstTap

    def identify(window: QQuickWindow) -> bool:
        """Return whether the page that asks for a card stands there."""
        return window.findChild(QQuickItem, "readerState") is not None

    first_tap = FirstTap("begin", answered=identify)
    sys.exit(main(["run", "--config", sys.argv[1]]))
