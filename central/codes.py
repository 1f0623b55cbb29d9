"""Codes to the phone that is registered for a person: few tries, a short life."""

import datetime as dt
import hashlib
import hmac
import secrets

from litestar import post
from litestar.params import JSONBody
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.centre import Centre, PhoneMessage, Service
from central.people import person_of, phone_of
from central.refusal import Refusal
from central.tables import PhoneCodeRow
from kiosk.wire.messages import CodeAnswer, CodeCheck, CodeRequest, CodeVerdict

DIGITS = 6
PHONE_SHOWN = 4
HOUR = dt.timedelta(hours=1)


@post("/v1/codes", status_code=200, sync_to_thread=True, tags=["Assurance"], summary="Send a code to a phone")
def send_code(data: JSONBody[CodeRequest], centre: Service) -> CodeAnswer:
    """Send six digits to the registered phone; `phone_masked` is null when none is registered."""
    now, settings = centre.clock(), centre.settings
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    reference = secrets.token_urlsafe(16)
    expires = now + dt.timedelta(seconds=settings.code_life_s)
    with centre.store.writing() as session:
        person = person_of(session, data.person.number)
        phone = phone_of(session, person)
        if person is not None and phone is not None:
            _limit(session, centre, data, person)
            session.add(
                PhoneCodeRow(
                    reference=reference,
                    visit=data.visit,
                    resident=person,
                    digest=_digest(reference, code),
                    sent_at=now,
                    expires_at=expires,
                    attempts_left=settings.code_attempts,
                    right_at=None,
                )
            )
    if person is not None and phone is not None:
        centre.phones.append(PhoneMessage(phone=phone, resident=person, code=code, sent_at=now))
    return CodeAnswer(
        reference=reference,
        phone_masked=mask_phone(phone) if phone else None,
        expires_at=expires,
        attempts=settings.code_attempts if phone else 0,
    )


@post(
    "/v1/codes/check", status_code=200, sync_to_thread=True, tags=["Assurance"], summary="Check typed digits"
)
def check_code(data: JSONBody[CodeCheck], centre: Service) -> CodeVerdict:
    """Say right or wrong; a reference that is unknown or too old is refused."""
    with centre.store.writing() as session:
        row = session.get(PhoneCodeRow, data.reference, with_for_update=True)
        if row is None or row.expires_at < centre.clock():
            raise Refusal(422, "code_expired", "this code is no longer valid: have a new one sent")
        if row.attempts_left <= 0:
            return CodeVerdict(right=False, attempts_left=0)
        right = hmac.compare_digest(row.digest, _digest(data.reference, data.code.strip()))
        row.right_at = centre.clock() if right else row.right_at
        row.attempts_left -= 0 if right else 1
        return CodeVerdict(right=right, attempts_left=row.attempts_left)


def was_right(session: Session, reference: str | None, number: str, *, visit: str) -> bool:
    """Return whether that reference stands for a right code of this person in this visit."""
    row = None if reference is None else session.get(PhoneCodeRow, reference)
    if row is None or row.right_at is None:
        return False
    return row.visit == visit and row.resident == person_of(session, number)


def mask_phone(phone: str) -> str:
    """Return the phone number with its middle hidden: 139****0001."""
    return f"{phone[:3]}{'*' * max(0, len(phone) - 3 - PHONE_SHOWN)}{phone[-PHONE_SHOWN:]}"


def _limit(session: Session, centre: Centre, data: CodeRequest, person: str) -> None:
    counted = select(func.count()).select_from(PhoneCodeRow)
    visit = session.scalar(counted.where(PhoneCodeRow.visit == data.visit)) or 0
    recent = counted.where(PhoneCodeRow.resident == person, PhoneCodeRow.sent_at > centre.clock() - HOUR)
    if (
        visit >= centre.settings.codes_a_visit
        or (session.scalar(recent) or 0) >= centre.settings.codes_an_hour
    ):
        raise Refusal(422, "too_many_codes", "no more codes now: please go to the counter")


def _digest(reference: str, code: str) -> bytes:
    return hashlib.sha256(f"{reference}/{code}".encode()).digest()
