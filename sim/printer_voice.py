"""What a simulated receipt printer answers, to whoever asked last; also late, twice, or out of its past."""

import threading
from collections.abc import Callable
from typing import assert_never

from devices.printer.profiles import Confirm, CutCount, PrinterProfile, Taken
from sim import escpos_stream as stream
from sim.printer_condition import Condition, status_byte

CLEARED = b"\x37\x25\x00"
_CUTS_COUNTER = 178
_NAMES = {65: b"1.0", 66: b"SIM", 67: b"ReceiptSim", 68: b"S0000001"}
Questions = stream.AskSensor | stream.AskProcessId | stream.AskInfo | stream.AskCounter


class Voice:
    """The answers of one printer; `to` is where they go."""

    def __init__(self, profile: PrinterProfile) -> None:
        self.to: Callable[[bytes], None] | None = None
        self.times = 1
        """How often each word on a job is said."""
        self.late_s = 0.0
        """How long after its turn it is said."""
        self.before: bytes = b""
        """What is said before it: a word on an older job."""
        self._profile = profile

    def say(self, data: bytes, now: Condition) -> None:
        """Answer at once, unless the printer can't or won't."""
        if self.to and now.powered and not now.silent:
            self.to(data)

    def tell_status(self, kind: int, now: Condition) -> None:
        """Answer DLE EOT; bit 7 of the first is the paper's where the model has a sensor for it."""
        sees = kind == 1 and self._profile.taken is Taken.STATUS_BIT
        self.say(bytes((status_byte(now, kind) | (0x80 * now.untaken if sees else 0),)), now)

    def answer(self, question: Questions, now: Condition, *, cuts: int) -> None:
        """Answer what is asked in its turn."""
        match question:
            case stream.AskSensor():
                if self._profile.confirm is not Confirm.NONE:
                    self._speak(bytes((0x03 * now.near_end,)), now)
            case stream.AskProcessId(token):
                if self._profile.confirm is Confirm.PROCESS_ID:
                    self._speak(b"\x37\x22" + token + b"\x00", now)
            case stream.AskInfo(kind):
                if kind in _NAMES:
                    self.say(b"_" + _NAMES[kind] + b"\x00", now)
            case stream.AskCounter(counter):
                if counter == _CUTS_COUNTER and self._profile.cut_count is CutCount.LIFE:
                    self.say(b"_%d\x00" % cuts, now)
            case _:
                assert_never(question)

    def _speak(self, word: bytes, now: Condition) -> None:
        data = self.before + word * self.times
        if not self.late_s:
            self.say(data, now)
            return
        timer = threading.Timer(self.late_s, self.say, (data, now))
        timer.daemon = True
        timer.start()
