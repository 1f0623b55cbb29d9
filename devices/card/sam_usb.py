"""The line to a SAM_V reader on USB (0400:C35A), over pyusb.

A request goes out in two parts, preamble and length on one endpoint, the rest on another; so comes the reply.
"""

import contextlib
import errno
from collections.abc import Callable
from functools import partial
from typing import Any

import usb.core
import usb.util

from devices.card.frames import PREAMBLE
from devices.card.plate import Plate
from devices.told import printable
from devices.transport import TransportLostError

VENDOR, PRODUCT = 0x0400, 0xC35A
HEAD_OUT, REST_OUT, HEAD_IN, REST_IN = 0x02, 0x06, 0x81, 0x85
HEAD_LENGTH = len(PREAMBLE) + 2
UDEV_RULE = "packaging/udev/70-kiosk-identity-card.rules"
UNNAMED = f"one that may not be asked for its serial number (see {UDEV_RULE}) or has none"
_WRITE_TIMEOUT_MS = 1000
_CHUNK = 1024  # whole packets of any size there is, or libusb reports an overflow
_SHORTEST_MS = 1  # 0 would mean for ever
_SENTENCES = {
    errno.ENODEV: "is gone: it was unplugged or switched off",
    errno.EIO: "gave an input/output error: check its cable, then plug it in again",
    errno.ETIMEDOUT: f"took no command for {_WRITE_TIMEOUT_MS} ms: plug it in again",
    errno.EPIPE: "goes on refusing to talk (stall) after its endpoint was cleared: plug it in again",
    errno.EACCES: f"may not be opened by this user: install {UDEV_RULE} (it says how), then plug it in again",
    errno.EBUSY: "is held by another program; while 'kiosk run' serves, only it talks to the device",
}


class SamUsbLine:
    """One opened reader, for this process alone; after it was unplugged only a new line finds it again."""

    def __init__(self, serial: str = "", *, backend: object = None) -> None:
        self._address = address(serial)
        self._left = b""
        self._head_missing = HEAD_LENGTH
        self._device = _opened(serial, backend)

    def write(self, data: bytes) -> None:
        for endpoint, part in ((HEAD_OUT, data[:HEAD_LENGTH]), (REST_OUT, data[HEAD_LENGTH:])):
            try:
                self._carried(endpoint, partial(self._device.write, endpoint, part, _WRITE_TIMEOUT_MS))
            except usb.core.USBError as error:
                raise self._lost(error) from error
        self._head_missing = HEAD_LENGTH

    def read(self, n: int, timeout_s: float) -> bytes:
        if not self._left:
            self._left = self._received(max(_SHORTEST_MS, round(timeout_s * 1000)))
        given, self._left = self._left[:n], self._left[n:]
        return given

    def close(self) -> None:
        _let_go(self._device)

    def _received(self, timeout_ms: int) -> bytes:
        """Wait at the endpoint whose turn it is; then a glance at the other, for readers that use but one."""
        turn, other = (HEAD_IN, REST_IN) if self._head_missing > 0 else (REST_IN, HEAD_IN)
        for endpoint, patience_ms in ((turn, timeout_ms), (other, _SHORTEST_MS)):
            try:
                data = bytes(
                    self._carried(endpoint, partial(self._device.read, endpoint, _CHUNK, patience_ms))
                )
            except usb.core.USBTimeoutError:
                continue
            except usb.core.USBError as error:
                raise self._lost(error) from error
            self._head_missing -= len(data)
            return data
        return b""

    def _carried(self, endpoint: int, transfer: Callable[[], Any]) -> Any:  # noqa: ANN401 pyusb has no types
        """Do the transfer, once more after an endpoint that had stalled was cleared."""
        try:
            return transfer()
        except usb.core.USBError as error:
            if error.errno != errno.EPIPE:
                raise
        self._device.clear_halt(endpoint)
        return transfer()

    def _lost(self, error: Exception) -> TransportLostError:
        return TransportLostError(_sentence(self._address, error))


def plate(serial: str = "", *, backend: object = None) -> Plate:
    """Return what the reader's USB descriptor says: its serial number, and its release (USB 2.0, 9.6.1)."""
    try:
        device = _found(serial, backend)
    except (usb.core.USBError, usb.core.NoBackendError, TransportLostError):
        return Plate()  # who is asked for its SAM id says why
    try:
        return Plate(serial=_told_serial(device), release=_release(int(device.bcdDevice)))
    finally:
        _let_go(device)


def _told_serial(device: Any) -> str | None:  # noqa: ANN401 pyusb has no types
    try:
        text = str(device.serial_number or "")
    except (ValueError, usb.core.USBError):  # it may not be asked, or does not answer
        return None
    return printable(text)


def _release(bcd: int) -> str:
    return f"{bcd >> 8:x}.{bcd & 0xFF:02x}"


def address(serial: str) -> str:
    """Return for people where such a reader hangs."""
    return f"USB {VENDOR:04X}:{PRODUCT:04X}" + (f" ({serial})" if serial else "")


def _opened(serial: str, backend: object) -> Any:  # noqa: ANN401 pyusb has no types
    """Return the device, claimed; TransportLostError says for the technician why there is none."""
    place = address(serial)
    try:
        device = _found(serial, backend)
        try:
            _claim(device, place)
        except BaseException:
            _let_go(device)
            raise
    except usb.core.NoBackendError as error:
        raise TransportLostError(
            f"{place}: libusb is missing, so USB can't be reached: apt-get install libusb-1.0-0"
        ) from error
    except usb.core.USBError as error:
        raise TransportLostError(_sentence(place, error)) from error
    return device


def _found(serial: str, backend: object) -> Any:  # noqa: ANN401 pyusb has no types
    devices = list(usb.core.find(find_all=True, idVendor=VENDOR, idProduct=PRODUCT, backend=backend))
    if not serial and devices:
        return devices[0]
    names = [_told_serial(device) or UNNAMED for device in devices]
    wanted = names.index(serial) if serial in names else None
    for index, device in enumerate(devices):
        if index != wanted:
            _let_go(device)
    if wanted is not None:
        return devices[wanted]
    there = f"; there is: {', '.join(names)}" if names else ""
    raise TransportLostError(f"{address(serial)}: no such reader is plugged in{there}")


def _let_go(device: Any) -> None:  # noqa: ANN401 pyusb has no types
    with contextlib.suppress(usb.core.USBError):  # it may be gone
        usb.util.dispose_resources(device)


def _claim(device: Any, place: str) -> None:  # noqa: ANN401 pyusb has no types
    """Take the interface with the four endpoints for this process, away from a driver of the kernel's."""
    try:
        configuration = device.get_active_configuration()
    except usb.core.USBError as error:
        if error.errno is not None:
            raise
        device.set_configuration()  # it was plugged in and nobody has chosen one yet
        configuration = device.get_active_configuration()
    number = _interface(configuration, place)
    with contextlib.suppress(NotImplementedError):  # not every system has drivers that can be moved away
        if device.is_kernel_driver_active(number):
            device.detach_kernel_driver(number)
    usb.util.claim_interface(device, number)


def _interface(configuration: Any, place: str) -> int:  # noqa: ANN401 pyusb has no types
    for interface in configuration:
        if {HEAD_OUT, REST_OUT, HEAD_IN, REST_IN} <= {endpoint.bEndpointAddress for endpoint in interface}:
            return int(interface.bInterfaceNumber)
    raise TransportLostError(f"{place} has not the endpoints 02, 06, 81 and 85: another model")


def _sentence(place: str, error: Exception) -> str:
    return f"{place} {_SENTENCES.get(getattr(error, 'errno', None) or 0, f'failed: {error}')}"
