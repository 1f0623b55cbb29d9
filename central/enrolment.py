"""Enrolment: a one-time code and a key make a terminal, and one key of it follows another."""

import datetime as dt
import secrets

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from litestar import post
from litestar.params import JSONBody
from sqlalchemy.orm import Session

from central.centre import Service, Signer
from central.refusal import Refusal
from central.store import counted
from central.tables import EnrolmentCodeRow, TerminalRow
from central.terminals import announce, make_present, owner
from kiosk.domain.ids import TerminalId
from kiosk.wire.messages import EnrolmentAnswer, EnrolmentRequest, KeyAnswer, KeyRequest
from kiosk.wire.own_key import key_name, proven

CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 12
CODE_LIFE = dt.timedelta(days=7)


@post(
    "/v1/enrolment", status_code=200, sync_to_thread=True, tags=["Terminal"], summary="Make a terminal known"
)
def enrol(data: JSONBody[EnrolmentRequest], centre: Service) -> EnrolmentAnswer:
    """Signed with the key that the body carries; a key that was seen before keeps its terminal's name."""
    with centre.store.writing() as session:
        fresh = _use_code(session, data, centre.clock())
        terminal = _terminal(session, data, centre.clock(), fresh=fresh)
        return EnrolmentAnswer(
            terminal=TerminalId(terminal.id),
            epoch=terminal.epoch,
            keys=centre.keys.published(),
            base_url=centre.base_url,
        )


@post("/v1/keys", status_code=200, sync_to_thread=True, tags=["Terminal"], summary="Name the next key")
def name_next_key(data: JSONBody[KeyRequest], centre: Service, terminal: Signer) -> KeyAnswer:
    """Note the key that the terminal signs with next; the present one stays until that is first used."""
    if not proven(terminal, data.public, data.proof):
        raise Refusal(422, "key_proof", "the next key did not sign this request: it is nobody's here")
    with centre.store.writing() as session:
        announce(session, terminal, data.public)
    return KeyAnswer(key=key_name(data.public))


def new_code(session: Session, now: dt.datetime) -> str:
    """Make a one-time code, valid for seven days."""
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    session.add(EnrolmentCodeRow(code=code, expires_at=now + CODE_LIFE, used_by=None))
    return code


def _use_code(session: Session, data: EnrolmentRequest, now: dt.datetime) -> bool:
    """Use the code up; return False when this very key used it before: only the answer was lost."""
    row = session.get(EnrolmentCodeRow, data.code, with_for_update=True)
    if row is None or row.expires_at < now or row.used_by not in (None, data.public):
        raise Refusal(
            422, "enrolment_code", "this enrolment code is unknown, used or too old: ask for a new one"
        )
    fresh = row.used_by is None
    row.used_by = data.public
    return fresh


def _terminal(session: Session, data: EnrolmentRequest, now: dt.datetime, *, fresh: bool) -> TerminalRow:
    Ed25519PublicKey.from_public_bytes(data.public)
    row = owner(session, data.public)
    if row is None:
        name = f"T{counted(session, 'terminal'):04d}"
        row = TerminalRow(
            id=name, public=data.public, site=data.site, epoch=1, enrolled_at=now, revoked_at=None
        )
        session.add(row)
    elif fresh:
        row.epoch, row.site, row.revoked_at = row.epoch + 1, data.site, None
        make_present(session, row, data.public, now)
    return row
