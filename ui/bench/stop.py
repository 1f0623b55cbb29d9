"""Stop signals as something that Qt's event loop can wait for."""

import os
import signal
from collections.abc import Iterable


def stop_descriptor(numbers: Iterable[signal.Signals]) -> int:
    """Return a file descriptor that becomes readable when one of the signals comes."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing)
    for number in numbers:
        signal.signal(number, lambda *_: None)
    return reading
