"""The four questions of linux/input.h that a scanner which types is asked through ioctl(2)."""

import fcntl
import struct
from typing import Protocol

from devices.told import printable

_TEXT_BYTES = 256


def _read_request(number: int, size: int) -> int:
    """Return _IOC(_IOC_READ, 'E', number, size) (asm-generic/ioctl.h)."""
    return (2 << 30) | (size << 16) | (ord("E") << 8) | number


EVIOCGID = _read_request(0x02, 8)
EVIOCGNAME = _read_request(0x06, _TEXT_BYTES)
EVIOCGUNIQ = _read_request(0x08, _TEXT_BYTES)
EVIOCGRAB = (1 << 30) | (4 << 16) | (ord("E") << 8) | 0x90
_ID = struct.Struct("@HHHH")


class InputControl(Protocol):
    """What is asked of an opened input device; OSError when the kernel refuses."""

    def grab(self, handle: int) -> None:
        """Have its events for this program alone, until the handle is closed."""
        ...

    def name(self, handle: int) -> str:
        """Return the name that it gives itself."""
        ...

    def serial(self, handle: int) -> str:
        """Return its serial number; empty when it has none."""
        ...

    def ids(self, handle: int) -> str:
        """Return vendor and product as lsusb writes them."""
        ...


class KernelControl:
    """Asks the kernel."""

    def grab(self, handle: int) -> None:
        fcntl.ioctl(handle, EVIOCGRAB, 1)

    def name(self, handle: int) -> str:
        return _text(handle, EVIOCGNAME)

    def serial(self, handle: int) -> str:
        try:
            return _text(handle, EVIOCGUNIQ)
        except OSError:  # ENOENT: a device without one
            return ""

    def ids(self, handle: int) -> str:
        _, vendor, product, _ = _ID.unpack(fcntl.ioctl(handle, EVIOCGID, bytes(_ID.size)))
        return f"{vendor:04x}:{product:04x}"


def _text(handle: int, request: int) -> str:
    return text_of(fcntl.ioctl(handle, request, bytes(_TEXT_BYTES)))


def text_of(answer: bytes) -> str:
    """Return what of a C string can be shown."""
    return printable(answer.split(b"\0", 1)[0].decode(errors="replace")) or ""
