"""Calls for a person: kept as tickets for the site's administrator, who answers them."""

import datetime as dt

import msgspec
from litestar import post
from litestar.params import JSONBody
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.centre import Service, Signer
from central.refusal import Refusal
from central.tables import HelpRow, TerminalRow
from kiosk.domain.ids import MatterCode, TerminalId
from kiosk.errors import KioskError
from kiosk.wire.messages import HelpAnswer, HelpRequest

LONGEST = 64
"""Characters of a call's and of a page's name."""


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """One call, as the administrator reads it."""

    ticket: int
    terminal: TerminalId
    site: str
    page: str
    matter: MatterCode | None
    called_at: dt.datetime
    answered_at: dt.datetime | None


@post("/v1/help", status_code=200, sync_to_thread=True, tags=["Terminal"], summary="Call for a person")
def call_help(data: JSONBody[HelpRequest], centre: Service, terminal: Signer) -> HelpAnswer:
    """Keep a call as a ticket; the same call again is the same ticket, and tells whether it was answered."""
    if not data.call or len(data.call) > LONGEST or len(data.page) > LONGEST:
        raise Refusal(422, "help_call", f"a call and its page have names of 1 to {LONGEST} characters")
    with centre.store.writing() as session:
        same = select(HelpRow).where(HelpRow.terminal == terminal, HelpRow.call == data.call)
        row = session.scalars(same).one_or_none()
        if row is None:
            known = data.matter if data.matter in centre.catalogues.current() else None
            row = HelpRow(
                terminal=terminal, call=data.call, page=data.page, matter=known, called_at=centre.clock()
            )
            session.add(row)
        return HelpAnswer(called_at=row.called_at, answered_at=row.answered_at)


def tickets(session: Session) -> tuple[Ticket, ...]:
    """Return every ticket, the oldest first."""
    rows = session.execute(select(HelpRow, TerminalRow.site).join(TerminalRow).order_by(HelpRow.id))
    return tuple(
        Ticket(
            ticket=row.id,
            terminal=TerminalId(row.terminal),
            site=site,
            page=row.page,
            matter=MatterCode(row.matter) if row.matter is not None else None,
            called_at=row.called_at,
            answered_at=row.answered_at,
        )
        for row, site in rows
    )


def answer(session: Session, ticket: int, now: dt.datetime) -> None:
    """Say that somebody comes; the first answer stays. KioskError when there is no such ticket."""
    row = session.get(HelpRow, ticket)
    if row is None:
        raise KioskError("ticket_unknown", f"there is no ticket {ticket}: --tickets lists them")
    row.answered_at = row.answered_at or now
