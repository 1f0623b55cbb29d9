"""Leases and delays on the machine's uptime: no wall clock may hold or free a row."""

from pathlib import Path
from typing import NewType

import msgspec

Boot = NewType("Boot", str)
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Moment(msgspec.Struct, frozen=True):
    """A point on this boot's monotonic clock; what was written in another boot is over."""

    boot: Boot
    seconds: float


def this_boot() -> Boot:
    """Return the kernel's id of this boot."""
    return Boot(BOOT_ID.read_text(encoding="ascii").strip())
