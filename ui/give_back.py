"""Gives memory back between visits: what a visit let go of."""

import ctypes
import gc

from PySide6.QtCore import QObject, QTimer
from PySide6.QtQml import QQmlEngine

from ui.ahead import Ahead
from ui.conductor import Conductor

REST_MS = 1_000
"""After the last page of a visit has gone: by then the first page stands."""
C = ctypes.CDLL(None)


class GiveBack(QObject):
    """Gives back when all was done ahead, and a moment after each visit, unless the next has begun."""

    def __init__(self, conductor: Conductor, ahead: Ahead, engine: QQmlEngine) -> None:
        super().__init__(ahead.parent())
        self._conductor, self._engine = conductor, engine
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._rested)
        ahead.done.connect(self._rest.start)
        conductor.visit_ended.connect(self._rest.start)

    def _rested(self) -> None:
        if self._conductor.session is None:
            give_back(self._engine)


def give_back(engine: QQmlEngine) -> None:
    """Collect what is unreachable, and return what is free to the system (malloc_trim(3)).

    QML collects by itself when its heap has grown, hours later; until then dead values keep what was typed.
    """
    gc.collect()
    engine.collectGarbage()
    C.malloc_trim(0)
