"""Walks in several processes at once, each with a stage of its own: a walk mostly waits."""

import multiprocessing
import sys
import tempfile
from collections.abc import Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

import msgspec

from kiosk.errors import KioskError
from kiosk.walk.plan import Walk
from kiosk.walk.row import Row

ENDED_BY_HAND = 130
"""What a shell says of Ctrl-C: its walks are not done."""


def rows_alone(asked: tuple[Walk, ...], out: Path | None) -> Iterator[Row]:
    """Make the walks in this process, one after the other, and yield what came of each."""
    from kiosk.walk.run import rows  # noqa: PLC0415 Qt, for a process that walks

    with tempfile.TemporaryDirectory(prefix="walk-") as folder:
        yield from rows(asked, Path(folder), out)


def rows_side_by_side(asked: tuple[Walk, ...], jobs: int, out: Path | None) -> Iterator[Row]:
    """Make the walks in so many processes and yield what came of each, as it comes.

    KioskError `walks_ended` when a process ends before its walks are done; what it had walked was yielded.
    """
    context = multiprocessing.get_context("spawn")  # a fork would take this process's threads' locks along
    running: dict[Connection, SpawnProcess] = {}
    try:
        for job in range(jobs):
            told, tells = context.Pipe(duplex=False)
            process = context.Process(target=_walk, args=(asked[job::jobs], out, tells))
            process.start()
            tells.close()
            running[told] = process
        while running:
            ready = wait(list(running))
            for told in [connection for connection in running if connection in ready]:
                try:
                    yield msgspec.json.decode(told.recv_bytes(), type=Row)
                except EOFError:
                    _ended(running.pop(told))
    finally:
        for process in running.values():
            process.terminate()
        for process in running.values():
            process.join()


def _ended(process: SpawnProcess) -> None:
    process.join()
    if process.exitcode != 0:
        raise KioskError("walks_ended", f"a process of walks ended by itself: exit code {process.exitcode}")


def _walk(asked: tuple[Walk, ...], out: Path | None, tells: Connection) -> None:
    """Make a share of the walks and tell each row; Ctrl-C reaches every process and is said by the first."""
    with tells:
        try:
            for row in rows_alone(asked, out):
                tells.send_bytes(msgspec.json.encode(row))
        except KeyboardInterrupt:
            sys.exit(ENDED_BY_HAND)
