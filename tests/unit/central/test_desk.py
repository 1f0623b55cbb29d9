"""A terminal is lost: what was carried out by hand is taken in, once, whichever way it came first."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from central.attachments import attachment, keep_part
from central.centre import Centre, open_centre
from central.desk import is_here, take_bundle, take_code
from central.intake import take_carried, take_in
from central.settings import Settings
from central.tables import AttachmentRow, TerminalRow
from kiosk.domain.ids import ItemId, TerminalId
from kiosk.errors import WireError
from kiosk.wire.attachment import AttachmentPart, file_of, name_of, seal_attachment
from kiosk.wire.bundle import Bundle, write_bundle
from kiosk.wire.envelope import FIRST_PREVIOUS, ItemKind, decode_header, decode_item
from kiosk.wire.item_code import item_code
from kiosk.wire.messages import ItemVerdict
from tests.unit.central.test_intake import KEY, NOW, sealed


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    opened = open_centre(Settings(data=tmp_path), clock=lambda: NOW)
    public = KEY.public_key().public_bytes_raw()
    with opened.store.writing() as session:
        session.add(
            TerminalRow(id="T0001", public=public, site="", epoch=1, enrolled_at=NOW, revoked_at=None)
        )
    yield opened
    opened.store.close()


def bundle(*items: bytes, head: int = 3, terminal: str = "T0001") -> bytes:
    content = Bundle(
        terminal=TerminalId(terminal),
        epoch=1,
        head_seq=head,
        head_hash=FIRST_PREVIOUS,
        made_at=NOW,
        items=items,
    )
    file = io.BytesIO()
    write_bundle(file, content, items, len(items), key=KEY)
    return file.getvalue()


def test_bundle_is_taken_in_and_what_is_still_missing_is_named(centre: Centre) -> None:
    first, third = (sealed(centre, seq, b"\x80", ItemKind.SERVICE) for seq in (1, 3))
    taken = take_bundle(centre, bundle(first, third))
    assert [200, 200] == [verdict.status for verdict in taken.verdicts]
    assert (2,) == taken.missing


def test_item_that_came_by_network_before_is_here_once(centre: Centre) -> None:
    first = sealed(centre, 1, b"\x80", ItemKind.SERVICE)
    take_in(centre, "T0001", first)
    (verdict,) = take_bundle(centre, bundle(first, head=1)).verdicts
    assert "item_same" == verdict.code
    assert is_here(verdict)


def laden(centre: Centre, seq: int, attached: tuple[bytes, ...], folder: Path) -> bytes:
    """Return an item whose attachments lie in a folder, as `kiosk queue export` leaves them."""
    _, key = next(iter(centre.keys.seal.items()))
    item = ItemId(f"item-{seq}")
    folder.mkdir(exist_ok=True)
    names = []
    for place, data in enumerate(attached):
        closed = seal_attachment(item, place, data, platform_key=key.public_key())
        (folder / file_of(item, place)).write_bytes(closed)
        names.append(name_of(closed))
    return sealed(centre, seq, b"\x80", ItemKind.SERVICE, attachments=tuple(names))


def test_bundle_brings_attachments_and_the_network_may_bring_them_too(centre: Centre, tmp_path: Path) -> None:
    folder = tmp_path / "out.bundle.attachments"
    first, second = (laden(centre, seq, (b"one", b"two"), folder) for seq in (1, 2))
    name = decode_header(decode_item(first).header).attachments[0]
    part = AttachmentPart(
        item=ItemId("item-1"),
        place=0,
        name=name,
        offset=0,
        data=(folder / "item-1.0").read_bytes()[:1000],
    )
    with centre.store.writing() as session:
        assert 1000 == keep_part(session, centre, "T0001", part)
    for _ in range(2):
        taken = take_bundle(centre, bundle(first, second), folder)
        assert [200, 200] == [verdict.status for verdict in taken.verdicts]
    with centre.store.reading() as session:
        assert (b"one", b"two") == (
            attachment(session, centre, "item-1", 0),
            attachment(session, centre, "item-2", 1),
        )


def test_item_whose_attachment_was_left_behind_or_bent_waits_and_hurts_nobody(
    centre: Centre, tmp_path: Path
) -> None:
    folder = tmp_path / "out.bundle.attachments"
    items = [laden(centre, seq, (b"one",), folder) for seq in (1, 2, 3)]
    (folder / "item-1.0").unlink()
    (folder / "item-2.0").write_bytes(b"bent")
    verdicts = take_bundle(centre, bundle(*items, b"garbage"), folder).verdicts
    assert [424, 424, 200, 400] == [verdict.status for verdict in verdicts]
    assert [False, False, True, False] == [is_here(verdict) for verdict in verdicts]
    assert 424 == take_bundle(centre, bundle(items[0])).verdicts[0].status
    lost = take_bundle(centre, bundle(*items), folder, incomplete=True).verdicts
    assert [True] * 3 == [is_here(verdict) for verdict in lost]


def test_what_waits_for_its_item_has_an_end_and_the_oldest_goes_first(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("central.attachments.MAX_WAITING_BYTES", 250)
    for number in range(4):
        part = AttachmentPart(
            item=ItemId(f"never-{number}"),
            place=0,
            name=name_of(bytes([number]) * 100),
            offset=0,
            data=bytes([number]) * 100,
        )
        with centre.store.writing() as session:
            keep_part(session, centre, "T0001", part)
    with centre.store.reading() as session:
        assert ["never-2", "never-3"] == sorted(session.scalars(select(AttachmentRow.item)))


def test_submission_comes_from_the_paper_alone(centre: Centre) -> None:
    item = sealed(centre, 7, b"\x80", ItemKind.SERVICE)
    code = item_code(item)
    assert code is not None
    (verdict,) = take_code(centre, f" {code}\n").verdicts
    assert 200 == verdict.status
    (again,) = take_code(centre, code).verdicts
    assert is_here(again)


def test_item_whose_place_another_has_is_served_too_by_hand(centre: Centre) -> None:
    first = sealed(centre, 1, b"\x80", ItemKind.SERVICE)
    take_in(centre, "T0001", first)
    other = sealed(centre, 1, b"\x80", ItemKind.SERVICE, name="other")
    assert (409, "sequence_fork") == _short(take_in(centre, "T0001", other))
    (verdict,) = take_bundle(centre, bundle(other, head=1)).verdicts
    assert (422, "sequence_fork") == _short(verdict)
    assert is_here(verdict)
    (again,) = take_bundle(centre, bundle(other, head=1)).verdicts
    assert is_here(again)


def _short(verdict: ItemVerdict) -> tuple[int, str]:
    return verdict.status, verdict.code


def test_bundle_of_nobody_or_changed_on_the_way_is_refused(centre: Centre) -> None:
    whole = bundle()
    bent = whole[:-1] + bytes([whole[-1] ^ 1])
    for data in (b"", b"nothing", bundle(terminal="T9999"), bent):
        with pytest.raises(WireError):
            take_bundle(centre, data)


def test_code_of_a_terminal_that_was_never_enrolled_is_refused(centre: Centre) -> None:
    with centre.store.writing() as session:
        session.delete(session.get_one(TerminalRow, "T0001"))
    code = item_code(sealed(centre, 1, b"\x80", ItemKind.SERVICE))
    assert code is not None
    with pytest.raises(WireError, match="no terminal T0001"):
        take_code(centre, code)


def test_another_terminal_brings_what_its_own_terminal_signed_once(centre: Centre) -> None:
    item = sealed(centre, 1, b"\x80", ItemKind.SERVICE)
    assert [(200, ""), (200, "item_same")] == [_short(take_carried(centre, item)) for _ in range(2)]


def test_what_another_terminal_brings_has_to_be_signed_by_one_that_is_known(centre: Centre) -> None:
    item = sealed(centre, 1, b"\x80", ItemKind.SERVICE)
    assert (400, "item_signature") == _short(take_carried(centre, item[:-64] + bytes(64)))
    with centre.store.writing() as session:
        session.get_one(TerminalRow, "T0001").revoked_at = NOW
    assert (400, "terminal_revoked") == _short(take_carried(centre, item))
    with centre.store.writing() as session:
        session.delete(session.get_one(TerminalRow, "T0001"))
    assert (400, "terminal_unknown") == _short(take_carried(centre, item))
    assert (400, "item") == _short(take_carried(centre, b"no item"))
