"""Composition: whose keys are believed after a restart, and what becomes of acts that power cut short."""

import datetime as dt
import logging
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.bootstrap import known_now
from kiosk.clock import SystemClock
from kiosk.domain.ids import TerminalId
from kiosk.gateway.credentials import Credentials
from kiosk.ports import ActKind
from kiosk.recovery import LEFT_TO_SYNC, UNKNOWN, resolve_acts
from kiosk.wire.messages import EnrolmentAnswer, KeyUse, PlatformKey
from offline_queue import settings
from offline_queue.database import Database
from offline_queue.journal import SqliteJournal

LATER = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)


def key(name: str) -> PlatformKey:
    return PlatformKey(id=name, use=KeyUse.SIGN, public=bytes(32), not_after=LATER)


FIRST = EnrolmentAnswer(terminal=TerminalId("T1"), epoch=1, keys=(key("sign-1"),), base_url="x")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "queue.db")
    yield database
    database.close()


def ids(database: Database, enrolment: EnrolmentAnswer) -> list[str]:
    known = known_now(database, Credentials(Ed25519PrivateKey.generate(), enrolment))
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


def test_new_enrolment_goes_before_what_was_learnt_earlier(database: Database) -> None:
    ids(database, FIRST)
    learn(database, key("sign-2"))
    assert ["sign-3"] == ids(database, msgspec.structs.replace(FIRST, epoch=2, keys=(key("sign-3"),)))


def test_other_centre_with_the_same_names_is_believed_by_its_own_keys(database: Database) -> None:
    ids(database, FIRST)
    learn(database, key("sign-2"))
    assert ["other"] == ids(database, msgspec.structs.replace(FIRST, keys=(key("other"),)))


def test_print_without_an_outcome_is_ended_as_unknown_and_told(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    journal = SqliteJournal(database, SystemClock())
    journal.begin(ActKind.PRINT, "v1", stub="N000001-K7QX")
    assert 1 == len(resolve_acts(journal))
    assert [logging.WARNING] == [record.levelno for record in caplog.records]
    assert "N000001-K7QX" in caplog.text
    assert () == resolve_acts(journal)
    assert [UNKNOWN] == outcomes(database)


def test_payment_without_an_outcome_is_left_to_sync_without_alarm(database: Database) -> None:
    journal = SqliteJournal(database, SystemClock())
    journal.begin(ActKind.PAY, "i1", stub="K1")
    resolve_acts(journal)
    assert [LEFT_TO_SYNC] == outcomes(database)


def test_acts_that_ended_stay_as_they_are(database: Database) -> None:
    journal = SqliteJournal(database, SystemClock())
    journal.end(journal.begin(ActKind.PRINT, "v1", stub=""), "done")
    assert () == resolve_acts(journal)
    assert ["done"] == outcomes(database)


def outcomes(database: Database) -> list[str]:
    with database.reading() as connection:
        return [str(row[0]) for row in connection.execute("SELECT outcome FROM act ORDER BY act")]
