import datetime as dt

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ids import CatalogueVersion, ItemId, KeyId, MatterCode, ReceiptNumber, TerminalId
from kiosk.errors import WireError
from kiosk.wire.envelope import (
    FIRST_PREVIOUS,
    MAX_BATCH_ITEMS,
    PAD_STEP,
    Header,
    ItemKind,
    SealedItem,
    chain_hash,
    decode_batch,
    decode_header,
    decode_item,
    encode_batch,
    encode_header,
    encode_item,
    entomb,
    open_seal,
    pad,
    seal,
    seal_hash,
    unpad,
    verify,
)
from kiosk.wire.own_key import OwnKey

TERMINAL = Ed25519PrivateKey.generate()
KEYS = OwnKey(TERMINAL).publics
PLATFORM = X25519PrivateKey.generate()
HEADER = Header(
    id=ItemId("019cac0f-2680-7000-8000-000000000001"),
    kind=ItemKind.SUBMISSION,
    terminal=TerminalId("T1"),
    epoch=1,
    seq=1,
    number=ReceiptNumber("N000001-ABCD"),
    matter=MatterCode("m"),
    catalogue=CatalogueVersion("c"),
    created_at=dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC),
    key=KeyId("seal-1"),
    previous=FIRST_PREVIOUS,
)


def sealed(body: bytes = b"body") -> SealedItem:
    return seal(HEADER, body, platform_key=PLATFORM.public_key(), signing_key=TERMINAL)


@given(st.binary(max_size=3_000))
def test_body_comes_out_as_it_went_in(body: bytes) -> None:
    assert body == open_seal(sealed(body), platform_key=PLATFORM)


def test_size_tells_no_more_than_a_step() -> None:
    assert {len(sealed(bytes(count)).seal) for count in range(0, 400, 40)} == {len(sealed().seal)}


@given(st.binary(max_size=2_000))
def test_padding_is_undone(data: bytes) -> None:
    assert data == unpad(pad(data))
    assert 0 == len(pad(data)) % PAD_STEP


def test_seal_does_not_open_under_another_header() -> None:
    item = sealed()
    other = encode_header(msgspec.structs.replace(HEADER, seq=2))
    with pytest.raises(WireError, match="does not open"):
        open_seal(SealedItem(other, item.seal, item.signature), platform_key=PLATFORM)


def test_changed_bytes_fail_the_signature() -> None:
    item = sealed()
    verify(item, terminal_keys=KEYS)
    for changed in (
        SealedItem(item.header, item.seal + b"x", item.signature),
        SealedItem(encode_header(msgspec.structs.replace(HEADER, seq=2)), item.seal, item.signature),
        SealedItem(item.header, item.seal, bytes(64)),
    ):
        with pytest.raises(WireError, match="signature"):
            verify(changed, terminal_keys=KEYS)


def test_tombstone_holds_the_place_of_its_item() -> None:
    item = sealed()
    buried = entomb(item, signing_key=TERMINAL)
    verify(buried, terminal_keys=KEYS)
    assert (seal_hash(item), chain_hash(item)) == (seal_hash(buried), chain_hash(buried))
    assert buried == decode_item(encode_item(buried))
    forged = entomb(item, signing_key=Ed25519PrivateKey.generate())
    with pytest.raises(WireError):
        verify(forged, terminal_keys=KEYS)


def test_header_comes_back() -> None:
    assert HEADER == decode_header(encode_header(HEADER))


@given(st.binary(max_size=200))
def test_any_bytes_are_an_item_or_a_sentence(data: bytes) -> None:
    for decode in (decode_item, decode_header, decode_batch):
        try:
            decode(data)
        except WireError as error:
            assert error.message  # noqa: PT017 what is asserted is that it says something


def test_batch_has_a_limit() -> None:
    items = tuple(b"x" for _ in range(MAX_BATCH_ITEMS))
    assert items == decode_batch(encode_batch(items))
    with pytest.raises(WireError) as raised:
        decode_batch(encode_batch((*items, b"x")))
    assert "batch_too_large" == raised.value.code


def test_body_that_inflates_too_far_is_refused() -> None:
    with pytest.raises(WireError, match="over"):
        open_seal(sealed(bytes(2_000_000)), platform_key=PLATFORM)
