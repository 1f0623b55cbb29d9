"""A process that opens the queue and puts an item: `python -m benchmarks.first_put FILE KEY BODY`, in hex.

It says when it began to open the queue, and when the item was on the disk.
"""

import sys
import time
import uuid
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.clock import SystemClock
from kiosk.domain.ids import CatalogueVersion, ItemId, MatterCode
from kiosk.ports import ItemDraft
from kiosk.wire.envelope import ItemKind
from kiosk.wire.own_key import OwnKey
from kiosk.wire.sealer import Sealer
from offline_queue.database import Database
from offline_queue.outbox import SqliteOutbox


def main(path: Path, key: bytes, body: bytes) -> None:
    """Put one item."""
    own = OwnKey(Ed25519PrivateKey.from_private_bytes(key))
    opening = time.monotonic()
    outbox = SqliteOutbox(Database(path), Sealer(lambda: own), SystemClock())
    draft = ItemDraft(
        id=ItemId(str(uuid.uuid4())),
        kind=ItemKind.SUBMISSION,
        matter=MatterCode("11330109MB9990071P4332099001001"),
        catalogue=CatalogueVersion("2026.11.1"),
        body=body,
    )
    outbox.put(draft)
    sys.stdout.write(f"{opening} {time.monotonic()}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(bytes.fromhex, sys.argv[2:4]))
