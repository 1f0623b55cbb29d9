"""What a clerk does by hand: take in what a lost terminal left on paper or disk, and decide on cases."""

from contextlib import suppress
from pathlib import Path

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from central.attachments import keep_part
from central.case_tables import CaseRow
from central.centre import Centre
from central.intake import take_in
from central.parts import move_part, part_of, parts_of
from central.progress import move
from central.refusal import Refusal
from central.sequences import missing_seqs
from central.terminals import publics_of
from kiosk.domain.case import CaseState
from kiosk.errors import WireError
from kiosk.wire.attachment import AttachmentPart, file_of, laden, name_of
from kiosk.wire.bundle import Bundle, read_bundle, verify_bundle
from kiosk.wire.envelope import decode_header, decode_item
from kiosk.wire.item_code import read_item_code
from kiosk.wire.messages import ITEM_SAME, ItemVerdict

HERE = (200, 409, 422)


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of what was brought: a verdict an item, and what is still missing of that terminal."""

    terminal: str
    epoch: int
    verdicts: tuple[ItemVerdict, ...]
    missing: tuple[int, ...]
    """Sequences up to the bundle's head that never came, the first thousand; empty for a single code."""


def take_bundle(
    centre: Centre, data: bytes, attachments: Path | None = None, *, incomplete: bool = False
) -> Taken:
    """Take in what `kiosk queue export` wrote, each item once, whichever way it came first.

    `attachments` is the folder that came with it, if one did; with `incomplete` an item is taken in although
    some of its own are nowhere any more. WireError when it is no bundle, of no terminal
    of this centre, or not signed by it.
    """
    claimed = read_bundle(data)
    bundle = verify_bundle(data, _keys_of(centre, claimed.terminal))
    if attachments is not None:
        _take_attachments(centre, bundle, attachments)
    verdicts = tuple(
        take_in(centre, bundle.terminal, item, by_hand=True, incomplete=incomplete) for item in bundle.items
    )
    with centre.store.reading() as session:
        missing = missing_seqs(session, bundle.terminal, bundle.epoch, bundle.head_seq)
    return Taken(terminal=bundle.terminal, epoch=bundle.epoch, verdicts=verdicts, missing=missing)


def _take_attachments(centre: Centre, bundle: Bundle, folder: Path) -> None:
    """Take in the files that are what the items' headers name; what is not here is in an item's verdict."""
    for header in laden(bundle.items):
        for place, name in enumerate(header.attachments):
            path = folder / file_of(header.id, place)
            sealed = path.read_bytes() if path.is_file() else b""
            part = AttachmentPart(item=header.id, place=place, name=name, offset=0, data=sealed)
            if name_of(sealed) == name:
                with suppress(Refusal), centre.store.writing() as session:
                    keep_part(session, centre, bundle.terminal, part)


def take_code(centre: Centre, text: str) -> Taken:
    """Take in the submission that rides in a slip's code; WireError when it is none."""
    data = read_item_code(text)
    header = decode_header(decode_item(data).header)
    _keys_of(centre, header.terminal)
    verdict = take_in(centre, header.terminal, data, by_hand=True)
    return Taken(terminal=header.terminal, epoch=header.epoch, verdicts=(verdict,), missing=())


def is_here(verdict: ItemVerdict) -> bool:
    """Return whether the centre holds the item now: accepted, known before, or laid before a clerk."""
    return verdict.status in HERE and not (verdict.status == 409 and verdict.code != ITEM_SAME)  # noqa: PLR2004


def case_of(session: Session, name: str) -> CaseRow:
    """Return the case of a receipt number or of an item's id; Refusal when it is none or several."""
    rows = session.scalars(select(CaseRow).where(or_(CaseRow.item == name, CaseRow.number == name))).all()
    if not rows:
        raise Refusal(404, "case_unknown", f"{name}: no case has this receipt number or item id")
    if len(rows) > 1:
        items = ", ".join(row.item for row in rows)
        raise Refusal(409, "case_double", f"{name}: given twice, name one of the items {items}")
    return rows[0]


def decide(centre: Centre, name: str, state: CaseState) -> None:
    """Move a case, or a part of one, to a state; Refusal when there is none, or it can't come to that."""
    with centre.store.writing() as session:
        part = part_of(session, name)
        if part is not None:
            move_part(session, centre, part, state)
            return
        case = case_of(session, name)
        if parts := parts_of(session, case):
            numbers = ", ".join(one.number for one in parts)
            raise Refusal(409, "case_joined", f"{name}: a joined case goes on by its parts: {numbers}")
        move(session, centre, case, state)


def _keys_of(centre: Centre, terminal: str) -> tuple[bytes, ...]:
    with centre.store.reading() as session:
        publics = publics_of(session, terminal)
    if not publics:
        raise WireError("terminal_unknown", f"no terminal {terminal} was ever enrolled here")
    return publics
