"""`kiosk device burn-in`: every device at its work for as long as asked, and a report of each."""

import argparse
import os
import signal
import sys
from contextlib import closing
from types import FrameType

import msgspec

from devices.config import DevicesConfig
from kiosk.burn_in.exercises import PAGE_EVERY_S, PRINT_EVERY_S, SLIP_MM
from kiosk.burn_in.run import BurnIn
from kiosk.burn_in.tally import Report
from kiosk.cli.output import Exit, Output
from kiosk.cli.probe import NO_DEVICE
from kiosk.clock import SystemClock
from kiosk.config import load
from kiosk.config_path import config_path
from kiosk.errors import ConfigurationError
from kiosk.open_devices import open_devices
from kiosk.supervision import Supervisor

MINUTE_S = 60


def burn_in(options: argparse.Namespace, output: Output) -> Exit:
    """Work all configured devices and report; exit 1 when anything failed or never worked."""
    config = load(config_path(options.config)).devices
    paper = not options.no_print
    with open_devices(config) as devices, closing(Supervisor(devices.all(), SystemClock())) as supervisor:
        if not devices.all():
            raise ConfigurationError("no_device", NO_DEVICE)
        if paper:
            sys.stderr.write(paper_warning(config, options.minutes))
        burning = BurnIn(devices.all(), supervisor, paper=paper)
        supervisor.start()
        with burning.running():
            _until_stopped(burning, options.minutes * MINUTE_S)
            done = _report(burning, output)
    return done


def _until_stopped(burning: BurnIn, seconds: float) -> None:
    """Wait for the end, or for Ctrl-C or SIGTERM, which mean: the report, now."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        burning.wait(seconds)
    except KeyboardInterrupt:
        sys.stderr.write(f"stopped{os.linesep}")
    finally:
        signal.signal(signal.SIGTERM, before)
        burning.stop()


def paper_warning(config: DevicesConfig, minutes: float) -> str:
    """Say how much paper it will take; nothing when no printer is configured."""
    uses = []
    if config.receipt_printer is not None:
        slips = int(minutes * MINUTE_S / PRINT_EVERY_S) + 1
        metres = slips * SLIP_MM / 1000
        uses.append(f"a slip every {PRINT_EVERY_S:g} s: about {slips} slips, {metres:.1f} m of paper")
    if config.document_printer is not None:
        pages = int(minutes * MINUTE_S / PAGE_EVERY_S) + 1
        uses.append(f"a page every {PAGE_EVERY_S:g} s: about {pages} pages")
    said = "; ".join(uses)
    return f"prints {said}; --no-print leaves the paper alone{os.linesep}" if uses else ""


def _report(burning: BurnIn, output: Output) -> Exit:
    reports = burning.reports()
    for report in reports:
        output.row({**msgspec.structs.asdict(report), "ok": report.ok}, _words(report))
    begun, now = burning.growth_kb()
    grown = None if not begun else round(100 * (now - begun) / begun, 1)
    values = {"device": "terminal", "rss_kb": now, "rss_kb_after_warm_up": begun, "rss_growth_percent": grown}
    output.row(values, f"memory: {now} kB, {'not measured' if grown is None else f'{grown:+.1f} %'}")
    return Exit.DONE if all(report.ok for report in reports) else Exit.NOT_DONE


def _words(report: Report) -> str:
    failures = ", ".join(f"{count} x {code}" for code, count in report.failures.items()) or "none"
    return (
        f"{report.device}: {report.cycles} cycles, {report.worked} worked, failures: {failures}; "
        f"p50 {report.p50_ms} ms, p99 {report.p99_ms} ms, slowest {report.slowest_ms} ms; "
        f"unplugged {report.unplugged}, back {report.replugged}"
    )
