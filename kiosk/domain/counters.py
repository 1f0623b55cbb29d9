"""Where a matter is done by a person now: its own counter, and the nearest open one when that is closed."""

import datetime as dt

from kiosk.domain.matter import Matter
from kiosk.domain.point import CounterFor, Near, Open, Point, ServiceMap, near_of, nearest

SERVICE_CENTRE = "service_centre"
"""Whose counters tell everybody who to go to."""


def own_counter(map_: ServiceMap, here: Point, matter: Matter, now: dt.datetime) -> Near | None:
    """Return the point of the matter's own counter; None where it is one of several."""
    return near_of(map_, here, matter.counter.point, now) if matter.counter.point is not None else None


def open_counter(map_: ServiceMap, here: Point, matter: Matter | None, now: dt.datetime) -> Near | None:
    """Return the nearest open point that does a matter, None while its own counter is open.

    Where none is open it is the one that opens first; without a matter, one that tells where to go.
    """
    own = own_counter(map_, here, matter, now) if matter is not None else None
    if own is not None and isinstance(own.state, Open):
        return None
    wanted = CounterFor(matter.department_id if matter is not None else SERVICE_CENTRE)
    found = next(iter(nearest(map_, here, wanted, now)), None)
    return None if found is not None and own is not None and found.point == own.point else found
