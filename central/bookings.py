"""Appointments: a slot taken is a booking of its holder, who may look at it, move it and cancel it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.case_tables import BookingRow
from central.refusal import Refusal
from central.tables import RecordRow
from kiosk.domain.answers import Answers, answer_for
from kiosk.domain.matter import Matter
from kiosk.domain.record import Record, Scalar

LIBRARY = "appointment.booking"
SLOTS = "appointment.slot"
"""Every department's slots in one library, for who moves a booking."""
SLOT = ".slot"
"""How the record types of slots end; their entries are nobody's and hold `office`, `at` and `free`."""
BOOKED, CANCELLED = "booked", "cancelled"
SOURCE = "预约库"


def book(session: Session, matter: Matter, answers: Answers, person: str | None, item: str) -> None:
    """Keep the slot that an appointment picked as its holder's booking, once an item."""
    for field in matter.fields:
        answer = answer_for(answers, field.id)
        type_ = matter.lookup(field.lookup).record if field.lookup else ""
        if answer is None or person is None or not type_.endswith(SLOT):
            continue
        row = session.get_one(RecordRow, (type_, answer.value))
        if session.get(BookingRow, item) is None:
            session.add(
                BookingRow(
                    id=item,
                    resident=person,
                    matter=matter.code,
                    name=matter.name.zh,
                    office=str(row.values.get("office", "")),
                    at=str(row.values.get("at", "")),
                    slot_type=type_,
                    slot=row.id,
                    status=BOOKED,
                )
            )


def bookings_of(session: Session, person: str | None) -> tuple[Record, ...]:
    """Return a person's bookings, the next first, as entries of a library."""
    rows = select(BookingRow).where(BookingRow.resident == person).order_by(BookingRow.at)
    return tuple(
        Record(
            type=LIBRARY,
            id=row.id,
            source=SOURCE,
            values={
                "what": row.name,
                "office": row.office,
                "at": row.at,
                "status": row.status,
                "slot_type": row.slot_type,
                "slot": f"{row.slot_type}/{row.slot}",
            },
        )
        for row in session.scalars(rows)
    )


def open_slots(session: Session) -> tuple[Record, ...]:
    """Return every department's free slots, the next first."""
    rows = select(RecordRow).where(RecordRow.type.endswith(SLOT), RecordRow.resident.is_(None))
    free = sorted(
        (row for row in session.scalars(rows) if row.values.get("free")),
        key=lambda row: str(row.values["at"]),
    )
    return tuple(
        Record(
            type=SLOTS,
            id=f"{row.type}/{row.id}",
            source=row.source,
            values={"office": row.values.get("office"), "at": row.values.get("at"), "slot_type": row.type},
        )
        for row in free
    )


def change(session: Session, booking: str, person: str | None, values: dict[str, Scalar]) -> None:
    """Cancel a booking or move it to another slot; Refusal when it is not that person's, or gone."""
    row = session.get(BookingRow, booking)
    if row is None or row.resident != person or row.status == CANCELLED:
        raise Refusal(422, "row_gone", "the appointment no longer stands")
    _set_free(session, row, free=True)
    row.status = str(values["status"])
    if "slot" in values:
        row.slot_type, _, row.slot = str(values["slot"]).partition("/")
        taken = session.get_one(RecordRow, (row.slot_type, row.slot))
        row.office, row.at = str(taken.values.get("office", "")), str(taken.values.get("at", ""))
        _set_free(session, row, free=False)


def take_again(session: Session) -> None:
    """Mark the slots of all bookings as taken, after the slots were made anew."""
    for row in session.scalars(select(BookingRow).where(BookingRow.status != CANCELLED)):
        _set_free(session, row, free=False)


def _set_free(session: Session, booking: BookingRow, *, free: bool) -> None:
    slot = session.get(RecordRow, (booking.slot_type, booking.slot))
    if slot is not None:
        slot.values = {**slot.values, "free": free}
