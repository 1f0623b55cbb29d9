"""For whom a walk is done: the resident whose records are meant on its way."""

from central.residents import Resident
from kiosk.domain.lookup import FAMILY
from kiosk.domain.matter import Matter
from kiosk.domain.values import read_person
from kiosk.walk.plan import Cast, Course


def meant_on(matter: Matter, part: Cast, path: Course, residents: dict[str, Resident]) -> str:
    """Return whose records are meant: who laid the card, or the relative that the walk names."""
    holder, whom = str(part.resident_on(path)), part.whom_on(path)
    by_number = {resident.card.number: slug for slug, resident in residents.items()}
    if whom is None:
        return holder
    if whom.card is not None:
        return whom.card
    if whom.person is not None:
        return by_number[read_person(whom.person).number]
    family = [
        entry
        for entry in residents[holder].records
        if entry.type == FAMILY and entry.values["relation"] in matter.for_whom
    ]
    return by_number[str(family[whom.row or 0].values["number"])]
