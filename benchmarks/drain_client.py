"""The sync process, once: `python -m benchmarks.drain_client TERMINAL.TOML` drains and says how long."""

import sys
import time
from pathlib import Path

import msgspec

from kiosk.config import load
from kiosk.sync_process import open_sync

STATUS = Path("/proc/self/status")


class Drained(msgspec.Struct, frozen=True, kw_only=True):
    """How long it took, first contact included, what was received, and the most memory that was resident."""

    seconds: float
    received: int
    peak_kb: int


def main(path: Path) -> None:
    """Drain the queue that a configuration names."""
    with open_sync(load(path)) as process:
        began = time.perf_counter()
        counts = process.run_once()
        seconds = time.perf_counter() - began
    received = counts["received"]
    assert isinstance(received, int)
    said = Drained(seconds=seconds, received=received, peak_kb=_peak_kb())
    sys.stdout.write(msgspec.json.encode(said).decode() + "\n")


def _peak_kb() -> int:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
