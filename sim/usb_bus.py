"""A USB of air where pyusb looks for libusb: `usb.core.find(backend=SimulatedUsb(device))`.

All above it is pyusb's own; its errors are those that pyusb's own backend raises for libusb's.
"""

import array
import contextlib
import errno
import os
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Protocol

import msgspec
import usb.backend
import usb.core

PACKET = 64
"""Bytes of the longest packet of a bulk endpoint at full speed (USB 2.0, 5.8.3)."""
FULL_SPEED = 2
STRING, SERIAL_INDEX = 0x03, 3
ENGLISH = b"\x09\x04"


class UsbFault(Exception):
    """What happens instead of a transfer, as an errno."""

    def __init__(self, number: int) -> None:
        super().__init__(os.strerror(number))
        self.number = number


class UsbDevice(Protocol):
    """A device as the host meets it: one interface of bulk endpoints; any call may be a UsbFault."""

    vendor: int
    product: int
    serial: str
    endpoints: tuple[int, ...]

    @property
    def plugs(self) -> int:
        """How often it was plugged in, so that a handle from before is known to be dead; 0: it is out."""
        ...

    def open(self) -> None: ...
    def claim(self) -> None: ...
    def has_kernel_driver(self) -> bool: ...
    def detach_kernel_driver(self) -> None: ...
    def configuration(self) -> int: ...
    def configure(self, value: int) -> None: ...
    def send(self, endpoint: int, data: bytes, timeout_s: float) -> int: ...
    def take(self, endpoint: int, size: int, timeout_s: float) -> bytes: ...
    def clear_halt(self, endpoint: int) -> None: ...


class Handle(msgspec.Struct, frozen=True, eq=False):
    """An opened device; worth nothing once that was unplugged."""

    device: UsbDevice
    plugs: int


class SimulatedUsb(usb.backend.IBackend):  # type: ignore[misc] # pyusb has no types
    """The bus with its devices, in the order in which a host finds them."""

    def __init__(self, *devices: UsbDevice) -> None:
        self._devices = devices
        self.opened = 0
        """How many handles were not given back yet."""

    def enumerate_devices(self) -> Iterator[UsbDevice]:
        return iter([device for device in self._devices if device.plugs])

    def get_parent(self, dev: UsbDevice) -> None:
        return None

    def get_device_descriptor(self, dev: UsbDevice) -> SimpleNamespace:
        return SimpleNamespace(
            bLength=18,
            bDescriptorType=1,
            bcdUSB=0x0110,
            bDeviceClass=0,
            bDeviceSubClass=0,
            bDeviceProtocol=0,
            bMaxPacketSize0=PACKET,
            idVendor=dev.vendor,
            idProduct=dev.product,
            bcdDevice=0x0100,
            iManufacturer=0,
            iProduct=0,
            iSerialNumber=SERIAL_INDEX if dev.serial else 0,
            bNumConfigurations=1,
            address=dev.plugs,
            bus=1,
            port_number=1,
            port_numbers=(1,),
            speed=FULL_SPEED,
        )

    def get_configuration_descriptor(self, dev: UsbDevice, config: int) -> SimpleNamespace:
        if config:
            raise IndexError(config)
        return SimpleNamespace(
            bLength=9,
            bDescriptorType=2,
            wTotalLength=9 + 9 + 7 * len(dev.endpoints),
            bNumInterfaces=1,
            bConfigurationValue=1,
            iConfiguration=0,
            bmAttributes=0x80,
            bMaxPower=250,
            extra_descriptors=[],
        )

    def get_interface_descriptor(self, dev: UsbDevice, intf: int, alt: int, config: int) -> SimpleNamespace:
        if intf or alt or config:
            raise IndexError(intf)
        return SimpleNamespace(
            bLength=9,
            bDescriptorType=4,
            bInterfaceNumber=0,
            bAlternateSetting=0,
            bNumEndpoints=len(dev.endpoints),
            bInterfaceClass=0xFF,
            bInterfaceSubClass=0,
            bInterfaceProtocol=0,
            iInterface=0,
            extra_descriptors=[],
        )

    def get_endpoint_descriptor(
        self, dev: UsbDevice, ep: int, intf: int, alt: int, config: int
    ) -> SimpleNamespace:
        if intf or alt or config:
            raise IndexError(intf)
        return SimpleNamespace(
            bLength=7,
            bDescriptorType=5,
            bEndpointAddress=dev.endpoints[ep],
            bmAttributes=2,
            wMaxPacketSize=PACKET,
            bInterval=0,
            bRefresh=0,
            bSynchAddress=0,
            extra_descriptors=[],
        )

    def open_device(self, dev: UsbDevice) -> Handle:
        with _as_libusb():
            if not dev.plugs:
                raise UsbFault(errno.ENODEV)
            dev.open()
        self.opened += 1
        return Handle(dev, dev.plugs)

    def close_device(self, dev_handle: Handle) -> None:
        self.opened -= 1

    def get_configuration(self, dev_handle: Handle) -> int:
        with _alive(dev_handle) as device:
            return device.configuration()

    def set_configuration(self, dev_handle: Handle, config_value: int) -> None:
        with _alive(dev_handle) as device:
            device.configure(config_value)

    def claim_interface(self, dev_handle: Handle, intf: int) -> None:
        with _alive(dev_handle) as device:
            device.claim()

    def release_interface(self, dev_handle: Handle, intf: int) -> None:
        with _alive(dev_handle):
            pass

    def is_kernel_driver_active(self, dev_handle: Handle, intf: int) -> bool:
        with _alive(dev_handle) as device:
            return device.has_kernel_driver()

    def detach_kernel_driver(self, dev_handle: Handle, intf: int) -> None:
        with _alive(dev_handle) as device:
            device.detach_kernel_driver()

    def clear_halt(self, dev_handle: Handle, ep: int) -> None:
        with _alive(dev_handle) as device:
            device.clear_halt(ep)

    def bulk_write(
        self, dev_handle: Handle, ep: int, intf: int, data: "array.array[int]", timeout: int
    ) -> int:
        with _alive(dev_handle) as device:
            return device.send(ep, data.tobytes(), timeout / 1000)

    def bulk_read(
        self, dev_handle: Handle, ep: int, intf: int, buff: "array.array[int]", timeout: int
    ) -> int:
        with _alive(dev_handle) as device:
            data = device.take(ep, len(buff), timeout / 1000)
        buff[: len(data)] = array.array("B", data)
        return len(data)

    def ctrl_transfer(
        self,
        dev_handle: Handle,
        bmRequestType: int,
        bRequest: int,
        wValue: int,
        wIndex: int,
        data: "array.array[int]",
        timeout: int,
    ) -> int:
        """Answer for string descriptors, which is all that a reader is asked for here."""
        with _alive(dev_handle) as device:
            if wValue >> 8 != STRING:
                raise UsbFault(errno.EPIPE)
            told = self.string(device, wValue & 0xFF)[: len(data)]
        data[: len(told)] = array.array("B", told)
        return len(told)

    def string(self, device: UsbDevice, index: int) -> bytes:
        """Return a string descriptor (USB 2.0, 9.6.7); the first one names the languages."""
        texts = {0: ENGLISH, SERIAL_INDEX: device.serial.encode("utf-16-le")}
        if index not in texts:
            raise UsbFault(errno.EPIPE)
        return bytes([len(texts[index]) + 2, STRING]) + texts[index]


@contextlib.contextmanager
def _alive(handle: Handle) -> Iterator[UsbDevice]:
    """Give the device behind a handle, unless it was unplugged since."""
    with _as_libusb():
        if handle.plugs != handle.device.plugs:
            raise UsbFault(errno.ENODEV)
        yield handle.device


@contextlib.contextmanager
def _as_libusb() -> Iterator[None]:
    try:
        yield
    except UsbFault as fault:
        kind = usb.core.USBTimeoutError if fault.number == errno.ETIMEDOUT else usb.core.USBError
        raise kind(str(fault), None, fault.number) from fault
