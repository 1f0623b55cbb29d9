"""A process that is made to be killed: it puts items, and says each promise once it was made."""

import datetime as dt
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.ids import CatalogueVersion, ItemId, MatterCode, TerminalId
from kiosk.domain.payment import PaymentClosed, PaymentSettled
from kiosk.ports import ItemDraft
from kiosk.wire.envelope import ItemKind
from kiosk.wire.messages import EnrolmentAnswer, KeyUse, NumberBlock, PlatformKey
from kiosk.wire.own_key import OwnKey
from kiosk.wire.sealer import Sealer
from offline_queue import log_room, settings
from offline_queue.ballast import Ballast
from offline_queue.database import Database
from offline_queue.numbers import add_block
from offline_queue.outbox import SqliteOutbox

PLANTED = "示例人 110101199003070011，某地示范路12号。".encode()
"""What must never be on the disk in clear."""
LAID = "laid"
ROOM_BYTES, PIECE_BYTES = 192 * 1024, 64 * 1024
"""Enough for what the tests put; less to write, to strike and to replay than what a terminal lays."""
START = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
KEY = OwnKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
SEAL_PUBLIC = bytes.fromhex("8f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1ba6f3e2138285f")


class RunningClock:
    """The machine's monotonic clock under a wall clock that stands still."""

    def now(self) -> dt.datetime:
        return START

    def monotonic(self) -> float:
        return time.monotonic()


def outbox_at(path: Path, *, laid: bool = False) -> SqliteOutbox:
    """Open the queue, enrolled and with numbers; with room `laid` out for its log, or a log that grows."""
    database = Database(path)
    Ballast(path).lay()
    if laid:
        log_room.ROOM_BYTES, log_room.PIECE_BYTES, log_room.LEFT_BYTES = ROOM_BYTES, PIECE_BYTES, 0
        Database(path, checkpoints=True).close()
    key = PlatformKey(
        id="seal-1", use=KeyUse.SEAL, public=SEAL_PUBLIC, not_after=START + dt.timedelta(days=9)
    )
    with database.writing() as connection:
        settings.adopt(
            connection, EnrolmentAnswer(terminal=TerminalId("T1"), epoch=1, keys=(key,), base_url="x")
        )
        add_block(connection, NumberBlock(prefix="N", first=1, last=500))
    return SqliteOutbox(database, Sealer(lambda: KEY), RunningClock())


def item_id(number: int) -> ItemId:
    """Return the id of the n-th item, the same in every run."""
    return ItemId(f"019cac0f-2680-7000-8000-{number:012x}")


def draft(number: int) -> ItemDraft:
    """Return the n-th item; every second has attachments."""
    return ItemDraft(
        id=item_id(number),
        kind=ItemKind.SUBMISSION,
        matter=MatterCode("m"),
        catalogue=CatalogueVersion("c"),
        body=PLANTED * 9,
        attachments=(PLANTED * 200, PLANTED) if number % 2 == 0 else (),
    )


def say(kind: str, number: int) -> None:
    """Say that an item is safe; the pipe is the paper."""
    sys.stdout.write(f"{kind} {number}\n")
    sys.stdout.flush()


def work(outbox: SqliteOutbox, count: int, promise: Callable[[str, int], None] = say) -> None:
    """Put, and for every third item pay or close; after each comes its promise."""
    for number in range(1, count + 1):
        outbox.put(draft(number), awaiting_payment=number % 3 == 0)
        promise("put", number)
        if number % 6 == 0:
            outbox.pay(item_id(number), PaymentClosed("K"))
            promise("closed", number)
        elif number % 3 == 0:
            paid = PaymentSettled(order="K", amount_fen=1, transaction="W", wallet="w", paid_at=START)
            outbox.pay(item_id(number), paid)
            promise("paid", number)


def main(arguments: Sequence[str]) -> None:
    """Put as many items as are told into the queue that is told; its log grows, unless it is to be laid."""
    path, count, *log = arguments
    work(outbox_at(Path(path), laid=LAID in log), int(count))


if __name__ == "__main__":
    main(sys.argv[1:])
