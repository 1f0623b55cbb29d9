"""The kernel's memory of this user, by keyctl(2): what is put there outlives a process and no power cut.

A key's content is never written to disk or swap, counts against a quota (20,000 bytes for all but root), and
is gone at its timeout: keyrings(7), add_key(2), keyctl(2).
"""

import ctypes
import os
import platform

from kiosk.errors import KioskError

NUMBERS = {"x86_64": (248, 250), "aarch64": (217, 219), "riscv64": (217, 219), "loongarch64": (217, 219)}
"""Of add_key and keyctl, by machine."""
OF_PROCESS, OF_USER = -2, -4
LINK, SEARCH, READ, SET_TIMEOUT, INVALIDATE = 8, 10, 11, 15, 21
USER = b"user"
MOST_BYTES = 32_767
"""Of one key of the type `user`."""


class Keyring:
    """One named key of this user; what can't be done raises KioskError `keyring`."""

    def __init__(self, name: str) -> None:
        if platform.machine() not in NUMBERS:
            raise KioskError("keyring", f"keyctl is not known on {platform.machine()}")
        self._name = name.encode()
        self._add, self._control = NUMBERS[platform.machine()]
        self._libc = ctypes.CDLL(None, use_errno=True)
        # Whatever service started this process: it possesses what is linked from its own keyring.
        self._keyctl(LINK, OF_USER, OF_PROCESS)

    def put(self, data: bytes, *, timeout_s: int) -> None:
        """Keep data in place of what there was, for so long."""
        key = self._call(self._add, USER, self._name, data, ctypes.c_size_t(len(data)), OF_USER)
        self._keyctl(SET_TIMEOUT, key, timeout_s)

    def get(self) -> bytes | None:
        """Return what is kept; None where nothing is, or no more."""
        room = ctypes.create_string_buffer(MOST_BYTES)
        try:
            length = self._keyctl(READ, self._find(), room, ctypes.c_size_t(len(room)))
        except KioskError:
            return None
        return room.raw[:length]

    def drop(self) -> None:
        """Forget it at once; what is not there is forgotten."""
        try:
            self._keyctl(INVALIDATE, self._find())
        except KioskError:
            return

    def _find(self) -> int:
        return self._keyctl(SEARCH, OF_USER, USER, self._name, 0)

    def _keyctl(self, *arguments: object) -> int:
        return self._call(self._control, *arguments)

    def _call(self, number: int, *arguments: object) -> int:
        result = int(self._libc.syscall(ctypes.c_long(number), *arguments))
        if result < 0:
            raise KioskError("keyring", f"the kernel's keyring: {os.strerror(ctypes.get_errno())}")
        return result
