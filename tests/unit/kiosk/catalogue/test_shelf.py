"""Editions on a terminal's disk: proven before they count, left when they fail, the software's at last."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import msgspec
import pytest

from kiosk.catalogue.folder import write_files
from kiosk.catalogue.in_force import as_it_lies, note_served, open_at_start, open_next, rest
from kiosk.catalogue.kept import NAME
from kiosk.catalogue.loader import load
from kiosk.catalogue.roll_back import roll_back
from kiosk.catalogue.shelf import STATE
from kiosk.catalogue.shelved import MAX_STARTS, Cause, Shelved
from kiosk.domain.ids import CatalogueVersion
from kiosk.errors import CatalogueError
from tests.catalogue_folder import BUS_CARD, removed, spoilt
from tests.unit.kiosk.catalogue.shelves import Editions, edition_of, shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.catalogue.proof import Opened
    from kiosk.catalogue.shelf import Shelf
    from kiosk.domain.edition import Edition

BUNDLED = load().version


@pytest.fixture
def here(tmp_path: Path) -> Shelf:
    return shelf(tmp_path)


@pytest.fixture
def editions(tmp_path: Path) -> Editions:
    return Editions(tmp_path)


def version(opened: Opened | None) -> CatalogueVersion | None:
    return opened.catalogue.version if opened else None


def taken(here: Shelf, editions: Editions, *numbers: int) -> tuple[Edition, ...]:
    """Stage and take up editions, one after the other, each of which served."""
    made = []
    for number in numbers:
        made.append(editions.stage(here, number))
        open_at_start(here)
        note_served(here)
    return tuple(made)


def test_without_any_edition_the_softwares_catalogue_serves_and_nothing_is_written(here: Shelf) -> None:
    assert BUNDLED == version(open_at_start(here))
    assert open_next(here, BUNDLED) is None
    assert not here.folder.exists()
    assert (BUNDLED, 0, None, "") == msgspec.structs.astuple(here.word())


def test_a_staged_edition_is_in_force_from_the_next_start_on(here: Shelf, editions: Editions) -> None:
    edition = editions.stage(here, 1)
    assert (BUNDLED, edition.version) == (here.word().version, here.word().staged)
    assert edition.version == version(open_at_start(here))
    assert (edition.version, 1, None, "") == msgspec.structs.astuple(here.word())
    assert edition.version == version(as_it_lies(here))


def test_a_staged_edition_is_loaded_beside_the_one_that_runs(here: Shelf, editions: Editions) -> None:
    edition = editions.stage(here, 1)
    opened = open_next(here, BUNDLED)
    assert opened is not None
    assert edition.version == opened.catalogue.version
    assert {edition.version} == {matter.catalogue for matter in opened.catalogue.matters.values()}
    assert opened.search.find("公交")
    assert here.shelved().current is None, "it is in force once it is taken up"


def test_only_the_editions_that_may_be_wanted_stay_on_the_disk(here: Shelf, editions: Editions) -> None:
    first, second, third = taken(here, editions, 1, 2, 3)
    fourth = editions.stage(here, 4)
    folders = {path.name for path in here.folder.iterdir() if path.is_dir()}
    assert {second.version, third.version, fourth.version} == folders
    assert first.version not in folders


def spoil_a_word(files: dict[str, bytes]) -> None:
    files[BUS_CARD] = files[BUS_CARD].replace(b"life_event", b"life_evnt")


def take_a_file(files: dict[str, bytes]) -> None:
    del files["departments.toml"]


def add_a_file(files: dict[str, bytes]) -> None:
    files["records/other.toml"] = b""


def no_text(files: dict[str, bytes]) -> None:
    files[BUS_CARD] = b"\xff\xfe"


@pytest.mark.parametrize("spoil", [spoil_a_word, take_a_file, add_a_file, no_text])
def test_what_does_not_stand_the_proof_is_left_and_said(
    here: Shelf, editions: Editions, caplog: pytest.LogCaptureFixture, spoil: Callable[..., None]
) -> None:
    (before,) = taken(here, editions, 1)
    files, edition = editions.files(2), editions[2]
    spoil(files)
    with pytest.raises(CatalogueError):
        here.stage(edition, files)
    assert "is left" in caplog.text
    setback = here.shelved().setback
    assert setback is not None
    assert (edition, Cause.REFUSED) == (setback.edition, setback.cause)
    assert setback.why == here.word().setback != ""
    assert before.version == version(open_at_start(here))
    assert not here.wants(edition), "this software refuses it again"
    assert shelf(here.folder.parent, "0.2.0").wants(edition), "later software may take it"
    folders = {path.name for path in here.folder.iterdir() if path.is_dir()}
    assert {before.version, f"{edition.version}.staged"} == folders, "it never got its name"


def test_an_edition_of_which_every_problem_is_known_names_them(
    here: Shelf, editions: Editions, caplog: pytest.LogCaptureFixture
) -> None:
    files = editions.files(2)
    spoil_a_word(files)
    with pytest.raises(CatalogueError, match="did you mean `life_event`"):
        here.stage(edition_of(files, 2), files)
    assert caplog.records


@pytest.mark.parametrize("name", ["../elsewhere", "c123", "", "c0123456789abcdef/..", "lock"])
def test_a_version_that_is_none_names_no_folder(
    here: Shelf, editions: Editions, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    edition = msgspec.structs.replace(editions[1], version=CatalogueVersion(name))
    with pytest.raises(CatalogueError, match="no version"):
        here.stage(edition, editions.files(1))
    assert caplog.records


def test_an_edition_with_the_files_of_what_is_in_force_is_not_fetched(
    here: Shelf, editions: Editions
) -> None:
    (first,) = taken(here, editions, 1)
    again = msgspec.structs.replace(first, sequence=9)
    assert not here.wants(again)
    assert here.wants(editions[2])
    assert not here.wants(msgspec.structs.replace(editions[2], version=BUNDLED, sequence=0))
    assert not shelf(here.folder / "new").wants(msgspec.structs.replace(first, version=BUNDLED))


def test_going_back_to_older_files_uses_those_that_are_here(here: Shelf, editions: Editions) -> None:
    first, _ = taken(here, editions, 1, 2)
    inode = (here.place(first) / BUS_CARD).stat().st_ino
    again = msgspec.structs.replace(first, sequence=3)
    here.stage(again, editions.files(1))
    assert inode == (here.place(first) / BUS_CARD).stat().st_ino
    assert first.version == version(open_at_start(here))
    assert again == here.shelved().current


@pytest.mark.parametrize("harm", [spoilt, lambda file: file.unlink(), lambda file: removed(file.parents[2])])
def test_what_the_disk_spoils_is_left_for_the_one_before_and_fetched_again(
    here: Shelf, editions: Editions, caplog: pytest.LogCaptureFixture, harm: Callable[[Path], None]
) -> None:
    first, second = taken(here, editions, 1, 2)
    harm(here.place(second) / BUS_CARD)
    with pytest.raises(CatalogueError):
        as_it_lies(here)
    assert first.version == version(open_at_start(here))
    assert "is left" in caplog.text
    setback = here.shelved().setback
    assert setback is not None
    assert Cause.DAMAGED is setback.cause
    assert here.wants(second)
    here.stage(second, editions.files(2))
    assert second.version == version(open_at_start(here))
    assert here.shelved().setback is None


def test_with_both_editions_spoilt_the_softwares_own_serves(
    here: Shelf, editions: Editions, caplog: pytest.LogCaptureFixture
) -> None:
    for edition in taken(here, editions, 1, 2):
        spoilt(here.place(edition) / BUS_CARD)
    assert BUNDLED == version(open_at_start(here))
    assert caplog.records
    assert (None, None) == (here.shelved().current, here.shelved().previous)


def test_a_staged_edition_that_the_disk_spoils_leaves_the_screen_as_it_runs(
    here: Shelf, editions: Editions, caplog: pytest.LogCaptureFixture
) -> None:
    (first,) = taken(here, editions, 1)
    second = editions.stage(here, 2)
    spoilt(here.place(second) / BUS_CARD)
    assert open_next(here, first.version) is None
    assert caplog.records
    assert (first, None) == (here.shelved().current, here.shelved().staged)
    assert here.wants(second)


def test_software_that_refuses_what_was_in_force_falls_back_and_does_not_fetch_it_again(
    here: Shelf, editions: Editions, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = taken(here, editions, 1, 2)

    def stricter(_: Path, root: Path) -> object:
        if root == here.place(second):
            raise CatalogueError("catalogue_broken", "a key is missing that this software asks for")
        return load(root)

    monkeypatch.setattr("kiosk.catalogue.proof.load_kept", stricter)
    newer = shelf(here.folder.parent, "0.2.0")
    assert first.version == version(open_at_start(newer))
    assert caplog.records
    assert not newer.wants(second)


def test_an_edition_that_never_served_is_given_up_after_some_starts(
    here: Shelf, editions: Editions, caplog: pytest.LogCaptureFixture
) -> None:
    (first,) = taken(here, editions, 1)
    second = editions.stage(here, 2)
    for _ in range(MAX_STARTS):
        assert second.version == version(open_at_start(here))
    assert first.version == version(open_at_start(here))
    assert "before it served" in caplog.text
    assert not here.wants(second)
    assert here.wants(editions[3])


def test_starts_that_ended_in_order_say_nothing_against_it(here: Shelf, editions: Editions) -> None:
    second = editions.stage(here, 2)
    for _ in range(3 * MAX_STARTS):
        assert second.version == version(open_at_start(here))
        rest(here)


def test_rolled_back_it_goes_over_to_the_one_before_and_again(here: Shelf, editions: Editions) -> None:
    first, second = taken(here, editions, 1, 2)
    assert first == roll_back(here).current
    assert first.version == version(open_next(here, second.version))
    assert not here.wants(second)
    assert second == roll_back(here).current
    assert second.version == version(open_next(here, first.version))


def test_the_first_edition_is_rolled_back_to_the_softwares_own(here: Shelf, editions: Editions) -> None:
    with pytest.raises(CatalogueError, match="nothing to go back to"):
        roll_back(here)
    (first,) = taken(here, editions, 1)
    assert roll_back(here).current is None
    assert BUNDLED == version(open_next(here, first.version))
    assert BUNDLED == version(open_at_start(here)), "and stays so"


def test_nobody_goes_back_to_an_edition_that_does_not_load(here: Shelf, editions: Editions) -> None:
    first, second = taken(here, editions, 1, 2)
    spoilt(here.place(first) / BUS_CARD)
    with pytest.raises(CatalogueError, match="should make"):
        roll_back(here)
    assert second == here.shelved().current


def test_what_came_and_is_not_the_centres_is_told(
    here: Shelf, editions: Editions, caplog: pytest.LogCaptureFixture
) -> None:
    here.distrust(editions[1], "the centre's signature does not match")
    assert caplog.records
    assert "the centre's signature does not match" == here.word().setback
    assert here.wants(editions[1])


def test_state_that_can_not_be_read_is_no_state(here: Shelf, editions: Editions) -> None:
    taken(here, editions, 1)
    (here.folder / STATE).write_bytes(b"{")
    assert Shelved() == here.shelved()
    assert BUNDLED == version(open_at_start(here))
    assert editions.stage(here, 1) == here.shelved().staged


def test_a_disk_that_takes_nothing_keeps_what_is_in_force(
    here: Shelf, editions: Editions, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = taken(here, editions, 1)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kiosk.catalogue.shelf.write_files", full)
    monkeypatch.setattr("kiosk.catalogue.shelf.write_whole", full)
    with pytest.raises(CatalogueError, match="No space left"):
        editions.stage(here, 2)
    assert "can't be kept" in caplog.text
    assert first.version == version(open_at_start(here))
    monkeypatch.undo()
    editions.stage(here, 2)


def test_a_disk_that_is_full_for_a_while_is_kept_as_a_setback_and_tried_again(
    here: Shelf, editions: Editions, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kiosk.catalogue.shelf.write_files", full)
    with pytest.raises(CatalogueError):
        editions.stage(here, 2)
    assert caplog.records
    assert "No space left on device" in here.word().setback
    assert here.wants(editions[2])


def test_an_edition_that_was_proven_is_decoded_once(
    here: Shelf, editions: Editions, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = editions.stage(here, 1)

    def again(root: Path) -> None:
        pytest.fail(f"{root} is read from its TOML again")

    monkeypatch.setattr("kiosk.catalogue.kept.load", again)
    assert edition.version == version(open_at_start(here))
    (here.place(edition) / NAME).unlink()
    monkeypatch.undo()
    assert edition.version == version(as_it_lies(here)), "what is kept may be deleted"


def test_two_sync_processes_that_stage_at_once_stage_it_once(
    here: Shelf, editions: Editions, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition, files = editions[1], editions.files(1)
    written: list[Path] = []

    def counted(root: Path, contents: dict[str, bytes]) -> None:
        written.append(root)
        write_files(root, contents)

    monkeypatch.setattr("kiosk.catalogue.shelf.write_files", counted)
    other = shelf(here.folder.parent)
    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(one.stage, edition, files) for one in (here, other, here)]:
            done.result()
    assert 1 == len(written)
    assert edition == here.shelved().staged
