import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.domain.ids import ItemId
from kiosk.domain.matter import MAX_PHOTOS
from kiosk.errors import WireError
from kiosk.wire.attachment import STEP, name_of, open_attachment, seal_attachment
from kiosk.wire.envelope import (
    MAX_ATTACHMENT_BYTES,
    MAX_ATTACHMENTS,
    AttachmentName,
    decode_header,
    encode_header,
)
from tests.unit.kiosk.wire.test_envelope import HEADER

KEY = X25519PrivateKey.generate()
ITEM = ItemId("019cac0f-2680-7000-8000-000000000001")
NAME = AttachmentName(bytes(32), 9)


def seal(data: bytes, item: ItemId = ITEM, place: int = 0) -> bytes:
    return seal_attachment(item, place, data, platform_key=KEY.public_key())


@pytest.mark.parametrize("size", [0, 1, STEP - 4, STEP, 500_000])
def test_what_is_sealed_comes_out_and_its_size_is_rounded(size: int) -> None:
    sealed = seal(b"\x07" * size)
    assert b"\x07" * size == open_attachment(ITEM, 0, sealed, platform_key=KEY)
    overhead = len(seal(b"")) - STEP
    assert 0 == (len(sealed) - overhead) % STEP
    assert len(sealed) <= MAX_ATTACHMENT_BYTES


@pytest.mark.parametrize(("item", "place"), [(ItemId(ITEM[:-1] + "2"), 0), (ITEM, 1)])
def test_seal_opens_at_its_own_place_only(item: ItemId, place: int) -> None:
    with pytest.raises(WireError, match="does not open"):
        open_attachment(item, place, seal(b"a"), platform_key=KEY)


@pytest.mark.parametrize("data", [b"", b"short", bytes(4_000)])
def test_what_is_no_seal_does_not_open(data: bytes) -> None:
    with pytest.raises(WireError, match="does not open"):
        open_attachment(ITEM, 0, data, platform_key=KEY)


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(WireError, match="at most"):
        seal(bytes(MAX_ATTACHMENT_BYTES - 30))


def test_a_header_has_room_for_every_photograph_that_a_matter_may_ask_for() -> None:
    assert MAX_PHOTOS == MAX_ATTACHMENTS


def test_header_names_what_is_attached() -> None:
    named = name_of(seal(b"a"))
    plain = HEADER
    laden = msgspec.structs.replace(plain, attachments=(named, NAME))
    assert (named, NAME) == decode_header(encode_header(laden)).attachments
    assert encode_header(laden) != encode_header(plain)


@pytest.mark.parametrize(
    "names",
    [
        (AttachmentName(bytes(31), 9),),
        (AttachmentName(bytes(32), 0),),
        (AttachmentName(bytes(32), MAX_ATTACHMENT_BYTES + 1),),
        (NAME,) * (MAX_ATTACHMENTS + 1),
    ],
)
def test_header_that_names_what_can_not_be_is_refused(names: tuple[AttachmentName, ...]) -> None:
    data = encode_header(msgspec.structs.replace(HEADER, attachments=names))
    with pytest.raises(WireError, match="item header"):
        decode_header(data)
