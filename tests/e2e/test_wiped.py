"""What of a visit can be found after it where the screen's process writes: its folders, and its bare memory.

Neither Python nor Qt empties what it frees, so what lies in bare memory is counted and held below a ceiling;
docs/state.md says how much it is. What the pages present is looked at by test_next_resident.py.
"""

import ctypes
import datetime as dt
import logging
import os
from pathlib import Path

import pytest

from kiosk.domain.zone import ZONE
from kiosk.tables import ScreenConfig
from kiosk.walk.stage import RESIDENTS, open_stage
from sim.people import load_people
from tests.e2e.memory_of import ENCODINGS, found_in
from tests.e2e.planted import readable
from tests.e2e.visited import PLACES, visited_screen

RESIDENT = "wang-xiaoming"
"""Who makes the first visits of the walk's hand."""
MOST = 30
"""Three times the spellings that were counted after three visits."""
log = logging.getLogger(__name__)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_lies_in_memory_is_found(encoding: str) -> None:
    secret = "鹿檀" + "溪"
    lying = ctypes.create_string_buffer(secret.encode(encoding))
    assert any(f" {encoding} " in where for where in found_in(os.getpid(), (secret,)))
    ctypes.memset(lying, 0, len(lying))


def test_visits_leave_nothing_in_the_screens_folders_and_little_in_its_memory(tmp_path: Path) -> None:
    people = {person.slug: person for person in load_people(RESIDENTS, today=dt.datetime.now(ZONE).date())}
    number = people[RESIDENT].identity.number
    with (
        open_stage(tmp_path / "stage", ScreenConfig(full_screen=False)) as stage,
        visited_screen(stage, tmp_path) as screen,
    ):
        screen.visit(0)
        never = found_in(screen.pid, (number,)).total()
        counted = []
        for _ in range(3):
            assert [] == screen.visit(1)
            counted.append(found_in(screen.pid, (number,)).total())
        log.info("the number in memory before and after each visit: %d, %s", never, counted)
        folders = [tmp_path / place for place in PLACES.values()]
        assert [] == readable((number,), *folders)
        assert list((tmp_path / PLACES["XDG_CACHE_HOME"]).rglob("*.qmlc")), "these are its folders"
        (folders[0] / "note").write_text(f"of {number}", encoding="utf-8")
        assert [] != readable((number,), *folders)
    assert max(counted) <= MOST
