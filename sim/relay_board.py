"""A serial relay board of air with a light and a buzzer on it, on a pseudo-terminal."""

import contextlib
import os
import select
import threading
import tty
from pathlib import Path

FRAME = 4
BEGIN = 0xA0
CHANNELS = 2
LIGHT, SOUND = 1, 2
TICK_S = 0.05


class SimulatedRelayBoard:
    """Two relays behind a path that stays the same when the board is pulled and plugged in again.

    What is no frame with a right sum is passed over; nothing is ever answered.
    """

    def __init__(self, link: Path) -> None:
        self._link = link
        self._lock = threading.Lock()
        self._ends: tuple[int, ...] = ()
        self._on: set[int] = set()
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()
        self.switched = 0
        """How often a relay has changed its place."""
        self.replug()

    @property
    def port(self) -> str:
        """The path that a driver opens."""
        return str(self._link)

    @property
    def plugged(self) -> bool:
        return self._ends != ()

    @property
    def light(self) -> bool:
        return self._is_on(LIGHT)

    @property
    def sound(self) -> bool:
        return self._is_on(SOUND)

    def unplug(self) -> None:
        """Pull the board: the path is gone, and without power every relay falls back."""
        self._closing.set()
        if self._thread is not None:
            self._thread.join()
        self._thread = None
        for end in self._ends:
            os.close(end)
        self._ends = ()
        self._link.unlink(missing_ok=True)
        with self._lock:
            self._on.clear()

    def replug(self) -> None:
        """Plug the board in: something new, under the old path."""
        if self._ends:
            return
        inner, outer = os.openpty()
        tty.setraw(outer)
        self._ends = (inner, outer)
        fresh = self._link.with_name(self._link.name + ".new")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(os.ttyname(outer))
        fresh.replace(self._link)
        self._closing.clear()
        self._thread = threading.Thread(target=self._run, args=(inner,), name="simulated relays", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the board."""
        self.unplug()

    def _is_on(self, channel: int) -> bool:
        with self._lock:
            return channel in self._on

    def _run(self, inner: int) -> None:
        heard = b""
        with contextlib.suppress(OSError):
            while not self._closing.is_set():
                if select.select([inner], [], [], TICK_S)[0]:
                    heard = self._take(heard + os.read(inner, 64))

    def _take(self, heard: bytes) -> bytes:
        """Carry out the whole frames at the front; return what is left."""
        while len(heard) >= FRAME:
            begin, channel, state, total = heard[:FRAME]
            right = begin == BEGIN and 1 <= channel <= CHANNELS and state in (0, 1)
            if not right or (begin + channel + state) & 0xFF != total:
                heard = heard[1:]
                continue
            self._switch(channel, state)
            heard = heard[FRAME:]
        return heard

    def _switch(self, channel: int, state: int) -> None:
        with self._lock:
            before = channel in self._on
            (self._on.add if state else self._on.discard)(channel)
            self.switched += before != bool(state)
