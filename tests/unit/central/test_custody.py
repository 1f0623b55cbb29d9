"""A key of the platform is kept until no terminal needs it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from central.centre import Centre, open_centre
from central.custody import custody, refuse_needed
from central.keys import KeyRing
from central.settings import Settings
from central.tables import HeartbeatRow, TerminalRow
from kiosk.domain.ids import KeyId
from kiosk.errors import KioskError
from kiosk.wire.messages import Heartbeat, KeyUse

NOW = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
BEAT = Heartbeat(
    epoch=1,
    head_seq=0,
    head_hash=bytes(32),
    unsent=0,
    oldest_unsent_s=0,
    quarantined=0,
    key="",
    version="0",
)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = open_centre(Settings(data=tmp_path), clock=lambda: NOW)
    with centre.store.writing() as session:
        for name in ("T0001", "T0002"):
            session.add(
                TerminalRow(id=name, public=name.encode(), site="", epoch=1, enrolled_at=NOW, revoked_at=None)
            )
    yield centre
    centre.store.close()


def says(centre: Centre, terminal: str, **what: object) -> None:
    beat = msgspec.structs.replace(BEAT, **what)
    with centre.store.writing() as session:
        row = session.get(HeartbeatRow, terminal) or HeartbeatRow(terminal=terminal)
        row.at, row.said = NOW, msgspec.to_builtins(beat)
        session.add(row)


def rotated(centre: Centre, use: KeyUse) -> tuple[KeyId, KeyId]:
    centre.ring.add(use, now=NOW + dt.timedelta(seconds=1))
    old, new = (file.id for file in centre.keys.of(use))
    return old, new


def needing(centre: Centre, key: KeyId) -> tuple[str, ...]:
    with centre.store.reading() as session:
        return next(one.needed_by for one in custody(session, centre.keys) if one.id == key)


def test_new_key_is_published_beside_the_old_and_lives_longer(centre: Centre) -> None:
    old, new = rotated(centre, KeyUse.SEAL)
    by_id = {key.id: key for key in centre.keys.published()}
    assert by_id[old].not_after < by_id[new].not_after
    assert {old, new} == set(centre.keys.seal)


def test_answers_are_signed_under_the_old_key_until_it_is_dropped(centre: Centre) -> None:
    fingerprint = centre.keys.fingerprint
    old, new = rotated(centre, KeyUse.SIGN)
    assert (old, fingerprint) == (centre.keys.sign_id, centre.keys.fingerprint)
    centre.ring.drop(old)
    assert new == centre.keys.sign_id
    assert fingerprint != centre.keys.fingerprint


def test_running_platform_sees_what_a_command_made(centre: Centre, tmp_path: Path) -> None:
    made = KeyRing(tmp_path / "platform-keys.json", now=NOW).add(KeyUse.SEAL, now=NOW)
    assert made.id in centre.keys.seal
    assert 0o600 == (tmp_path / "platform-keys.json").stat().st_mode & 0o777


def test_newest_key_is_never_dropped(centre: Centre) -> None:
    _, new = rotated(centre, KeyUse.SEAL)
    for key in (new, KeyId(centre.keys.sign_id)):
        with pytest.raises(KioskError, match="newest"):
            centre.ring.drop(key)
    with pytest.raises(KioskError, match="no such key"):
        centre.ring.drop(KeyId("seal-none"))


def test_seal_key_is_kept_for_who_may_hold_items_under_it(centre: Centre) -> None:
    old, new = rotated(centre, KeyUse.SEAL)
    assert ("T0001", "T0002") == needing(centre, old), "neither was ever heard"
    says(centre, "T0001", key=new, oldest_key=new)
    says(centre, "T0002", key=new)
    assert ("T0002",) == needing(centre, old), "an older terminal does not say what it holds"
    says(centre, "T0002", key=old, oldest_key="")
    assert ("T0002",) == needing(centre, old), "it still seals to it"
    says(centre, "T0002", key=new, oldest_key=old)
    with centre.store.reading() as session, pytest.raises(KioskError, match=f"{old} is needed by T0002"):
        refuse_needed(session, centre.keys, old)
    says(centre, "T0002", key=new, oldest_key="")
    assert () == needing(centre, old)


def test_key_between_the_oldest_in_use_and_the_newest_is_kept(centre: Centre) -> None:
    old, middle = rotated(centre, KeyUse.SEAL)
    new = centre.ring.add(KeyUse.SEAL, now=NOW + dt.timedelta(seconds=2)).id
    for name in ("T0001", "T0002"):
        says(centre, name, key=new, oldest_key=middle)
    assert ((), ("T0001", "T0002")) == (needing(centre, old), needing(centre, middle))


def test_signing_key_is_kept_until_every_terminal_that_is_answered_knows_the_next(centre: Centre) -> None:
    old, new = rotated(centre, KeyUse.SIGN)
    says(centre, "T0001", knows=(old, new))
    says(centre, "T0002", knows=(old,))
    assert ("T0002",) == needing(centre, old)
    with centre.store.writing() as session:
        session.get_one(TerminalRow, "T0002").revoked_at = NOW
    assert () == needing(centre, old)
