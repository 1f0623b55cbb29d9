"""A queue of an enrolled terminal on this machine's disk, for measuring."""

import datetime as dt
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.clock import SystemClock
from kiosk.domain.ids import CatalogueVersion, ItemId, MatterCode, TerminalId
from kiosk.ports import ItemDraft
from kiosk.steps.ports import new_item_id
from kiosk.wire.envelope import (
    DOMAIN,
    SUITE,
    ItemKind,
    SealedItem,
    chain_hash,
    decode_header,
    decode_item,
    encode_header,
    encode_item,
    pad,
    sha256,
)
from kiosk.wire.messages import EnrolmentAnswer, KeyUse, NumberBlock, PlatformKey
from kiosk.wire.own_key import OwnKey
from kiosk.wire.sealer import Sealer
from offline_queue import settings
from offline_queue.ballast import Ballast
from offline_queue.database import Database
from offline_queue.numbers import add_block
from offline_queue.outbox import SqliteOutbox
from offline_queue.rows import item_bytes, place

BODY = secrets.token_bytes(1_480)
"""What does not compress: 2 KB sealed."""
BUILD = Path(__file__).resolve().parents[1] / "build"
"""On the disk that the project lies on; /tmp may be memory."""
PLATFORM = X25519PrivateKey.generate()
PUBLIC = PLATFORM.public_key()
TERMINAL = Ed25519PrivateKey.generate()
CLOCK = SystemClock()
OWN = ("position", "id", "seq", "bytes", "chain_sha256")
"""What differs between items of one terminal, matter and moment."""


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
    Database(path, checkpoints=True).close()  # as the sync process opens it beside the screen
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


def bare_seal(data: bytes) -> None:
    """Seal, hash and sign what a 2 KB item holds, with nothing else around it."""
    header = data[:200]
    sealed = SUITE.encrypt(pad(data[:1_500]), PUBLIC, info=header)
    TERMINAL.sign(DOMAIN + header + sha256(sealed))


def durable(path: Path) -> sqlite3.Connection:
    """Return a bare connection with the queue's durability: every commit is synced, nobody checkpoints."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    return connection


def fill(path: Path, items: int) -> None:
    """Let a closed queue hold so many unsent items: one that is put, and others chained to it by SQL.

    They share its seal: what is sealed is looked at by nobody here.
    """
    database = database_at(path)
    first = outbox_over(database).put(draft())
    with database.reading() as connection:
        data = item_bytes(connection, first.id)
    database.close()
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = DELETE", "journal_mode = OFF", "synchronous = OFF", "cache_size = -64000"):
        connection.execute(f"PRAGMA {pragma}")
    names = [row[1] for row in connection.execute("PRAGMA table_info(item)")]
    chosen = [f":{name}" if name in OWN else name for name in names]
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'item'"
    ).fetchall()
    connection.execute("BEGIN")
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.executemany(
        f"INSERT INTO item ({', '.join(names)}) SELECT {', '.join(chosen)} FROM item WHERE id = :first",  # noqa: S608 its own columns
        _others(data, items),
    )
    connection.execute(
        "UPDATE ledger SET pending = pending + :more, to_send = to_send + :more, seq = :items, chain_sha256 ="
        " (SELECT chain_sha256 FROM item ORDER BY position DESC LIMIT 1)",
        {"more": items - 1, "items": items},
    )
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def _others(data: bytes, items: int) -> Iterator[dict[str, object]]:
    """Yield what is an item's own in the rows after the first, in its chain."""
    item = decode_item(data)
    assert isinstance(item, SealedItem)
    first, previous = decode_header(item.header), chain_hash(item)
    for seq in range(2, items + 1):
        name = ItemId(f"00000000-0000-7000-8000-{seq:012x}")
        header = msgspec.structs.replace(first, id=name, seq=seq, previous=previous)
        other = SealedItem(encode_header(header), item.seal, item.signature)
        previous = chain_hash(other)
        yield {
            "first": first.id,
            "position": place(1, seq),
            "id": name,
            "seq": seq,
            "bytes": encode_item(other),
            "chain_sha256": previous,
        }
