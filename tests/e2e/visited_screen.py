"""The terminal as `kiosk run` starts it, with a hand inside: `… visited_screen terminal.toml SOCKET CENTRE`.

Writes `{"failed": [], "pool": 9}` once all is done ahead. A number on stdin has so many visits made; the
answer is another, once the memory of the last was given back: those that did not go as prescribed, and how
many threads the worker's pool has begun. Ends with its stdin. What the walk needs is loaded for the first
number only.
"""

import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.parser import main
from ui import app

if TYPE_CHECKING:
    from kiosk.front import Front
    from kiosk.walk.plan import Walk
    from kiosk.walk.walker import Walker
    from ui.behind import Behind
    from ui.conductor import Conductor
    from ui.start import Start

LOOK_MS = 200
RESTED_S = 2.5
"""From a visit's end: GiveBack has rested by then."""


class Visits:
    """Makes visits from within the screen's own loop."""

    def __init__(self, start: "Start", socket: Path, centre: str) -> None:
        from PySide6.QtCore import QSocketNotifier, QTimer  # noqa: PLC0415 as late as kiosk run has them

        self._start, self._socket, self._centre = start, socket, centre
        self._hand: tuple[Walker, Iterator[Walk]] | None = None
        self._told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._told.setEnabled(False)
        self._told.activated.connect(self._do)
        self._look = QTimer(interval=LOOK_MS)
        self._look.timeout.connect(self._join)
        self._look.start()

    def _join(self) -> None:
        """Once the visit has joined the screen, wait until all is done ahead."""
        from ui.ahead import Ahead  # noqa: PLC0415 as above

        engine = self._start.screens.parent()
        ahead = engine.findChild(Ahead) if engine is not None else None
        if ahead is not None:
            self._look.stop()
            ahead.done.connect(self._ready)

    def _ready(self) -> None:
        from PySide6.QtCore import QTimer  # noqa: PLC0415 as above

        QTimer.singleShot(int(RESTED_S * 1000), lambda: self._say([]))

    def _say(self, failed: list[str]) -> None:
        from ui.worker import THREAD_NAME  # noqa: PLC0415 as above

        pool = sum(thread.name.startswith(THREAD_NAME) for thread in threading.enumerate())
        sys.stdout.write(json.dumps({"failed": failed, "pool": pool}) + "\n")
        sys.stdout.flush()
        self._told.setEnabled(True)

    def _do(self) -> None:
        from PySide6.QtCore import QTimer  # noqa: PLC0415 as above
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 as above

        self._told.setEnabled(False)
        line = sys.stdin.readline()
        if not line:
            QGuiApplication.exit(0)
            return
        conductor = self._start.conductor
        assert conductor is not None
        self._hand = self._hand or self._load(conductor)
        walker, walks = self._hand
        rows = [walker.walk(next(walks)) for _ in range(int(line))]
        failed = [f"{row.matter}: {row.reason}" for row in rows if not row.ok]
        QTimer.singleShot(int(RESTED_S * 1000), lambda: self._say(failed))

    def _load(self, conductor: "Conductor") -> "tuple[Walker, Iterator[Walk]]":
        from tests.e2e.hand import hand  # noqa: PLC0415 what it takes is measured

        return hand(self._start.window, conductor, Path(sys.argv[1]), self._socket, self._centre)


VISITS: list[Visits] = []
open_front = app.open_front


def open_with_hand(front: "Front", pieces: "Iterator[Behind | None]") -> "tuple[object, Start]":
    """Open the window, and let the hand wait beside it."""
    engine, start = open_front(front, pieces)
    VISITS.append(Visits(start, Path(sys.argv[2]), sys.argv[3]))
    return engine, start


if __name__ == "__main__":
    app.open_front = open_with_hand  # type: ignore[assignment]
    sys.exit(main(["run", "--config", sys.argv[1]]))
