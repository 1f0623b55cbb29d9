"""Work on the queue that is done once more, after trouble that can be helped."""

import logging
from collections.abc import Callable
from typing import TypeVar

from kiosk.errors import KioskError
from offline_queue.ballast import Ballast
from offline_queue.database import Database
from offline_queue.salvage import salvage

log = logging.getLogger(__name__)
Done = TypeVar("Done")


def helped(work: Callable[[], Done], database: Database) -> Done:
    """Do work; on a full disk again without the reserve, on a damaged file again with one made anew.

    The reserve is kept anew as soon as there is room: until then nothing is promised.
    """
    ballast = Ballast(database.path)
    ballast.lay()
    try:
        return work()
    except KioskError as error:
        _help(error, database, ballast)
    return work()


def _help(error: KioskError, database: Database, ballast: Ballast) -> None:
    match error.code:
        case "outbox_disk_full" if ballast.laid:
            log.error("ALARM: the disk is full: the reserve is given up, nothing more is promised")
            ballast.give_up()
        case "outbox_damaged":
            log.error("ALARM: %s", error.message)
            database.close()
            log.error("ALARM: the queue was made anew from what can be read; see %s", salvage(database.path))
        case _:
            raise error
