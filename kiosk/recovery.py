"""At start: what became of the acts that power or a crash left without an outcome."""

import logging
from typing import assert_never

from kiosk.ports import ActKind
from offline_queue.journal import Act, SqliteJournal

log = logging.getLogger(__name__)
UNKNOWN = "unknown_after_restart"
LEFT_TO_SYNC = "left_to_sync"


def resolve_acts(journal: SqliteJournal) -> tuple[Act, ...]:
    """End every open act with what can be said of it, and return those acts.

    A print may or may not have come out: a technician is told, and nothing is printed again by itself.
    An order is asked about by the sync process, by the stub that stays in the journal (docs/queue.md).
    """
    acts = journal.open_acts()
    for act in acts:
        match act.kind:
            case ActKind.PRINT:
                log.warning(
                    "slip %s was being printed at %s when the terminal stopped: it may not have come out",
                    act.stub or "without a number",
                    act.began_at.isoformat(),
                )
                journal.end(act.act, UNKNOWN)
            case ActKind.PAY:
                log.info("order %s is left to the sync process", act.stub)
                journal.end(act.act, LEFT_TO_SYNC)
            case _:
                assert_never(act.kind)
    return acts
