"""An A4 printer behind a print server: ippeveprinter and cupsd as they are, and what moves paper."""

import shlex
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Self

from sim import sheet_command
from sim.print_server import PrintServer, PrintServerError
from sim.sheet_condition import ENDLESS, PAGE_S, SheetCondition
from sim.sheet_engine import TICK_S, Printed, SheetEngine, wait_until
from sim.sheet_sensors import SheetSensors

OF_COMMAND = frozenset({"media-jam", "cover-open", "toner-low"})
TOLD_S = 10.0


class SimulatedDocumentPrinter:
    """One printer and its server; a context manager, or `prepare`, `start` and `stop`."""

    def __init__(
        self, *, cupsd_conf: str | None = None, on_printed: Callable[[Printed], None] | None = None
    ) -> None:
        self.server = PrintServer(cupsd_conf=cupsd_conf, attributes=ATTRIBUTES)
        self.printed: list[Printed] = []
        self._on_printed = on_printed
        self._engine: SheetEngine | None = None
        self._hands = threading.Lock()
        self.plugged = True

    @property
    def condition(self) -> SheetCondition:
        """How tray, cover and path are now."""
        return self._running().condition

    def prepare(self) -> None:
        """Make addresses known; nothing runs yet."""
        self.server.prepare()

    def start(self) -> None:
        """Start everything; PrintServerError when that can't be."""
        mechanism = self.server.folder / "mechanism"
        self._engine = SheetEngine(mechanism, SheetSensors(self.server.port), self._take)
        python, script = sys.executable, str(Path(sheet_command.__file__))
        words = shlex.join((python, "-S", "-E", script, str(mechanism)))
        self.server.start(f'#!/bin/sh\nexec {words} "$1"\n')

    def stop(self) -> None:
        """End everything; fine when nothing runs."""
        engine, self._engine = self._engine, None
        self.server.stop()
        if engine is not None:
            engine.close()

    def __enter__(self) -> Self:
        self.prepare()
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def load_paper(self, sheets: int = ENDLESS) -> None:
        """Put so many sheets into the tray."""
        self._change(sheets=sheets)

    def jam(self) -> None:
        """Let the sheet at hand, or the next one, get stuck."""
        self._change(jammed=True)

    def free(self) -> None:
        """Pull the jammed sheet out."""
        self._change(jammed=False)

    def cover(self, *, is_open: bool) -> None:
        self._change(cover_open=is_open)

    def toner(self, *, is_low: bool) -> None:
        self._change(toner_low=is_low)

    def pace(self, page_s: float) -> None:
        """Let a page take so long."""
        self._change(page_s=page_s)

    def unplug(self) -> None:
        """Pull the printer's cable; the print server stays."""
        self.plugged = False
        self._running().change(powered=False)
        self.server.unplug()

    def replug(self) -> None:
        """Put it back."""
        self._running().forget()
        self.server.replug()
        self.plugged = True
        self._change(powered=True)

    def recover(self) -> None:
        """End everything that was done to it."""
        if not self.plugged:
            self.replug()
        self._change(sheets=ENDLESS, jammed=False, cover_open=False, toner_low=False, page_s=PAGE_S)

    def _running(self) -> SheetEngine:
        if self._engine is None:
            raise PrintServerError("the document printer does not run")
        return self._engine

    def _change(self, **parts: float) -> None:
        engine = self._running()
        with self._hands:
            engine.change(**parts)
            if not self.plugged:
                return
            sensors = SheetSensors(self.server.port)
            sensors.tray(engine.condition.sheets)
            if engine.condition.sheets > 0:  # without paper it would not even begin a job without a page
                wait_until(lambda: self._shown(engine, sensors), TOLD_S)

    def _shown(self, engine: SheetEngine, sensors: SheetSensors) -> bool:
        """Let the printer say its reasons: while it prints by the job at hand, else by one without a page."""
        if engine.to_tell and not engine.busy:
            sensors.show()
            wait_until(lambda: not engine.to_tell, TICK_S * 10)
        return not engine.to_tell and sensors.said() & OF_COMMAND == engine.condition.reasons

    def _take(self, printed: Printed) -> None:
        self.printed.append(printed)
        if self._on_printed is not None:
            self._on_printed(printed)


TRAY = (
    "type=sheetFeedAutoRemovableTray;mediafeed=29700;mediaxfeed=21000;maxcapacity=250;level=250;status=0;"
    "name=main;"
)
SIZE = "media-size {MEMBER integer x-dimension 21000 MEMBER integer y-dimension 29700}"
SIDES = " ".join(f"MEMBER integer media-{side}-margin 423" for side in ("bottom", "left", "right", "top"))
FROM = "MEMBER keyword media-source main MEMBER keyword media-type stationery"
SHEET = f"{{MEMBER collection {SIZE} {SIDES} {FROM}}}"
ATTRIBUTES = f"""ATTR boolean color-supported false
ATTR integer copies-default 1
ATTR rangeOfInteger copies-supported 1-1
ATTR mimeMediaType document-format-default application/pdf
ATTR mimeMediaType document-format-supported application/pdf
ATTR enum finishings-default 3
ATTR enum finishings-supported 3
ATTR collection media-col-default {SHEET}
ATTR collection media-col-ready {SHEET}
ATTR collection media-col-database {SHEET}
ATTR integer media-bottom-margin-supported 423
ATTR integer media-left-margin-supported 423
ATTR integer media-right-margin-supported 423
ATTR integer media-top-margin-supported 423
ATTR keyword media-default iso_a4_210x297mm
ATTR keyword media-ready iso_a4_210x297mm
ATTR keyword media-supported iso_a4_210x297mm
ATTR collection {SIZE.replace("media-size", "media-size-supported", 1)}
ATTR keyword media-source-supported main
ATTR keyword media-type-supported stationery
ATTR enum orientation-requested-default 3
ATTR enum orientation-requested-supported 3
ATTR keyword output-bin-default face-down
ATTR keyword output-bin-supported face-down
ATTR integer pages-per-minute 30
ATTR octetString printer-input-tray "{TRAY}"
ATTR keyword print-color-mode-default monochrome
ATTR keyword print-color-mode-supported monochrome
ATTR enum print-quality-default 4
ATTR enum print-quality-supported 4
ATTR text printer-device-id "MFG:Simulated;MDL:A4 printer;CMD:PDF;SN:SIM-A4-0001;"
ATTR text printer-make-and-model "Simulated A4 printer"
ATTR text printer-firmware-string-version "1.0"
ATTR resolution printer-resolution-default 600dpi
ATTR resolution printer-resolution-supported 600dpi
ATTR keyword sides-default one-sided
ATTR keyword sides-supported one-sided
"""
"""What an IPP Everywhere printer of A4 sheets says of itself."""
