"""Starts the terminal's screen: the first frame out of what was kept, all behind it in pieces afterwards.

Nothing imported here or by ui/app.py may need msgspec, the domain or a library: tests/ui/test_start.py looks.
"""

import gc
import importlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.front import recall

if TYPE_CHECKING:
    from ui.behind import Behind

LOADED_BEHIND = (
    "kiosk.tables",
    "kiosk.domain.session",
    "kiosk.catalogue.loader",
    "kiosk.catalogue.kept",
    "kiosk.catalogue.search",
    "kiosk.catalogue.in_force",
    "kiosk.wire.messages",
    "kiosk.wire.sealer",
    "kiosk.gateway.credentials",
    "kiosk.gateway.gateway",
    "offline_queue.database",
    "offline_queue.outbox",
    "kiosk.bootstrap",
    "kiosk.flow",
    "kiosk.steps.slip",
    "kiosk.qr",
    "ui.worker",
    "ui.tasks",
    "ui.visit",
    "ui.conductor",
    "ui.models.matters",
    "ui.models.receipt",
    "ui.visit_scene",
)
"""In the order in which they need each other: a tap waits for one of them, never for all."""


def run_terminal(config: Path) -> int:
    """Open the screen and serve until told to stop; ConfigurationError when this terminal can't serve.

    What is kept from the start before was checked by it. With nothing kept, everything is checked and loaded
    before the window opens.
    """
    gc.disable()  # nothing that a start loads is garbage; ui/start.py enables it again
    from ui.app import run_screen  # noqa: PLC0415 Qt is only loaded for the screen

    with ExitStack() as opened:
        pieces = _pieces(config, opened)
        front = recall(config)
        if front is None:
            behind = next(filter(None, pieces))
            front, pieces = behind.front, iter((behind,))
        return run_screen(front, pieces)


def _pieces(config: Path, opened: ExitStack) -> "Iterator[Behind | None]":
    """Yield after each piece that was loaded, and at last all that stands behind the first frame."""
    for name in LOADED_BEHIND:
        importlib.import_module(name)
        yield None
    from kiosk.bootstrap import compose  # noqa: PLC0415 loaded by now

    yield from compose(config, opened)
