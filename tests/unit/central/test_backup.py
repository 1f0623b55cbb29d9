"""A backup covers what its own rows say, and nothing that is covered is ever given up for less."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import delete

from central.__main__ import main
from central.backup import back_up
from central.centre import Centre, open_centre
from central.intake import take_in
from central.sequences import missing_seqs
from central.settings import Settings
from central.tables import ItemRow, TerminalRow
from central.watermarks import settled_seq, watermark, watermarks
from kiosk.errors import KioskError, WireError
from kiosk.wire.envelope import ItemKind, chain_hash, decode_item
from kiosk.wire.messages import KeyUse
from kiosk.wire.watermark import MAX_GAPS, verify_watermark
from tests.unit.central.test_intake import KEY, NOW, sealed


def opened(folder: Path) -> Centre:
    centre = open_centre(Settings(data=folder), clock=lambda: NOW)
    public = KEY.public_key().public_bytes_raw()
    with centre.store.writing() as session:
        session.merge(
            TerminalRow(id="T0001", public=public, site="", epoch=1, enrolled_at=NOW, revoked_at=None)
        )
    return centre


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    made = opened(tmp_path / "central")
    yield made
    made.store.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backup.sqlite3"


def bring(centre: Centre, *seqs: int) -> list[bytes]:
    items = [sealed(centre, seq, b"\x80", ItemKind.SERVICE) for seq in seqs]
    assert {200} == {take_in(centre, "T0001", item).status for item in items}
    return items


def test_what_is_committed_but_in_no_backup_is_not_settled(centre: Centre, file: Path) -> None:
    bring(centre, 1, 2)
    with centre.store.reading() as session:
        assert (0, ()) == (settled_seq(session, "T0001", 1), watermarks(session, "T0001", centre.keys))
    back_up(centre, file)
    bring(centre, 3)
    with centre.store.reading() as session:
        assert 2 == settled_seq(session, "T0001", 1)


def test_watermark_names_its_height_its_item_and_its_gaps_and_is_signed(centre: Centre, file: Path) -> None:
    *_, last = bring(centre, 1, 4)
    made = back_up(centre, file)
    with centre.store.reading() as session:
        (signed,) = watermarks(session, "T0001", centre.keys)
        assert 1 == settled_seq(session, "T0001", 1)
    mark = verify_watermark(signed, centre.keys.published())
    assert made.watermarks == (mark,)
    assert (4, (2, 3), chain_hash(decode_item(last)), NOW) == (
        mark.seq,
        mark.gaps,
        mark.chain_sha256,
        mark.made_at,
    )


def test_watermark_that_was_bent_or_signed_by_another_is_not_believed(centre: Centre, file: Path) -> None:
    bring(centre, 1)
    back_up(centre, file)
    with centre.store.reading() as session:
        (signed,) = watermarks(session, "T0001", centre.keys)
    keys = centre.keys.published()
    for bent in (
        msgspec.structs.replace(signed, payload=signed.payload[:-1] + b"\x00"),
        msgspec.structs.replace(signed, signature=bytes(64)),
        msgspec.structs.replace(signed, key="sign-other"),
    ):
        with pytest.raises(WireError):
            verify_watermark(bent, keys)
    with pytest.raises(WireError):
        verify_watermark(signed, ())


def test_watermark_whose_key_was_dropped_is_told_again_after_the_next_backup(
    centre: Centre, file: Path
) -> None:
    bring(centre, 1)
    back_up(centre, file)
    old = centre.keys.sign_id
    centre.ring.add(KeyUse.SIGN, now=NOW)
    centre.ring.drop(old)
    with centre.store.reading() as session:
        assert () == watermarks(session, "T0001", centre.keys)
    back_up(centre, file)
    with centre.store.reading() as session:
        (signed,) = watermarks(session, "T0001", centre.keys)
    assert 1 == verify_watermark(signed, centre.keys.published()).seq


def test_watermark_stays_below_the_first_gap_that_it_could_not_name(centre: Centre, file: Path) -> None:
    bring(centre, 1, MAX_GAPS + 2, MAX_GAPS + 3, MAX_GAPS + 9)
    (mark,) = back_up(centre, file).watermarks
    assert (MAX_GAPS + 3, MAX_GAPS) == (mark.seq, len(mark.gaps))


def test_backup_is_a_database_that_a_centre_serves_from(centre: Centre, file: Path, tmp_path: Path) -> None:
    items = bring(centre, 1, 2, 3)
    back_up(centre, file)
    bring(centre, 4)
    assert 0o600 == file.stat().st_mode & 0o777
    restored_at = tmp_path / "restored"
    restored_at.mkdir()
    shutil.copy(file, restored_at / "central.sqlite3")
    shutil.copy(centre.settings.data / "platform-keys.json", restored_at)
    restored = opened(restored_at)
    with restored.store.reading() as session:
        assert (4,) == missing_seqs(session, "T0001", 1, 4)
        assert 0 == settled_seq(session, "T0001", 1), "no backup was made from here yet"
    assert "item_same" == take_in(restored, "T0001", items[1]).code
    restored.store.close()


def test_backup_never_takes_the_place_of_one_that_holds_more(centre: Centre, file: Path) -> None:
    bring(centre, 1, 2)
    back_up(centre, file)
    held = file.read_bytes()
    with centre.store.writing() as session:
        session.execute(delete(ItemRow).where(ItemRow.seq == 2))
    with pytest.raises(KioskError, match="holds 1 items that are not here") as caught:
        back_up(centre, file)
    assert "backup_lacks" == caught.value.code
    assert held == file.read_bytes()
    with centre.store.reading() as session:
        mark = watermark(session, "T0001", 1)
        assert mark is not None
        assert 2 == mark.seq


def test_backup_that_can_not_be_written_settles_nothing(centre: Centre, tmp_path: Path) -> None:
    bring(centre, 1)
    (tmp_path / "nonsense").write_bytes(b"no database" * 1000)
    for place in (tmp_path / "no folder" / "file", tmp_path / "nonsense"):
        with pytest.raises(KioskError, match="no backup was made"):
            back_up(centre, place)
    assert [] == list(tmp_path.glob("*.part"))
    with centre.store.reading() as session:
        assert () == watermarks(session, "T0001", centre.keys)


def test_command_backs_up_and_says_what_is_covered(
    centre: Centre, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(centre, 1, 3)
    arguments = ["--data", str(centre.settings.data), "--backup", str(file)]
    assert 0 == main(arguments)
    said = capsys.readouterr()
    assert '{"terminal": "T0001", "epoch": 1, "settled_seq": 3, "gaps": [2]}\n' == said.out
    file.write_bytes(b"no database" * 1000)
    assert 1 == main(arguments)
    assert 2 == main(["--data", str(centre.settings.data), "--backup-every", "5"])
