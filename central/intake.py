"""Taking items in: each of a batch on its own, each once, none lost and none hidden by another."""

import datetime as dt
import logging
from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.attachments import forget_others, opened
from central.centre import Centre
from central.held import Held, HeldItem
from central.kept import drop_handed_in
from central.people import fetched
from central.reading import NO_ID, Read, Reader, name_of, wrong
from central.refusal import Refusal
from central.tables import AlarmRow, ItemRow, TerminalRow
from central.terminals import publics_of
from central.verdicts import SEQUENCE_FORK, Kept, Known, verdict_on
from kiosk.domain.submission import SubmissionBody
from kiosk.errors import WireError
from kiosk.wire.envelope import (
    FIRST_PREVIOUS,
    Header,
    ItemKind,
    SealedItem,
    Tombstone,
    decode_header,
    decode_item,
)
from kiosk.wire.messages import ITEM_OTHER, ItemVerdict

log = logging.getLogger(__name__)


def take_in(
    centre: Centre, terminal: str, data: bytes, *, by_hand: bool = False, incomplete: bool = False
) -> ItemVerdict:
    """Judge and keep one item.

    What is brought `by_hand` is kept even when another item has its place in the sequence, as happens after
    a disk was restored: both residents hold a slip, and a clerk serves both. With `incomplete` it is kept
    without the attachments that are not to be had any more, and a clerk asks for the papers again.
    """
    try:
        (verdict,) = _take(centre, terminal, (data,), by_hand=by_hand, incomplete=incomplete)
    except Exception:
        log.exception("item %s could not be judged", name_of(data))
        return ItemVerdict(id=name_of(data), status=500, code="internal", message="it was logged")
    return verdict


def take_batch(centre: Centre, terminal: str, batch: tuple[bytes, ...]) -> tuple[ItemVerdict, ...]:
    """Judge and keep a batch in one transaction; should that fail, each item has one of its own."""
    try:
        return _take(centre, terminal, batch)
    except Exception:
        log.exception("a batch of %d items could not be judged in one: each by itself", len(batch))
    return tuple(take_in(centre, terminal, data) for data in batch)


def take_carried(centre: Centre, data: bytes) -> ItemVerdict:
    """Judge and keep an item that another terminal than its own brings; its own signature has to hold.

    The key of a terminal that was revoked may be in anybody's hands: a clerk takes such an item in.
    """
    try:
        header = decode_header(decode_item(data).header)
    except WireError as error:
        return ItemVerdict(id=NO_ID, status=400, code=error.code, message=error.message)
    with centre.store.reading() as session:
        row = session.get(TerminalRow, header.terminal)
        known, revoked = row is not None, row is not None and row.revoked_at is not None
    if known and not revoked:
        return take_in(centre, header.terminal, data, by_hand=True)
    code, why = ("terminal_revoked", "is revoked") if known else ("terminal_unknown", "was never enrolled")
    message = f"item {header.id}: terminal {header.terminal} {why}"
    return ItemVerdict(id=header.id, status=400, code=code, message=message)


def _take(
    centre: Centre,
    terminal: str,
    batch: tuple[bytes, ...],
    *,
    by_hand: bool = False,
    incomplete: bool = False,
) -> tuple[ItemVerdict, ...]:
    with centre.store.reading() as session:
        publics = publics_of(session, terminal)
    came = Reader(terminal, publics, centre.keys.seal).read(batch)
    with centre.store.writing() as session, session.no_autoflush:  # rows go in together
        held = Held(session, terminal, (one.header for one in came if isinstance(one, Read)))
        place = Placing(session, centre, held, by_hand=by_hand, incomplete=incomplete)
        placed = [place(one) if isinstance(one, Read) else one for one in came]
        held.write()
        held.remember(fetched(session, _applicants(placed)))
        verdicts = tuple(
            one if isinstance(one, ItemVerdict) else verdict_on(session, centre, held, one) for one in placed
        )
        held.write()
        drop_handed_in(session, centre, _submissions(placed))
    return verdicts


def _submissions(placed: Iterable[ItemVerdict | Known | Kept]) -> Iterator[SubmissionBody]:
    for one in placed:
        if isinstance(one, Kept) and isinstance(one.body, SubmissionBody):
            yield one.body


def _applicants(placed: Iterable[ItemVerdict | Known | Kept]) -> Iterator[str]:
    for body in _submissions(placed):
        yield body.applicant.number
        if body.on_behalf_of is not None:
            yield body.on_behalf_of.person.number


class Placing:
    """Puts items of one batch in their places."""

    def __init__(
        self,
        session: Session,
        centre: Centre,
        held: Held,
        *,
        by_hand: bool,
        incomplete: bool,
    ) -> None:
        self._session = session
        self._centre = centre
        self._held = held
        self._by_hand = by_hand
        self._incomplete = incomplete
        self._now = centre.clock()

    def __call__(self, one: Read) -> ItemVerdict | Known | Kept:
        """Keep one item in its place; all that may be wrong with its bytes is known before that."""
        header, known = one.header, self._held.item(one.header.id)
        same = known if known is not None and known.chain_sha256 == one.chain_sha256 else None
        # Of two disks of one terminal one may cancel what is paid for at the other: a tombstone gives way.
        undone = same is not None and same.tombstone and isinstance(one.item, SealedItem)
        if same is not None and not undone:
            return Known(header.id)
        taken = same is None and (known is not None or self._held.at(header.epoch, header.seq) is not None)
        forked = taken and known is None
        if taken and not (forked and self._by_hand):
            return _other(self._session, header, SEQUENCE_FORK if forked else ITEM_OTHER)
        if isinstance(one.body, WireError):
            return wrong(header.id, one.body)
        try:
            attached = self._attached(one)
        except WireError as error:
            return wrong(header.id, error)
        except Refusal as missing:
            return ItemVerdict(
                id=header.id, status=missing.status, code=missing.code, message=missing.message
            )
        if same is None:
            self._add(one, beside=forked)
        else:
            self._held.keep(msgspec.structs.replace(same, tombstone=False, data=one.data))
        if attached:
            forget_others(self._session, header)
        return Kept(header, one.body, beside=forked, attached=attached)

    def _attached(self, one: Read) -> tuple[bytes, ...]:
        """Return what came beside an item; Refusal when not all did, unless nobody waits for it any more."""
        if not (one.header.attachments and isinstance(one.item, SealedItem)):
            return ()
        try:
            return opened(self._session, self._centre, one.header)
        except Refusal:
            if self._incomplete:
                return ()
            raise

    def _add(self, one: Read, *, beside: bool) -> None:
        if beside:
            _other(self._session, one.header, SEQUENCE_FORK)
            free = _free_epoch(self._session, one.header)
            one = msgspec.structs.replace(one, header=msgspec.structs.replace(one.header, epoch=free))
        item = _item(one, self._now)
        _look_at_chain(self._session, self._held, one.header, item)
        self._held.keep(item)


def _other(session: Session, header: Header, code: str) -> ItemVerdict:
    """Raise an alarm, and say that another item is here."""
    what = "id" if code == ITEM_OTHER else "place in the sequence"
    message = f"item {header.id}, {header.epoch}/{header.seq}: another item with this {what} is here"
    _alarm(session, header, code, message)
    return ItemVerdict(id=header.id, status=409, code=code, message=message)


def _free_epoch(session: Session, header: Header) -> int:
    """Return an epoch below zero, that no terminal ever counts in, for an item whose place another has."""
    place = select(ItemRow.epoch).where(ItemRow.terminal == header.terminal, ItemRow.seq == header.seq)
    return min((0, *session.scalars(place).all())) - 1


def _item(one: Read, now: dt.datetime) -> HeldItem:
    header = one.header
    return HeldItem(
        id=header.id,
        terminal=header.terminal,
        epoch=header.epoch,
        seq=header.seq,
        kind=header.kind.value,
        number=header.number,
        matter=header.matter,
        catalogue=header.catalogue,
        about=header.about,
        tombstone=isinstance(one.item, Tombstone),
        data=one.data,
        previous=header.previous,
        seal_sha256=one.seal_sha256,
        chain_sha256=one.chain_sha256,
        status=200,
        code="",
        message="",
        received_at=now,
    )


def _look_at_chain(session: Session, held: Held, header: Header, item: HeldItem) -> None:
    """Raise an alarm where an item does not hang on its neighbours, or its number was given before."""
    before, after = held.at(header.epoch, header.seq - 1), held.at(header.epoch, header.seq + 1)
    previous = FIRST_PREVIOUS if header.seq == 1 else before.chain_sha256 if before else header.previous
    if header.previous != previous or (after is not None and after.previous != item.chain_sha256):
        _alarm(session, header, "chain_broken", f"item {header.id} does not hang on its neighbours")
    other = held.numbered(header.number) if header.kind is ItemKind.SUBMISSION else None
    if other is not None:
        detail = f"{header.number} of item {header.id} was drawn for item {other} too"
        _alarm(session, header, "number_double", detail)


def _alarm(session: Session, header: Header, kind: str, detail: str) -> None:
    session.add(AlarmRow(at=header.created_at, terminal=header.terminal, kind=kind, detail=detail))
