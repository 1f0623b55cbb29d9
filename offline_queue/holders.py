"""Whose items are: found by a hash that this machine's TPM alone can make, and without one not at all."""

import logging

from kiosk.domain.ids import MatterCode
from kiosk.domain.submission import PromisedItem
from kiosk.ports import Marker, TpmSilent
from offline_queue import rows
from offline_queue.database import Database
from offline_queue.kept import as_kept

log = logging.getLogger(__name__)


class Holders:
    """Marks items with whose they are, and finds them by it."""

    def __init__(self, database: Database, marker: Marker | None) -> None:
        self._database = database
        self._marker = marker

    def mark(self, holder: str) -> bytes | None:
        """Return the TPM's hash of a number, None where there is none to be had."""
        if self._marker is None or not holder:
            return None
        mark = self._marker.mark(holder)
        if isinstance(mark, TpmSilent):
            log.warning("items are kept, and looked for, without whose they are: %s", mark.why)
            return None
        return mark

    def items_of(self, holder: str) -> tuple[PromisedItem, ...]:
        """Return the newest items of a person that have not settled."""
        mark = self.mark(holder)
        if mark is None:
            return ()
        with self._database.reading() as connection:
            found = rows.find_of(connection, mark)
        return tuple(PromisedItem(as_kept(row), MatterCode(row.matter)) for row in found)
