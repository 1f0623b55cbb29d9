"""Power goes at each operation on the catalogue's files: a good one is in force, and the next one comes."""

import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.catalogue.in_force import note_served, note_taken, open_at_start, open_next
from kiosk.catalogue.roll_back import roll_back
from kiosk.catalogue.shelf import Shelf
from kiosk.domain.edition import Edition
from kiosk.domain.ids import CatalogueVersion
from tests.durability.catalogue_disk import Cut, Disk
from tests.durability.disturbed import EVERY, SEED
from tests.unit.kiosk.catalogue.shelves import Editions, Files, shelf

MOST = 4
"""So many points are drawn for `make test`."""


class Bench:
    """A shelf on which one edition served; the second and third are to come."""

    def __init__(self, folder: Path) -> None:
        editions = Editions(folder)
        self.files: dict[int, Files] = {number: editions.files(number) for number in (1, 2, 3)}
        self.editions: dict[int, Edition] = {number: editions[number] for number in (1, 2, 3)}
        self.folder = folder
        self.disk = Disk(folder)
        first = shelf(folder / "first")
        self.stage(first, 1)
        open_at_start(first)
        note_served(first)
        self._first = first.folder

    def fresh(self) -> Shelf:
        """Return a shelf as it was after the first edition had served."""
        here = shelf(self.folder)
        if here.folder.exists():
            shutil.rmtree(here.folder)
        shutil.copytree(self._first, here.folder)
        return here

    def stage(self, here: Shelf, number: int) -> None:
        here.stage(self.editions[number], self.files[number])

    def version(self, number: int) -> CatalogueVersion:
        return self.editions[number].version


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def sync_stages(bench: Bench, here: Shelf) -> None:
    bench.stage(here, 2)


def screen_takes_up(bench: Bench, here: Shelf) -> None:
    bench.stage(here, 2)
    opened = open_next(here, bench.version(1))
    assert opened is not None
    note_taken(here, opened.catalogue.version)


def screen_begins(bench: Bench, here: Shelf) -> None:
    bench.stage(here, 2)
    open_at_start(here)
    note_served(here)


def technician_goes_back(bench: Bench, here: Shelf) -> None:
    screen_begins(bench, here)
    roll_back(here)


def two_come_soon(bench: Bench, here: Shelf) -> None:
    bench.stage(here, 2)
    bench.stage(here, 3)
    open_at_start(here)


@pytest.mark.parametrize(
    "work", [sync_stages, screen_takes_up, screen_begins, technician_goes_back, two_come_soon]
)
@pytest.mark.parametrize("lost", [False, True], ids=["all is there", "unsynced is lost"])
def test_a_cut_at_any_operation_leaves_a_good_catalogue(
    bench: Bench, work: Callable[[Bench, Shelf], None], *, lost: bool
) -> None:
    here = bench.fresh()
    with bench.disk.until(None):
        work(bench, here)
    points = bench.disk.points
    assert points > MOST
    for point in sorted(random.Random(SEED).sample(range(points), points if EVERY == 1 else MOST)):
        here = bench.fresh()
        with bench.disk.until(point), suppress(Cut):
            work(bench, here)
        if lost:
            bench.disk.lose()
        again = shelf(bench.folder)
        in_force = open_at_start(again).catalogue.version
        assert in_force in {bench.version(number) for number in (1, 2, 3)}, f"cut at {point} of {points}"
        setback = again.shelved().setback
        assert setback is None or setback.why == "rolled back by hand", f"cut at {point}: {setback}"
        bench.stage(again, 3)
        assert bench.version(3) == open_at_start(again).catalogue.version, f"cut at {point} of {points}"


def test_the_disk_bites_when_a_file_is_not_synced(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def unsynced(root: Path, contents: Files) -> None:
        for name, data in contents.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            with (root / name).open("wb") as file:
                file.write(data)

    monkeypatch.setattr("kiosk.catalogue.shelf.write_files", unsynced)
    here = bench.fresh()
    with bench.disk.until(None):
        bench.stage(here, 2)
    bench.disk.lose()
    assert bench.version(2) != open_at_start(here).catalogue.version
    assert caplog.records
