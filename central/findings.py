"""What the centre makes of a receipt's code: genuine or not, here or promised, and how its case stands."""

import datetime as dt

import msgspec

from central.case_tables import CasePartRow, CaseRow
from central.centre import Centre
from central.parts import parts_of
from central.progress import PUBLIC, RECEIVED
from central.tables import ItemRow, TerminalRow
from central.terminals import publics_of
from kiosk.domain.standing import CANCELLED_HERE, NOT_GENUINE, PAYMENT_CHECKED, Mark, Standing
from kiosk.domain.submission import ItemState
from kiosk.domain.text import Text
from kiosk.errors import WireError
from kiosk.wire.token import ReceiptClaim, read_claim, verify_claim


class PartStanding(msgspec.Struct, frozen=True, kw_only=True):
    """How one part of a joined case stands, as anybody may read it."""

    number: str
    matter: Text
    state: str
    title: Text


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """Who promised what and when, as a genuine receipt says, and what the centre has of it; no name."""

    terminal: str
    site: str
    number: str
    matter: Text
    at: dt.datetime
    received_at: dt.datetime | None = None
    acceptance_number: str | None = None
    parts: tuple[PartStanding, ...] = ()


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a code; `promise` None, and `code` why, where it is not genuine."""

    standing: Standing
    promise: Promise | None = None
    code: str = ""


def find_out(centre: Centre, token: str) -> Finding:
    """Return what the centre makes of a receipt's token, whatever was scanned."""
    try:
        claim, terminal = _genuine(centre, token)
    except WireError as error:
        return Finding(standing=NOT_GENUINE, code=error.code)
    with centre.store.reading() as session:
        item = session.get(ItemRow, claim.item)
        case = session.get(CaseRow, claim.item)
        parts = () if case is None else tuple(_part(centre, row) for row in parts_of(session, case))
    if item is not None and not _is_of(item, claim):
        return Finding(standing=NOT_GENUINE, code="receipt_item")
    matter = centre.catalogues.known(claim.matter, item.catalogue if item else "")
    promise = Promise(
        terminal=terminal.id,
        site=terminal.site,
        number=claim.number,
        matter=matter.name if matter else Text(zh=claim.matter, en=claim.matter),
        at=claim.at,
        received_at=item.received_at if item else None,
        acceptance_number=case.acceptance_number if case else None,
        parts=parts,
    )
    return Finding(standing=_standing(item, case, claim, revoked=terminal.revoked_at), promise=promise)


def _genuine(centre: Centre, token: str) -> tuple[ReceiptClaim, TerminalRow]:
    """Return a claim whose signature holds, and who made it; WireError otherwise."""
    claimed = read_claim(token)
    with centre.store.reading() as session:
        row = session.get(TerminalRow, claimed.terminal)
        publics = publics_of(session, claimed.terminal)
    if row is None:
        raise WireError("receipt_terminal", f"receipt token: no terminal {claimed.terminal} is enrolled")
    return verify_claim(token, publics), row


def _is_of(item: ItemRow, claim: ReceiptClaim) -> bool:
    here = (item.terminal, item.number, item.seal_sha256)
    return here == (claim.terminal, claim.number, claim.seal_sha256)


def _part(centre: Centre, row: CasePartRow) -> PartStanding:
    matter = centre.catalogues.known(row.matter, row.catalogue)
    return PartStanding(
        number=row.number,
        matter=matter.name if matter else Text(zh=row.matter, en=row.matter),
        state=row.state,
        title=PUBLIC[row.state].title,
    )


def _standing(
    item: ItemRow | None, case: CaseRow | None, claim: ReceiptClaim, *, revoked: dt.datetime | None
) -> Standing:
    if item is None:
        if revoked is not None:
            return OUT_OF_USE
        return PAYMENT_CHECKED if claim.state is ItemState.AWAITING_PAYMENT else PROMISED
    if item.tombstone:
        return CANCELLED_HERE
    if case is None:
        return RECEIVED
    words = Text(zh=case.message_zh, en=case.message_en)
    return msgspec.structs.replace(PUBLIC[case.state], text=words)


PROMISED = Standing(
    mark=Mark.WAIT,
    title=Text(zh="已收件，待上传", en="Taken in, not yet received here"),
    text=Text(
        zh="这张回执是真的。下面的终端收了件，网络恢复后会自动上传，您不用再跑一趟。",
        en="This receipt is genuine. The terminal below will send it by itself. You need not come again.",
    ),
)
OUT_OF_USE = Standing(
    mark=Mark.WAIT,
    title=Text(zh="中心还没有收到", en="Not received here yet"),
    text=Text(
        zh="这张回执由下面的终端签发，但这台终端已经停用。请带上回执到窗口，工作人员会替您收件。",
        en="The terminal below signed this receipt but is no longer in use. Please take it to the counter.",
    ),
)
