"""What a scanner's bytes come from, and how it can fail besides being gone."""

from typing import Protocol


class LineFaultError(Exception):
    """The scanner is there, but can't be used as it is; the sentence is for the technician."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class ScannerLine(Protocol):
    """An opened scanner: it only speaks; what it says of itself is None where it says nothing."""

    @property
    def model(self) -> str | None:
        """The name it gives itself."""
        ...

    @property
    def serial(self) -> str | None:
        """Its serial number."""
        ...

    def read(self, n: int, timeout_s: float) -> bytes:
        """Return 1 to n bytes as soon as there are some, or none when `timeout_s` passed without any.

        Raise TransportLostError when it is gone.
        """
        ...

    def close(self) -> None:
        """Give it back; closing what is gone or closed is fine."""
        ...
