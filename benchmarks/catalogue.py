"""Loading the catalogue: 1,000 matters out of TOML, and those that there are out of what was kept.

Both work on one core and wait for nothing, so that its own time is what counts: the rest is others' work.
"""

import gc
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figure import Figure, percentile
from kiosk.catalogue.kept import load_kept
from kiosk.catalogue.loader import BUNDLED, Catalogue, files, load

TOML_MATTERS, TOML_GOAL_MS, TOML_RUNS = 1000, 500.0, 7
KEPT_GOAL_MS, KEPT_RUNS = 30.0, 25


def measure() -> Iterator[Figure]:
    """Load again and again, as a start does: with the collector of garbage off."""
    with tempfile.TemporaryDirectory(prefix="bench-catalogue-") as place:
        root = _grown(Path(place) / "root", TOML_MATTERS)
        matters = len(load(root).matters)
        assert matters == TOML_MATTERS, matters
        yield _figure("catalogue_toml", lambda: load(root), TOML_RUNS, TOML_GOAL_MS)
        kept = Path(place) / "kept"
        load_kept(kept)
        yield _figure("catalogue_kept", lambda: load_kept(kept), KEPT_RUNS, KEPT_GOAL_MS)


def _figure(name: str, act: Callable[[], Catalogue], runs: int, goal: float) -> Figure:
    took, count = [], 0
    for _ in range(runs):
        gc.collect()
        gc.disable()
        began = time.process_time()
        catalogue = act()
        took.append((time.process_time() - began) * 1000)
        gc.enable()
        count = len(catalogue.matters)
        del catalogue  # not within what is timed: a start keeps what it loaded
    return Figure(
        figure=name,
        value=round(percentile(took, 50), 1),
        unit="ms",
        floor=None,
        ratio=None,
        goal=goal,
        runs=runs,
        note=f"{count} matters, time of one core; the slowest {max(took):.0f} ms",
    )


def _grown(root: Path, matters: int) -> Path:
    """Copy the catalogue, and its matters again under other codes and names until there are so many."""
    for file in files(BUNDLED):
        if file.is_file():
            copy = root / file.relative_to(BUNDLED)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy)
    originals = sorted((root / "matters").rglob("*.toml"))
    joined = len(list((root / "joined").rglob("*.toml")))
    for number in range(matters - joined - len(originals)):
        file = originals[number % len(originals)]
        text = file.read_text(encoding="utf-8")
        code = text.split('code = "', 1)[1].split('"', 1)[0]
        other = f"{code[:-3]}{int(code[-3:]) + 100 * (1 + number // len(originals)):03}"
        copy = file.with_name(f"{file.stem}-{number}.toml")
        copy.write_text(text.replace(code, other, 1), encoding="utf-8")
    return root
