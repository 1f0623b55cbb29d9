"""Walks of all ten matters with two clocks on them: what the GUI thread held up, and how fast pages turn."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from benchmarks.figure import Figure, Line, Stall, against
from benchmarks.page_clock import PageClock
from benchmarks.screen import Screen, open_screen
from benchmarks.watchdog import FRAMES, Silence, Watchdog
from kiosk.catalogue.loader import load
from kiosk.domain.text import Locale
from kiosk.domain.zone import ZONE
from kiosk.walk.plan import Choice, Walk, cast, walks
from kiosk.walk.stage import WALKS
from tests.e2e.hand import ONE_OF_EACH
from ui.pointer import Pointer

SWAPS = 24
"""Empty pages swapped before each walk."""
ROUNDS = 3
"""More than a hundred page changes: else the 99th percentile is the slowest of all."""
SETTLED_S = 0.3
GOAL = 2.0
WALKS_OWN = ("kiosk/walk/", "ui/pointer.py", "sim/")
HANDED_TO_QT = ("tap_item", "wait", "_at_rest", "type", "_stroke", "drag")


def measure() -> Iterator[Line]:
    """Walk ten matters of every kind and yield each stall, their count, and the page changes."""
    catalogue = load()
    choice = Choice(codes=ONE_OF_EACH, locales=(Locale.ZH,))
    asked = ROUNDS * walks(catalogue, cast(WALKS, dt.datetime.now(ZONE).date()), choice)
    stalls: list[Stall] = []
    failed: list[str] = []
    with open_screen() as screen, _empty() as (empty, floor):
        for walk in asked:
            _swap(screen, empty)
            with Watchdog() as watchdog:
                row = screen.walker.walk(walk)
            failed += [f"{walk.name}: {row.reason}"] if not row.ok else []
            stalls += [_stall(silence, walk) for silence in watchdog.silences]
    yield from stalls
    yield _count(stalls, len(asked), failed)
    yield from _page_changes(screen.clock, floor)


def _page_changes(clock: PageClock, floor: PageClock) -> Iterator[Figure]:
    note = "tap released to the first frame of the new page, against two empty pages in a Loader"
    slowest = sorted(zip(clock.times_s, clock.pages, strict=True), reverse=True)[:3]
    slow = ", ".join(f"{page} {seconds * 1000:.0f}" for seconds, page in slowest)
    for percent in (50.0, 95.0, 99.0):
        yield against(
            f"page_change_p{percent:.0f}",
            clock.times_s,
            floor.times_s,
            goal=GOAL,
            note=f"{note}; slowest: {slow}",
            percent=percent,
        )


def _count(stalls: list[Stall], walked: int, failed: list[str]) -> Figure:
    """Count what the product held up; what the walk's own hand held up is listed but not counted."""
    counted = [stall for stall in stalls if not stall.by_walk]
    note = f"stalls over 100 ms of the GUI thread in {walked} walks, each listed above"
    note += f"; {len(stalls) - len(counted)} more by the walk's own hand"
    return Figure(
        figure="gui_stalls",
        value=len(counted),
        unit="stalls",
        floor=None,
        ratio=None,
        goal=0,
        runs=walked,
        note="; ".join([note, *failed]),
    )


def _stall(silence: Silence, walk: Walk) -> Stall:
    """Tell a stall by the stack that was seen most often in its course."""
    stacks = silence.stacks or ((),)
    stack = max(set(stacks), key=stacks.count)
    return Stall(
        figure="gui_stall",
        ms=round(silence.seconds * 1000, 1),
        during=walk.name,
        by_walk=_by_walk(stack),
        stack=stack[:FRAMES],
        elsewhere=silence.elsewhere,
    )


def _by_walk(stack: tuple[str, ...]) -> bool:
    """Return whether the walk's own code was running: not the screen's, and not Qt below a tap or a wait."""
    ours = [frame for frame in stack if not frame.startswith("benchmarks/")]
    inner = next((frame for frame in ours if "/" in frame and ":" in frame), "")
    function = inner.rpartition(" ")[2]
    if stack and stack[0] == inner and inner.startswith("ui/pointer.py"):
        return function not in HANDED_TO_QT
    own = next((frame for frame in ours if frame.startswith(("kiosk/", "ui/", "sim/", "devices/"))), "")
    return own.startswith(WALKS_OWN)


@contextmanager
def _empty() -> Iterator[tuple[QQuickWindow, PageClock]]:
    """Load the two empty pages in this very process, with a clock of their own."""
    engine = QQmlApplicationEngine(str(Path(__file__).parent / "qml" / "empty.qml"))
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    clock = PageClock(window)
    window.turned.connect(clock.turned)  # type: ignore[attr-defined]  # a signal of the QML file
    try:
        yield window, clock
    finally:
        window.close()
        engine.deleteLater()
        QCoreApplication.processEvents()


def _swap(screen: Screen, empty: QQuickWindow) -> None:
    """Swap empty pages while the screen is hidden, so that the two do not draw at once."""
    screen.window.hide()
    empty.show()
    pointer = Pointer(empty)
    pointer.wait(never, timeout_s=SETTLED_S)
    for _ in range(SWAPS):
        pointer.tap("area")
        pointer.wait(never, timeout_s=0.03)
    empty.hide()
    screen.window.show()
    pointer.wait(never, timeout_s=SETTLED_S)


never: Callable[[], bool] = bool
