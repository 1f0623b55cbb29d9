"""`kiosk run` as a process: it serves, keeps its first frame, and ends with 2 when it can't serve."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.config import DevicesConfig, SamSerial
from kiosk.bootstrap import open_shelf
from kiosk.catalogue.in_force import note_served
from kiosk.catalogue.kept import NAME, load_kept
from kiosk.catalogue.loader import load
from kiosk.clock import SystemClock
from kiosk.config import Config
from kiosk.front import cache_folder, recall
from tests.e2e.place import Place, file_of, open_place
from tests.integration.cli_command import Said, kiosk
from tests.unit.kiosk.catalogue.shelves import Editions

PATIENCE_S = 30


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with open_place(tmp_path_factory.mktemp("place")) as place:
        yield place


@pytest.fixture
def config(place: Place, tmp_path: Path) -> Config:
    reader = SamSerial(port=str(tmp_path / "reader"))
    return place.enrolled(tmp_path / "terminal", DevicesConfig(identity_card=reader))


def served(config: Config) -> Said:
    """Start the screen, end it once it has kept its first frame and hears SIGTERM, and say how it ended."""
    file = file_of(config)
    command = (sys.executable, "-m", "kiosk", "run", "--config", str(file))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + PATIENCE_S
        while not (recall(file) and hears(process.pid)) and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=PATIENCE_S)
    return Said(process.returncode, out, err)


def hears(process: int) -> bool:
    """Return whether a process has a handler for SIGTERM (proc(5): SigCgt)."""
    status = dict(line.split(":\t") for line in Path(f"/proc/{process}/status").read_text().splitlines())
    return bool(int(status["SigCgt"], 16) >> (signal.SIGTERM - 1) & 1)


def run(config: Config) -> Said:
    return kiosk("run", "--config", file_of(config), "--json")


@pytest.fixture(autouse=True)
def _screen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert os.environ["QT_QPA_PLATFORM"]
    monkeypatch.setenv("QT_QUICK_BACKEND", "software")
    monkeypatch.setenv("QT_IM_MODULE", "none")


def test_screen_serves_and_ends_when_told_to(config: Config) -> None:
    first, again = served(config), served(config)
    assert (0, "") == (first.code, first.out)
    assert (0, "") == (again.code, again.out)


def test_first_frame_is_kept_and_says_what_is_configured(config: Config) -> None:
    assert recall(file_of(config)) is None
    served(config)
    front = recall(file_of(config))
    assert front is not None
    assert (config.screen.width, config.site.contact) == (front.width, front.contact)
    assert config.site.name_zh == front.sites["zh"]
    assert front.open_matters > len(front.samples["zh"]) > 0


def test_catalogue_is_kept_and_the_next_start_reads_it(config: Config) -> None:
    served(config)
    place = cache_folder() / NAME
    before = place.stat().st_ino
    again = served(config)
    assert 0 == again.code
    assert before == place.stat().st_ino  # what is kept anew is another file
    assert load() == load_kept(cache_folder())


def test_an_edition_that_was_staged_is_in_force_from_the_start_on(config: Config, tmp_path: Path) -> None:
    with open_shelf(config, SystemClock()) as shelf:
        edition = Editions(tmp_path).stage(shelf, 1)
    said = served(config)
    assert (0, "") == (said.code, said.out)
    assert (edition, None, 0) == (shelf.shelved().current, shelf.shelved().staged, shelf.shelved().starts)
    note_served(shelf)
    served(config)
    front = recall(file_of(config))
    assert front is not None
    assert 1 == front.open_matters, "what it kept is what the edition has"


def test_key_that_there_is_none_of_ends_a_start_though_the_one_before_was_good(config: Config) -> None:
    served(config)
    with file_of(config).open("a", encoding="utf-8") as file:
        file.write("\n[sceen]\n")
    said = run(config)
    assert (2, "config_invalid") == (said.code, said.row["code"])
    assert "did you mean 'screen'" in said.row["message"]


def test_terminal_that_is_enrolled_no_longer_says_so(config: Config) -> None:
    served(config)
    (Path(config.platform.credentials) / "enrolment.json").unlink()
    said = run(config)
    assert (2, "not_enrolled") == (said.code, said.row["code"])


def test_what_is_found_behind_the_first_frame_still_ends_with_its_sentence(config: Config) -> None:
    served(config)
    queue = Path(config.queue.path)
    for file in queue.parent.glob("queue.db*"):
        file.unlink()
    queue.mkdir()
    said = run(config)
    assert (1, "outbox_disk_error") == (said.code, said.row["code"])
    assert str(queue) in said.row["message"]
