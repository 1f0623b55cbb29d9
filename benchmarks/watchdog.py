"""Sees when the GUI thread does not answer, and what it is doing then."""

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5
LOOK_S = 0.01
LIMIT_S = 0.1
SUSPECT_S = 0.04
"""Stacks are kept from here on, so that a stall just over the limit has one."""
HERE = Path(__file__).parent.parent
FRAMES = 6


class Silence(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch without a heartbeat."""

    seconds: float
    stacks: tuple[tuple[str, ...], ...]
    """The GUI thread's stack at each look, innermost frame first, ours only but for the very innermost."""
    elsewhere: tuple[str, ...]
    """What other threads were doing at the first look, an innermost frame of ours each."""


class Watchdog(QObject):
    """A heartbeat on the GUI thread and a thread that listens for it."""

    def __init__(self) -> None:
        super().__init__()
        self._gui = threading.get_ident()
        self._beaten = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="watchdog")
        self._stacks: list[tuple[str, ...]] = []
        self._elsewhere: tuple[str, ...] = ()
        self.silences: list[Silence] = []

    def __enter__(self) -> Self:
        self._timer.start()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end.set()
        self._thread.join()
        self._timer.stop()

    def _beat(self) -> None:
        """Say that the thread answers, and close a silence that this ends: its length is known only now."""
        now, before = time.monotonic(), self._beaten
        self._beaten = now
        stacks, self._stacks = tuple(self._stacks), []
        if now - before > LIMIT_S:
            self.silences.append(Silence(seconds=now - before, stacks=stacks, elsewhere=self._elsewhere))

    def _listen(self) -> None:
        while not self._end.wait(LOOK_S):
            if time.monotonic() - self._beaten > SUSPECT_S:
                frames = sys._current_frames()  # noqa: SLF001 the one way to see another thread's stack
                if not self._stacks:
                    self._elsewhere = tuple(_busy(frames, {self._gui, threading.get_ident()}))
                self._stacks.append(tuple(_stack(frames.get(self._gui))))


def _stack(frame: FrameType | None) -> Iterator[str]:
    innermost = True
    while frame is not None:
        if innermost or _ours(frame):
            yield _written(frame)
        innermost = False
        frame = frame.f_back


def _busy(frames: dict[int, FrameType], but: set[int]) -> Iterator[str]:
    for thread, frame in frames.items():
        innermost: FrameType | None = frame
        while innermost is not None and not _ours(innermost):
            innermost = innermost.f_back
        if thread not in but and innermost is not None:
            yield f"{_written(innermost)} in {_written(frame)}"


def _ours(frame: FrameType) -> bool:
    path = Path(frame.f_code.co_filename)
    return path.is_relative_to(HERE) and ".venv" not in path.parts


def _written(frame: FrameType) -> str:
    path = Path(frame.f_code.co_filename)
    name = path.relative_to(HERE) if _ours(frame) else Path(*path.parts[-2:])
    return f"{name}:{frame.f_lineno} {frame.f_code.co_name}"
