"""A scanner that types, taken away from the screen: an input device grabbed for this program alone.

Without the grab its keys would reach whatever field has the focus; so there is no reading without it.
"""

import contextlib
import errno
import os
import select
import time
from collections.abc import Iterator
from pathlib import Path

from devices.scanner.input_device import InputControl, KernelControl
from devices.scanner.keys import EVENT, Typist, events
from devices.scanner.line import LineFaultError
from devices.transport import TransportLostError

INPUT_FOLDER = Path("/dev/input")
_EVENTS_AT_ONCE = 64 * EVENT.size
_KERNEL = KernelControl()


class InputLine:
    """One opened and grabbed input device, its keys as bytes."""

    def __init__(self, device: str, *, control: InputControl = _KERNEL, folder: Path = INPUT_FOLDER) -> None:
        """Open a path, or the one device in `folder` with that name, and grab it; nothing is half done.

        TransportLostError when it is not there, LineFaultError when it can't be had alone.
        """
        self._path = device if device.startswith("/") else _named(device, control, folder)
        self._handle = _opened(self._path)
        try:
            _grab(self._handle, self._path, control)
            self.model: str | None = f"{control.name(self._handle)} ({control.ids(self._handle)})"
            self.serial: str | None = control.serial(self._handle) or None
        except OSError as error:
            os.close(self._handle)
            raise TransportLostError(f"{self._path} is gone: {error}") from error
        except LineFaultError:
            os.close(self._handle)
            raise
        self._typist = Typist()
        self._typed = b""
        self._cut = b""

    def read(self, n: int, timeout_s: float) -> bytes:
        deadline = time.monotonic() + timeout_s
        while not self._typed:
            ready, _, _ = select.select([self._handle], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                return b""
            self._type(self._received())
        typed, self._typed = self._typed[:n], self._typed[n:]
        return typed

    def close(self) -> None:
        if self._handle >= 0:
            with contextlib.suppress(OSError):
                os.close(self._handle)
        self._handle = -1

    def _received(self) -> bytes:
        try:
            received = os.read(self._handle, _EVENTS_AT_ONCE)
        except OSError as error:
            raise TransportLostError(f"{self._path} is gone: {error}") from error
        if not received:
            raise TransportLostError(f"{self._path} is gone")
        return received

    def _type(self, received: bytes) -> None:
        whole, self._cut = events(self._cut + received)
        self._typed += b"".join(self._typist.type(event) for event in whole)


def _opened(path: str) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except PermissionError as error:
        raise LineFaultError(
            "permission", f"{path} can't be opened: let this program's user into its group ({error})"
        ) from error
    except OSError as error:
        raise TransportLostError(f"{path} can't be opened: {error}") from error


def _grab(handle: int, path: str, control: InputControl) -> None:
    try:
        control.grab(handle)
    except OSError as error:
        if error.errno == errno.ENODEV:
            raise
        held = " (another program has it)" if error.errno == errno.EBUSY else ""
        raise LineFaultError(
            "grab",
            f"{path} can't be had for this program alone{held}: {error}."
            " It is not read, because what it scans would be typed into the screen as well",
        ) from error


def _named(name: str, control: InputControl, folder: Path) -> str:
    """Return the path of the device with a name; two of one name are told apart by the technician alone."""
    found = [path for path, its_name in _names(control, folder) if its_name == name]
    if not found:
        raise TransportLostError(f"no input device in {folder} is called '{name}'")
    if len(found) > 1:
        raise LineFaultError(
            "two_of_a_name",
            f"{' and '.join(found)} are both called '{name}': name one by its path under {folder}/by-id",
        )
    return found[0]


def _names(control: InputControl, folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("event*")):
        with contextlib.suppress(OSError):
            handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
            try:
                yield str(path), control.name(handle)
            finally:
                os.close(handle)
