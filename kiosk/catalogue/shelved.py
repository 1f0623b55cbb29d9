"""The editions on a terminal: which is in force, which waits to be, which is not taken again.

Pure, so that every order of events can be tried.
"""

import datetime as dt
from enum import StrEnum

import msgspec

from kiosk.domain.edition import Edition

MAX_STARTS = 3
"""So many times a screen may begin with an edition without having served: then the one before is in force."""


class Cause(StrEnum):
    """Why an edition is not in force."""

    UNPROVEN = "unproven"
    """What came for it is not what the centre signed; it is fetched again."""
    REFUSED = "refused"
    """It does not stand the check of this terminal's software; other software may take it."""
    DAMAGED = "damaged"
    """The disk does not hold what was put there, or takes nothing; it is fetched again."""
    NEVER_SERVED = "never_served"
    """The screen ended again and again before it had served with it."""
    TECHNICIAN = "technician"
    """It was rolled back by hand."""


class Setback(msgspec.Struct, frozen=True, kw_only=True):
    """An edition that is not in force, since when, and why."""

    edition: Edition
    at: dt.datetime
    cause: Cause
    why: str
    software: str
    """The terminal's own version at that time."""

    def bars(self, edition: Edition, software: str) -> bool:
        """Return whether an edition is not to be fetched after this."""
        match self.cause:
            case Cause.UNPROVEN | Cause.DAMAGED:
                barred = False
            case Cause.REFUSED:
                barred = self.software == software
            case Cause.NEVER_SERVED | Cause.TECHNICIAN:
                barred = True
        return barred and edition.sequence <= self.edition.sequence


class Shelved(msgspec.Struct, frozen=True, kw_only=True):
    """The editions on a terminal; None in place of the current one is the catalogue of the software."""

    current: Edition | None = None
    previous: Edition | None = None
    staged: Edition | None = None
    setback: Setback | None = None
    """The last one."""
    starts: int | None = None
    """How often the screen began with the current one before it had served with it; None once it has."""


def wants(shelved: Shelved, edition: Edition, software: str) -> bool:
    """Return whether an edition that the centre announces is to be fetched: never one below what is here."""
    here = max(one.sequence if one else 0 for one in (shelved.current, shelved.staged))
    setback = shelved.setback
    return edition.sequence > here and not (setback and setback.bars(edition, software))


def with_staged(shelved: Shelved, edition: Edition) -> Shelved:
    """Return what stands once an edition is on the disk and proven."""
    return msgspec.structs.replace(shelved, staged=edition)


def with_taken(shelved: Shelved) -> Shelved:
    """Return what stands once the staged edition is in force: it has to serve yet."""
    return Shelved(current=shelved.staged, previous=shelved.current, starts=0)


def with_served(shelved: Shelved) -> Shelved:
    """Return what stands once the screen has served with the current edition."""
    return msgspec.structs.replace(shelved, starts=None)


def with_start(shelved: Shelved) -> Shelved:
    """Return what stands once the screen begins again."""
    return msgspec.structs.replace(shelved, starts=None if shelved.starts is None else shelved.starts + 1)


def with_rest(shelved: Shelved) -> Shelved:
    """Return what stands once the screen ended in order."""
    return msgspec.structs.replace(shelved, starts=None if shelved.starts is None else 0)


def with_left(shelved: Shelved, setback: Setback) -> Shelved:
    """Return what stands once an edition failed: where it was in force, the one before takes its place."""
    if shelved.staged is not None and shelved.staged == setback.edition:
        return msgspec.structs.replace(shelved, staged=None, setback=setback)
    if shelved.current is not None and shelved.current == setback.edition:
        return Shelved(current=shelved.previous, staged=shelved.staged, setback=setback)
    return msgspec.structs.replace(shelved, setback=setback)


def with_rolled_back(shelved: Shelved, at: dt.datetime, software: str) -> Shelved | None:
    """Return what stands once the one before is in force, until a later edition comes; None without any.

    Once more, and the later one is in force again.
    """
    if shelved.current is None and shelved.previous is None:
        return None
    newest = max((one for one in (shelved.current, shelved.staged) if one), key=_sequence, default=None)
    forward = shelved.previous is not None and (newest is None or newest.sequence < shelved.previous.sequence)
    setback = (
        None
        if forward or newest is None
        else Setback(
            edition=newest, at=at, cause=Cause.TECHNICIAN, why="rolled back by hand", software=software
        )
    )
    starts = 0 if forward else None
    return Shelved(current=shelved.previous, previous=shelved.current, setback=setback, starts=starts)


def _sequence(edition: Edition) -> int:
    return edition.sequence
