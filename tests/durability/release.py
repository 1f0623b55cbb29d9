"""Writes the queue that tests/durability/released keeps of a schema, with the code of the tree it runs in.

`PYTHONPATH=TREE python tests/durability/release.py FILE`; released/README.md says of which trees.
"""

import datetime as dt
import lzma
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from kiosk.domain.ids import CatalogueVersion, ItemId, MatterCode
from kiosk.domain.payment import PaymentClosed, PaymentSettled
from kiosk.ports import ItemDraft
from kiosk.wire.envelope import ItemKind
from offline_queue import claims
from offline_queue.database import Database
from offline_queue.retry import ItemFate, Quarantined, Received
from offline_queue.uptime import Boot, Moment
from tests.durability.putter import outbox_at

PLANTED = "示例人 110101199003070011，某地示范路12号。".encode()
START = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
"""Both as putter.py has them now: that of an older tree may not."""
ITEMS = 520
RECEIVED, QUARANTINED, CLOSED, PAID, UNPAID = range(1, 16), 16, 100, 200, 300
SERVICE_EVERY = 7
NOW = Moment(Boot("made"), 10.0)


def item_id(number: int) -> ItemId:
    """Return the id of the n-th item, as putter.py has it too."""
    return ItemId(f"019cac0f-2680-7000-8000-{number:012x}")


def write(path: Path) -> None:
    """Put 520 items, pay, close and leave one each, and have the first sixteen judged."""
    outbox = outbox_at(path)
    for number in range(1, ITEMS + 1):
        kind = (
            ItemKind.SERVICE if number % SERVICE_EVERY == 0 and number > QUARANTINED else ItemKind.SUBMISSION
        )
        draft = ItemDraft(
            id=item_id(number),
            kind=kind,
            matter=MatterCode("m"),
            catalogue=CatalogueVersion("c"),
            body=PLANTED * 9,
        )
        outbox.put(draft, awaiting_payment=number in (CLOSED, PAID, UNPAID))
    paid = PaymentSettled(order="K", amount_fen=1, transaction="W", wallet="w", paid_at=START)
    outbox.pay(item_id(CLOSED), PaymentClosed("K"))
    outbox.pay(item_id(PAID), paid)
    database = Database(path)
    with database.writing() as connection:
        claimed = claims.claim(connection, NOW, lease_s=30, most=QUARANTINED)
        for item in claimed:
            claims.write_fate(connection, item.id, _fate(item.id), NOW)
        connection.execute("UPDATE item SET boot = '', lease_until = 0")
    database.close()


def _fate(item: ItemId) -> ItemFate:
    return Received() if int(item[-12:], 16) in RECEIVED else Quarantined("400 item: told so")


def main(file: Path) -> None:
    """Write it whole, without a log, and packed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "queue.db"
        write(path)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        file.write_bytes(lzma.compress(path.read_bytes(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
