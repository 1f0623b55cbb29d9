"""The matters that the centre withdrew, kept for when it can't be asked: without a network, after a start."""

from collections.abc import Mapping

from kiosk.domain.ids import MatterCode
from kiosk.domain.text import Text
from offline_queue.announced import learn_withdrawn, withdrawn
from offline_queue.database import Database


class SqliteWithdrawals:
    """They are kept in the queue's database, where the sync process keeps what it hears of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def hear(self, reasons: Mapping[MatterCode, Text]) -> None:
        """Keep what the centre says now."""
        if reasons != self.heard():
            with self._database.writing() as connection:
                learn_withdrawn(connection, reasons)

    def heard(self) -> Mapping[MatterCode, Text]:
        """Return what it last said."""
        with self._database.reading() as connection:
            return withdrawn(connection)
