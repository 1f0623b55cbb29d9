"""Attachments: taken part by part before their item, named by its header, opened when it is judged."""

import logging

from litestar import get, put
from litestar.params import FromPath, RawBody
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.centre import Centre, Service, Signer
from central.refusal import Refusal
from central.tables import AttachmentRow, ItemRow
from kiosk.domain.ids import ItemId
from kiosk.errors import WireError
from kiosk.wire.attachment import AttachmentPart, name_of, open_attachment
from kiosk.wire.envelope import (
    MAX_ATTACHMENT_BYTES,
    MAX_ATTACHMENTS,
    AttachmentName,
    Header,
    decode_header,
    decode_item,
)
from kiosk.wire.messages import AttachmentAnswer

log = logging.getLogger(__name__)
DIGEST_BYTES = 32
MAX_WAITING_BYTES = 67_108_864
"""What may wait here for items of one terminal; beyond it the oldest goes, and is asked for again."""
PATH = "/v1/items/{item:str}/attachments/{place:int}"


@get(PATH, sync_to_thread=True, tags=["Items"], summary="How far an attachment is here")
def how_far(
    item: FromPath[str], place: FromPath[int], sha256: str, size: int, centre: Service
) -> AttachmentAnswer:
    """Say how many bytes of it are here; 0 when none are."""
    name = _name(place, sha256, size)
    with centre.store.reading() as session:
        _agree(session, item, place, name)
        row = session.get(AttachmentRow, (item, place, name.sha256))
        return AttachmentAnswer(offset=0 if row is None else len(row.data))


@put(PATH, status_code=200, sync_to_thread=True, tags=["Items"], summary="Bring a part of an attachment")
def bring_part(  # noqa: PLR0913 the wire's parameters
    item: FromPath[str],
    place: FromPath[int],
    *,
    sha256: str,
    size: int,
    offset: int,
    body: RawBody,
    centre: Service,
    terminal: Signer,
) -> AttachmentAnswer:
    """Take what joins on to what is here, and say how far it is now: the next part begins there."""
    name = _name(place, sha256, size)
    part = AttachmentPart(item=ItemId(item), place=place, name=name, offset=offset, data=body)
    with centre.store.writing() as session:
        return AttachmentAnswer(offset=keep_part(session, centre, terminal, part))


def keep_part(session: Session, centre: Centre, terminal: str, part: AttachmentPart) -> int:
    """Keep a part and return how many bytes are here; the same part again changes nothing.

    A part that begins beyond them is not kept. A whole that is not what its name says is thrown away.
    Refusal 400 for a part that reaches beyond the size named, 409 for one that its item does not name.
    """
    name, end = part.name, part.offset + len(part.data)
    if part.offset < 0 or end > name.size:
        raise Refusal(400, "attachment_part", f"bytes {part.offset} to {end} of {name.size}")
    _agree(session, part.item, part.place, name)
    row = session.get(AttachmentRow, (part.item, part.place, name.sha256))
    if row is None:
        _make_room(session, terminal, name.size)
        row = AttachmentRow(
            item=part.item,
            place=part.place,
            sha256=name.sha256,
            terminal=terminal,
            data=b"",
            begun_at=centre.clock(),
        )
        session.add(row)
    here = len(row.data)
    if part.offset <= here < end:
        row.data += part.data[here - part.offset :]
        if end == name.size and name_of(row.data) != name:
            log.error(
                "attachment %d of %s is not what its hash says: it is to come again", part.place, part.item
            )
            row.data = b""
    return len(row.data)


def opened(session: Session, centre: Centre, header: Header) -> tuple[bytes, ...]:
    """Return what is attached to an item, in its order.

    Refusal 424 when something has not come whole yet; WireError when a seal does not open.
    """
    return tuple(
        _opened(session, centre, header, place, name) for place, name in enumerate(header.attachments)
    )


def attachment(session: Session, centre: Centre, item: str, place: int) -> bytes:
    """Return one opened attachment of an item that is here; Refusal 404 when it has none there."""
    row = session.get(ItemRow, item)
    header = None if row is None else decode_header(decode_item(row.data).header)
    if header is None or not 0 <= place < len(header.attachments):
        raise Refusal(404, "not_found", f"item {item} has no attachment {place}")
    return _opened(session, centre, header, place, header.attachments[place])


def forget_others(session: Session, header: Header) -> None:
    """Drop what came for an item's places and is not what its header names."""
    named = set(enumerate(header.attachments))
    for row in session.scalars(select(AttachmentRow).where(AttachmentRow.item == header.id)):
        if (row.place, AttachmentName(row.sha256, len(row.data))) not in named:
            session.delete(row)


def _opened(session: Session, centre: Centre, header: Header, place: int, name: AttachmentName) -> bytes:
    row = session.get(AttachmentRow, (header.id, place, name.sha256))
    here = 0 if row is None else len(row.data)
    if row is None or here < name.size:
        raise Refusal(
            424, "attachment_missing", f"attachment {place} of {header.id}: {here} of {name.size} bytes"
        )
    key = centre.keys.seal.get(header.key)
    if key is None:
        raise WireError("item_key", f"item {header.id}: sealed to {header.key}, no key of this platform")
    return open_attachment(header.id, place, row.data, platform_key=key)


def _name(place: int, sha256: str, size: int) -> AttachmentName:
    """Return the name that a request gives; Refusal 413 when it is too large, 400 when it is none."""
    if size > MAX_ATTACHMENT_BYTES:
        raise Refusal(
            413, "attachment_too_large", f"an attachment has at most {MAX_ATTACHMENT_BYTES} bytes, not {size}"
        )
    try:
        digest = bytes.fromhex(sha256)
    except ValueError:
        digest = b""
    if len(digest) != DIGEST_BYTES or size < 1 or not 0 <= place < MAX_ATTACHMENTS:
        raise Refusal(400, "attachment_name", "sha256 has 64 hex digits, size and place are of this wire")
    return AttachmentName(digest, size)


def _agree(session: Session, item: str, place: int, name: AttachmentName) -> None:
    """Refuse what an item that is here does not name; before it is here, nobody knows better."""
    row = session.get(ItemRow, item)
    if row is None:
        return
    named = decode_header(decode_item(row.data).header).attachments
    if place >= len(named) or named[place] != name:
        raise Refusal(409, "attachment_other", f"item {item} names another attachment {place}, or none")


def _make_room(session: Session, terminal: str, size: int) -> None:
    """Let the oldest go of what waits for items that have not come; the terminal still has them."""
    waiting = (
        select(AttachmentRow)
        .outerjoin(ItemRow, ItemRow.id == AttachmentRow.item)
        .where(AttachmentRow.terminal == terminal, ItemRow.id.is_(None))
    )
    held = select(func.sum(func.length(waiting.subquery().c.data)))
    room = MAX_WAITING_BYTES - size - (session.scalar(held) or 0)
    for row in session.scalars(waiting.order_by(AttachmentRow.begun_at)) if room < 0 else ():
        session.delete(row)
        room += len(row.data)
        if room >= 0:
            return
