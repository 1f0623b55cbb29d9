"""What another terminal promised, brought here in a bundle: kept until the centre has it."""

import hashlib
import logging
from collections.abc import Container, Iterator
from pathlib import Path

import msgspec

from kiosk.domain.ids import ItemId
from kiosk.domain.reach import Refused, Unreachable
from kiosk.errors import KioskError
from kiosk.ports import Uplink
from kiosk.safe_file import sync_folder, write_whole
from kiosk.wire.attachment import laden
from kiosk.wire.bundle import Bundle, read_bundle
from kiosk.wire.envelope import MAX_BATCH_BYTES, MAX_BATCH_ITEMS
from kiosk.wire.messages import ItemVerdict
from offline_queue.attachments import Attachments, beside
from offline_queue.retry import Later, Received, Stopped, of_part, of_verdict
from offline_queue.upload import Damaged, bring

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

    def take_over(self, data: bytes, attachments: Attachments | None = None) -> Bundle:
        """Keep a bundle and what came with it, safely on the disk when this returns.

        The same bundle again is the same file. An attachment that did not come whole is said in the log.
        WireError when it is none. Whether the signatures hold is the centre's to say: it has the keys.
        """
        bundle = read_bundle(data)
        try:
            self._folder.mkdir(exist_ok=True)
            sync_folder(self._folder.parent)
            path = self._folder / (hashlib.sha256(data).hexdigest() + WAITING)
            if attachments is not None:
                _keep_attachments(bundle, attachments, beside(path))
            write_whole(path, data)
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
            without = set[ItemId]()
            for header in laden(bundle.items):
                outcome = bring(uplink, beside(path), header.id, header.attachments)
                if isinstance(outcome, Refused | Unreachable) and _is_no_items(outcome):
                    return outcome
                if isinstance(outcome, Damaged | Refused | Unreachable):
                    without.add(header.id)
            for batch in _batches(bundle.items):
                answer = uplink.carried(batch)
                if isinstance(answer, Refused | Unreachable):
                    return answer
                verdicts.extend(answer.verdicts)
            self._close(path, bundle, verdicts, without)
        return None

    def _close(
        self, path: Path, bundle: Bundle, verdicts: list[ItemVerdict], without: Container[ItemId]
    ) -> None:
        """Put a bundle aside that was judged whole; an item `without` an attachment can't be any further."""
        fates = [(verdict, of_verdict(verdict, attempts=0, chance=0)) for verdict in verdicts]
        open_still = (verdict for verdict, fate in fates if isinstance(fate, Later | Stopped))
        if len(fates) < len(bundle.items) or any(verdict.id not in without for verdict in open_still):
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
            beside(path).move(beside(path.with_suffix(REFUSED)))
            path.rename(path.with_suffix(REFUSED))
        else:
            path.unlink()
            beside(path).remove()
            log.info("the centre has all %d items of %s", len(bundle.items), bundle.terminal)
        sync_folder(self._folder)

    def _named(self, suffix: str) -> list[Path]:
        return sorted(self._folder.glob("*" + suffix))


def _keep_attachments(bundle: Bundle, brought: Attachments, to: Attachments) -> None:
    for header in laden(bundle.items):
        for place in brought.copy(to, header):
            log.error("attachment %d of %s did not come with the bundle", place, header.id)


def _is_no_items(outcome: Refused | Unreachable) -> bool:
    """Return whether a part was refused for no fault of its item: the rest has to wait too."""
    return isinstance(of_part(outcome, attempts=0, chance=0), Later | Stopped)


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
