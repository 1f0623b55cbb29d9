"""The library of cases: what was handed in at terminals, beside what departments hold of counters.

As `service.case` (kiosk/catalogue/records/service_centre.toml); told to the applicant alone.
"""

from collections.abc import Iterator
from functools import lru_cache

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.case_tables import CasePartRow, CaseRow
from central.tables import CardRow, CatalogueRow, ItemRow
from kiosk.domain.record import Record
from kiosk.domain.text import Text
from kiosk.domain.zone import ZONE

LIBRARY = "service.case"
SOURCE = "办件库"
STAGES = {
    "received": ("doing", "中心已收件"),
    "desk": ("doing", "工作人员正在核对"),
    "supplement": ("supplement", "要补材料，补什么看“我的办件”"),
    "accepted": ("doing", "部门正在办理"),
    "finished": ("done", "已办结"),
    "refused": ("done", "没有办成，原因看“我的办件”"),
}
"""Under what a case of each state is found, and the stage that is told."""


class _Named(msgspec.Struct, frozen=True):
    """What is read of a matter here."""

    code: str
    name: Text
    department: Text


def cases_told(session: Session, person: str | None) -> tuple[Record, ...]:
    """Return a person's cases as entries, the newest first; each part of a joined one by itself."""
    numbers = select(CardRow.number).where(CardRow.resident == person)
    cases = session.scalars(select(CaseRow).where(CaseRow.applicant.in_(numbers)))
    told = [_entry(session, case, row) for case in cases for row in _rows(session, case)]
    return tuple(sorted(told, key=lambda record: str(record.values["received"]), reverse=True))


def _rows(session: Session, case: CaseRow) -> Iterator[CaseRow | CasePartRow]:
    of_case = select(CasePartRow).where(CasePartRow.item == case.item).order_by(CasePartRow.place)
    parts = session.scalars(of_case).all()
    yield from parts or (case,)


def _entry(session: Session, case: CaseRow, row: CaseRow | CasePartRow) -> Record:
    kept = session.get(CatalogueRow, row.catalogue)
    matter = None if kept is None else _matters(kept.matters).get(row.matter)
    state, stage = STAGES[row.state]
    return Record(
        type=LIBRARY,
        id=row.number,
        source=SOURCE,
        values={
            "number": row.number,
            "name": matter.name.zh if matter else row.matter,
            "department": matter.department.zh if matter else "",
            "state": state,
            "stage": stage,
            "received": f"{session.get_one(ItemRow, case.item).received_at.astimezone(ZONE):%Y-%m-%d}",
            "due": None,
        },
    )


@lru_cache(maxsize=4)
def _matters(kept: bytes) -> dict[str, _Named]:
    return {one.code: one for one in msgspec.json.decode(kept, type=tuple[_Named, ...])}
