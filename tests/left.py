"""What still runs of processes that were to end."""

from collections.abc import Sequence

import psutil

ENDED_SECONDS = 20


def left_of(started: Sequence[psutil.Process]) -> list[psutil.Process]:
    """Return what still runs of these once they had time to end: a kill takes effect a moment later."""
    psutil.wait_procs([process for process in started if not _zombie(process)], timeout=ENDED_SECONDS)
    return [process for process in started if not _zombie(process)]


def _zombie(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
