"""One thread a device: all talk with a device happens there, and this is asserted."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class WrongThreadError(AssertionError):
    """A device was called from a thread that is not its own: a bug of the caller."""


class SameThread:
    """Remembers the first thread that comes by and refuses every other."""

    def __init__(self, device: str) -> None:
        self._device = device
        self._home: int | None = None

    def check(self) -> None:
        """Raise WrongThreadError unless the caller is on the thread of the first call."""
        here = threading.get_ident()
        if self._home is None:
            self._home = here
        if self._home != here:
            raise WrongThreadError(f"{self._device} was called from thread {threading.current_thread().name}")


class DeviceThread:
    """The single thread on which one device is talked to, work after work."""

    def __init__(self, device: str) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=device)
        self._home = SameThread(device)

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Run `work` on the device's thread, after what was submitted before."""
        return self._executor.submit(self._run, work)

    def check(self) -> None:
        """Raise WrongThreadError unless the caller is on the device's thread."""
        self._home.check()

    def close(self) -> None:
        """Drop what has not begun, wait for what has, and end the thread."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _run(self, work: Callable[[], T]) -> T:
        self._home.check()
        return work()
