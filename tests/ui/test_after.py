"""What is done a while later is done once, and leaves nothing behind."""

import gc
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.after import after

OFTEN = 50


class Counting(QObject):
    """Counts how often it was called."""

    def __init__(self) -> None:
        super().__init__()
        self.calls = 0

    def call(self) -> None:
        self.calls += 1


def references(to: object) -> int:
    gc.collect()
    return weakref.getweakrefcount(to)


def test_a_method_is_called_and_nothing_refers_to_its_object_any_more(qtbot: QtBot) -> None:
    counting = Counting()
    before = references(counting)
    for _ in range(OFTEN):
        after(1, counting, counting.call)
    qtbot.waitUntil(lambda: counting.calls == OFTEN)
    assert references(counting) <= before + 1


def test_what_is_gone_is_called_no_more(qtbot: QtBot) -> None:
    counting, context = Counting(), QObject()
    after(10, context, counting.call)
    del context
    gc.collect()
    qtbot.wait(50)
    assert 0 == counting.calls
