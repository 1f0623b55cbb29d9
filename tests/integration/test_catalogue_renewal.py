"""A catalogue on its way: published at a real centre, brought by the sync process, in force at the screen."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from kiosk.bootstrap import open_queue, open_shelf
from kiosk.catalogue.in_force import open_at_start
from kiosk.catalogue.loader import load
from kiosk.clock import SystemClock
from kiosk.domain.text import Text
from kiosk.domain.use import Tally, UseBook
from kiosk.gateway import credentials
from kiosk.sync_process import open_sync
from offline_queue.use import SUFFIX
from offline_queue.withdrawals import SqliteWithdrawals
from tests.catalogue_folder import BUS_CARD, change, small
from tests.e2e.place import Place, file_of, open_place
from tests.integration.cli_command import Said, kiosk, kiosk_here

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.catalogue.proof import Opened
    from kiosk.config import Config

HOTLINE, BUS = "hotline-12345", "senior-bus-card-check"
NUMBERS = itertools.count(2)
VERSION = re.compile("^version = [0-9]+", re.MULTILINE)
WHY = Text(zh="表格要改，先停几天。", en="Suspended for some days: its form is being changed.")
BUNDLED = load()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with open_place(tmp_path_factory.mktemp("renewal")) as place:
        yield place


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the software's own catalogue once for all commands: reading it is most of what they do."""
    monkeypatch.setattr("central.catalogues.load", lambda: BUNDLED)


@pytest.fixture
def config(place: Place, tmp_path: Path) -> Config:
    return place.enrolled(tmp_path / "terminal")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small catalogue, another one in each test."""
    return again(change(small(tmp_path / "new"), "minutes = ", "version = 1\nminutes = "))


def again(folder: Path) -> Path:
    """Let its matter be of another version."""
    text = (folder / BUS_CARD).read_text(encoding="utf-8")
    (folder / BUS_CARD).write_text(VERSION.sub(f"version = {next(NUMBERS)}", text), encoding="utf-8")
    return folder


def central(place: Place, *words: object) -> Said:
    return kiosk_here("central", "--data", place.data, *words)


def catalogue(config: Config, what: str) -> Said:
    return kiosk_here("catalogue", what, "--config", file_of(config), "--json")


def changes(config: Config) -> list[dict[str, Any]]:
    return catalogue(config, "changes").rows


def name(config: Config) -> str:
    return credentials.load(Path(config.platform.credentials)).enrolment.terminal


def sync(config: Config) -> None:
    """Do one pass of a sync process that begins: it beats first."""
    with open_sync(config) as process:
        process.run_once()


def started(config: Config) -> Opened:
    """Do what a screen does at its start."""
    with open_shelf(config, SystemClock()) as shelf:
        return open_at_start(shelf)


def test_a_published_catalogue_comes_and_is_in_force_from_the_next_start(
    place: Place, config: Config, folder: Path
) -> None:
    published = central(place, "--publish", folder).row
    sync(config)
    told = catalogue(config, "status").row
    assert (BUNDLED.version, published["version"]) == (told["in_force"]["version"], told["staged"]["version"])
    opened = started(config)
    assert published["version"] == opened.catalogue.version
    assert [BUS] == [matter.slug for matter in opened.catalogue.matters.values()]
    sync(config)
    row = central(place, "--list-catalogues").rows[-1]
    assert (True, [name(config)], {}) == (row["in_force"], row["terminals"], row["setbacks"])
    said = kiosk("self-test", "--config", file_of(config), "--json")
    assert published["version"] in {row["part"]: row["message"] for row in said.rows}["catalogue"]


def test_what_an_edition_changed_is_listed(place: Place, config: Config, folder: Path) -> None:
    central(place, "--publish", folder)
    sync(config)
    started(config)
    assert ("removed", []) == {row["slug"]: (row["change"], row["keys"]) for row in changes(config)}[HOTLINE]
    change(folder, 'summary = { zh = "', 'summary = { zh = "新')
    central(place, "--publish", folder)
    sync(config)
    started(config)
    (row,) = changes(config)
    assert (BUS, "changed") == (row["slug"], row["change"])
    assert ["summary.zh"] == row["keys"]


def test_rolled_back_it_stays_so_until_a_later_edition(place: Place, config: Config, folder: Path) -> None:
    first = central(place, "--publish", folder).row["version"]
    sync(config)
    started(config)
    back = catalogue(config, "rollback").row
    assert (BUNDLED.version, first) == (back["in_force"]["version"], back["previous"]["version"])
    assert BUNDLED.version == started(config).catalogue.version
    sync(config)
    told = catalogue(config, "status").row
    assert told["staged"] is None
    assert ("technician", first) == (told["setback"]["cause"], told["setback"]["version"])
    row = central(place, "--list-catalogues").rows[-1]
    assert "rolled back by hand" == row["setbacks"][name(config)]
    again(folder)
    second = central(place, "--publish", folder).row["version"]
    sync(config)
    assert second == started(config).catalogue.version
    assert catalogue(config, "status").row["setback"] is None


def test_a_centre_that_was_restored_takes_no_terminal_back(
    place: Place, config: Config, folder: Path
) -> None:
    older = central(place, "--publish", folder).row
    again(folder)
    row = central(place, "--publish", folder).row
    newer = row["version"]
    sync(config)
    assert newer == started(config).catalogue.version
    while int(time.time()) <= row["sequence"]:  # as long as a centre takes to be restored, at least
        time.sleep(0.1)
    with closing(sqlite3.connect(place.data / "central.sqlite3")) as database, database:
        database.execute("DELETE FROM edition WHERE sequence > ?", (older["sequence"],))
    sync(config)
    told = catalogue(config, "status").row
    assert (newer, None) == (told["in_force"]["version"], told["staged"])
    again(folder)
    latest = central(place, "--publish", folder).row["version"]
    sync(config)
    assert latest == started(config).catalogue.version, "what it publishes from now on comes"


def test_an_edition_that_this_software_refuses_is_told_to_both_ends(
    place: Place,
    config: Config,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The centre's software knows a key that the terminal's does not know yet."""
    version = central(place, "--publish", folder).row["version"]

    def older(_: Path, root: Path) -> object:
        return load(change(root, "minutes = ", "minuten = ") if root.name.startswith(version) else root)

    monkeypatch.setattr("kiosk.catalogue.proof.load_kept", older)
    sync(config)
    assert "is left" in caplog.text
    told = catalogue(config, "status").row
    assert (None, "refused") == (told["staged"], told["setback"]["cause"])
    assert "did you mean `minutes`?" in told["setback"]["why"]
    sync(config)
    row = central(place, "--list-catalogues").rows[-1]
    assert "did you mean `minutes`?" in row["setbacks"][name(config)]
    assert name(config) not in row["terminals"]


def test_a_withdrawal_reaches_a_terminal_with_the_next_beat_and_stays_without_the_network(
    place: Place, config: Config, folder: Path
) -> None:
    code = BUNDLED.by_slug(BUS).code
    central(place, "--publish", folder)
    assert 0 == central(place, "--withdraw", BUS, "--reason-zh", WHY.zh, "--reason-en", WHY.en).code
    sync(config)
    with open_queue(config) as database:
        assert {code: WHY} == SqliteWithdrawals(database).heard()
    assert 0 == central(place, "--restore", BUS).code
    sync(config)
    with open_queue(config) as database:
        assert {} == SqliteWithdrawals(database).heard()


def test_commands_of_a_terminal_that_never_had_an_edition(config: Config) -> None:
    told = catalogue(config, "status").row
    assert (BUNDLED.version, 0) == (told["in_force"]["version"], told["in_force"]["sequence"])
    assert [None, None, None] == [told[name] for name in ("staged", "previous", "setback")]
    for what in ("changes", "rollback"):
        said = catalogue(config, what)
        assert (1, "catalogue_first") == (said.code, said.row["code"])
    assert not Path(config.queue.path).with_name("catalogue").exists()


def test_what_two_terminals_counted_ranks_at_both(place: Place, config: Config, tmp_path: Path) -> None:
    rare = BUNDLED.by_slug(BUS)
    assert BUS not in BUNDLED.words.often
    yesterday = dt.date.today() - dt.timedelta(days=2)  # noqa: DTZ011 days behind in every zone
    other = place.enrolled(tmp_path / "other")
    for one in (config, other):
        with open_queue(one) as database:
            book = UseBook(day=yesterday, counting=Tally(begun={rare.code: 60}))
            use = database.path.with_name(database.path.name + SUFFIX)
            use.write_bytes(msgspec.json.encode(book))
    sync(config)
    assert BUS not in started(config).catalogue.words.often, "60 starts are not enough"
    for one in (other, config):
        sync(one)
    assert [rare.slug] * 2 == [started(one).catalogue.words.often[0] for one in (config, other)]


def test_matters_are_those_of_the_edition_in_force_where_the_terminal_is_named(
    place: Place, config: Config, folder: Path
) -> None:
    def matters(*words: str) -> Said:
        return kiosk_here("matters", *words, "--config", file_of(config), "--json")

    assert f"catalogue {BUNDLED.version}, the software's own" in matters("list").err
    published = central(place, "--publish", folder).row
    sync(config)
    started(config)
    which = f"catalogue {published['version']}, edition {published['sequence']} of this terminal"
    listed, found, checked = matters("list"), matters("search", "公积金"), matters("check")
    assert [BUS] == [row["slug"] for row in listed.rows]
    assert [] == found.row["hits"]
    assert {"status": "ok", "matters": 1} == checked.row
    assert [True] * 3 == [which in said.err for said in (listed, found, checked)]
    assert len(kiosk_here("matters", "list", "--json").rows) == len(BUNDLED.matters)
