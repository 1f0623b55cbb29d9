"""Receipt numbers 收件编号: from leased blocks, four random characters behind; else slip numbers."""

import secrets
import sqlite3

import msgspec

from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.receipt_number import SLIP_PREFIX
from kiosk.errors import WireError
from kiosk.wire.messages import NumberBlock
from offline_queue.settings import OpenBlock, Terminal

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without 0 O 1 I L: they are read out and typed in."""
RANDOM_LENGTH = 4
DIGITS = 6
REFILL_SHARE = 0.5
LARGEST_BLOCK = 1_000_000


class Drawn(msgspec.Struct, frozen=True):
    """A number, and what its block goes on with: the ledger is told with the row that has the number."""

    number: ReceiptNumber
    next_number: int | None = None
    """None when it is of no block, or was another row's before."""


def draw(connection: sqlite3.Connection, terminal: Terminal) -> Drawn:
    """Return the next number of the oldest block, for the row that is added in the caller's transaction."""
    block = terminal.block
    if block is None or block.next > block.last:
        block = _open_next(connection)
    if block is None:
        return Drawn(ReceiptNumber(f"{SLIP_PREFIX}{terminal.name}-{terminal.seq + 1}-{_random()}"))
    number = ReceiptNumber(f"{block.prefix}{block.next:0{DIGITS}d}-{_random()}")
    return Drawn(number, block.next + 1)


def _open_next(connection: sqlite3.Connection) -> OpenBlock | None:
    """Begin the block after the one that is used up."""
    found = connection.execute(
        "SELECT position, first, last, prefix FROM number_block"
        " WHERE position > coalesce((SELECT block FROM ledger), 0) ORDER BY position LIMIT 1"
    ).fetchone()
    if found is None:
        return None
    position, first, last, prefix = found
    connection.execute("UPDATE ledger SET block = ?, next_number = ?", (position, first))
    return OpenBlock(prefix, first, last)


def give_up_blocks(connection: sqlite3.Connection) -> None:
    """Draw no more from any block that is here; the next to be leased is begun by itself."""
    connection.execute(
        "UPDATE ledger SET (block, next_number) ="
        " (SELECT position, last + 1 FROM number_block ORDER BY position DESC LIMIT 1)"
        " WHERE EXISTS (SELECT 1 FROM number_block)"
    )


def add_block(connection: sqlite3.Connection, block: NumberBlock) -> None:
    """Keep a leased block; the same block again changes nothing. WireError when it can't be one."""
    size = block.last - block.first + 1
    if not 0 < size <= LARGEST_BLOCK or block.first < 0 or block.prefix.startswith(SLIP_PREFIX):
        raise WireError(
            "number_block", f"number block {block.prefix!r} {block.first} to {block.last}: not usable"
        )
    connection.execute(
        "INSERT INTO number_block (prefix, first, last) VALUES (?, ?, ?)"
        " ON CONFLICT (prefix, first) DO NOTHING",
        (block.prefix, block.first, block.last),
    )


def numbers_left(connection: sqlite3.Connection) -> int:
    """Return how many numbers the blocks still hold."""
    left: int = connection.execute(
        "SELECT coalesce(sum(last - iif(position = block, next_number, first) + 1), 0)"
        " FROM number_block JOIN ledger WHERE position >= coalesce(block, 0)"
    ).fetchone()[0]
    return left


def wants_refill(connection: sqlite3.Connection) -> bool:
    """Return whether less than half of the newest block's size is left."""
    return newest_block_used(connection) > 1 - REFILL_SHARE


def newest_block_used(connection: sqlite3.Connection) -> float:
    """Return what share of the newest block's size the numbers left do not cover: 0 to 1."""
    newest = connection.execute(
        "SELECT last - first + 1 FROM number_block ORDER BY position DESC LIMIT 1"
    ).fetchone()
    return 1.0 if newest is None else max(0.0, 1 - numbers_left(connection) / newest[0])


def _random() -> str:
    """Return random characters: one question to the system for all of them, with bits enough to be even."""
    value, text = int.from_bytes(secrets.token_bytes(8)), ""
    for _ in range(RANDOM_LENGTH):
        value, digit = divmod(value, len(ALPHABET))
        text += ALPHABET[digit]
    return text
