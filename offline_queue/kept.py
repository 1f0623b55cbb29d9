"""A row as the screen sees it, with what its slip's code is to say."""

from kiosk.domain.ids import MatterCode, TerminalId
from kiosk.domain.submission import ItemState, KeptItem
from kiosk.wire.token import ReceiptClaim, encode_claim
from offline_queue.rows import Row


def as_kept(row: Row) -> KeptItem:
    """Return the item; nothing is signed here, for whoever asks how it stands prints no slip."""
    claim = ReceiptClaim(
        terminal=TerminalId(row.terminal),
        epoch=row.epoch,
        seq=row.seq,
        item=row.id,
        number=row.number,
        matter=MatterCode(row.matter),
        at=row.created_at,
        state=ItemState.PENDING if row.state is ItemState.SENDING else row.state,
        seal_sha256=row.seal_sha256,
    )
    return KeptItem(
        id=row.id,
        number=row.number,
        state=row.state,
        created_at=row.created_at,
        claim=encode_claim(claim),
        tried=bool(row.reason) and row.state is ItemState.PENDING,
        acceptance_number=row.acceptance_number,
        disposition=row.disposition,
        heard_at=row.heard_at,
    )
