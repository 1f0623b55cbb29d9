"""How far the queue may go: the policy as data, what it is measured by, and what it stops."""

import datetime as dt
import os
import re
from pathlib import Path

import pytest

from kiosk.domain.reach import Cause, Unreachable
from kiosk.errors import KioskError
from offline_queue.ballast import BALLAST_BYTES, Ballast
from offline_queue.centre_time import SLOW_ANSWER, CentreTime, after, drift_s, time_now
from offline_queue.figures import figures
from offline_queue.limits import Level, judge, limits, sentence, stopping
from offline_queue.uptime import Boot, Moment
from tests.unit.offline_queue.conftest import START, Queue

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "queue.md"
OUTAGE = Unreachable(Cause.NO_ROUTE, "cable out")
HERE = Moment(Boot("boot-1"), 1_000.0)


def test_policy_in_the_document_is_the_codes_own() -> None:
    rows = [
        f"| `{name}` | {row.figure} | {row.limit:,.10g} {row.unit} | {row.stops} |"
        for name, row in limits().items()
    ]
    _, _, after = DOCUMENT.read_text(encoding="utf-8").partition("## How far it may go")
    section, _, _ = after.partition("\n## ")
    assert rows == re.findall(r"^\| `[a-z]+` \|.*(?:promises|nothing) \|$", section, re.MULTILINE)


@pytest.mark.parametrize(
    ("share", "level"),
    [
        (0.69, Level.WELL),
        (0.7, Level.NOTICE),
        (0.9, Level.WARNING),
        (0.999, Level.WARNING),
        (1.0, Level.REACHED),
    ],
)
def test_level_follows_the_share_of_the_limit(share: float, level: Level) -> None:
    for name, row in limits().items():
        (finding,) = judge({name: row.limit * share}, limits())
        assert (level, level is Level.REACHED and row.stops == "promises") == (finding.level, finding.stops)


def test_first_limit_that_stops_is_named_with_its_figures() -> None:
    found = judge({"drift": 1e9, "unsent": 2_000_000, "bytes": 5_000}, limits())
    limit = stopping(found)
    assert limit is not None
    assert "items that wait to be sent: 2,000,000 of 2,000,000 items" == sentence(limit)


def test_figure_without_a_limit_is_refused() -> None:
    with pytest.raises(KeyError, match="rust"):
        judge({"rust": 1}, limits())


def test_every_limit_is_measured(queue: Queue) -> None:
    with queue.database.reading() as connection:
        found = figures(connection, queue.path, wall=START, now=HERE)
    assert set(limits()) == set(found)
    assert None is stopping(judge(found, limits()))


def test_key_at_its_end_stops_promises_before_it_is_used(queue: Queue) -> None:
    queue.outbox.put(queue.draft())
    queue.clock.time = START + dt.timedelta(days=400, minutes=-30)
    queue.clock.seconds += 10
    with pytest.raises(KioskError) as raised:
        queue.outbox.put(queue.draft())
    assert "outbox_no_key" == raised.value.code


def test_what_was_put_before_the_limit_is_given_again_beyond_it(queue: Queue) -> None:
    draft = queue.draft()
    first = queue.outbox.put(draft)
    Ballast(queue.path).give_up()
    queue.clock.seconds += 10
    assert first == queue.outbox.put(draft)
    with pytest.raises(KioskError) as raised:
        queue.outbox.put(queue.draft())
    assert "outbox_disk_full" == raised.value.code
    refusal = queue.outbox.refusal()
    assert refusal is not None
    assert "reserve" in refusal.message


def test_reserve_takes_its_room_and_gives_it_back(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "queue.db")
    assert ballast.lay()
    assert ballast.lay()
    (file,) = tmp_path.iterdir()
    assert BALLAST_BYTES == file.stat().st_size
    assert BALLAST_BYTES <= file.stat().st_blocks * 512
    ballast.give_up()
    ballast.give_up()
    assert [] == list(tmp_path.iterdir())
    assert not ballast.laid


def test_reserve_cut_short_does_not_count(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "queue.db")
    ballast.lay()
    (file,) = tmp_path.iterdir()
    os.truncate(file, 1_000)
    assert not ballast.laid
    assert ballast.lay()


def test_centres_time_goes_on_with_the_uptime_whatever_the_wall_clock_says() -> None:
    known = CentreTime(START, HERE)
    later = Moment(HERE.boot, HERE.seconds + 60)
    for wall in (START - dt.timedelta(days=3_000), START + dt.timedelta(days=3_000)):
        assert START + dt.timedelta(seconds=60) == time_now(known, wall, later)
    assert 3_000 * 86_400 - 60 == drift_s(known, START + dt.timedelta(days=3_000), later)


def test_after_a_reboot_it_is_no_earlier_than_the_centre_said() -> None:
    known, rebooted = CentreTime(START, HERE), Moment(Boot("boot-2"), 5.0)
    at_least = START + dt.timedelta(seconds=5)
    assert at_least == time_now(known, START - dt.timedelta(days=9), rebooted), "so long it is up at least"
    assert START + dt.timedelta(days=1) == time_now(known, START + dt.timedelta(days=1), rebooted)
    assert 0.0 == drift_s(known, START + dt.timedelta(days=1), rebooted)


def test_wall_clock_that_jumps_by_years_blocks_nothing(queue: Queue) -> None:
    queue.outbox.put(queue.draft())
    queue.sync.run_once()
    for days in (-4_000, 4_000):
        queue.clock.time = START + dt.timedelta(days=days)
        queue.clock.seconds += 20
        kept = queue.outbox.put(queue.draft())
        assert START <= kept.created_at < START + dt.timedelta(hours=1)


def test_clock_that_went_back_by_years_while_the_machine_was_off_neither_blocks_nor_reorders(
    queue: Queue,
) -> None:
    before = queue.outbox.put(queue.draft())
    queue.sync.run_once()
    queue.clock.time, queue.clock.seconds = START - dt.timedelta(days=4_000), 90.0
    rebooted = queue.reboot("boot-2")
    after = rebooted.outbox.put(queue.draft())
    assert before.created_at < after.created_at
    assert 1 == rebooted.sync.run_once().received
    rebooted.database.close()


def test_clock_that_went_ahead_by_years_while_the_machine_was_off_is_put_right_by_the_first_contact(
    queue: Queue,
) -> None:
    """Years may have passed: until the centre says that they did not, its key may be over."""
    queue.sync.run_once()
    queue.clock.time, queue.clock.seconds = START + dt.timedelta(days=4_000), 90.0
    rebooted = queue.reboot("boot-2")
    refusal = rebooted.outbox.refusal()
    assert refusal is not None
    assert "outbox_no_key" == refusal.code
    rebooted.sync.run_once()
    queue.clock.seconds += 10
    assert START + dt.timedelta(seconds=10) == rebooted.outbox.put(queue.draft()).created_at
    assert 1 == rebooted.sync.run_once().received
    rebooted.database.close()


def test_time_that_items_wait_is_counted_on_the_uptime(queue: Queue) -> None:
    def age() -> float:
        now = Moment(queue.outbox.boot, queue.clock.seconds)
        with queue.database.reading() as connection:
            return figures(connection, queue.path, wall=queue.clock.time, now=now)["age"]

    queue.outbox.put(queue.draft())
    queue.centre.silence = OUTAGE
    queue.sync.run_once()
    assert 0 == age()
    queue.clock.seconds += 7_200
    queue.clock.time += dt.timedelta(days=900)
    queue.sync.run_once()
    assert 2 == age()
    rebooted = queue.reboot("boot-2")
    rebooted.clock.seconds = 10.0
    rebooted.sync.run_once()
    rebooted.clock.seconds += 3_600
    with rebooted.database.reading() as connection:
        now = Moment(Boot("boot-2"), rebooted.clock.seconds)
        assert 3 == figures(connection, rebooted.path, wall=START, now=now)["age"]
    rebooted.centre.silence = None
    rebooted.clock.seconds += 1_000
    rebooted.sync.run_once()
    with rebooted.database.reading() as connection:
        assert 0 == figures(connection, rebooted.path, wall=START, now=now)["age"]
    rebooted.database.close()


def test_answer_that_was_slow_on_its_way_sets_no_time_back() -> None:
    first, later = Moment(Boot("one"), 100.0), Moment(Boot("one"), 160.0)
    known = CentreTime(START, first)
    minute = dt.timedelta(seconds=60)
    assert CentreTime(START + minute, later) == after(known, START + minute - SLOW_ANSWER, later)
    set_back = START - SLOW_ANSWER
    assert CentreTime(set_back, later) == after(known, set_back, later), "that is no delay any more"
    assert CentreTime(START + 2 * minute, later) == after(known, START + 2 * minute, later)
    rebooted = Moment(Boot("another"), 5.0)
    assert CentreTime(set_back, rebooted) == after(known, set_back, rebooted)
