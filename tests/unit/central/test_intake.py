"""Whatever bytes come, each gets a verdict and nothing falls over."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from central.centre import Centre, open_centre
from central.intake import take_batch, take_in
from central.reading import MAX_ITEM_BYTES
from central.settings import Settings
from central.tables import AlarmRow, TerminalRow
from central.verdicts import SEQUENCE_FORK
from kiosk.domain.ids import CatalogueVersion, ItemId, KeyId, MatterCode, ReceiptNumber, TerminalId
from kiosk.wire.envelope import (
    FIRST_PREVIOUS,
    AttachmentName,
    Header,
    ItemKind,
    chain_hash,
    decode_item,
    encode_item,
    seal,
)
from kiosk.wire.messages import ITEM_SAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC)
KEY = Ed25519PrivateKey.generate()
FUZZ = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


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


def sealed(
    centre: Centre,
    seq: int,
    body: bytes,
    kind: ItemKind,
    *,
    name: str = "item",
    previous: bytes = FIRST_PREVIOUS,
    attachments: tuple[AttachmentName, ...] = (),
) -> bytes:
    key_id, key = next(iter(centre.keys.seal.items()))
    header = Header(
        id=ItemId(f"{name}-{seq}"),
        kind=kind,
        terminal=TerminalId("T0001"),
        epoch=1,
        seq=seq,
        number=ReceiptNumber("SJ26000001-ABCD"),
        matter=MatterCode("m"),
        catalogue=CatalogueVersion("c"),
        created_at=NOW,
        key=KeyId(key_id),
        previous=previous,
        attachments=attachments,
    )
    return encode_item(seal(header, body, platform_key=key.public_key(), signing_key=KEY))


@FUZZ
@given(data=st.binary(max_size=300))
def test_bytes_of_chance_are_refused(centre: Centre, data: bytes) -> None:
    assert 400 == take_in(centre, "T0001", data).status


@FUZZ
@given(place=st.integers(0, 10_000), flip=st.integers(1, 255))
def test_one_changed_byte_is_refused(centre: Centre, place: int, flip: int) -> None:
    data = bytearray(sealed(centre, 1, b"{}", ItemKind.SERVICE))
    data[place % len(data)] ^= flip
    assert 400 == take_in(centre, "T0001", bytes(data)).status


@FUZZ
@given(body=st.binary(max_size=200), kind=st.sampled_from([ItemKind.SUBMISSION, ItemKind.PAYMENT]))
def test_sealed_nonsense_is_refused(centre: Centre, body: bytes, kind: ItemKind) -> None:
    assert 400 == take_in(centre, "T0001", sealed(centre, 1, body, kind)).status


def test_item_over_the_limit_is_refused(centre: Centre) -> None:
    verdict = take_in(centre, "T0001", bytes(MAX_ITEM_BYTES + 1))
    assert (413, "item_too_large", "") == (verdict.status, verdict.code, verdict.id)


def chained(centre: Centre, count: int) -> list[bytes]:
    """Return service records that hang on one another."""
    made: list[bytes] = []
    previous = FIRST_PREVIOUS
    for seq in range(1, count + 1):
        made.append(sealed(centre, seq, b"\x80", ItemKind.SERVICE, previous=previous))
        previous = chain_hash(decode_item(made[-1]))
    return made


def test_batch_is_judged_as_its_items_one_by_one(centre: Centre) -> None:
    first, second, third = chained(centre, 3)
    other = sealed(centre, 3, b"\x81", ItemKind.SERVICE, name="other")
    verdicts = take_batch(centre, "T0001", (first, second, b"?", second, third, other))
    assert [200, 200, 400, 200, 200, 409] == [verdict.status for verdict in verdicts]
    assert [ITEM_SAME, SEQUENCE_FORK] == [verdicts[3].code, verdicts[5].code]
    with centre.store.reading() as session:
        assert [SEQUENCE_FORK] == list(session.scalars(select(AlarmRow.kind)))


def test_item_that_the_store_cannot_take_hides_no_other_of_its_batch(
    centre: Centre, caplog: pytest.LogCaptureFixture
) -> None:
    too_far = sealed(centre, 2**63, b"\x80", ItemKind.SERVICE)
    first, second = chained(centre, 2)
    verdicts = take_batch(centre, "T0001", (first, too_far, second))
    assert [200, 500, 200] == [verdict.status for verdict in verdicts]
    assert "a batch of 3 items could not be judged in one" in caplog.text
    assert [200, 200] == [verdict.status for verdict in take_batch(centre, "T0001", (first, second))]
