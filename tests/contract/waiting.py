"""Waiting for what another thread or process is about to do."""

import time
from collections.abc import Callable


def until(look: Callable[[], bool], *, within_s: float) -> None:
    """Return as soon as `look` holds; an assertion fails when it does not in time."""
    deadline = time.monotonic() + within_s
    while not look():
        assert time.monotonic() < deadline, f"it did not come to hold in {within_s:g} s"
        time.sleep(0.01)
