"""A device file held by one process at a time, and who that is."""

import errno
import fcntl
from pathlib import Path

LOCKS = Path("/proc/locks")


def take_alone(descriptor: int) -> None:
    """Lock an open device file for this process; BlockingIOError when another has it."""
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def why_not(path: str, error: OSError) -> str:
    """Say why a device file can't be had, and who holds it."""
    if error.errno in {errno.EAGAIN, errno.EBUSY}:
        return f"{path} is held by {_holder(path)}; while 'kiosk run' serves, only it talks to the printer"
    return f"{path} can't be opened: {error.strerror or error}"


def _holder(path: str) -> str:
    try:
        inode = f":{Path(path).stat().st_ino}"
        locks = [line.split() for line in LOCKS.read_text().splitlines()]
        holders = [lock[-4] for lock in locks if lock[-3].endswith(inode)]
        return f"{Path('/proc', holders[0], 'comm').read_text().strip()} (process {holders[0]})"
    except (OSError, IndexError):
        return "another program"
