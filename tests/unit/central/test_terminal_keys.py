"""One key of a terminal follows another: which is answered, and for how long."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from central.centre import Centre, open_centre
from central.enrolment import _terminal
from central.refusal import Refusal
from central.settings import Settings
from central.signing import SignedDoor
from central.tables import TerminalRow
from central.terminals import OVERLAP, KnownKey, announce, keys_of, make_present, owner, publics_of
from kiosk.wire.messages import EnrolmentRequest
from tests.conftest import Clock

OLD, NEXT, OTHER = bytes(32), b"n" * 32, b"o" * 32


@pytest.fixture
def centre(tmp_path: Path, clock: Clock) -> Iterator[Centre]:
    centre = open_centre(Settings(data=tmp_path), clock=clock)
    with centre.store.writing() as session:
        for name, public in (("T0001", OLD), ("T0002", OTHER)):
            row = TerminalRow(id=name, public=public, site="", epoch=1, enrolled_at=clock(), revoked_at=None)
            session.add(row)
    yield centre
    centre.store.close()


def rotated(centre: Centre) -> KnownKey:
    """Return the former key after a rotation."""
    with centre.store.writing() as session:
        announce(session, "T0001", NEXT)
        announce(session, "T0001", NEXT)
        assert (OLD, NEXT) == publics_of(session, "T0001"), "the old one stays until the next is used"
        make_present(session, session.get_one(TerminalRow, "T0001"), NEXT, centre.clock())
    with centre.store.reading() as session:
        present, former = keys_of(session, "T0001")
    assert (NEXT, True, OLD) == (present.public, present.present, former.public)
    return former


def test_next_key_takes_over_when_it_is_used_and_the_former_is_still_known(centre: Centre) -> None:
    rotated(centre)
    with centre.store.reading() as session:
        row = owner(session, OLD)
    assert row is not None
    assert "T0001" == row.id


def test_key_of_anybody_is_no_next_key(centre: Centre) -> None:
    rotated(centre)
    with centre.store.writing() as session:
        for public in (OTHER, OLD):
            with pytest.raises(Refusal, match="is or was a terminal's"):
                announce(session, "T0001", public)


def test_last_key_that_was_named_is_the_next(centre: Centre) -> None:
    with centre.store.writing() as session:
        announce(session, "T0001", NEXT)
        announce(session, "T0001", b"m" * 32)
        assert (OLD, b"m" * 32) == publics_of(session, "T0001")


def test_former_key_is_answered_for_a_week_and_never_names_a_next_one(centre: Centre, clock: Clock) -> None:
    former, door = rotated(centre), SignedDoor(lambda *_: None, centre)  # type: ignore[arg-type]
    door._note_use("T0001", former, "/v1/items")
    with pytest.raises(Refusal, match="has another key now"):
        door._note_use("T0001", former, "/v1/keys")
    clock.advance(OVERLAP + dt.timedelta(seconds=1))
    with pytest.raises(Refusal, match="has another key now"):
        door._note_use("T0001", former, "/v1/items")


def test_enrolment_with_a_former_key_makes_it_the_present_one_again(centre: Centre) -> None:
    rotated(centre)
    with centre.store.writing() as session:
        request = EnrolmentRequest(code="C", public=OLD, site="back")
        row = _terminal(session, request, centre.clock(), fresh=True)
        assert ("T0001", OLD, 2) == (row.id, row.public, row.epoch)
        assert {OLD, NEXT} == set(publics_of(session, "T0001"))
