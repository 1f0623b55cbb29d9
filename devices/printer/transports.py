"""Bytes to and from a printer: TCP, a serial line, a USB device file, a file. Two methods each."""

import contextlib
import os
import select
import socket
import stat
import struct
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import msgspec
import serial

from devices.printer.holding import take_alone, why_not
from devices.printer.usb_node import node_of
from kiosk.errors import KioskError

SEND_BUFFER = 4096
"""Small, so that 'written' is close to 'received'."""


class Trouble(StrEnum):
    ABSENT = "absent"
    """No connection could be made."""
    LOST = "lost"
    """It broke."""
    STALLED = "stalled"
    """The other end took nothing more in time."""
    SILENT = "silent"
    """It stopped answering."""


class TransportError(KioskError):
    """The one way in which a transport fails."""

    def __init__(self, trouble: Trouble, message: str) -> None:
        super().__init__(f"printer_{trouble.value}", message)
        self.trouble = trouble


class Transport(Protocol):
    """An open way to a printer."""

    def write(self, data: bytes, *, timeout_s: float) -> None:
        """Hand over all bytes within the time, else TransportError."""
        ...

    def read(self, n: int, timeout_s: float) -> bytes:
        """Wait for at least one byte and return up to n; b"" when the time is over."""
        ...


class Place(Protocol):
    """Where a printer is; opened anew for each job, since network printers serve one client at a time."""

    @property
    def driver(self) -> str: ...

    @property
    def address(self) -> str: ...

    @property
    def answers(self) -> bool:
        """False where nothing can ever come back."""
        ...

    def open(self, timeout_s: float) -> AbstractContextManager[Transport]:
        """Open, or raise TransportError(ABSENT); left with an exception, what is on its way is dropped."""
        ...


class DescriptorTransport:
    """A transport over a non-blocking file descriptor."""

    def __init__(self, descriptor: int, name: str, *, stream: bool) -> None:
        self._descriptor = descriptor
        self._name = name
        self._stream = stream
        """Reading nothing means closed; on usblp it means nothing to say."""

    def write(self, data: bytes, *, timeout_s: float) -> None:
        deadline = time.monotonic() + timeout_s
        rest = memoryview(data)
        while rest:
            _, ready, _ = select.select((), (self._descriptor,), (), max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TransportError(Trouble.STALLED, f"{self._name} took nothing more for {timeout_s:g} s")
            with self._broken(), contextlib.suppress(BlockingIOError):
                rest = rest[os.write(self._descriptor, rest) :]

    def read(self, n: int, timeout_s: float) -> bytes:
        deadline = time.monotonic() + timeout_s
        while True:
            left = max(0.0, deadline - time.monotonic())
            ready, _, _ = select.select((self._descriptor,), (), (), left)
            if not ready:
                return b""
            if data := self._take(n):
                return data
            time.sleep(min(0.02, left))
            if not left:
                return b""

    def _take(self, n: int) -> bytes:
        with self._broken():
            try:
                data = os.read(self._descriptor, n)
            except BlockingIOError:
                return b""
        if not data and self._stream:
            raise TransportError(Trouble.LOST, f"{self._name} closed the connection")
        return data

    @contextmanager
    def _broken(self) -> Iterator[None]:
        try:
            yield
        except BlockingIOError:
            raise
        except OSError as error:
            raise TransportError(Trouble.LOST, f"{self._name}: {error.strerror or error}") from error


class TcpPlace(msgspec.Struct, frozen=True):
    """A network printer's raw port."""

    host: str
    port: int
    driver: str = "escpos-network"
    answers: bool = True

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"

    @contextmanager
    def open(self, timeout_s: float) -> Iterator[Transport]:
        try:
            link = socket.create_connection((self.host, self.port), timeout=timeout_s)
        except OSError as error:
            why = f"{self.address} can't be opened: {error.strerror or error}"
            raise TransportError(Trouble.ABSENT, why) from error
        with link:
            link.setblocking(False)  # noqa: FBT003, the library's own signature
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
            try:
                yield DescriptorTransport(link.fileno(), self.address, stream=True)
            except BaseException:
                # A reset, no orderly end: the kernel must not go on to deliver the rest of a void job.
                link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                raise


class SerialPlace(msgspec.Struct, frozen=True):
    """A printer on a serial line, 8N1 with XON/XOFF: no answer of a printer holds either byte."""

    port: str
    baud: int
    driver: str = "escpos-serial"
    answers: bool = True

    @property
    def address(self) -> str:
        return f"{self.port} at {self.baud} baud"

    @contextmanager
    def open(self, timeout_s: float) -> Iterator[Transport]:  # noqa: ARG002, a line opens at once
        try:
            line = serial.Serial(
                self.port, self.baud, timeout=0, write_timeout=0, xonxoff=True, exclusive=True
            )
        except OSError as error:  # SerialException is one
            raise TransportError(Trouble.ABSENT, why_not(self.port, error)) from error
        try:
            line.reset_input_buffer()
            yield DescriptorTransport(line.fileno(), self.port, stream=False)
        except BaseException:
            with contextlib.suppress(OSError, serial.SerialException):
                line.reset_output_buffer()
            raise
        finally:
            line.close()


class UsbPlace(msgspec.Struct, frozen=True):
    """A printer of the USB printer class: by the kernel's device file, or a link that udev keeps to it."""

    path: str
    driver: str = "escpos-usb"
    answers: bool = True

    @property
    def address(self) -> str:
        return self.path

    def open(self, timeout_s: float) -> AbstractContextManager[Transport]:  # noqa: ARG002, it opens at once
        return _opened(self.path, os.O_RDWR | os.O_NOCTTY)


class UsbIdPlace(msgspec.Struct, frozen=True):
    """A printer of the USB printer class by vendor and product, wherever it is plugged in."""

    usb: str
    driver: str = "escpos-usb"
    answers: bool = True

    @property
    def address(self) -> str:
        return f"usb {self.usb}"

    @contextmanager
    def open(self, timeout_s: float) -> Iterator[Transport]:  # noqa: ARG002, it opens at once
        node = node_of(self.usb)
        if node is None:
            raise TransportError(Trouble.ABSENT, f"no USB printer {self.usb} is plugged in")
        with _opened(str(node), os.O_RDWR | os.O_NOCTTY) as transport:
            yield transport


class FilePlace(msgspec.Struct, frozen=True):
    """A file, a named pipe or a device node that nothing comes back from."""

    path: str
    driver: str = "escpos-file"
    answers: bool = False

    @property
    def address(self) -> str:
        return self.path

    def open(self, timeout_s: float) -> AbstractContextManager[Transport]:  # noqa: ARG002, it opens at once
        return _opened(self.path, os.O_WRONLY | os.O_APPEND | (0 if _is_special(self.path) else os.O_CREAT))


def _is_special(path: str) -> bool:
    try:
        return not stat.S_ISREG(Path(path).stat().st_mode)
    except OSError:
        return False


@contextmanager
def _opened(path: str, flags: int) -> Iterator[Transport]:
    try:
        descriptor = os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise TransportError(Trouble.ABSENT, why_not(path, error)) from error
    try:
        _alone(descriptor, path)
        transport = DescriptorTransport(descriptor, path, stream=False)
        yield transport if flags & os.O_RDWR else OneWay(transport)
    finally:
        os.close(descriptor)


def _alone(descriptor: int, path: str) -> None:
    try:
        take_alone(descriptor)
    except OSError as error:
        raise TransportError(Trouble.ABSENT, why_not(path, error)) from error


class OneWay:
    """A transport that only takes."""

    def __init__(self, inner: Transport) -> None:
        self._inner = inner

    def write(self, data: bytes, *, timeout_s: float) -> None:
        self._inner.write(data, timeout_s=timeout_s)

    def read(self, n: int, timeout_s: float) -> bytes:  # noqa: ARG002, nothing ever comes
        return b""
