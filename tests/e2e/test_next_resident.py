"""After a visit with any fault the next resident starts clean: completes, meets nothing of the one before.

One step a fault, the worst: where the most of the first visit is on the screen, on paper or under way.
A share runs every day; all of it is `make soak`.
"""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from kiosk.walk.faults import Strikes, faults
from sim.print_server import problem
from tests.e2e.next_resident import Found

WORST = {
    Strikes.CENTRE: "submit",
    Strikes.MAINS: "submit",
    Strikes.READER: "identify",
    Strikes.CARD: "identify",
    Strikes.SLOT: "identify",
    Strikes.PRINTER: "receipt",
    Strikes.SHEETS: "sheets",
    Strikes.CODE: "pay",
    Strikes.PAYER: "pay",
    Strikes.CAMERA: "materials",
    Strikes.FACE: "assure",
    Strikes.NOTHING: "receipt",
}
ELSEWHERE = {"scanner_unplugged": "pay", "scanner_silent": "pay"}
EVERY = tuple(f"{name}@{ELSEWHERE.get(name, WORST[row.on])}" for name, row in faults().items())
SHARE = ("paper_out_midway@receipt",)
PATIENCE_S = 110.0
WHOLE_PATIENCE_S = 3_600.0


def visits(named: tuple[str, ...], folder: Path, patience_s: float) -> list[Found]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.next_resident", str(folder), *named],
        capture_output=True,
        text=True,
        timeout=patience_s,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
    )
    assert 0 == done.returncode, done.stderr
    return [msgspec.json.decode(line, type=Found) for line in done.stdout.splitlines()]


def clean(fault: str) -> Found:
    return Found(fault=fault, struck=True, first="", second="", shown=(), papers=1, own=True, seen=True)


def can_be_struck(named: str) -> bool:
    """Say whether this machine has what the fault strikes: a print server, the libraries for faces."""
    row = faults()[named.partition("@")[0]]
    if row.on is Strikes.SHEETS:
        return problem() is None
    return row.on is not Strikes.FACE or importlib.util.find_spec("dlib") is not None


def test_next_resident_starts_clean_after_a_fault(tmp_path: Path) -> None:
    assert [clean(fault) for fault in SHARE] == visits(SHARE, tmp_path, PATIENCE_S)


@pytest.mark.soak
def test_next_resident_starts_clean_after_every_fault(tmp_path: Path) -> None:
    named = tuple(filter(can_be_struck, EVERY))
    found = visits(named, tmp_path, WHOLE_PATIENCE_S)
    assert {fault: clean(fault) for fault in named} == {one.fault: one for one in found}
