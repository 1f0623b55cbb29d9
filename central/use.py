"""How often matters are begun, over all terminals: told to each of them for its search and suggestions."""

import datetime as dt
from collections.abc import Iterable

from litestar import get
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.centre import Service
from central.tables import UseRow
from kiosk.domain.use import FEW, DayUse
from kiosk.wire.messages import UseAnswer

DAYS = 90
"""What residents come for changes with the season."""
ENOUGH = 100
"""With fewer starts in all nothing is told: chance would rank."""


def keep_use(session: Session, terminal: str, lots: Iterable[DayUse]) -> None:
    """Keep what a terminal tells of its days; a day that is here already stays as it came."""
    told = {lot.day: lot for lot in lots}
    of_terminal = select(UseRow.day).where(UseRow.terminal == terminal, UseRow.day.in_(told))
    known = set(session.scalars(of_terminal)) if told else set()
    for day, lot in told.items():
        if day in known:
            continue
        for code in {*lot.begun, *lot.done}:
            begun, done = lot.begun.get(code, 0), lot.done.get(code, 0)
            session.add(UseRow(terminal=terminal, day=day, matter=code, begun=begun, done=done))


@get("/v1/use", sync_to_thread=True, tags=["Terminal"], summary="How often matters are begun")
def use(centre: Service) -> UseAnswer:
    """Give the sum over all terminals and the last 90 days, of matters that are in force."""
    since, matters = centre.today() - dt.timedelta(days=DAYS), centre.catalogues.current()
    with centre.store.reading() as session:
        summed = figures(session, since)
    begun = {code: count for code, count in summed.items() if code in matters and count >= FEW}
    return UseAnswer(since=since, begun=begun if sum(begun.values()) >= ENOUGH else {})


def figures(session: Session, since: dt.date) -> dict[str, int]:
    """Return how often each matter was begun since that day."""
    summed = select(UseRow.matter, func.sum(UseRow.begun)).where(UseRow.day >= since).group_by(UseRow.matter)
    return {row[0]: row[1] for row in session.execute(summed)}
