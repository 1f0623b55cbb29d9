"""The photographs that lie with a case: those handed in with it, and those that supplements brought later."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlalchemy.orm import Session

from central.attachments import attachment
from central.case_tables import CaseRow
from central.centre import Centre
from central.progress import matter_of
from kiosk.domain.case import CaseAtDesk, CaseChange
from kiosk.domain.ids import ItemId
from kiosk.domain.materials import asked_materials
from kiosk.domain.submission import SubmissionBody


class CasePhotograph(msgspec.Struct, frozen=True, kw_only=True):
    """A photograph, which paper it shows, and where it lies: which attachment of which item."""

    item: ItemId
    place: int
    paper: str
    sha256: str
    width: int
    height: int


def photographs(
    session: Session, centre: Centre, item: str, history: tuple[CaseChange, ...]
) -> tuple[CasePhotograph, ...]:
    """Return the photographs of a case's own item, then those of each supplement that moved it."""
    supplied = (
        line.state.supplied.item
        for line in history
        if isinstance(line.state, CaseAtDesk) and line.state.supplied is not None
    )
    return tuple(one for name in (ItemId(item), *supplied) for one in _of_item(session, centre, name))


def save(session: Session, centre: Centre, folder: Path, kept: tuple[CasePhotograph, ...]) -> None:
    """Write each photograph into a folder as `<item>-<place>.jpg`; OSError when it can't be."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in kept:
        jpeg = attachment(session, centre, one.item, one.place)
        (folder / f"{one.item}-{one.place}.jpg").write_bytes(jpeg)


def _of_item(session: Session, centre: Centre, item: ItemId) -> Iterator[CasePhotograph]:
    case = session.get(CaseRow, item)
    if case is None:
        return
    body = msgspec.msgpack.decode(case.body, type=SubmissionBody)
    matter = matter_of(centre, case)
    names = {one.id: one.name.zh for one in asked_materials(matter, body.answers)} if matter else {}
    for place, photo in enumerate(body.attached):
        yield CasePhotograph(
            item=item,
            place=place,
            paper=names.get(photo.material, photo.material),
            sha256=photo.sha256,
            width=photo.width,
            height=photo.height,
        )
