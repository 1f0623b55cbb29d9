"""A terminal's sequences as they are here: where they end, and what of them never came."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from central.tables import ItemRow

MAX_MISSING = 1_000


def head_seq(session: Session, terminal: str, epoch: int) -> int:
    """Return the last sequence of an epoch that came."""
    return session.scalar(select(func.max(ItemRow.seq)).where(*_of(terminal, epoch))) or 0


def missing_seqs(
    session: Session, terminal: str, epoch: int, head: int, *, most: int = MAX_MISSING
) -> tuple[int, ...]:
    """Return the sequences from 1 to the head that never came, the first `most` of them."""
    here = (*_of(terminal, epoch), ItemRow.seq.between(1, head))
    if session.scalar(select(func.count()).select_from(ItemRow).where(*here)) == head:
        return ()
    missing: list[int] = []
    expected = 1
    for seq in (*session.scalars(select(ItemRow.seq).where(*here).order_by(ItemRow.seq)), head + 1):
        missing += range(expected, min(seq, expected + most - len(missing)))
        expected = seq + 1
        if len(missing) >= most:
            break
    return tuple(missing)


def _of(terminal: str, epoch: int) -> tuple[ColumnElement[bool], ...]:
    return (ItemRow.terminal == terminal, ItemRow.epoch == epoch)
