"""An edition is believed under the centre's signature alone, and what is in it stays in its folder."""

import datetime as dt
import zlib

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.edition import Edition
from kiosk.domain.ids import CatalogueVersion
from kiosk.errors import WireError
from kiosk.wire.edition import (
    MAX_EDITION_BYTES,
    MAX_FILE_BYTES,
    MAX_FILES,
    MAX_FILES_BYTES,
    Published,
    encode_edition,
    pack,
    sign_edition,
    unpack,
    verify_edition,
)
from kiosk.wire.messages import KeyUse, PlatformKey

CENTRE, OTHER = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
LATER = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
EDITION = Edition(
    version=CatalogueVersion("c0123456789abcdef"), sequence=7, made_at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
)
FILES = {"departments.toml": b"[x]\n", "matters/transport/senior-bus-card-check.toml": "名".encode() * 9_000}
PAYLOAD = encode_edition(EDITION, pack(FILES))


def published(key: Ed25519PrivateKey, name: str = "sign-1", use: KeyUse = KeyUse.SIGN) -> PlatformKey:
    return PlatformKey(id=name, use=use, public=key.public_key().public_bytes_raw(), not_after=LATER)


KEYS = (published(CENTRE),)


def verified(
    payload: bytes, signature: bytes, key: str = "sign-1", keys: tuple[PlatformKey, ...] = KEYS
) -> Published:
    return verify_edition(payload, signature, key=key, keys=keys)


def raw(*files: tuple[str, bytes]) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(files))


def code(packed: bytes) -> str:
    with pytest.raises(WireError) as refused:
        unpack(packed)
    return refused.value.code


def test_what_was_packed_comes_out_of_what_was_signed() -> None:
    told = verified(PAYLOAD, sign_edition(PAYLOAD, CENTRE))
    assert EDITION == told.edition
    assert FILES == unpack(told.packed)


def test_the_same_files_make_the_same_bytes_in_whatever_order_they_come() -> None:
    assert pack(FILES) == pack(dict(reversed(FILES.items())))
    assert len(pack(FILES)) < sum(map(len, FILES.values())) / 10


@given(place=st.integers(0, len(PAYLOAD) - 1), bit=st.integers(0, 7))
def test_a_byte_that_was_tampered_with_is_not_believed(place: int, bit: int) -> None:
    spoilt = bytearray(PAYLOAD)
    spoilt[place] ^= 1 << bit
    with pytest.raises(WireError) as refused:
        verified(bytes(spoilt), sign_edition(PAYLOAD, CENTRE))
    assert "edition_signature" == refused.value.code


@pytest.mark.parametrize(
    ("signer", "key", "keys", "code"),
    [
        (OTHER, "sign-1", KEYS, "edition_signature"),
        (CENTRE, "sign-2", KEYS, "edition_key"),
        (CENTRE, "sign-1", (), "edition_key"),
        (CENTRE, "sign-1", (published(CENTRE, use=KeyUse.SEAL),), "edition_key"),
        (CENTRE, "sign-1", (published(OTHER), published(CENTRE, "sign-0")), "edition_signature"),
        (
            CENTRE,
            "sign-1",
            (PlatformKey(id="sign-1", use=KeyUse.SIGN, public=b"short", not_after=LATER),),
            "edition_key",
        ),
    ],
)
def test_only_the_key_that_is_named_and_pinned_proves_it(
    signer: Ed25519PrivateKey, key: str, keys: tuple[PlatformKey, ...], code: str
) -> None:
    with pytest.raises(WireError) as refused:
        verified(PAYLOAD, sign_edition(PAYLOAD, signer), key, keys)
    assert code == refused.value.code


def test_signature_over_anything_else_of_the_centre_proves_no_edition() -> None:
    with pytest.raises(WireError, match="does not match"):
        verified(PAYLOAD, CENTRE.sign(PAYLOAD))


@pytest.mark.parametrize(
    "name",
    [
        "../departments.toml",
        "matters/../../etc/x.toml",
        "/etc/kiosk/terminal.toml",
        "matters//x.toml",
        "./departments.toml",
        "matters/.hidden.toml",
        "matters\\x.toml",
        "matters/x.toml/",
        "departments.toml\n",
        "departments.toml\x00",
        "matters/x.py",
        "a/b/c/d/e.toml",
        "名.toml",
        f"{'n' * 101}.toml",
        "",
    ],
)
def test_a_name_that_may_lead_out_of_the_folder_is_refused(name: str) -> None:
    assert "edition_name" == code(raw((name, b"")))
    with pytest.raises(WireError):
        pack({name: b""})


def test_two_files_never_have_the_same_name_on_any_disk() -> None:
    assert "edition_name" == code(raw(("a.toml", b"1"), ("a.toml", b"2")))
    assert "edition_name" == code(raw(("a.toml", b"1"), ("A.toml", b"2")))


def test_a_bomb_is_not_inflated_beyond_its_limit() -> None:
    inflater = zlib.compressobj(9)
    bomb = b"".join(inflater.compress(bytes(1 << 20)) for _ in range((MAX_FILES_BYTES >> 20) + 8))
    bomb += inflater.flush()
    assert len(bomb) < 1 << 20
    assert "edition_too_large" == code(bomb)


@pytest.mark.parametrize(
    ("packed", "expected"),
    [
        (b"no zlib", "edition_packed"),
        (zlib.compress(b"no msgpack \xc1"), "edition_packed"),
        (zlib.compress(msgspec.msgpack.encode({"a.toml": b""})), "edition_packed"),
        (raw(("a.toml", b"1"))[:-4], "edition_too_large"),
        (raw(("a.toml", bytes(MAX_FILE_BYTES + 1))), "edition_too_large"),
        (raw(*((f"a{number}.toml", b"") for number in range(MAX_FILES + 1))), "edition_too_large"),
    ],
)
def test_what_is_no_edition_or_too_large_says_so(packed: bytes, expected: str) -> None:
    assert expected == code(packed)


def test_an_edition_that_could_not_be_brought_is_not_made() -> None:
    with pytest.raises(WireError) as refused:
        encode_edition(EDITION, bytes(MAX_EDITION_BYTES))
    assert "edition_too_large" == refused.value.code


@given(st.dictionaries(st.from_regex(r"\A[a-z_]{1,9}(/[a-z-]{1,9}){0,3}\.toml\Z"), st.binary(max_size=99)))
def test_any_files_survive_the_way(files: dict[str, bytes]) -> None:
    assert files == unpack(pack(files))


@given(st.binary(max_size=300))
def test_whatever_comes_is_refused_as_a_wire_error(data: bytes) -> None:
    with pytest.raises(WireError):
        unpack(data)
    with pytest.raises(WireError):
        verified(data, sign_edition(data, CENTRE))
