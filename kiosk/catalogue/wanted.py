"""What most come for: for the attract screen, and for the one who has laid a card."""

import datetime as dt
from collections.abc import Iterable

from kiosk.domain.identity import Identity, age_on
from kiosk.domain.matter import LifeEvent, Matter
from kiosk.domain.record import Records
from kiosk.domain.rules import refusals

ELDER = 60
"""From this age on the matters of the elderly come first."""
SHOWN = 3
UNKNOWN = Records(reached=False)


def most_wanted(matters: Iterable[Matter], often: tuple[str, ...]) -> tuple[Matter, ...]:
    """Return what most come for, one of each life event: three doors are better than one door three times.

    `often` are slugs, the most frequent first; what is not among them comes last.
    """
    place = {slug: number for number, slug in enumerate(often)}
    first: dict[LifeEvent, Matter] = {}
    for matter in sorted(matters, key=lambda matter: place.get(matter.slug, len(place))):
        first.setdefault(matter.life_event, matter)
    return tuple(first.values())[:SHOWN]


def for_you(
    matters: Iterable[Matter], often: tuple[str, ...], identity: Identity, *, today: dt.date
) -> tuple[Matter, ...]:
    """Return what most holders of such a card come for; nothing that the card itself rules out.

    An elder is shown what elders come for first; nobody is shown what is come for once in a life.
    """
    may = tuple(m for m in matters if not refusals(m, identity, UNKNOWN, today=today))
    wanted = tuple(matter for matter in may if matter.slug in often)
    if not is_elder(identity, today=today):
        return most_wanted(wanted, often)
    theirs = [matter for matter in wanted if matter.life_event is LifeEvent.ELDERLY]
    others = [matter for matter in most_wanted(wanted, often) if matter not in theirs]
    return (*sorted(theirs, key=lambda matter: often.index(matter.slug)), *others)[:SHOWN]


def is_elder(identity: Identity, *, today: dt.date) -> bool:
    """Return whether the holder is shown the matters of the elderly first."""
    return age_on(identity.birth, today) >= ELDER
