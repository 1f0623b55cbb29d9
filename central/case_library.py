"""The library of cases: what was handed in at terminals, beside what departments hold of counters.

As `service.case` (kiosk/catalogue/records/service_centre.toml); told to the applicant alone.
"""

from collections.abc import Iterator
from functools import lru_cache

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.case_tables import CaseChangeRow, CasePartRow, CaseRow
from central.store import put_now
from central.tables import CardRow, CatalogueRow, ItemRow
from kiosk.domain.case import CaseChange, CaseState, CaseSupplement
from kiosk.domain.lookup import CASES
from kiosk.domain.matter import Counter
from kiosk.domain.record import Record, Scalar
from kiosk.domain.text import Text
from kiosk.domain.zone import ZONE

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
    counter: Counter


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
        type=CASES,
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
            "counter": f"{matter.counter.place.zh}，{matter.counter.phone}" if matter else "",
            **_wanted(_stands(session, row)),
        },
    )


def _stands(session: Session, row: CaseRow | CasePartRow) -> CaseState | None:
    """Return the last state that was kept of a case or part; None of one of before histories were kept."""
    if isinstance(row, CasePartRow):
        return msgspec.convert(row.history[-1], CaseChange).state
    put_now(session)
    last = select(CaseChangeRow).where(CaseChangeRow.item == row.item).order_by(CaseChangeRow.id.desc())
    change = session.scalars(last.limit(1)).first()
    return None if change is None else msgspec.convert(change.state, CaseState)


def _wanted(state: CaseState | None) -> dict[str, Scalar]:
    """Return what is wanted of the applicant, paper by paper, and until when."""
    if not isinstance(state, CaseSupplement):
        return dict.fromkeys(("wanted", "papers", "papers_en", "until"))
    return {
        "wanted": state.wanted.zh,
        "papers": "\n".join(paper.zh for paper in state.named),
        "papers_en": "\n".join(paper.en for paper in state.named),
        "until": state.until.isoformat(),
    }


@lru_cache(maxsize=4)
def _matters(kept: bytes) -> dict[str, _Named]:
    return {one.code: one for one in msgspec.json.decode(kept, type=tuple[_Named, ...])}
