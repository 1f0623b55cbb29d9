"""The inside of a simulated receipt printer: receive buffer, firmware, print head, sensors and cutter."""

import contextlib
import re
import threading
import time
from collections.abc import Callable
from typing import assert_never

import msgspec
from PIL import Image

from devices.printer.profiles import Clear, Cut, PrinterProfile
from sim import escpos_stream as stream
from sim import paper
from sim.paper import Receipt
from sim.printer_condition import Condition
from sim.printer_voice import CLEARED, Voice

TEARING_LINES = 4
"""Fed at once on a printer with a tear bar: the receipt is past the bar, and the resident tears it off."""
SLICE = 8
"""Dot rows that the head prints between two looks at the sensors."""
_CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
_REAL_TIME = re.compile(rb"\x10\x04[\x01-\x04]|" + re.escape(_CLEAR))
_ONLY_REAL_TIME = re.compile(rb"(?:\x10\x04[\x01-\x04]|" + re.escape(_CLEAR) + rb")+\Z")
CUTS_WHEN_NEW = 120
"""The works tried the cutter."""


class _AbortedError(Exception):
    """What was being printed was cleared away, or the printer is being taken apart."""


class PrintEngine:
    """Takes bytes from whatever wire, prints in its own thread, and answers with its `voice`."""

    def __init__(self, profile: PrinterProfile, *, speed_mm_s: float, buffer_bytes: int) -> None:
        self._profile = profile
        self._speed_mm_s = speed_mm_s
        self._buffer_bytes = buffer_bytes
        self._changed = threading.Condition()
        self._condition = Condition()
        self._buffer = bytearray()
        self._epoch = 0
        self._closing = False
        self._heard = b""
        self._free_at = 0.0
        self._strip = paper.Strip(profile)
        self._interrupted = False
        self.printed_mm = 0.0
        self._forget()
        self.voice = Voice(profile)
        self.on_receipt: Callable[[Receipt], None] | None = None
        self.receipts: list[Receipt] = []
        self._untold: list[Receipt] = []
        self.cuts = CUTS_WHEN_NEW
        self._thread = threading.Thread(target=self._run, name="simulated print head", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()

    def change(self, change: Callable[[Condition], None]) -> None:
        """Turn a switch, tear the paper, and so on."""
        with self._changed:
            change(self._condition)
            if not self._condition.powered:
                self._clear()
            self._changed.notify_all()

    @property
    def condition(self) -> Condition:
        """A copy of what its sensors and switches tell now."""
        with self._changed:
            return msgspec.structs.replace(self._condition)

    def take_off(self) -> None:
        """Take away the paper that hangs out, as whoever puts in a new roll does."""
        with self._changed:
            self._cut_off(complete=False)
            self._condition.untaken = False
        self._tell()

    def wait_until_idle(self, timeout_s: float) -> bool:
        """Wait until all that was received is printed."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._buffer and not self._busy, timeout_s)

    # The receiving side: real-time commands are carried out here, ahead of the buffer.

    def hear(self, data: bytes) -> bytes:
        """Carry out the real-time commands in what came in, and return what goes into the buffer.

        Firmware looks for them in every byte, whatever command they are in; alone they need no room.
        """
        window = self._heard + data
        keep_from = 0
        end = 0
        for match in _REAL_TIME.finditer(window):
            end = match.end()
            if match.group() == _CLEAR:
                keep_from = max(0, end - len(self._heard))
                self._clear_by_command()
            else:
                self.voice.tell_status(match.group()[2], self._condition)
        self._heard = window[end:][-(len(_CLEAR) - 1) :]
        no_room = len(data) > self._room
        return b"" if no_room and _ONLY_REAL_TIME.match(data) else data[keep_from:]

    def push(self, data: bytes, *, timeout_s: float) -> int:
        """Put into the buffer what there is room for, waiting a little for room; tell how much it was."""
        with self._changed:
            self._changed.wait_for(lambda: self._room > 0, timeout_s)
            taken = data[: self._room]
            self._buffer += taken
            self._changed.notify_all()
            return len(taken)

    @property
    def buffered(self) -> int:
        with self._changed:
            return len(self._buffer)

    @property
    def _room(self) -> int:
        return max(0, self._buffer_bytes - len(self._buffer)) if self._condition.powered else 0

    def _clear_by_command(self) -> None:
        if self._profile.clear is Clear.NONE:
            return
        with self._changed:
            self._clear()
            self._changed.notify_all()
        self.voice.say(CLEARED, self._condition)

    def _clear(self) -> None:
        self._interrupted = self._interrupted or self._strip.printed
        self._buffer.clear()
        self._epoch += 1
        self._forget()

    def _forget(self) -> None:
        self._reader = stream.StreamReader()
        self._settings = paper.settings_of(self._profile)
        self._line = ""
        self._qr: dict[int, bytes] = {}
        self._busy = False

    # The printing side: one command after the other, as long as nothing is wrong.

    def _run(self) -> None:
        while not self._closing:
            with self._changed, contextlib.suppress(_AbortedError):
                self._carry_out(*self._next())
            self._tell()

    def _next(self) -> tuple[stream.Command, int]:
        self._busy = False
        taken: stream.Taken | None = None
        while taken is None:
            self._changed.notify_all()
            if self._closing:
                raise _AbortedError
            if not self._condition.stopped:
                taken = self._reader.take(bytes(self._buffer))
            if taken is None:
                self._changed.wait()
        command, length = taken
        del self._buffer[:length]
        self._busy = True
        self._changed.notify_all()
        return command, self._epoch

    def _carry_out(self, command: stream.Command, epoch: int) -> None:
        match command:
            case stream.LineFeed(lines, dots):
                self._feed(lines, dots, epoch)
            case stream.RasterRow(data):
                self._emit(paper.row_image(data, self._settings, self._profile), epoch)
            case stream.PrintQr():
                self._print_qr(epoch)
            case stream.Cut():
                self._cut(epoch)
            case stream.AskSensor() | stream.AskProcessId() | stream.AskInfo() | stream.AskCounter():
                self.voice.answer(command, self._condition, cuts=self.cuts)
            case _:
                self._take_note(command)

    def _take_note(
        self,
        command: stream.Text
        | stream.Initialize
        | stream.Style
        | stream.QrSetting
        | stream.ChineseMode
        | stream.Ignored,
    ) -> None:
        match command:
            case stream.Text(data):
                self._line += paper.decode(data, self._profile, chinese=self._reader.chinese)
            case stream.Initialize():
                self._settings, self._line = paper.settings_of(self._profile), ""
            case stream.Style(name, value):
                self._settings.set(name, value)
            case stream.QrSetting(function, data):
                self._qr[function] = data
            case stream.ChineseMode() | stream.Ignored():
                pass
            case _:
                assert_never(command)

    def _feed(self, lines: int, dots: int, epoch: int) -> None:
        if self._line or lines:
            text, self._line = self._line, ""
            self._emit(paper.line_image(text, self._settings, self._profile), epoch)
            self._strip.add_text(text)
        rest = max(0, lines - 1) * self._settings.spacing + self._settings.dots(dots)
        self._emit(paper.blank(rest, self._profile), epoch)
        if self._profile.cut is Cut.TEAR and lines >= TEARING_LINES:
            self._cut_off(complete=not self._interrupted)
            self._interrupted = False

    def _print_qr(self, epoch: int) -> None:
        module, level = self._qr.get(0x43, b"\x03")[0], self._qr.get(0x45, b"\x30")[0]
        data = self._qr.get(0x50, b"")
        if data:
            image = paper.qr_image(
                data, module=module, level=level, settings=self._settings, profile=self._profile
            )
            self._emit(image, epoch)
            self._strip.add_code(data)

    def _emit(self, band: Image.Image, epoch: int) -> None:
        for top in range(0, band.height, SLICE):
            height = min(SLICE, band.height - top)
            self._advance(self._profile.mm(height), epoch)
            self._strip.add(band.crop((0, top, band.width, top + height)))

    def _advance(self, mm: float, epoch: int) -> None:
        """Wait for the paper to move; stops, without end if need be, while anything is wrong."""
        now = time.monotonic()
        self._free_at = max(self._free_at, now - 0.05) + mm / self._speed_mm_s
        if self._free_at - now > 0.005:  # noqa: PLR2004, no sleep can be trusted to be shorter
            self._changed.wait_for(lambda: self._gone(epoch), self._free_at - now)
        self._wait_while_stopped(epoch)
        self._condition.paper_mm -= mm
        self.printed_mm += mm
        self._wait_while_stopped(epoch)

    def _wait_while_stopped(self, epoch: int) -> None:
        if self._condition.stopped:
            self._interrupted = True
        self._changed.wait_for(lambda: not self._condition.stopped or self._gone(epoch))
        if self._gone(epoch):
            raise _AbortedError

    def _gone(self, epoch: int) -> bool:
        return self._closing or epoch != self._epoch

    def _cut(self, epoch: int) -> None:
        self._emit(paper.blank(paper.TO_CUTTER, self._profile), epoch)
        if self._condition.cutter_blocked:
            self._condition.cutter_stuck = True
        self._wait_while_stopped(epoch)
        self.cuts += 1
        self._cut_off(complete=not self._interrupted)
        self._interrupted = False

    def _cut_off(self, *, complete: bool) -> None:
        printed = self._strip.printed
        receipt = self._strip.cut_off(complete=complete)
        if printed:
            self._condition.untaken = True
            self.receipts.append(receipt)
            self._untold.append(receipt)

    def _tell(self) -> None:
        """Show new receipts, with nothing locked: whoever looks may turn a switch."""
        with self._changed:
            untold, self._untold = self._untold, []
        for receipt in untold:
            if self.on_receipt:
                self.on_receipt(receipt)
