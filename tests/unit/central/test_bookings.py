"""Appointments: a slot that is taken is nobody else's, moves, is given back, and outlives the night."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import msgspec
import pytest
from sqlalchemy.orm import Session

from central.accesses import accesses_of, note_access
from central.bookings import book, bookings_of, change, open_slots
from central.centre import Centre
from central.population import keep_population, populate
from central.refusal import Refusal
from central.store import Store
from central.tables import RecordRow
from kiosk.catalogue.loader import load
from kiosk.domain.answers import Answer
from kiosk.domain.record import Record

TODAY = dt.date(2026, 11, 23)
MATTER = load().by_slug("exit-entry-appointment")
SLOT = "exit_entry.slot"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    store = Store(f"sqlite:///{tmp_path / 'centre.db'}")
    with store.writing() as session:
        populate(session, TODAY)
        yield session
    store.close()


def free(session: Session) -> set[str]:
    return {record.id for record in open_slots(session)}


def taken(session: Session, who: str = "liu-fang", item: str = "item-1") -> tuple[str, Record]:
    """A booking through the matter, and its entry."""
    slot = next(record for record in open_slots(session) if record.values["slot_type"] == SLOT)
    at = slot.id.partition("/")[2]
    session.get_one(RecordRow, (SLOT, at)).values = {**slot.values, "free": False}  # the matter's own effect
    book(session, MATTER, (Answer("business", "passport"), Answer("slot", at)), who, item)
    session.flush()
    (entry,) = bookings_of(session, who)
    return slot.id, entry


def test_a_slot_that_is_taken_is_its_holders_alone(session: Session) -> None:
    slot, entry = taken(session)
    assert slot not in free(session)
    assert ("booked", MATTER.name.zh, slot) == tuple(entry.values[key] for key in ("status", "what", "slot"))
    assert () == bookings_of(session, "li-wuming")
    assert () == bookings_of(session, None)


def test_a_cancelled_slot_is_free_again_and_can_not_be_cancelled_twice(session: Session) -> None:
    slot, entry = taken(session)
    change(session, entry.id, "liu-fang", {"status": "cancelled"})
    session.flush()
    assert slot in free(session)
    with pytest.raises(Refusal, match="no longer stands"):
        change(session, entry.id, "liu-fang", {"status": "cancelled"})


def test_nobody_cancels_for_another(session: Session) -> None:
    slot, entry = taken(session)
    for who in ("li-wuming", None):
        with pytest.raises(Refusal, match="no longer stands"):
            change(session, entry.id, who, {"status": "cancelled"})
    assert slot not in free(session)


def test_a_moved_booking_gives_the_old_slot_back(session: Session) -> None:
    old, entry = taken(session)
    new = sorted(free(session))[5]
    change(session, entry.id, "liu-fang", {"status": "booked", "slot": new})
    session.flush()
    (moved,) = bookings_of(session, "liu-fang")
    assert (new, "booked") == (moved.values["slot"], moved.values["status"])
    assert old in free(session)
    assert new not in free(session)


def test_the_same_item_books_once(session: Session) -> None:
    taken(session)
    book(session, MATTER, (Answer("slot", min(free(session)).partition("/")[2]),), "liu-fang", "item-1")
    session.flush()
    assert 1 == len(bookings_of(session, "liu-fang"))


def test_a_booking_outlives_the_night_and_not_a_beginning_anew(session: Session) -> None:
    slot, _ = taken(session)
    session.flush()
    keep_population(session, TODAY + dt.timedelta(days=1))
    session.expire_all()
    assert 1 == len(bookings_of(session, "liu-fang"))
    assert slot not in free(session)
    populate(session, TODAY + dt.timedelta(days=1))
    assert () == bookings_of(session, "liu-fang")
    assert bookings_of(session, "wang-xiaoming")


def test_who_asked_is_told_to_the_person_alone_and_without_what_was_found(session: Session) -> None:
    centre = cast("Centre", SimpleNamespace(clock=lambda: dt.datetime(2026, 11, 23, 2, tzinfo=dt.UTC)))

    def note(*asked: str, person: str | None) -> None:
        note_access(
            session,
            centre,
            terminal="T1",
            visit="v",
            matter=MATTER.code,
            called=MATTER.name,
            consent="1",
            asked=asked,
            person=person,
        )

    note("population.person", "family.member", person="liu-fang")
    note(person="liu-fang")
    note("appointment.slot", person=None)

    (line,) = accesses_of(session, "liu-fang")

    assert "人口库·家庭成员、人口库·人口基本信息" == line.values["asked"]
    assert (MATTER.name.zh, "2026-11-23T10:00") == (line.values["matter"], line.values["at"])
    assert () == accesses_of(session, "li-wuming")
    assert "刘芳" not in msgspec.json.encode(line.values).decode()
