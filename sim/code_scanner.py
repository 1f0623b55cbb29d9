"""Code scanners of air: one that speaks on a serial line, and one that types."""

import fcntl
import os
import struct
import sys
import termios
import threading
import time
import tty
from abc import ABC, abstractmethod
from pathlib import Path

BITS_A_BYTE = 10
STEP_S = 0.01
"""What is sent at once takes about this long on the wire."""
EVENT = struct.Struct("@qqHHi")
"""struct input_event of a 64-bit kernel (linux/input.h)."""
EV_SYN, EV_KEY = 0, 1
SYN_DROPPED = 3
KEY_ENTER, KEY_LEFTCTRL, KEY_LEFTSHIFT, KEY_LEFTALT = 28, 29, 42, 56
KEYPAD = dict(zip("7894561230", (71, 72, 73, 75, 76, 77, 79, 80, 81, 82), strict=True))
ROWS = ((2, "1234567890-="), (16, "qwertyuiop[]"), (30, "asdfghjkl;'`"), (43, "\\zxcvbnm,./"), (57, " "))
SHIFTED_ROWS = ((2, "!@#$%^&*()_+"), (16, "QWERTYUIOP{}"), (30, 'ASDFGHJKL:"~'), (43, "|ZXCVBNM<>?"))
PLAIN = {char: first + place for first, row in ROWS for place, char in enumerate(row)}
SHIFTED = {char: first + place for first, row in SHIFTED_ROWS for place, char in enumerate(row)}


class _Cable(ABC):
    """A path that a driver opens, the same when it is pulled and plugged in again."""

    def __init__(self, link: Path) -> None:
        self._link = link
        self._lock = threading.Lock()
        self._ends: tuple[int, ...] = ()
        self.replug()

    @property
    def port(self) -> str:
        """The path that a driver opens."""
        return str(self._link)

    @property
    def plugged(self) -> bool:
        """Say whether the cable is in."""
        return self._ends != ()

    @property
    def unread(self) -> int:
        """Return how many bytes lie there for a driver to take."""
        with self._lock:
            return int.from_bytes(fcntl.ioctl(self._ends[-1], termios.FIONREAD, bytes(4)), sys.byteorder)

    def unplug(self) -> None:
        """Pull the cable: the path and what is open of it are gone."""
        with self._lock:
            for end in self._ends:
                os.close(end)
            self._ends = ()
            self._link.unlink(missing_ok=True)

    def replug(self) -> None:
        """Plug the cable in: something new, under the old path."""
        with self._lock:
            if not self._ends:
                fresh = self._link.with_name(self._link.name + ".new")
                fresh.unlink(missing_ok=True)
                self._ends = self._plug(fresh)
                fresh.replace(self._link)

    def close(self) -> None:
        """End the scanner."""
        self.unplug()

    @abstractmethod
    def _plug(self, path: Path) -> tuple[int, ...]:
        """Make what a driver opens at `path`, and return its open ends."""

    def _write(self, data: bytes) -> bool:
        """Write at once; False when it is full because nobody reads."""
        with self._lock:
            try:
                return not self._ends or os.write(self._ends[0], data) == len(data)
            except BlockingIOError:
                return False


class SimulatedSerialScanner(_Cable):
    """A scanner on a serial line (a pseudo-terminal), at the pace of its baud rate."""

    def __init__(self, link: Path, baud: int = 9600, *, mark: bytes = b"\r") -> None:
        self._baud = baud
        self._mark = mark
        self.silent = False
        """Whether it reads nothing of what is laid before it; its port stays."""
        super().__init__(link)

    def scan(self, payload: bytes) -> None:
        """Lay a code before the scanner; returns when the last byte was sent."""
        if not self.silent:
            self.send(payload + self._mark)

    def send(self, data: bytes) -> None:
        """Send bytes as they are; what nobody takes is lost, as on a wire without flow control.

        A sleep that was too long is made up for by the next: what lasts too long is no code to a driver.
        """
        step, free_at = max(1, int(self._baud / BITS_A_BYTE * STEP_S)), time.monotonic()
        for start in range(0, len(data), step):
            chunk = data[start : start + step]
            free_at += len(chunk) * BITS_A_BYTE / self._baud
            time.sleep(max(0.0, free_at - time.monotonic()))
            self._write(chunk)

    def _plug(self, path: Path) -> tuple[int, ...]:
        # The slave end stays open: without it what is sent while no driver has opened the port is an error.
        master, slave = os.openpty()
        tty.setraw(slave)
        os.set_blocking(master, False)
        path.symlink_to(os.ttyname(slave))
        return master, slave


class SimulatedTypingScanner(_Cable):
    """A scanner that types: real `struct input_event` bytes, as the kernel gives them of a keyboard.

    What a keyboard is asked through ioctl(2) is answered here too: a FIFO can't.
    """

    def __init__(self, link: Path, *, key_s: float = 0.0) -> None:
        self._key_s = key_s
        self._dropped = False
        self.called = "Simulated Scanner HID"
        self.refuses: OSError | None = None
        """What the kernel says to whoever wants it alone."""
        self.grabs = 0
        super().__init__(link)

    def scan(self, payload: bytes) -> None:
        """Lay a code before the scanner; returns when the last key was released."""
        self.press(*typed(payload), (KEY_ENTER,))

    def press(self, *chords: tuple[int, ...]) -> None:
        """Press keys, each with those that are held meanwhile before it."""
        for chord in chords:
            self.send(b"".join([*(event(key, 1) for key in chord), *(event(key, 0) for key in chord[::-1])]))
            time.sleep(self._key_s)

    def send(self, data: bytes) -> None:
        """Send events as they are; when nobody takes them some are dropped, and the next say so."""
        lost = EVENT.pack(0, 0, EV_SYN, SYN_DROPPED, 0) if self._dropped else b""
        self._dropped = not self._write(lost + data)

    def _plug(self, path: Path) -> tuple[int, ...]:
        os.mkfifo(path, 0o600)
        return (os.open(path, os.O_RDWR | os.O_NONBLOCK),)

    def grab(self, handle: int) -> None:
        """Give its events to one program alone, or refuse."""
        os.fstat(handle)
        if self.refuses is not None:
            raise self.refuses
        self.grabs += 1

    def name(self, handle: int) -> str:
        """Return what it calls itself."""
        os.fstat(handle)
        return self.called

    def serial(self, handle: int) -> str:
        """Return its serial number."""
        os.fstat(handle)
        return "SIM-0001"

    def ids(self, handle: int) -> str:
        """Return vendor and product."""
        os.fstat(handle)
        return "0000:0001"


def event(key: int, value: int) -> bytes:
    """Return a key's event and the end of its report."""
    return EVENT.pack(0, 0, EV_KEY, key, value) + EVENT.pack(0, 0, EV_SYN, 0, 0)


def typed(payload: bytes) -> tuple[tuple[int, ...], ...]:
    """Return the chords that type a code: Chinese as Alt and the keypad's digits, what controls as Ctrl."""
    text = payload.decode("utf-8", errors="surrogateescape")
    return tuple(chord for char in text for chord in _chords(char))


def _chords(char: str) -> tuple[tuple[int, ...], ...]:
    if char in PLAIN:
        return ((PLAIN[char],),)
    if char in SHIFTED:
        return ((KEY_LEFTSHIFT, SHIFTED[char]),)
    if char == "\r":
        return ((KEY_ENTER,),)
    if char < " ":
        return ((KEY_LEFTCTRL, PLAIN.get(chr(ord(char) | 0x60), PLAIN["`"])),)
    code = int.from_bytes(char.encode("gb18030", errors="ignore")[:2], "big") if char.isprintable() else 0
    return tuple((KEY_LEFTALT, KEYPAD[digit]) for digit in f"{code or ord(char):d}")
