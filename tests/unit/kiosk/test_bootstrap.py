"""Composition: whose keys are believed after a restart."""

import datetime as dt
import errno
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from devices.config import CameraHttp
from kiosk.bootstrap import face_way, known_now, open_queue
from kiosk.config import Config, parse
from kiosk.demo import face_toml
from kiosk.domain.ids import TerminalId
from kiosk.errors import ConfigurationError, KioskError
from kiosk.gateway.credentials import Credentials
from kiosk.gateway.gateway import Gateway
from kiosk.gateway.late import LateClient
from kiosk.wire.messages import EnrolmentAnswer, KeyUse, PlatformKey
from kiosk.wire.own_key import OwnKey
from offline_queue import settings
from offline_queue.database import Database

LATER = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)


def key(name: str) -> PlatformKey:
    return PlatformKey(id=name, use=KeyUse.SIGN, public=bytes(32), not_after=LATER)


FIRST = EnrolmentAnswer(terminal=TerminalId("T1"), epoch=1, keys=(key("sign-1"),), base_url="x")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "queue.db")
    yield database
    database.close()


def ids(database: Database, enrolment: EnrolmentAnswer, *heard: PlatformKey) -> list[str]:
    own = OwnKey(Ed25519PrivateKey.generate())
    known = known_now(database, Credentials(lambda: own, enrolment, heard))
    return [key.id for key in known.enrolment.keys]


def learn(database: Database, *keys: PlatformKey) -> None:
    with database.writing() as connection:
        settings.learn_keys(connection, keys)


def test_first_start_believes_what_enrolment_gave(database: Database) -> None:
    assert ["sign-1"] == ids(database, FIRST)


def test_keys_that_a_heartbeat_brought_outlive_a_restart(database: Database) -> None:
    ids(database, FIRST)
    learn(database, key("sign-2"))
    assert ["sign-2"] == ids(database, FIRST)
    with database.reading() as connection:
        assert (key("sign-2"),) == settings.keys(connection)


def test_queue_that_was_made_anew_believes_what_lies_beside_the_credentials(database: Database) -> None:
    assert ["sign-2"] == ids(database, FIRST, key("sign-2"))
    learn(database, key("sign-3"))
    assert ["sign-3"] == ids(database, FIRST, key("sign-2")), "what the queue heard since goes before it"


def test_new_enrolment_goes_before_what_was_learnt_earlier(database: Database) -> None:
    ids(database, FIRST)
    learn(database, key("sign-2"))
    assert ["sign-3"] == ids(database, msgspec.structs.replace(FIRST, epoch=2, keys=(key("sign-3"),)))


def test_other_centre_with_the_same_names_is_believed_by_its_own_keys(database: Database) -> None:
    ids(database, FIRST)
    learn(database, key("sign-2"))
    assert ["other"] == ids(database, msgspec.structs.replace(FIRST, keys=(key("other"),)))


def test_face_check_needs_its_camera_and_is_off_unless_asked_for() -> None:
    library = Gateway(LateClient(lambda: pytest.fail("nobody is asked yet")))
    assert face_way(Config(), None, library) is None
    with pytest.raises(ConfigurationError, match=r"add \[devices.face_camera\]"):
        face_way(parse("[face]\nenabled = true\n", "terminal.toml"), None, library)


def test_demo_may_offer_the_face_check() -> None:
    config = parse(face_toml("http://127.0.0.1:1/stream"), "terminal.toml")
    assert config.face.enabled
    assert CameraHttp("http://127.0.0.1:1/stream") == config.devices.face_camera


@pytest.mark.parametrize(
    ("trouble", "code"), [(errno.EIO, "outbox_disk_error"), (errno.ENOSPC, "outbox_disk_full")]
)
def test_trouble_of_the_disk_below_the_queue_is_not_called_a_wrong_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: int, code: str
) -> None:
    def mkdir(*_: object, **__: object) -> None:
        raise OSError(trouble, os.strerror(trouble))

    config = parse(f"[queue]\npath = '{tmp_path / 'queue.db'}'", "terminal.toml")
    monkeypatch.setattr(Path, "mkdir", mkdir)
    with pytest.raises(KioskError) as raised, open_queue(config):
        pass
    assert (code, KioskError) == (raised.value.code, type(raised.value))
