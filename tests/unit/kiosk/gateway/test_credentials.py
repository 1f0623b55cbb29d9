from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.domain.ids import TerminalId
from kiosk.errors import ConfigurationError
from kiosk.gateway.credentials import ENROLMENT_FILE, load, save_enrolment
from kiosk.gateway.key_file import FORMER_FILE, KEY_FILE, KeyFile, next_key, own_key, take_next
from kiosk.wire.messages import EnrolmentAnswer

ANSWER = EnrolmentAnswer(terminal=TerminalId("T1"), epoch=2, keys=(), base_url="http://127.0.0.1:1")


def test_credentials_come_back_as_they_were(tmp_path: Path) -> None:
    folder = tmp_path / "credentials"
    key = own_key(folder)
    save_enrolment(folder, ANSWER)
    seen = load(folder)
    assert ANSWER == seen.enrolment
    raw = (Encoding.Raw, PublicFormat.Raw)
    assert key.public_key().public_bytes(*raw) == seen.own().publics[0]
    assert own_key(folder).public_key().public_bytes(*raw) == seen.own().publics[0]
    assert "key" not in repr(seen)


def test_key_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    own_key(tmp_path)
    assert 0o600 == (tmp_path / KEY_FILE).stat().st_mode & 0o777
    (tmp_path / KEY_FILE).chmod(0o644)
    with pytest.raises(ConfigurationError, match="0600"):
        own_key(tmp_path)


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"terminal":5}'])
def test_missing_or_damaged_enrolment_names_the_file(tmp_path: Path, content: bytes | None) -> None:
    own_key(tmp_path)
    if content is not None:
        (tmp_path / ENROLMENT_FILE).write_bytes(content)
    with pytest.raises(ConfigurationError, match=ENROLMENT_FILE):
        load(tmp_path)


def test_damaged_list_of_former_keys_leaves_a_terminal_that_serves(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    own_key(tmp_path)
    (tmp_path / FORMER_FILE).write_bytes(b"[5")
    assert () == KeyFile(tmp_path)().former
    assert FORMER_FILE in caplog.text


def test_key_that_was_rotated_is_signed_with_at_once_and_a_lost_file_changes_nothing(tmp_path: Path) -> None:
    own_key(tmp_path)
    own = KeyFile(tmp_path)
    before, after = own().publics[0], next_key(tmp_path).public_key().public_bytes_raw()
    take_next(tmp_path)
    assert (after, before) == own().publics
    (tmp_path / KEY_FILE).unlink()
    assert (after, before) == own().publics


def test_key_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_bytes(b"-----BEGIN nothing-----")
    (tmp_path / KEY_FILE).chmod(0o600)
    with pytest.raises(ConfigurationError, match=KEY_FILE):
        own_key(tmp_path)
