"""The daily digest: what a terminal's disk holds beside what came, and what of it differs."""

import msgspec
from litestar import post
from litestar.params import JSONBody
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from central.centre import Centre, Service, Signer
from central.refusal import Refusal
from central.tables import AlarmRow, DifferenceRow, DigestRow, ItemRow
from kiosk.wire.digest import MAX_RANGES, RANGE, Difference, difference, range_hash
from kiosk.wire.messages import DigestAnswer, DigestRange, DigestRequest

MAX_NAMED = 1_000
LAST_SEQ = 2**32
FORKED, UNKNOWN = "forked", "unknown"


class Compared(msgspec.Struct, frozen=True):
    """What is certain of a stretch now, in place of what was known of it before."""

    first: int
    last: int
    found: Difference


@post(
    "/v1/digests",
    status_code=200,
    sync_to_thread=True,
    tags=["Terminal"],
    summary="Compare a sequence with what came of it",
)
def compare(data: JSONBody[DigestRequest], centre: Service, terminal: Signer) -> DigestAnswer:
    """Say which ranges differ, and of listed ones how."""
    return compared(centre, terminal, data)


def compared(centre: Centre, terminal: str, data: DigestRequest) -> DigestAnswer:
    """Compare what a terminal says with what came, and keep what differs; Refusal when it says nonsense."""
    _check(data)
    differing, stretches = [], []
    with centre.store.reading() as session:
        for one in data.ranges:
            here = _here(session, terminal, data.epoch, one.first, one.last)
            if range_hash(here.items()) == one.sha256:
                stretches.append(Compared(one.first, one.last, Difference((), (), ())))
            elif one.items is None:
                differing.append(one.first)
            else:
                stretches.append(Compared(one.first, one.last, difference(one.items, here)))
        beyond = tuple(_here(session, terminal, data.epoch, data.head_seq + 1, LAST_SEQ))
        stretches.append(Compared(data.head_seq + 1, LAST_SEQ, Difference((), (), beyond)))
    _note(centre, terminal, data, tuple(stretches))
    return DigestAnswer(
        time=centre.clock(),
        differing=tuple(differing),
        missing=tuple(seq for one in stretches for seq in one.found.missing)[:MAX_NAMED],
        forked=tuple(seq for one in stretches for seq in one.found.forked)[:MAX_NAMED],
        unknown=tuple(seq for one in stretches for seq in one.found.unknown)[:MAX_NAMED],
    )


def _check(data: DigestRequest) -> None:
    if data.epoch < 1 or data.head_seq < 0 or len(data.ranges) > MAX_RANGES:
        raise Refusal(400, "body", f"digest: an epoch from 1 on, at most {MAX_RANGES} ranges")
    if not all(_is_range(one) for one in data.ranges):
        raise Refusal(400, "body", f"digest: a range has 1 to {RANGE} sequences, listed in their order")


def _is_range(one: DigestRange) -> bool:
    seqs = [item.seq for item in one.items or ()]
    within = all(one.first <= seq <= one.last for seq in seqs)
    return 1 <= one.first <= one.last < one.first + RANGE and within and seqs == sorted(set(seqs))


def _here(session: Session, terminal: str, epoch: int, first: int, last: int) -> dict[int, bytes]:
    rows = session.execute(
        select(ItemRow.seq, ItemRow.seal_sha256)
        .where(ItemRow.terminal == terminal, ItemRow.epoch == epoch, ItemRow.seq.between(first, last))
        .order_by(ItemRow.seq)
        .limit(RANGE)
    )
    return {row.seq: row.seal_sha256 for row in rows}


def _note(centre: Centre, terminal: str, data: DigestRequest, compared: tuple[Compared, ...]) -> None:
    """Keep what differs, in place of what was known of the same stretches; an alarm for what is new."""
    of_epoch = (DifferenceRow.terminal == terminal, DifferenceRow.epoch == data.epoch)
    with centre.store.writing() as session:
        known = {(row.seq, row.kind) for row in session.scalars(select(DifferenceRow).where(*of_epoch))}
        for one in compared:
            session.execute(
                delete(DifferenceRow).where(*of_epoch, DifferenceRow.seq.between(one.first, one.last))
            )
        found = {
            (seq, kind)
            for one in compared
            for kind, seqs in ((FORKED, one.found.forked), (UNKNOWN, one.found.unknown))
            for seq in seqs
        }
        session.add_all(
            DifferenceRow(terminal=terminal, epoch=data.epoch, seq=seq, kind=kind) for seq, kind in found
        )
        session.merge(
            DigestRow(terminal=terminal, epoch=data.epoch, at=centre.clock(), head_seq=data.head_seq)
        )
        for kind in (FORKED, UNKNOWN):
            new = sorted(seq for seq, is_kind in found - known if is_kind == kind)
            if new:
                detail = f"{data.epoch}: {kind} on the terminal's disk: {', '.join(map(str, new[:20]))}"
                row = AlarmRow(at=centre.clock(), terminal=terminal, kind=f"digest_{kind}", detail=detail)
                session.add(row)
