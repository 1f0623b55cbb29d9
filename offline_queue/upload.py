"""Bringing an item's attachments to the centre, part by part, from where the centre has them."""

import logging
from collections.abc import Callable
from typing import assert_never

import msgspec

from kiosk.domain.ids import ItemId
from kiosk.domain.reach import Refused, Unreachable
from kiosk.ports import Uplink
from kiosk.wire.attachment import AttachmentPart
from kiosk.wire.envelope import AttachmentName, decode_header, decode_item
from kiosk.wire.messages import AttachmentAnswer
from offline_queue.attachments import Attachments, beside
from offline_queue.claims import Claimed, renew
from offline_queue.damage import DAMAGED
from offline_queue.database import Database
from offline_queue.retry import Later, Quarantined, delay_s
from offline_queue.uptime import Moment

log = logging.getLogger(__name__)
PART_BYTES = 131_072
LEAST_PART_BYTES = 4_096


class Brought(msgspec.Struct, frozen=True, tag="brought"):
    """The centre has every attachment whole."""


class Damaged(msgspec.Struct, frozen=True, tag="damaged"):
    """A file is gone, or its bytes are not those that were chained."""

    place: int


class Unread(msgspec.Struct, frozen=True, tag="unread"):
    """The disk does not give a file now; it may the next time."""

    place: int
    why: str


class Standing(msgspec.Struct, frozen=True, tag="standing"):
    """The centre took a part and is no further: what came was not what the header names."""

    place: int
    offset: int


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """The process is to end: the rest goes the next time."""


Bringing = Brought | Damaged | Unread | Standing | Ended | Refused | Unreachable


class Upload:
    """Brings the attachments of leased items, and holds the lease meanwhile."""

    def __init__(
        self, database: Database, uplink: Uplink, now: Callable[[], Moment], *, lease_s: float
    ) -> None:
        self._database = database
        self._attachments = beside(database.path)
        self._uplink = uplink
        self._now = now
        self._lease_s = lease_s

    def bring(self, item: Claimed, *, size: int, over: Callable[[], bool]) -> Bringing:
        """Bring what the centre does not have yet, `size` bytes a request; `over` ends it between two."""

        def goes_on() -> bool:
            if over():
                return False
            with self._database.writing() as connection:
                renew(connection, item.id, self._now(), lease_s=self._lease_s)
            return True

        names = decode_header(decode_item(item.data).header).attachments
        return bring(self._uplink, self._attachments, item.id, names, size=size, goes_on=goes_on)


def part_bytes(failures: int) -> int:
    """Return how much goes in one request: less after each failure in a row, the line may be slow."""
    return max(LEAST_PART_BYTES, PART_BYTES >> failures)


def of_bringing(outcome: Damaged | Unread | Standing, *, attempts: int, chance: float) -> Quarantined | Later:
    """Return what becomes of an item whose attachment is damaged here, or does not get on there."""
    match outcome:
        case Damaged(place=place):
            log.error("ALARM: attachment %d is damaged on the disk: its item is quarantined", place)
            return Quarantined(DAMAGED)
        case Unread(place=place, why=why):
            log.error("attachment %d can't be read: %s", place, why)
            return Later(delay_s(attempts, chance), f"attachment {place} can't be read: {why}")
        case Standing(place=place, offset=offset):
            reason = f"attachment {place} does not get on at the centre: it stands at byte {offset}"
            return Later(delay_s(attempts, chance), reason)
    assert_never(outcome)


def bring(
    uplink: Uplink,
    attachments: Attachments,
    item: ItemId,
    names: tuple[AttachmentName, ...],
    *,
    size: int = PART_BYTES,
    goes_on: Callable[[], bool] = lambda: True,
) -> Bringing:
    """Bring what the centre does not have yet; between two requests `goes_on` may end it."""
    for place, name in enumerate(names):
        try:
            sealed = attachments.read(item, place, name)
        except OSError as error:
            return Unread(place, error.strerror or str(error))
        if sealed is None:
            return Damaged(place)
        nothing_yet = AttachmentPart(item=item, place=place, name=name, offset=0, data=b"")
        outcome = _bring_one(uplink, nothing_yet, sealed, size, goes_on)
        if not isinstance(outcome, Brought):
            return outcome
    return Brought()


def _bring_one(
    uplink: Uplink, part: AttachmentPart, sealed: bytes, size: int, goes_on: Callable[[], bool]
) -> Bringing:
    before = -1
    while goes_on():
        answer = uplink.attach(part)
        if not isinstance(answer, AttachmentAnswer):
            return answer
        here = answer.offset
        if here >= len(sealed):
            return Brought()
        if here <= before:
            return Standing(part.place, here)
        before = here
        part = msgspec.structs.replace(part, offset=here, data=sealed[here : here + size])
    return Ended()
