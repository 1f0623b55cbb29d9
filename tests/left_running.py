"""What a test, or all of them, left running: processes below this one or astray, and lasting threads."""

import os
import threading
import time
import uuid
from contextlib import suppress
from pathlib import Path

import psutil

TASKS = Path("/proc/self/task")
GRACE_SECONDS = 5.0  # a process that was told to end may take this long on a busy machine
MARK = "KIOSK_TEST_RUN"
RUN = f"{os.getpid()}-{uuid.uuid4()}"
"""What every process started below this one inherits: one whose parent ended is still known by it."""


def mark_this_run() -> None:
    """Have what this process starts from now on be known as its own."""
    os.environ[MARK] = RUN


def children() -> set[psutil.Process]:
    """Return the processes below this one, those that ended and were never waited for included."""
    return set(psutil.Process(os.getpid()).children(recursive=True)) if _may_have_children() else set()


def _may_have_children() -> bool:
    """Ask the kernel for this process alone: psutil reads every process of the machine, twice a test.

    proc_pid_task_children(5): of several that end meanwhile some may be left out, but never the first.
    """
    try:
        return any((task / "children").read_bytes() for task in TASKS.iterdir())
    except OSError:  # a thread that just ended, or a kernel that does not tell
        return True


def astray() -> set[psutil.Process]:
    """Return the processes that this run started, wherever they are now."""
    found = set()
    for process in psutil.process_iter():
        with suppress(psutil.Error):  # another user's, or one that just ended
            if process.pid != os.getpid() and process.environ().get(MARK) == RUN:
                found.add(process)
    return found


def is_below(process: psutil.Process, others: set[psutil.Process]) -> bool:
    """Return whether one of the others started it, or one that they started; also of one that has ended."""
    try:
        return not others.isdisjoint(process.parents())
    except psutil.NoSuchProcess:
        return True


def lasting_threads() -> set[threading.Thread]:
    """Return the threads that would keep this process from ending."""
    return {thread for thread in threading.enumerate() if not thread.daemon}


def left_by_a_test(before_processes: set[psutil.Process], before_threads: set[threading.Thread]) -> str:
    """Return what was left behind, in words, after giving it time to end; empty when nothing was.

    What a process that was there before has started is that process's: cupsd has helpers come and go. All of
    it has to be gone at the end: `left_at_the_end`.
    """
    deadline = time.monotonic() + GRACE_SECONDS
    while True:
        new = children() - before_processes
        left = [str(process) for process in new if not is_below(process, before_processes)]
        left += [str(thread) for thread in lasting_threads() - before_threads]
        if not left or time.monotonic() > deadline:
            return "\n".join(left)
        time.sleep(0.02)


def left_at_the_end(before_processes: set[psutil.Process], before_threads: set[threading.Thread]) -> str:
    """Return what is left of all that ran here, helpers of services included; empty when nothing is."""
    deadline = time.monotonic() + GRACE_SECONDS
    while True:
        left = [str(process) for process in (children() | astray()) - before_processes]
        left += [str(thread) for thread in lasting_threads() - before_threads]
        if not left or time.monotonic() > deadline:
            return "\n".join(left)
        time.sleep(0.02)
