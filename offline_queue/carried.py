"""What another terminal promised, brought here in a bundle: kept until the centre has it."""

import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path

import msgspec

from kiosk.domain.reach import Refused, Unreachable
from kiosk.errors import KioskError
from kiosk.ports import Uplink
from kiosk.wire.bundle import Bundle, read_bundle
from kiosk.wire.envelope import MAX_BATCH_BYTES, MAX_BATCH_ITEMS
from kiosk.wire.messages import ItemVerdict
from offline_queue.retry import Later, Received, Stopped, of_verdict
from offline_queue.safe_file import sync_folder, write_whole

log = logging.getLogger(__name__)
WAITING = ".bundle"
REFUSED = ".refused"
"""The centre has what it took of it; a clerk looks at the rest: `kiosk central --take-in`."""


class CarriedStats(msgspec.Struct, frozen=True):
    """How many bundles of other terminals lie here."""

    waiting: int
    refused: int


NOTHING_CARRIED = CarriedStats(waiting=0, refused=0)


class Carried:
    """The bundles beside one queue."""

    def __init__(self, queue: Path) -> None:
        self._folder = queue.with_name(queue.name + ".carried")

    def take_over(self, data: bytes) -> Bundle:
        """Keep a bundle, safely on the disk when this returns; the same bundle again is the same file.

        WireError when it is none. Whether the signatures hold is the centre's to say: it has the keys.
        """
        bundle = read_bundle(data)
        try:
            self._folder.mkdir(exist_ok=True)
            sync_folder(self._folder.parent)
            write_whole(self._folder / (hashlib.sha256(data).hexdigest() + WAITING), data)
        except OSError as error:
            raise KioskError("queue_carry", f"{self._folder}: can't be written: {error}") from error
        return bundle

    def stats(self) -> CarriedStats:
        """Return how many bundles wait, and how many were refused in part."""
        return CarriedStats(waiting=len(self._named(WAITING)), refused=len(self._named(REFUSED)))

    def hand_over(self, uplink: Uplink) -> Refused | Unreachable | None:
        """Hand every waiting bundle over, each item is taken once; return what stopped it."""
        for path in self._named(WAITING):
            bundle = read_bundle(path.read_bytes())
            verdicts: list[ItemVerdict] = []
            for batch in _batches(bundle.items):
                answer = uplink.carried(batch)
                if isinstance(answer, Refused | Unreachable):
                    return answer
                verdicts.extend(answer.verdicts)
            self._close(path, bundle, verdicts)
        return None

    def _close(self, path: Path, bundle: Bundle, verdicts: list[ItemVerdict]) -> None:
        fates = [(verdict, of_verdict(verdict, attempts=0, chance=0)) for verdict in verdicts]
        if len(fates) < len(bundle.items) or any(isinstance(fate, Later | Stopped) for _, fate in fates):
            return
        refused = [verdict for verdict, fate in fates if not isinstance(fate, Received)]
        for verdict in refused:
            log.error(
                "ALARM: item %s of %s is not taken: %s: %s",
                verdict.id,
                bundle.terminal,
                verdict.code,
                verdict.message,
            )
        if refused:
            path.rename(path.with_suffix(REFUSED))
        else:
            path.unlink()
            log.info("the centre has all %d items of %s", len(bundle.items), bundle.terminal)
        sync_folder(self._folder)

    def _named(self, suffix: str) -> list[Path]:
        return sorted(self._folder.glob("*" + suffix))


def _batches(items: tuple[bytes, ...]) -> Iterator[tuple[bytes, ...]]:
    batch: list[bytes] = []
    size = 0
    for item in items:
        size += len(item)
        if batch and (len(batch) == MAX_BATCH_ITEMS or size > MAX_BATCH_BYTES):
            yield tuple(batch)
            batch, size = [], len(item)
        batch.append(item)
    if batch:
        yield tuple(batch)
