"""What msgspec and cryptography raise of their own is a sentence here, never the end of a process."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.errors import ConfigurationError
from kiosk.gateway import credentials, key_file
from kiosk.gateway.client import meaning, signers
from kiosk.gateway.enrolment import pinned
from kiosk.wire.http import Answer, Request
from kiosk.wire.messages import CatalogueAnswer, KeyUse, PlatformKey

BROKEN = b'{"version": "\xff\xfe"}'


def answer(status: int) -> Answer:
    request = Request("GET", "http://127.0.0.1/v1/catalogue", {}, b"")
    return Answer(status, {}, BROKEN, request)


def test_signed_answer_of_broken_utf8_is_refused_with_its_address() -> None:
    meant = meaning(answer(200), CatalogueAnswer)
    assert isinstance(meant, Refused)
    assert "answer_unreadable" == meant.code
    assert "/v1/catalogue" in meant.message


def test_signed_refusal_of_broken_utf8_is_still_a_refusal() -> None:
    assert Refused("no_reason", "no reason given", 422) == meaning(answer(422), CatalogueAnswer)
    assert Cause.BUSY is getattr(meaning(answer(503), CatalogueAnswer), "cause", None)
    assert isinstance(meaning(answer(401), CatalogueAnswer), Unreachable)


def test_enrolment_answer_of_broken_utf8_brings_no_key() -> None:
    assert {} == pinned(BROKEN, "0" * 64)


def test_key_of_a_wrong_length_checks_nothing() -> None:
    later = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    good = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    keys = (
        PlatformKey(id="short", use=KeyUse.SIGN, public=b"abc", not_after=later),
        PlatformKey(id="good", use=KeyUse.SIGN, public=good, not_after=later),
    )
    assert ["good"] == list(signers(keys))


def test_enrolment_file_of_broken_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "enrolment.json").write_bytes(b'{"terminal": "\xff"}')
    with pytest.raises(ConfigurationError, match=r"enrolment\.json"):
        credentials.load(tmp_path)


def test_place_that_can_not_hold_credentials_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError) as raised:
        key_file.own_key(tmp_path / "file" / "credentials")
    assert "credentials_folder" == raised.value.code
    assert str(tmp_path) in raised.value.message


def test_body_is_really_broken() -> None:
    with pytest.raises(UnicodeDecodeError):
        msgspec.json.decode(BROKEN, type=CatalogueAnswer)
