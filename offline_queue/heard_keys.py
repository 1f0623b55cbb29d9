"""The platform's keys as the sync process last heard them, for every client of every process."""

from kiosk.errors import KioskError
from offline_queue import settings
from offline_queue.database import Database


class HeardKeys:
    """What a heartbeat's signed answer named is believed at the next question, here and in the screen."""

    def __init__(self, database: Database, first: settings.KEYS) -> None:
        """Begin with what enrolment gave, for as long as the queue can't say more."""
        self._database = database
        self._last = first

    def __call__(self) -> settings.KEYS:
        """Return the keys; the last ones read while the disk gives none."""
        try:
            with self._database.reading() as connection:
                self._last = settings.keys(connection) or self._last
        except KioskError:
            return self._last
        return self._last
