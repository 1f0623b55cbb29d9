"""The terminals that are known here: their keys, revoked and reinstated by hand."""

import datetime as dt
from typing import cast

import msgspec
from sqlalchemy import BindParameter, Table, bindparam, delete, select
from sqlalchemy.orm import Session

from central.refusal import Refusal
from central.tables import TerminalKeyRow, TerminalRow
from kiosk.errors import KioskError

OVERLAP = dt.timedelta(days=7)
"""So long requests under a former key are answered: a process may not have seen that it was replaced."""
NAMED: BindParameter[str] = bindparam("terminal")
TERMINAL, OTHER = cast("Table", TerminalRow.__table__).c, cast("Table", TerminalKeyRow.__table__).c
PRESENT = select(TERMINAL.public).where(TERMINAL.id == NAMED)
OTHERS = select(OTHER.public, OTHER.ended_at).where(OTHER.terminal == NAMED)
REVOKED = select(TERMINAL.revoked_at).where(TERMINAL.id == NAMED)
"""Asked at every request: made once, and of the tables, for questions about classes take twice as long."""


class KnownKey(msgspec.Struct, frozen=True, kw_only=True):
    """A public key (raw) of a terminal: present, next (announced and not used yet) or former."""

    public: bytes
    present: bool = False
    ended_at: dt.datetime | None = None

    def is_over(self, now: dt.datetime) -> bool:
        """Return whether requests under it are answered no more."""
        return self.ended_at is not None and now - self.ended_at > OVERLAP


def keys_of(session: Session, terminal: str) -> tuple[KnownKey, ...]:
    """Return a terminal's keys, the present one first; none of a terminal that is not known."""
    named = {"terminal": terminal}
    present = session.scalar(PRESENT, named)
    if present is None:
        return ()
    others = session.execute(OTHERS, named)
    return (
        KnownKey(public=present, present=True),
        *(KnownKey(public=other.public, ended_at=other.ended_at) for other in others),
    )


def is_revoked(session: Session, terminal: str) -> bool:
    """Return whether a terminal is answered no more; False too of one that is not known."""
    return session.scalar(REVOKED, {"terminal": terminal}) is not None


def publics_of(session: Session, terminal: str) -> tuple[bytes, ...]:
    """Return every key that a terminal has or had: what it signed once stays signed."""
    return tuple(key.public for key in keys_of(session, terminal))


def announce(session: Session, terminal: str, public: bytes) -> None:
    """Note a terminal's next key in place of any other; Refusal when the key is or was somebody's already."""
    own = session.get_one(TerminalRow, terminal)
    known = session.get(TerminalKeyRow, public)
    if public == own.public or (known is not None and (known.terminal, known.ended_at) == (terminal, None)):
        return
    if known is not None or owner(session, public) is not None:
        raise Refusal(409, "key_taken", "this key is or was a terminal's: make another")
    session.execute(
        delete(TerminalKeyRow).where(TerminalKeyRow.terminal == terminal, TerminalKeyRow.ended_at.is_(None))
    )
    session.add(TerminalKeyRow(public=public, terminal=terminal, ended_at=None))


def make_present(session: Session, row: TerminalRow, public: bytes, now: dt.datetime) -> None:
    """Let a key that the terminal used become its present one; the one before ends after the overlap."""
    if row.public == public:
        return
    session.execute(delete(TerminalKeyRow).where(TerminalKeyRow.public == public))
    session.add(TerminalKeyRow(public=row.public, terminal=row.id, ended_at=now))
    row.public = public


def owner(session: Session, public: bytes) -> TerminalRow | None:
    """Return the terminal whose key this is or was."""
    row = session.scalars(select(TerminalRow).where(TerminalRow.public == public)).one_or_none()
    if row is not None:
        return row
    other = session.get(TerminalKeyRow, public)
    return None if other is None else session.get_one(TerminalRow, other.terminal)


def revoke(session: Session, terminal: str, now: dt.datetime) -> None:
    """Answer a terminal no more; what it still holds it keeps. KioskError when there is none of that name."""
    _named(session, terminal).revoked_at = now


def reinstate(session: Session, terminal: str) -> None:
    """Answer a terminal again. KioskError when there is none of that name."""
    _named(session, terminal).revoked_at = None


def _named(session: Session, terminal: str) -> TerminalRow:
    row = session.get(TerminalRow, terminal)
    if row is None:
        raise KioskError("terminal_unknown", f"no terminal {terminal} was ever enrolled here")
    return row
