"""What is kept is the catalogue that the files make, or it is not believed."""

import shutil
from pathlib import Path

import pytest

from kiosk.catalogue import kept
from kiosk.catalogue.kept import NAME, load_kept
from kiosk.catalogue.loader import Catalogue, load
from kiosk.errors import CatalogueError
from tests.catalogue_folder import change


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache") / "kiosk"


@pytest.fixture
def written(root: Path, folder: Path) -> Path:
    load_kept(folder, root)
    return folder / NAME


def unread(_: Path) -> Catalogue:
    raise AssertionError("the files were read although the catalogue is kept")


def test_what_is_kept_is_the_same_catalogue_and_no_file_is_decoded_for_it(
    root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = load_kept(folder, root)
    monkeypatch.setattr(kept, "load", unread)

    assert load(root) == made == load_kept(folder, root)


def test_a_file_that_changed_is_read_and_kept_anew(
    root: Path, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = written.read_bytes()
    change(root, "老年人公交优待卡年审", "老年人公交优待卡年检")

    made = load_kept(written.parent, root)

    assert "老年人公交优待卡年检" == made.by_slug("senior-bus-card-check").name.zh
    assert before != written.read_bytes()
    monkeypatch.setattr(kept, "load", unread)
    assert made == load_kept(written.parent, root)


def test_a_file_that_is_gone_or_new_is_seen(root: Path, written: Path) -> None:
    (root / "matters/transport/senior-bus-card-check.toml").rename(root / "gone")

    assert "senior-bus-card-check" not in slugs(load_kept(written.parent, root))

    (root / "gone").rename(root / "matters/transport/senior-bus-card-check.toml")

    assert "senior-bus-card-check" in slugs(load_kept(written.parent, root))


def slugs(catalogue: Catalogue) -> set[str]:
    return {matter.slug for matter in catalogue.matters.values()}


def test_what_other_software_made_is_not_believed(
    root: Path, written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = written.read_bytes()
    (tmp_path / "checks.py").write_text("# stricter than before")
    monkeypatch.setattr(kept, "SOFTWARE", (tmp_path,))

    assert load(root) == load_kept(written.parent, root)
    assert before != written.read_bytes()


@pytest.mark.parametrize("place", [0, 31, 32, 63, 64, 5_000, -1])
def test_a_flipped_bit_is_seen_and_mended(root: Path, written: Path, place: int) -> None:
    whole = written.read_bytes()
    spoilt = bytearray(whole)
    spoilt[place] ^= 1
    written.write_bytes(bytes(spoilt))

    assert load(root) == load_kept(written.parent, root)
    assert whole == written.read_bytes()


@pytest.mark.parametrize("length", [0, 10, 64, 65, 5_000])
def test_a_file_cut_short_is_seen_and_mended(root: Path, written: Path, length: int) -> None:
    whole = written.read_bytes()
    written.write_bytes(whole[:length])

    assert load(root) == load_kept(written.parent, root)
    assert whole == written.read_bytes()


def test_what_is_whole_but_no_catalogue_is_not_believed(root: Path, written: Path) -> None:
    data = written.read_bytes()
    body = b"\x80"
    written.write_bytes(data[: kept.DIGEST] + kept.digest(body) + body)

    assert load(root) == load_kept(written.parent, root)
    assert data == written.read_bytes()


def test_a_folder_that_can_not_be_written_costs_time_alone(
    root: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / "a file"
    place.write_text("")

    assert load(root) == load_kept(place, root)
    assert "can't be kept" in caplog.text
    caplog.clear()


def test_nothing_is_kept_without_a_folder(root: Path) -> None:
    assert load(root) == load_kept(None, root)


def test_a_broken_catalogue_is_told_as_ever_and_not_kept(root: Path, folder: Path) -> None:
    change(root, 'kind = "verification"', 'kind = "verificaton"')

    with pytest.raises(CatalogueError, match="verificaton") as told:
        load_kept(folder, root)
    with pytest.raises(CatalogueError) as expected:
        load(root)

    assert expected.value.message == told.value.message
    assert not (folder / NAME).exists()


def test_files_that_change_while_they_are_read_are_not_kept(
    root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = load(root)
    change(root, "老年人公交优待卡年审", "老年人公交优待卡年检")
    monkeypatch.setattr(kept, "load", lambda _: other)

    assert other == load_kept(folder, root)
    assert not (folder / NAME).exists()


def test_the_other_half_of_a_write_does_no_harm(root: Path, written: Path) -> None:
    shutil.copy(written, written.with_name(written.name + ".part"))
    written.unlink()

    assert load(root) == load_kept(written.parent, root)
    assert written.exists()
