"""A reserve beside the queue: given up when the disk is full, so that what was sent can be noted as sent.

Without it a full disk blocks the queue for good: marking a row as received needs a page as much as a new
row does. While it is missing nothing new is promised.
"""

import os
from contextlib import suppress
from pathlib import Path

BALLAST_BYTES = 2 * 1024 * 1024
ROOM_TO_LAY = 4 * BALLAST_BYTES
"""Free space beyond which the reserve is laid down again."""


class Ballast:
    """The file that keeps the room."""

    def __init__(self, database: Path, size: int = BALLAST_BYTES) -> None:
        self._path = database.with_name(database.name + ".reserve")
        self._size = size

    @property
    def laid(self) -> bool:
        """Whether the room is kept."""
        try:
            return self._path.stat().st_size >= self._size
        except OSError:
            return False

    def lay(self) -> bool:
        """Keep the room, on the disk when this returns; False when there is not room enough."""
        if self.laid:
            return True
        try:
            room = os.statvfs(self._path.parent)
            if room.f_bavail * room.f_frsize < min(ROOM_TO_LAY, 4 * self._size):
                return False
            self._write()
        except OSError:
            self.give_up()
            return False
        return True

    def give_up(self) -> None:
        """Let the room go for what has to be written now."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _write(self) -> None:
        """Allocate real blocks under another name first: a reserve cut short would count as laid."""
        part = self._path.with_name(self._path.name + ".part")
        number = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            os.posix_fallocate(number, 0, self._size)
            os.fsync(number)
        finally:
            os.close(number)
        part.replace(self._path)
