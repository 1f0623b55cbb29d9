"""The centre's half of the digest: what differs is answered, kept, named by a command, and an alarm once."""

import json
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from central.__main__ import main
from central.backup import back_up
from central.centre import Centre
from central.digests import compared
from central.refusal import Refusal
from central.tables import AlarmRow, ItemRow
from kiosk.wire.digest import range_hash, ranges
from kiosk.wire.envelope import decode_item, seal_hash
from kiosk.wire.messages import DigestItem, DigestRange, DigestRequest
from tests.unit.central.test_backup import bring, centre

__all__ = ["centre"]


def of(*items: bytes, first: int = 1) -> tuple[DigestItem, ...]:
    return tuple(DigestItem(seq, seal_hash(decode_item(item))) for seq, item in enumerate(items, first))


def asked(
    *items: DigestItem, last: int, listed: bool = True, head: int | None = None, first: int = 1
) -> DigestRequest:
    digest = range_hash((item.seq, item.seal_sha256) for item in items)
    one = DigestRange(first=first, last=last, sha256=digest, items=items if listed else None)
    return DigestRequest(epoch=1, head_seq=last if head is None else head, ranges=(one,))


def alarms(centre: Centre) -> list[tuple[str, str]]:
    with centre.store.reading() as session:
        return [(row.kind, row.detail) for row in session.scalars(select(AlarmRow)) if "digest" in row.kind]


def listed(centre: Centre, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    assert 0 == main(["--data", str(centre.settings.data), "--list-sequences"])
    (line,) = capsys.readouterr().out.splitlines()
    row: dict[str, object] = json.loads(line)
    return row


def test_ranges_end_at_multiples_and_begin_where_rows_do() -> None:
    assert [(7, 1000), (1001, 2000), (2001, 2001)] == list(ranges(7, 2001))
    assert [] == list(ranges(8, 7))


def test_what_agrees_is_answered_with_nothing(centre: Centre) -> None:
    items = of(*bring(centre, 1, 2, 3))
    answer = compared(centre, "T0001", asked(*items, last=3, listed=False))
    assert ((), (), (), ()) == (answer.differing, answer.missing, answer.forked, answer.unknown)
    assert [] == alarms(centre)


def test_other_item_in_one_place_alone_makes_a_range_differ(centre: Centre) -> None:
    one, _, three = of(*bring(centre, 1, 2, 3))
    there = (one, DigestItem(2, bytes(32)), three)
    assert (1,) == compared(centre, "T0001", asked(*there, last=3, listed=False)).differing


def test_range_that_differs_is_asked_for_and_its_list_says_how(
    centre: Centre, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    one, two, three, four = of(*bring(centre, 1, 2, 3, 4))
    other = DigestItem(2, bytes(32))
    missing, waiting = DigestItem(5, bytes(32)), DigestItem(6, bytes(32), waiting=True)
    there = (one, other, four, missing, waiting)
    assert (1,) == compared(centre, "T0001", asked(*there, last=6, listed=False)).differing
    assert [] == alarms(centre)
    for _ in range(2):
        answer = compared(centre, "T0001", asked(*there, last=6))
        assert ((5,), (2,), (three.seq,)) == (answer.missing, answer.forked, answer.unknown)
    assert [
        ("digest_forked", "1: forked on the terminal's disk: 2"),
        ("digest_unknown", "1: unknown on the terminal's disk: 3"),
    ] == alarms(centre), "once"
    back_up(centre, tmp_path / "backup")
    row = listed(centre, capsys)
    assert ("T0001", 1, 6, 4, 4) == tuple(
        row[name] for name in ("terminal", "epoch", "head_seq", "came", "settled_seq")
    )
    assert ([5, 6], [2], [3]) == (row["missing"], row["forked"], row["unknown"])
    compared(centre, "T0001", asked(one, two, three, four, last=6))
    assert ([], []) == (listed(centre, capsys)["forked"], listed(centre, capsys)["unknown"])


def test_what_came_beyond_the_terminals_end_is_unknown_there(centre: Centre) -> None:
    items = of(*bring(centre, 1, 2, 3))
    answer = compared(centre, "T0001", asked(*items[:1], last=1, listed=False))
    assert (2, 3) == answer.unknown
    with centre.store.writing() as session:
        session.execute(delete(ItemRow).where(ItemRow.seq > 1))
    assert () == compared(centre, "T0001", asked(*items[:1], last=1, listed=False)).unknown


@pytest.mark.parametrize(
    "wrong",
    [
        asked(last=1001),
        asked(last=0),
        asked(DigestItem(9, bytes(32)), last=8),
        asked(DigestItem(2, bytes(32)), DigestItem(1, bytes(32)), last=8),
        DigestRequest(epoch=0, head_seq=1, ranges=()),
        DigestRequest(epoch=1, head_seq=-1, ranges=()),
        DigestRequest(epoch=1, head_seq=1, ranges=asked(last=1).ranges * 1001),
    ],
)
def test_nonsense_is_refused(centre: Centre, wrong: DigestRequest) -> None:
    with pytest.raises(Refusal) as caught:
        compared(centre, "T0001", wrong)
    assert (400, "body") == (caught.value.status, caught.value.code)
