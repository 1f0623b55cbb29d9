"""Whatever bytes come, each gets a verdict and nothing falls over."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from central.centre import Centre, open_centre
from central.intake import MAX_ITEM_BYTES, take_in
from central.settings import Settings
from central.tables import TerminalRow
from kiosk.domain.ids import CatalogueVersion, ItemId, KeyId, MatterCode, ReceiptNumber, TerminalId
from kiosk.wire.envelope import FIRST_PREVIOUS, AttachmentName, Header, ItemKind, encode_item, seal

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
        previous=FIRST_PREVIOUS,
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
