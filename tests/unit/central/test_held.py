"""What a batch asks for once is true for each of its items, also for what came before them in the batch."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest
from sqlalchemy import select

from central.cases import apply_effects
from central.centre import Centre, open_centre
from central.held import Held, HeldItem
from central.people import records_of
from central.population import keep_population
from central.settings import Settings
from central.tables import ItemRow, RecordRow, TerminalRow
from central.withdrawals import restore, withdraw, withdrawn_since
from kiosk.domain.ids import CatalogueVersion, ItemId, KeyId, MatterCode, ReceiptNumber, TerminalId
from kiosk.domain.text import Text
from kiosk.wire.envelope import FIRST_PREVIOUS, Header, ItemKind
from kiosk.wire.messages import ItemVerdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Clock

NOW = dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC)


@pytest.fixture
def centre(tmp_path: Path, clock: Clock) -> Iterator[Centre]:
    opened = open_centre(Settings(data=tmp_path), clock=clock)
    with opened.store.writing() as session:
        session.add(TerminalRow(id="T1", public=b"1", site="", epoch=1, enrolled_at=NOW, revoked_at=None))
        keep_population(session, opened.today())
    yield opened
    opened.store.close()


def header(number: str, seq: int = 1) -> Header:
    return Header(
        id=ItemId(f"of {number}"),
        kind=ItemKind.SUBMISSION,
        terminal=TerminalId("T1"),
        epoch=1,
        seq=seq,
        number=ReceiptNumber(number),
        matter=MatterCode("m"),
        catalogue=CatalogueVersion("c"),
        created_at=NOW,
        key=KeyId("k"),
        previous=FIRST_PREVIOUS,
    )


def item(number: str, seq: int) -> HeldItem:
    return HeldItem(
        id=f"of {number}",
        terminal="T1",
        epoch=1,
        seq=seq,
        kind="submission",
        number=number,
        matter="m",
        catalogue="c",
        about=None,
        tombstone=False,
        data=b"data",
        previous=FIRST_PREVIOUS,
        seal_sha256=b"seal",
        chain_sha256=b"chain",
        status=200,
        code="",
        message="",
        received_at=NOW,
    )


def test_number_that_was_drawn_before_is_found_wherever_it_is_in_a_batch(centre: Centre) -> None:
    before = ("N000009-AAAA", "N000012-AAAA", "N000099-AAAA", "M7-AAAA", "S-T1-4-AAAA")
    with centre.store.writing() as session:
        held = Held(session, "T1", ())
        for seq, number in enumerate(before, start=1):
            held.keep(item(number, seq))
        held.write()
    run = (f"N{number:06d}-BBBB" for number in range(8, 15))
    batch = (*run, "M7-BBBB", "M8-BBBB", "S-T1-4-BBBB")
    with centre.store.reading() as session:
        held = Held(session, "T1", map(header, batch))
        doubles = {number: held.numbered(ReceiptNumber(number)) for number in batch}
    found = {number: name for number, name in doubles.items() if name is not None}
    assert {
        "N000009-BBBB": "of N000009-AAAA",
        "N000012-BBBB": "of N000012-AAAA",
        "M7-BBBB": "of M7-AAAA",
    } == found


def test_what_is_said_of_an_item_is_kept_before_and_after_it_is_written(centre: Centre) -> None:
    first, second = item("N000001-AAAA", 1), item("N000002-AAAA", 2)
    with centre.store.writing() as session:
        held = Held(session, "T1", (header("N000001-AAAA"),))
        held.keep(first)
        held.note_verdict(ItemVerdict(id=ItemId(first.id), status=422, code="form", message="at once"))
        held.keep(second)
        held.write()
        held.note_verdict(ItemVerdict(id=ItemId(second.id), status=422, code="form", message="later"))
        held.write()
    with centre.store.reading() as session:
        said = session.execute(select(ItemRow.id, ItemRow.status, ItemRow.message).order_by(ItemRow.seq))
        assert [(first.id, 422, "at once"), (second.id, 422, "later")] == [tuple(row) for row in said]
        again = Held(session, "T1", (header("N000001-AAAA"),))
        assert msgspec.structs.replace(first, status=422, code="form", message="at once") == again.one(
            ItemId(first.id)
        )
        assert second.id == getattr(again.at(1, 2), "id", None), "what lies beside a batch is here too"


def test_record_that_one_submission_changed_is_so_for_the_next(centre: Centre) -> None:
    matter = next(one for one in centre.catalogues.current().values() if one.slug == "pension-verification")
    benefits = select(RecordRow).where(RecordRow.type == "pension.benefit", RecordRow.resident.is_not(None))
    with centre.store.writing() as session:
        row = session.scalars(benefits).first()
        assert row is not None
        assert row.resident is not None
        before = records_of(session, row.resident)
        assert before is records_of(session, row.resident), "asked for once"
        apply_effects(session, matter, (), row.resident, today=dt.date(2031, 1, 1))
        until = [
            one.values["verified_until"] for one in records_of(session, row.resident) if one.id == row.id
        ]
    assert ["2032-01-01"] == until


def test_withdrawal_in_the_same_transaction_counts(centre: Centre) -> None:
    matter = next(iter(centre.catalogues.current().values()))
    with centre.store.writing() as session:
        assert withdrawn_since(session, matter.code) is None
        withdraw(session, MatterCode(matter.code), Text(zh="维护", en="Maintenance"), NOW)
        assert NOW == withdrawn_since(session, matter.code)
        restore(session, MatterCode(matter.code))
        assert withdrawn_since(session, matter.code) is None
