"""Whether anything more may be promised: the limits, looked at anew every few seconds."""

from kiosk.errors import KioskError
from kiosk.ports import Clock
from offline_queue import settings
from offline_queue.database import Database
from offline_queue.figures import figures
from offline_queue.limits import judge, limits, sentence, stopping
from offline_queue.read_only import is_read_only, read_only
from offline_queue.uptime import Boot, Moment

LOOK_S = 5.0
"""How long a look at the limits is believed."""
DOUBTFUL = frozenset({"outbox_disk_error", "outbox_disk_full", "outbox_read_only", "outbox_damaged"})
"""After a put that failed for one of these the disk is tried before anything else is promised."""
CODES = {
    "key": "outbox_no_key",
    "disk": "outbox_disk_full",
    "reserve": "outbox_disk_full",
    "stopped": "outbox_stopped",
}


class Gate:
    """Stands before `put`; what was kept before passes whatever the limits say."""

    def __init__(self, database: Database, clock: Clock, boot: Boot) -> None:
        self._database = database
        self._clock = clock
        self._boot = boot
        self._look_again = float("-inf")
        self._refusal: KioskError | None = None
        self._in_doubt = False

    def refusal(self) -> KioskError | None:
        """Say why nothing can be promised now, None while it can."""
        now = self._clock.monotonic()
        if now >= self._look_again:
            self._look_again = now + LOOK_S
            self._refusal = self._look(now)
        return self._refusal

    def doubt(self, refusal: KioskError) -> None:
        """Believe the disk no more after a put failed: at the next look it has to take a write."""
        if refusal.code in DOUBTFUL:
            self._in_doubt = True
            self._look_again = float("-inf")

    def _look(self, now: float) -> KioskError | None:
        path, moment = self._database.path, Moment(self._boot, now)
        if is_read_only(path):
            return read_only(path)
        try:
            if self._in_doubt:
                self._try_a_write()
            with self._database.reading() as connection:
                settings.terminal(connection)
                found = figures(connection, path, wall=self._clock.now(), now=moment)
        except KioskError as error:
            return error
        self._in_doubt = False
        limit = stopping(judge(found, limits()))
        if limit is None:
            return None
        code = CODES.get(limit.name, "outbox_limit")
        return KioskError(code, f"{path}: {sentence(limit)}: nothing can be promised")

    def _try_a_write(self) -> None:
        with self._database.writing() as connection:
            settings.keep(connection, "trial", f"{self._clock.monotonic()}")
