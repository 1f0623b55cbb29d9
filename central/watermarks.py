"""The watermarks that this centre signed: read from a backup's own rows, kept, and given to terminals."""

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.centre import Centre
from central.keys import PlatformKeys
from central.sequences import missing_seqs
from central.tables import ItemRow, WatermarkRow
from kiosk.domain.ids import TerminalId
from kiosk.wire.messages import SignedWatermark
from kiosk.wire.watermark import MAX_GAPS, Watermark, read_watermark, sign_watermark, whole_up_to


def watermarks_of(copy: Session, made_at: dt.datetime) -> tuple[Watermark, ...]:
    """Return what a backup covers, read from it: one an epoch of each terminal."""
    heads = (
        select(ItemRow.terminal, ItemRow.epoch, func.max(ItemRow.seq))
        .where(ItemRow.epoch > 0)
        .group_by(ItemRow.terminal, ItemRow.epoch)
    )
    return tuple(
        _watermark(copy, terminal, epoch, head, made_at) for terminal, epoch, head in copy.execute(heads)
    )


def keep_watermarks(centre: Centre, marks: tuple[Watermark, ...]) -> None:
    """Sign and keep watermarks, in place of older ones."""
    keys = centre.keys
    with centre.store.writing() as session:
        for mark in marks:
            signed = sign_watermark(mark, key=keys.sign, key_id=keys.sign_id)
            session.merge(
                WatermarkRow(
                    terminal=mark.terminal,
                    epoch=mark.epoch,
                    key=signed.key,
                    payload=signed.payload,
                    signature=signed.signature,
                )
            )


def watermarks(session: Session, terminal: str, keys: PlatformKeys) -> tuple[SignedWatermark, ...]:
    """Return what the newest backup covers of a terminal, one an epoch, in their order.

    What a key signed that was dropped since is told when the next backup is made.
    """
    published = [file.id for file in keys.files]
    of_terminal = (WatermarkRow.terminal == terminal, WatermarkRow.key.in_(published))
    rows = session.scalars(select(WatermarkRow).where(*of_terminal).order_by(WatermarkRow.epoch))
    return tuple(_signed(row) for row in rows)


def watermark(session: Session, terminal: str, epoch: int) -> Watermark | None:
    """Return what the newest backup covers of an epoch, None when none does."""
    row = session.get(WatermarkRow, (terminal, epoch))
    return None if row is None else read_watermark(_signed(row))


def settled_seq(session: Session, terminal: str, epoch: int) -> int:
    """Return up to which sequence an epoch is in the newest backup without a gap."""
    mark = watermark(session, terminal, epoch)
    return 0 if mark is None else whole_up_to(mark)


def _signed(row: WatermarkRow) -> SignedWatermark:
    return SignedWatermark(key=row.key, payload=row.payload, signature=row.signature)


def _watermark(copy: Session, terminal: str, epoch: int, head: int, made_at: dt.datetime) -> Watermark:
    """Stay below the first gap that would be one too many."""
    here = select(ItemRow.seq, ItemRow.chain_sha256).where(
        ItemRow.terminal == terminal, ItemRow.epoch == epoch
    )
    gaps = missing_seqs(copy, terminal, epoch, head, most=MAX_GAPS + 1)
    below = gaps[MAX_GAPS] if len(gaps) > MAX_GAPS else head + 1
    seq, digest = copy.execute(here.where(ItemRow.seq < below).order_by(ItemRow.seq.desc()).limit(1)).one()
    return Watermark(
        terminal=TerminalId(terminal),
        epoch=epoch,
        seq=seq,
        chain_sha256=digest,
        gaps=tuple(gap for gap in gaps if gap < seq),
        made_at=made_at,
    )
