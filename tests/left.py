"""What still runs of processes that were to end."""

from collections.abc import Iterable

import psutil

ENDED_SECONDS = 20


def left_of(started: Iterable[psutil.Process]) -> list[psutil.Process]:
    """Return what still runs of these once they had time to end: a kill takes effect a moment after it was sent."""
    _, alive = psutil.wait_procs(
        [process for process in started if not _zombie(process)], timeout=ENDED_SECONDS
    )
    return [process for process in alive if not _zombie(process)]


def _zombie(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
