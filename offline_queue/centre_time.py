"""The centre's time, carried on by the machine's uptime: a wall clock that jumps moves nothing; pure."""

import datetime as dt

import msgspec

from offline_queue.uptime import Moment

SLOW_ANSWER = dt.timedelta(seconds=1)
"""What lies further back than this is not the line's delay."""


class CentreTime(msgspec.Struct, frozen=True):
    """What the centre's clock said, signed, and when on this machine's uptime that was."""

    time: dt.datetime
    heard: Moment


def after(before: CentreTime | None, time: dt.datetime, now: Moment) -> CentreTime:
    """Return what is known once the centre said `time`; an answer that was slow sets nothing back."""
    if before is None or before.heard.boot != now.boot:
        return CentreTime(time, now)
    carried = earliest_now(before, now)
    return CentreTime(carried if time < carried <= time + SLOW_ANSWER else time, now)


def time_now(known: CentreTime | None, wall: dt.datetime, now: Moment) -> dt.datetime:
    """Return the time to write down and to judge keys by.

    In the boot in which the centre was heard its time goes on with the uptime. After a reboot only the wall
    clock is left, but it is no earlier than what the centre said before, and at least the uptime has passed.
    """
    wall = wall.astimezone(dt.UTC)
    if known is None:
        return wall
    earliest = earliest_now(known, now)
    return earliest if known.heard.boot == now.boot else max(wall, earliest)


def earliest_now(known: CentreTime, now: Moment) -> dt.datetime:
    """Return what is certain whatever the wall clock says: the time heard and the uptime since."""
    since = now.seconds - known.heard.seconds if known.heard.boot == now.boot else now.seconds
    return known.time + dt.timedelta(seconds=max(0.0, since))


def drift_s(known: CentreTime | None, wall: dt.datetime, now: Moment) -> float:
    """Return how far the wall clock is from the centre's, 0 while nothing was heard in this boot."""
    if known is None or known.heard.boot != now.boot:
        return 0.0
    return abs((wall - time_now(known, wall, now)).total_seconds())
