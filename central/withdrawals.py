"""Matters that are withdrawn: nothing new is done of them here, and every terminal's tile says why."""

import datetime as dt
from collections.abc import Mapping

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.refusal import Refusal
from central.tables import WithdrawnRow
from kiosk.domain.ids import MatterCode
from kiosk.domain.matter import Matter
from kiosk.domain.text import Text
from kiosk.errors import KioskError

READ = "withdrawn"


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """Which matter, why, and since when."""

    matter: MatterCode
    reason: Text
    at: dt.datetime


def withdraw(session: Session, code: MatterCode, reason: Text, now: dt.datetime) -> None:
    """Let nobody do a matter; one that is withdrawn already has this reason from now on."""
    session.info.pop(READ, None)
    row = session.get(WithdrawnRow, code)
    if row is None:
        session.add(WithdrawnRow(matter=code, zh=reason.zh, en=reason.en, at=now))
    else:
        row.zh, row.en = reason.zh, reason.en


def restore(session: Session, code: MatterCode) -> None:
    """Let a matter be done again; KioskError when it is not withdrawn."""
    session.info.pop(READ, None)
    row = session.get(WithdrawnRow, code)
    if row is None:
        raise KioskError("matter_not_withdrawn", f"{code} is not withdrawn")
    session.delete(row)


def withdrawals(session: Session) -> tuple[Withdrawal, ...]:
    """Return what is withdrawn now, the oldest first."""
    rows = session.scalars(select(WithdrawnRow).order_by(WithdrawnRow.at, WithdrawnRow.matter))
    return tuple(
        Withdrawal(matter=MatterCode(row.matter), reason=Text(zh=row.zh, en=row.en), at=row.at)
        for row in rows
    )


def reasons(session: Session) -> dict[MatterCode, Text]:
    """Return why each matter that is withdrawn is so."""
    return {one.matter: one.reason for one in withdrawals(session)}


def why_not(why: Mapping[MatterCode, Text], matter: Matter) -> Text | None:
    """Return why nobody can do a matter now, of the `reasons`; a joined one goes with any of its parts."""
    codes = (MatterCode(code) for code in (matter.code, *(part.code for part in matter.parts)))
    return next((why[code] for code in codes if code in why), None)


def withdrawn_since(session: Session, code: str) -> dt.datetime | None:
    """Return since when a matter is withdrawn; None while it is not. All are asked for once a session."""
    if READ not in session.info:
        session.info[READ] = {one.matter: one.at for one in withdrawals(session)}
    since: dict[MatterCode, dt.datetime] = session.info[READ]
    return since.get(MatterCode(code))


def refuse_withdrawn(session: Session, matter: Matter) -> None:
    """Refuse what begins a withdrawn matter or goes on with it; a joined one is with any of its parts."""
    for code in (matter.code, *(part.code for part in matter.parts)):
        since = withdrawn_since(session, code)
        if since is not None:
            raise Refusal(422, "matter_withdrawn", f"{code} is withdrawn since {since:%F %T}Z")
