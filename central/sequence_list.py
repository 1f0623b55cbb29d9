"""How every terminal's sequences stand here: what came, is missing, differs, and is in a backup."""

import datetime as dt

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.sequences import missing_seqs
from central.tables import DifferenceRow, DigestRow, HeartbeatRow, ItemRow
from central.watermarks import watermark


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One epoch of one terminal."""

    terminal: str
    epoch: int
    head_seq: int
    """The last sequence that came, or that the terminal said it has."""
    came: int
    settled_seq: int
    backup_at: dt.datetime | None
    missing: tuple[int, ...]
    """Up to the head, never came; the first thousand."""
    forked: tuple[int, ...]
    """The terminal's disk has another item in that place."""
    unknown: tuple[int, ...]
    """The terminal's disk does not have it."""
    digest_at: dt.datetime | None
    heard_at: dt.datetime | None
    """When the terminal last said how it is."""


def standings(session: Session) -> tuple[Standing, ...]:
    """Return every epoch of every terminal, by terminal and epoch."""
    groups = (ItemRow.terminal, ItemRow.epoch)
    came = {
        (terminal, epoch): (count, head)
        for terminal, epoch, count, head in session.execute(
            select(*groups, func.count(), func.max(ItemRow.seq)).where(ItemRow.epoch > 0).group_by(*groups)
        )
    }
    digests = {(row.terminal, row.epoch): row for row in session.scalars(select(DigestRow))}
    beats = {(row.terminal, row.said["epoch"]): row for row in session.scalars(select(HeartbeatRow))}
    places = sorted(place for place in {*came, *digests, *beats} if place[1] > 0)
    return tuple(
        _standing(session, place, came.get(place, (0, 0)), digests.get(place), beats.get(place))
        for place in places
    )


def _standing(
    session: Session,
    place: tuple[str, int],
    came: tuple[int, int],
    digest: DigestRow | None,
    beat: HeartbeatRow | None,
) -> Standing:
    terminal, epoch = place
    said = (digest.head_seq if digest else 0, int(beat.said["head_seq"]) if beat else 0)
    head = max(came[1], *said)
    mark = watermark(session, terminal, epoch)
    return Standing(
        terminal=terminal,
        epoch=epoch,
        head_seq=head,
        came=came[0],
        settled_seq=mark.seq if mark else 0,
        backup_at=mark.made_at if mark else None,
        missing=missing_seqs(session, terminal, epoch, head),
        forked=_differing(session, place, "forked"),
        unknown=_differing(session, place, "unknown"),
        digest_at=digest.at if digest else None,
        heard_at=beat.at if beat else None,
    )


def _differing(session: Session, place: tuple[str, int], kind: str) -> tuple[int, ...]:
    terminal, epoch = place
    rows = select(DifferenceRow.seq).where(
        DifferenceRow.terminal == terminal, DifferenceRow.epoch == epoch, DifferenceRow.kind == kind
    )
    return tuple(session.scalars(rows.order_by(DifferenceRow.seq)))
