"""The library of guides: what each matter of the catalogue in force says of itself, nothing invented."""

from collections.abc import Mapping
from functools import cache

from sqlalchemy.orm import Session

from central.catalogues import matters_of, newest
from central.withdrawals import reasons, why_not
from kiosk.catalogue.loader import load
from kiosk.domain import guide_words
from kiosk.domain.guide_answers import Aspect, answer_of
from kiosk.domain.matter import Matter
from kiosk.domain.record import Record, Scalar
from kiosk.domain.text import Text

LIBRARY = "service.guide"
SOURCE = "办事指南库"
HERE = "本终端"
WITHDRAWN = "暂停办理：{why}"


def guides(session: Session, _: str | None = None) -> tuple[Record, ...]:
    """Return an entry for each matter in force, in the catalogue's order; a withdrawn one says so."""
    made = newest(session)
    matters = bundled() if made is None else matters_of(session, made.version) or {}
    why = reasons(session)
    return tuple(_entry(matter, why_not(why, matter)) for matter in matters.values())


@cache
def bundled() -> Mapping[str, Matter]:
    """Return the software's own matters: in force until an edition is published."""
    return load().matters


def _entry(matter: Matter, why: Text | None) -> Record:
    values: dict[str, Scalar] = {
        "topic": matter.life_event.value,
        "name": matter.name.zh,
        "bring": answer_of(matter, Aspect.BRING).answer.zh,
        "cost": guide_words.price(matter).zh,
        "time": guide_words.duration(matter.promised).zh,
        "place": _place(matter) if why is None else WITHDRAWN.format(why=why.zh),
    }
    return Record(type=LIBRARY, id=matter.slug, source=SOURCE, values=values)


def _place(matter: Matter) -> str:
    return HERE if matter.completes_here else f"{HERE}，再到{matter.counter.place.zh}"
