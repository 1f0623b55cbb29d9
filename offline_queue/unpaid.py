"""Rows that await a payment whose screen is gone: asked about at the centre, never guessed."""

import logging
from collections.abc import Callable

import msgspec

from kiosk.domain.ids import ItemId
from kiosk.domain.payment import PaymentClosed, PaymentSettled, PaymentStatus
from kiosk.domain.reach import Refused, Unreachable
from kiosk.errors import KioskError
from kiosk.ports import Cashier
from offline_queue import claims
from offline_queue.database import Database
from offline_queue.journal import order_of
from offline_queue.outbox import SqliteOutbox
from offline_queue.uptime import Moment

ASK_AGAIN_S = 60.0
NO_SUCH_ORDER = 404
ROW_DAMAGED = "queue_row_damaged"
log = logging.getLogger(__name__)


class Asked(msgspec.Struct, frozen=True):
    """How many rows now have their answer, and what kept the centre from giving another."""

    resolved: int
    trouble: Refused | Unreachable | None = None


def resolve(
    database: Database, outbox: SqliteOutbox, cashier: Cashier, now: Moment, over: Callable[[], bool]
) -> Asked:
    """Ask about each row in turn, until `over` or until the centre can't be reached."""
    with database.reading() as connection:
        orders = [(item, order_of(connection, item)) for item in claims.unpaid(connection, now)]
    resolved, trouble = 0, None
    for item, order in orders:
        if over() or isinstance(trouble, Unreachable):
            break
        answer = _outcome(cashier, order)
        if isinstance(answer, PaymentSettled | PaymentClosed) and _told(outbox, item, answer):
            resolved += 1
            continue
        _put_off(database, item, now)
        trouble = answer if isinstance(answer, Refused | Unreachable) else trouble
    return Asked(resolved, trouble)


def _told(outbox: SqliteOutbox, item: ItemId, answer: PaymentSettled | PaymentClosed) -> bool:
    """Tell a row of its payment; return whether it could be read: others must not wait for one that can't."""
    try:
        outbox.pay(item, answer)
    except KeyError:  # its id is damaged
        log.error("ALARM: order %s: its row is damaged on the disk", answer.order)  # noqa: TRY400 told
    except KioskError as error:
        if error.code != ROW_DAMAGED:
            raise
        log.error("ALARM: order %s: %s", answer.order, error.message)  # noqa: TRY400 told
    else:
        return True
    return False


def _outcome(cashier: Cashier, order: str | None) -> PaymentStatus | Refused | Unreachable:
    """Close an order that the screen left; the answer is settled when it was paid after all."""
    if order is None:
        # Killed before the intent to open an order was on disk: nobody was ever asked to pay.
        return PaymentClosed("")
    answer = cashier.close(order)
    unknown = isinstance(answer, Refused) and answer.status == NO_SUCH_ORDER
    return PaymentClosed(order) if unknown else answer


def _put_off(database: Database, item: ItemId, now: Moment) -> None:
    with database.writing() as connection:
        connection.execute(
            "UPDATE item SET boot = ?, not_before = ? WHERE id = ? AND state = 'awaiting_payment'",
            (now.boot, now.seconds + ASK_AGAIN_S, item),
        )
