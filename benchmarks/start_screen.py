"""The terminal as `kiosk run` starts it, tapped once: `python -m benchmarks.start_screen terminal.toml`."""

import sys
from pathlib import Path

from kiosk import start
from kiosk.cli.parser import main
from kiosk.front import Front, recall


def recall_and_tap(config: Path) -> Front | None:
    """Set up the tap at the last step of a start that needs no Qt: all before it keeps its order."""
    from PySide6.QtQuick import QQuickItem, QQuickWindow  # noqa: PLC0415 loaded by now

    from benchmarks.first_tap import FirstTap  # noqa: PLC0415 not before Qt is there

    def identify(window: QQuickWindow) -> bool:
        return window.findChild(QQuickItem, "readerState") is not None

    TAPS.append(FirstTap("begin", answered=identify))
    return recall(config)


TAPS: list[object] = []

if __name__ == "__main__":
    start.recall = recall_and_tap  # type: ignore[attr-defined]  # its own name for it
    sys.exit(main(["run", "--config", sys.argv[1]]))
