"""A queue of an enrolled terminal on this machine's disk, for measuring."""

import datetime as dt
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.clock import SystemClock
from kiosk.domain.ids import CatalogueVersion, MatterCode, TerminalId
from kiosk.ports import ItemDraft
from kiosk.steps.ports import new_item_id
from kiosk.wire.envelope import ItemKind
from kiosk.wire.messages import EnrolmentAnswer, KeyUse, NumberBlock, PlatformKey
from kiosk.wire.own_key import OwnKey
from kiosk.wire.sealer import Sealer
from offline_queue import settings
from offline_queue.ballast import Ballast
from offline_queue.database import Database
from offline_queue.numbers import add_block
from offline_queue.outbox import SqliteOutbox

BODY = secrets.token_bytes(1_480)
"""What does not compress: 2 KB sealed."""
BUILD = Path(__file__).resolve().parents[1] / "build"
"""On the disk that the project lies on; /tmp may be memory."""
PLATFORM = X25519PrivateKey.generate()
TERMINAL = Ed25519PrivateKey.generate()
CLOCK = SystemClock()


def database_at(path: Path, numbers: int = 900_000) -> Database:
    """Return a new, enrolled queue with numbers."""
    database = Database(path)
    Ballast(path).lay()
    key = PlatformKey(
        id="seal-1",
        use=KeyUse.SEAL,
        public=PLATFORM.public_key().public_bytes_raw(),
        not_after=CLOCK.now() + dt.timedelta(days=90),
    )
    enrolment = EnrolmentAnswer(terminal=TerminalId("T1"), epoch=1, keys=(key,), base_url="http://x")
    with database.writing() as connection:
        settings.adopt(connection, enrolment)
        add_block(connection, NumberBlock(prefix="N", first=1, last=numbers))
    return database


def outbox_over(database: Database) -> SqliteOutbox:
    """Return the outbox as the screen has it."""
    return SqliteOutbox(database, Sealer(lambda: OwnKey(TERMINAL)), CLOCK)


def draft() -> ItemDraft:
    """Return what a visit hands over."""
    return ItemDraft(
        id=new_item_id(CLOCK),
        kind=ItemKind.SUBMISSION,
        matter=MatterCode("11330109MB9990071P4332099001001"),
        catalogue=CatalogueVersion("2026.11.1"),
        body=BODY,
    )
