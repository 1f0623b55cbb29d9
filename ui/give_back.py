"""Gives memory back between visits: what a visit let go of, and the fonts as far as they were read."""

import ctypes
import gc
import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from ui.ahead import Ahead
from ui.conductor import Conductor

REST_MS = 1_000
"""After the last page of a visit has gone: by then the first page stands."""
MAPS = Path("/proc/self/maps")
FONT = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r--[ps] .*\.(?:ttc|ttf|otf)\n")
DONTNEED = 4
"""MADV_DONTNEED of madvise(2): a page of a file that was only read is read again when it is needed."""
C = ctypes.CDLL(None)
C.madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)


class GiveBack(QObject):
    """Gives back when all was done ahead, and a moment after each visit, unless the next has begun."""

    def __init__(self, conductor: Conductor, ahead: Ahead) -> None:
        super().__init__(ahead.parent())
        self._conductor = conductor
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._rested)
        ahead.done.connect(self._rest.start)
        conductor.visit_ended.connect(self._rest.start)

    def _rested(self) -> None:
        if self._conductor.session is None:
            give_back()


def give_back() -> None:
    """Collect what is unreachable, return what is free, and unmap what was read of the fonts."""
    gc.collect()
    C.malloc_trim(0)
    for first, size in _fonts():
        C.madvise(first, size, DONTNEED)


def _fonts() -> Iterator[tuple[int, int]]:
    """Yield where this process has fonts mapped, and how large; glyphs that were drawn are kept elsewhere."""
    for first, last in FONT.findall(MAPS.read_text(encoding="utf-8")):
        yield int(first, 16), int(last, 16) - int(first, 16)
