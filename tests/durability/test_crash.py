"""kill -9, ENOSPC and EIO at each write of the outbox: nothing promised is lost, nothing is there twice."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.durability.conftest import Run

ITEMS = 6
EVERY = int(os.environ.get("KIOSK_CRASH_EVERY", "6"))
"""1 disturbs every single call; CI takes a share of them."""


Point = tuple[str, int]


def disturb(tmp_path: Path, point: Point, rule: str) -> Run:
    name, number = point
    return Run(tmp_path / f"{name}-{number}").strace(ITEMS, rule.format(name=name, number=number))


def disturb_all(tmp_path: Path, points: list[Point], rule: str) -> list[Run]:
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda point: disturb(tmp_path, point, rule), points))


def points(whole: Run, every: int) -> list[Point]:
    calls = whole.calls()
    assert {"pwrite64", "fdatasync"} <= {name for name, _ in calls}
    assert len(calls) > 5 * ITEMS
    return calls[::every]


def test_kill_at_a_write_loses_no_promise(tmp_path: Path, whole: Run) -> None:
    runs = disturb_all(tmp_path, points(whole, EVERY), "{name}:signal=SIGKILL:when={number}")
    assert all(run.code != 0 for run in runs)
    for run in runs:
        run.judge()


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_error_at_a_write_is_a_sentence_and_loses_no_promise(tmp_path: Path, whole: Run, error: str) -> None:
    rule = f"{{name}}:error={error}:when={{number}}+"
    runs = disturb_all(tmp_path, points(whole, 3 * EVERY), rule)
    for run in runs:
        assert run.code == 0 or "KioskError" in run.complaint
        run.judge()


def test_error_that_passes_is_survived(tmp_path: Path, whole: Run) -> None:
    calls = whole.calls()
    for run in disturb_all(
        tmp_path, [calls[len(calls) * 4 // 5], calls[-1]], "{name}:error=EIO:when={number}"
    ):
        assert 0 == run.code, run.complaint
        assert whole.promises == run.promises
        run.judge()


def test_the_harness_bites(whole: Run) -> None:
    whole.promises.append(("put", ITEMS + 1))
    with pytest.raises(AssertionError, match="promised and is lost"):
        whole.judge()
