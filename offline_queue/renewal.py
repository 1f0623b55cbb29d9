"""The catalogue's renewal: an announced edition is fetched in parts, believed by its signature alone, staged.

What is announced is in the database, what has come of it in memory: a process that begins anew asks again.
"""

from collections.abc import Callable

import msgspec

from kiosk.domain.edition import CatalogueWord, Edition
from kiosk.domain.reach import Refused, Unreachable
from kiosk.errors import CatalogueError, WireError
from kiosk.ports import CatalogueShelf, CatalogueSource
from kiosk.wire.edition import MAX_EDITION_BYTES, unpack, verify_edition
from kiosk.wire.messages import EditionPart
from offline_queue import announced, settings
from offline_queue.database import Database

AGAIN_S = 600.0
"""An edition that the centre would not give, or that was not staged, is wanted again after so long."""


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """How far an edition has come, and what all its parts have to say."""

    edition: Edition
    key: str = ""
    signature: bytes = b""
    size: int = 0
    data: bytes = b""

    @property
    def whole(self) -> bool:
        """Whether every byte is here."""
        return 0 < self.size == len(self.data)


class Renewal:
    """Brings the announced edition here when it is wanted."""

    def __init__(
        self,
        database: Database,
        source: CatalogueSource,
        shelf: CatalogueShelf,
        seconds: Callable[[], float],
    ) -> None:
        """Prepare; `seconds` never jump."""
        self._database, self._source, self._shelf, self._seconds = database, source, shelf, seconds
        self._coming: Coming | None = None
        self._not_before = float("-inf")

    def word(self) -> CatalogueWord:
        """Return what the centre is told of the catalogue here."""
        return self._shelf.word()

    def work(self, over: Callable[[], bool]) -> Refused | Unreachable | None:
        """Go on fetching, and stage what is whole; return what was said in place of a part.

        After each part `over` ends it, and so does anything that was committed meanwhile: somebody waits.
        """
        with self._database.reading() as connection:
            wanted = announced.edition(connection)
        if wanted is None or self._seconds() < self._not_before or not self._shelf.wants(wanted):
            return None
        coming = self._coming
        if coming is None or coming.edition != wanted:
            coming = Coming(edition=wanted)
        mark = self._database.version()
        while not coming.whole:
            part = self._source.edition_part(wanted.version, len(coming.data))
            if isinstance(part, Unreachable):
                self._coming = coming
                return part
            if isinstance(part, Refused):
                self._put_off()
                return part
            coming = joined(coming, part)
            if not coming.data or over() or self._database.version() != mark:
                break
        self._coming = coming
        if coming.whole:
            self._take(coming)
        return None

    def _take(self, coming: Coming) -> None:
        self._put_off()
        with self._database.reading() as connection:
            keys = settings.keys(connection)
        try:
            self._shelf.stage(coming.edition, believed(coming, keys))
        except WireError as error:
            self._shelf.distrust(coming.edition, error.message)
        except CatalogueError:
            pass  # the shelf has kept and told it
        else:
            self._not_before = float("-inf")

    def _put_off(self) -> None:
        self._coming, self._not_before = None, self._seconds() + AGAIN_S


def believed(coming: Coming, keys: settings.KEYS) -> dict[str, bytes]:
    """Return an edition's files once the centre's key proves the announced one; WireError otherwise."""
    published = verify_edition(coming.data, coming.signature, key=coming.key, keys=keys)
    if published.edition != coming.edition:
        raise WireError("edition_other", f"edition {published.edition.sequence} came in its place")
    return unpack(published.packed)


def joined(coming: Coming, part: EditionPart) -> Coming:
    """Return how far it is with another part; nothing is left of one that can't go on with it."""
    said = (part.key, part.signature, part.size)
    here = len(coming.data) + len(part.data)
    goes_on = not coming.data or said == (coming.key, coming.signature, coming.size)
    if not goes_on or not part.data or not here <= part.size <= MAX_EDITION_BYTES:
        return Coming(edition=coming.edition)
    return msgspec.structs.replace(
        coming, key=part.key, signature=part.signature, size=part.size, data=coming.data + part.data
    )
