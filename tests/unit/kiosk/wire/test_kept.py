"""What is kept opens for its card and matter alone, and shows nothing before."""

import datetime as dt

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.domain.answers import Answer
from kiosk.domain.draft import Draft
from kiosk.domain.field import FieldKind
from kiosk.domain.identity import CardKind
from kiosk.domain.ids import CatalogueVersion, MatterCode
from kiosk.domain.kept import KeptDraft
from kiosk.domain.session import Consent
from kiosk.errors import WireError
from kiosk.wire.kept import MAX_KEPT_BYTES, open_kept, read_kept, seal_kept
from kiosk.wire.messages import KeyUse, PlatformKey
from tests.unit.kiosk.domain.sample import NOW, PERSON

KEY = X25519PrivateKey.generate()
TO = PlatformKey(
    id="seal-1",
    use=KeyUse.SEAL,
    public=KEY.public_key().public_bytes_raw(),
    not_after=NOW + dt.timedelta(days=1),
)
MATTER = MatterCode("m1")
KEPT = KeptDraft(
    draft=Draft(
        catalogue=CatalogueVersion("v1"),
        matter=MATTER,
        consent=Consent("1", NOW),
        whom=None,
        warned=None,
        answers=(Answer("place", "未来路 8 号"),),
    ),
    kinds={"place": FieldKind.TEXT},
)


def test_what_was_sealed_comes_out_and_is_not_readable_before() -> None:
    sealed = seal_kept(KEPT, PERSON, MATTER, TO)
    assert KEPT == read_kept(open_kept(sealed, PERSON, MATTER, KEY))
    assert not [word for word in ("未来路", "place", PERSON.number) if word.encode() in sealed]


@pytest.mark.parametrize("what", ["number", "kind", "matter", "key", "byte"])
def test_it_opens_for_nothing_else(what: str) -> None:
    sealed, holder, matter, key = seal_kept(KEPT, PERSON, MATTER, TO), PERSON, MATTER, KEY
    match what:
        case "number":
            holder = msgspec.structs.replace(PERSON, number="999901198001011234")
        case "kind":
            holder = msgspec.structs.replace(PERSON, kind=CardKind.SOCIAL)
        case "matter":
            matter = MatterCode("m2")
        case "key":
            key = X25519PrivateKey.generate()
        case _:
            sealed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    with pytest.raises(WireError, match="does not open"):
        open_kept(sealed, holder, matter, key)


def test_what_is_too_large_is_not_sealed() -> None:
    noise = "".join(chr(0x4E00 + (place * 7919) % 20_000) for place in range(MAX_KEPT_BYTES))
    draft = msgspec.structs.replace(KEPT.draft, answers=(Answer("place", noise),))
    with pytest.raises(WireError, match="at most"):
        seal_kept(msgspec.structs.replace(KEPT, draft=draft), PERSON, MATTER, TO)


@pytest.mark.parametrize("body", [b"", b"\xc1", b"\x81\xa1\xff\x00", msgspec.msgpack.encode({"draft": 1})])
def test_what_another_software_wrote_is_said_to_be_unreadable(body: bytes) -> None:
    with pytest.raises(WireError, match="kept draft"):
        read_kept(body)


def test_a_later_software_may_have_written_more() -> None:
    written = msgspec.to_builtins(KEPT)
    written["draft"]["more"] = written["more"] = 1
    assert KEPT == read_kept(msgspec.msgpack.encode(msgspec.json.decode(msgspec.json.encode(written))))
