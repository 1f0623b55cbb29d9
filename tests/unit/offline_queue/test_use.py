"""The count of use beside the queue, what the centre is told of it, and what it answers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from kiosk.domain.ids import MatterCode
from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.domain.use import FEW, DayUse
from kiosk.wire.messages import UseAnswer
from offline_queue.ranking import EVERY_S, Ranking
from offline_queue.sync import Sync
from offline_queue.use import UseFile
from offline_queue.wipe import BESIDE
from tests.unit.offline_queue.test_renewal import MemoryShelf

if TYPE_CHECKING:
    from tests.unit.offline_queue.conftest import MemoryCentre, Queue

MATTER = MatterCode("m")
DAY = dt.timedelta(days=1)


def counted(queue: Queue) -> UseFile:
    use = UseFile(queue.path, queue.clock)
    for _ in range(FEW):
        use.begun(MATTER)
        use.done(MATTER)
    return use


def lot(queue: Queue) -> DayUse:
    use = UseFile(queue.path, queue.clock).told()
    assert 1 == len(use)
    return use[0]


def syncs(queue: Queue, use: UseFile) -> Sync:
    centre = queue.centre
    return Sync(queue.database, outbox=queue.outbox, uplink=centre, cashier=centre, use=use.told)


def test_the_file_holds_days_and_matters_and_goes_with_the_queue(queue: Queue) -> None:
    use = counted(queue)
    (file,) = queue.path.parent.glob("*.use")
    assert file.name.removeprefix(queue.path.name) in BESIDE
    assert () == use.told(), "the day is not over"
    queue.clock.time += DAY
    queue.clock.seconds += 600.0
    assert ({MATTER: FEW}, {MATTER: FEW}) == (lot(queue).begun, lot(queue).done)


def test_a_file_that_can_not_be_read_or_written_hinders_nobody(queue: Queue) -> None:
    use = counted(queue)
    (file,) = queue.path.parent.glob("*.use")
    file.write_bytes(b"\xff{")
    assert () == use.told()
    file.unlink()
    file.mkdir()
    use.begun(MATTER)
    assert () == use.told()


def test_each_day_is_told_until_it_was_heard(queue: Queue, memory_centre: MemoryCentre) -> None:
    use = counted(queue)
    sync = syncs(queue, use)
    sync.run_once()
    queue.clock.time += DAY
    queue.clock.seconds += 600.0
    memory_centre.silence = Unreachable(Cause.TIMEOUT, "no answer")
    sync.run_once()
    memory_centre.silence = None
    for _ in range(3):
        queue.clock.seconds += 600.0
        sync.run_once()
    told = [beat.use for beat in memory_centre.beats if beat.use]
    assert [(lot(queue),)] == told
    syncs(queue, use).run_once()
    assert (lot(queue),) == memory_centre.beats[-1].use, "a process that begins tells it once more"


class Source:
    """A centre with figures, or another word."""

    def __init__(self, says: UseAnswer | Refused | Unreachable) -> None:
        self.says, self.asked = says, 0

    def use(self) -> UseAnswer | Refused | Unreachable:
        self.asked += 1
        return self.says


def test_figures_are_asked_for_once_a_day_and_kept(queue: Queue) -> None:
    shelf = MemoryShelf()
    source = Source(UseAnswer(since=queue.clock.now().date(), begun={MATTER: 7}))
    ranking = Ranking(source, shelf, queue.clock.monotonic)
    assert (None, None, 1) == (ranking.work(), ranking.work(), source.asked)
    assert {MATTER: 7} == shelf.used
    queue.clock.seconds += EVERY_S
    ranking.work()
    assert 2 == source.asked


def test_a_centre_that_counts_none_is_left_alone_for_a_day_and_one_that_is_away_is_not(queue: Queue) -> None:
    older = Source(Refused(status=404, code="not_found", message=""))
    ranking = Ranking(older, MemoryShelf(), queue.clock.monotonic)
    assert (None, None, 1) == (ranking.work(), ranking.work(), older.asked)
    away = Unreachable(Cause.TIMEOUT, "no answer")
    source = Source(away)
    ranking = Ranking(source, MemoryShelf(), queue.clock.monotonic)
    assert (away, away, 2) == (ranking.work(), ranking.work(), source.asked)
