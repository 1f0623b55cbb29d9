"""Who asked the libraries for what: written down without content, and told to the person themselves."""

from collections.abc import Iterable
from functools import cache

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from central.centre import Centre
from central.tables import AccessForRow, AccessOfRow, AccessRow, TerminalRow
from kiosk.catalogue.loader import record_types
from kiosk.domain.record import Record
from kiosk.domain.text import Text
from kiosk.domain.zone import ZONE

LIBRARY = "privacy.access"
BY_RELATIVE = Text(zh="{matter}（家人代办）", en="{matter} (by a relative)")
MOST_TOLD = 50
KEPT = "kept"
"""What is asked for where something kept for another day is, or may be."""


def note_access(  # noqa: PLR0913 one line of the log
    session: Session,
    centre: Centre,
    *,
    terminal: str,
    visit: str,
    matter: str,
    called: Text,
    consent: str | None,
    asked: Iterable[str],
    person: str | None,
    relative: str | None = None,
    found: int = 0,
) -> AccessRow:
    """Write down that a terminal asked about a person, for which matter and with which consent.

    `relative`: about whom that person asked, where it was another.
    """
    row = AccessRow(
        at=centre.clock(),
        terminal=terminal,
        visit=visit,
        matter=matter,
        consent=consent,
        asked=sorted(asked),
        found=found,
    )
    session.add(row)
    session.flush()
    if person is not None and row.asked:
        session.add(AccessOfRow(access=row.id, resident=person, called=called.zh))
    if relative is not None and relative != person and row.asked:
        told = BY_RELATIVE.format(matter=called)
        session.add(AccessForRow(access=row.id, resident=relative, called=told.zh))
    session.flush()
    return row


def accesses_of(session: Session, person: str | None) -> tuple[Record, ...]:
    """Return what was asked about a person, the newest first, as entries of a library of its own."""
    own = select(AccessOfRow.access, AccessOfRow.called).where(AccessOfRow.resident == person)
    others = select(AccessForRow.access, AccessForRow.called).where(AccessForRow.resident == person)
    about = union_all(own, others).subquery()
    rows = (
        select(AccessRow, about.c.called)
        .join(about, about.c.access == AccessRow.id)
        .order_by(AccessRow.id.desc())
        .limit(MOST_TOLD)
    )
    return tuple(_told(session, row, called) for row, called in session.execute(rows))


@cache
def _names() -> dict[str, str]:
    libraries = {type_: f"{known.library.zh}·{known.name.zh}" for type_, known in record_types().items()}
    return {**libraries, KEPT: "您先存着的内容"}


def _named(asked: str) -> str:
    """Return a record type by its name; what is none, or newer than this software, as it is."""
    return _names().get(asked.partition(" ")[0], asked)


def _told(session: Session, row: AccessRow, called: str) -> Record:
    terminal = session.get(TerminalRow, row.terminal)
    return Record(
        type=LIBRARY,
        id=str(row.id),
        source="数据共享日志",
        values={
            "at": f"{row.at.astimezone(ZONE):%Y-%m-%dT%H:%M}",
            "asked": "、".join(dict.fromkeys(_named(asked) for asked in row.asked)),
            "matter": called,
            "where": terminal.site if terminal else row.terminal,
            "found": row.found,
        },
    )
