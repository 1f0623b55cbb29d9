"""What heartbeats named is found beside the credentials, and believed of its own enrolment alone."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.ids import KeyId, TerminalId
from kiosk.gateway.kept_keys import KEYS_FILE, KeptKeys, heard_keys
from kiosk.wire.messages import EnrolmentAnswer, KeyUse, PlatformKey

LATER = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)


def key(name: str) -> PlatformKey:
    return PlatformKey(id=KeyId(name), use=KeyUse.SIGN, public=bytes(32), not_after=LATER)


FIRST = EnrolmentAnswer(terminal=TerminalId("T1"), epoch=1, keys=(key("sign-1"),), base_url="x")


def test_nothing_was_heard_of_before_the_first_heartbeat(tmp_path: Path) -> None:
    assert () == heard_keys(tmp_path, FIRST)


def test_newest_keys_are_kept_for_their_owner_alone(tmp_path: Path) -> None:
    keep = KeptKeys(tmp_path, FIRST)
    keep((key("sign-1"), key("sign-2")))
    keep((key("sign-2"),))
    assert (key("sign-2"),) == heard_keys(tmp_path, FIRST)
    assert 0o600 == (tmp_path / KEYS_FILE).stat().st_mode & 0o777


def test_same_keys_are_not_written_again(tmp_path: Path) -> None:
    KeptKeys(tmp_path, FIRST)((key("sign-2"),))
    before = (tmp_path / KEYS_FILE).stat()
    keep = KeptKeys(tmp_path, FIRST)
    keep((key("sign-2"),))
    keep(())
    assert before.st_mtime_ns == (tmp_path / KEYS_FILE).stat().st_mtime_ns


def test_another_enrolment_begins_with_its_own_keys(tmp_path: Path) -> None:
    KeptKeys(tmp_path, FIRST)((key("sign-2"),))
    assert () == heard_keys(tmp_path, msgspec.structs.replace(FIRST, epoch=2))


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b'{"enrolment": 1}'])
def test_broken_file_is_as_none(tmp_path: Path, data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / KEYS_FILE).write_bytes(data)
    assert () == heard_keys(tmp_path, FIRST)
    assert "known from the queue alone" in caplog.text


def test_folder_that_takes_nothing_is_said_once_and_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "credentials"
    keep = KeptKeys(folder, FIRST)
    folder.write_bytes(b"")  # no folder: even root can write nothing below it
    keep((key("sign-2"),))
    keep((key("sign-2"),))
    assert 1 == len(caplog.records)
    folder.unlink()
    keep((key("sign-2"),))
    assert (key("sign-2"),) == heard_keys(folder, FIRST)
