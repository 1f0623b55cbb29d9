"""What one pass of the sync process did."""

import logging

import msgspec

from kiosk.domain.ids import ItemId
from offline_queue.retry import Forked, ItemFate, Later, Quarantined, Received, Stopped

log = logging.getLogger(__name__)


class Counts(msgspec.Struct, kw_only=True):
    """What one pass did; `waiting` says why it ended before everything was sent."""

    sent: int = 0
    received: int = 0
    quarantined: int = 0
    postponed: int = 0
    settled: int = 0
    resolved: int = 0
    leased: int = 0
    waiting: str = ""

    def note(self, item: ItemId, fate: ItemFate) -> None:
        """Count what became of an item; what is put aside is told."""
        match fate:
            case Received():
                self.received += 1
            case Quarantined(reason=reason):
                self.quarantined += 1
                log.error("item %s is quarantined: %s", item, reason)
            case Forked(reason=reason):
                self.quarantined += 1
                log.error("ALARM: item %s: the centre knows another item by this name: %s", item, reason)
            case Later() | Stopped():
                self.postponed += 1
