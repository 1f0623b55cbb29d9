"""Bytes to and from a device, whatever carries them."""

from typing import Protocol

TRAFFIC = 5
"""The log level below DEBUG for what is exchanged with a device: commands and lengths, never contents."""


class TransportLostError(Exception):
    """The device is gone: unplugged, switched off or never there; the handle is of no more use."""


class ByteTransport(Protocol):
    """A line on which bytes go both ways."""

    def write(self, data: bytes) -> None:
        """Send everything; raise TransportLostError when the device is gone."""
        ...

    def read(self, n: int, timeout_s: float) -> bytes:
        """Return 1 to n bytes as soon as there are some, or none when `timeout_s` passed without any.

        Raise TransportLostError when the device is gone.
        """
        ...


class OpenTransport(ByteTransport, Protocol):
    """A transport that somebody opened and has to close."""

    def close(self) -> None:
        """Give the handle back; closing what is gone or closed is fine."""
        ...
