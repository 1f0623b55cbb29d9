"""From a finger on the glass to the first frame that answers it, beside a page that holds nothing else."""

import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from benchmarks.drain_place import draft_of
from benchmarks.figure import Figure, against
from benchmarks.screen import Screen, open_screen
from kiosk.burn_in.exercises import SLIP
from kiosk.domain.printing import PrintDone
from kiosk.steps.ports import Ports, new_item_id
from kiosk.wire.envelope import ItemKind
from kiosk.wire.messages import NumberBlock
from offline_queue.database import Database
from offline_queue.numbers import LARGEST_BLOCK, add_block
from ui.course import Page
from ui.pointer import Pointer

TURNS, TOUCHES = 6, 50
ITEMS = int(os.environ.get("KIOSK_TOUCH_ITEMS", "100000"))
GOAL = 2.0
APART_S = 0.04
"""Between two touches: the window comes to rest."""
SETTLED_S = 0.4
PATIENCE_S = 20.0
ELSEWHERE = QPoint(2, 2)
FINGER = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
RESIDENT = "wang-xiaoming"
NOTE = "a button of a page pressed to the next frame; floor: a window with one rectangle that answers"


def measure() -> Iterator[Figure]:
    """Touch both in turn, first on a terminal at rest, then while it sends a full queue and prints."""
    with open_screen() as screen, _touched() as bare:
        _to_consent(screen)
        times_s, rest_s = _touches(screen, bare)
        yield from _figures("touch_feedback", times_s, rest_s, NOTE)
        path = Path(screen.stage.config.queue.path)
        _fill(screen, path)
        with _printing(screen.ports) as printed:
            before = _unsent(path)
            times_s, floors_s = _touches(screen, bare)
            sent = before - _unsent(path)
    busy = f"{sent} of {before} items sent and {printed[0]} slips printed meanwhile"
    yield from _figures("touch_feedback_busy", times_s, floors_s, f"{NOTE}; {busy}")
    yield from _figures("touch_feedback_busy_beside_rest", times_s, rest_s, f"{NOTE}, at rest; {busy}")


def _figures(name: str, times_s: Sequence[float], floors_s: Sequence[float], note: str) -> Iterator[Figure]:
    for percent in (50.0, 99.0):
        yield against(f"{name}_p{percent:.0f}", times_s, floors_s, goal=GOAL, note=note, percent=percent)


def _touches(screen: Screen, bare: QQuickWindow) -> tuple[list[float], list[float]]:
    """Return the seconds of each touch of the screen and of the floor, shown by turns, never at once."""
    times_s: list[float] = []
    floors_s: list[float] = []
    for _ in range(TURNS):
        for window, target, into in ((bare, "area", floors_s), (screen.window, "action", times_s)):
            window.show()
            hand = Pointer(window)
            hand.wait(bool, timeout_s=SETTLED_S)
            into += [_touch(window, hand, target) for _ in range(TOUCHES)]
            window.hide()
    return times_s, floors_s


def _touch(window: QQuickWindow, hand: Pointer, target: str) -> float:
    """Press, wait for the frame that answers, and leave the glass elsewhere, so that nothing is done."""
    (item,) = hand.items(target)
    middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
    frames: list[float] = []
    window.frameSwapped.connect(note := lambda: frames.append(time.monotonic()))
    began = time.monotonic()
    QTest.mousePress(window, *FINGER, middle)
    hand.wait(lambda: bool(frames), timeout_s=PATIENCE_S)
    window.frameSwapped.disconnect(note)
    QTest.mouseMove(window, ELSEWHERE)
    QTest.mouseRelease(window, *FINGER, ELSEWHERE)
    hand.wait(bool, timeout_s=APART_S)
    return frames[0] - began


def _to_consent(screen: Screen) -> None:
    """Begin a visit and lay a card: a page that stands still, with one button."""
    screen.stage.reset()
    hand = Pointer(screen.window)
    hand.tap("begin")
    screen.stage.bench.do("lay_card", resident=RESIDENT)
    hand.wait(lambda: str(screen.screens.page) == Page.CONSENT, timeout_s=PATIENCE_S)


def _fill(screen: Screen, path: Path) -> None:
    """Let the terminal's queue hold so many unsent service records, and the network be there again."""
    screen.stage.bench.do("network", mode="cut")
    with Database(path).writing() as connection:
        add_block(connection, NumberBlock(prefix="BENCH", first=1, last=LARGEST_BLOCK))
    made = draft_of(ItemKind.SERVICE)
    for _ in range(ITEMS):
        screen.ports.outbox.put(msgspec.structs.replace(made, id=new_item_id(screen.ports.clock)))
    screen.stage.bench.do("network", mode="ok")


def _unsent(path: Path) -> int:
    with Database(path).reading() as connection:
        return int(connection.execute("SELECT to_send FROM ledger").fetchone()[0])


@contextmanager
def _printing(ports: Ports) -> Iterator[list[int]]:
    """Print slip after slip meanwhile; yield how many came out."""
    printer = ports.printer
    assert printer is not None
    printed, end = [0], threading.Event()

    def loop() -> None:
        while not end.is_set():
            printed[0] += isinstance(printer.print(SLIP), PrintDone)

    thread = threading.Thread(target=loop, name="prints")
    thread.start()
    try:
        yield printed
    finally:
        end.set()
        thread.join()


@contextmanager
def _touched() -> Iterator[QQuickWindow]:
    engine = QQmlApplicationEngine(str(Path(__file__).parent / "qml" / "touched.qml"))
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    try:
        yield window
    finally:
        window.close()
        engine.deleteLater()
        QCoreApplication.processEvents()
