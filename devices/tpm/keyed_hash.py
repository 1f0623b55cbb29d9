"""A hash under a key that never leaves the machine's TPM."""

import time
from hashlib import sha256
from pathlib import Path

from devices.tpm import command
from devices.tpm.command import BadAnswer
from devices.tpm.line import QUIET_S, answered, line
from kiosk.ports import TpmSilent

PURPOSE = sha256(b"kiosk holder v1").digest()
"""What tells this key from others that the TPM works out of the same seed."""


class TpmKeyedHash:
    """The port `Marker`."""

    def __init__(self, device: Path) -> None:
        self._device = device
        self._asked_again = 0.0
        self._why = ""

    def mark(self, number: str) -> bytes | TpmSilent:
        """Return the hash of a number."""
        if time.monotonic() < self._asked_again:
            return TpmSilent(self._why)
        try:
            return self._hash(number.encode())
        except (OSError, BadAnswer) as error:
            self._why = f"{self._device}: {error}"
            self._asked_again = time.monotonic() + QUIET_S
            return TpmSilent(self._why)

    def _hash(self, data: bytes) -> bytes:
        with line(self._device) as exchange:
            key = command.loaded(answered(exchange, command.create_keyed_hash(PURPOSE)).rest)
            try:
                return command.hashed(answered(exchange, command.keyed_hash(key, data)).rest)
            finally:
                exchange(command.flush(key))
