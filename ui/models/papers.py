"""The papers of a matter as pages list them: what takes the place of each, and what has to be brought."""

import msgspec

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.handbook_words import PHOTO_OR_COUNTER
from kiosk.domain.materials import MaterialState, asked_materials, names_of, provide_all
from kiosk.domain.matter import MaterialWay, Matter
from kiosk.domain.receipt_words import BY_PHOTO, BY_PROMISE, BY_SHARING, NOT_HERE
from kiosk.domain.record import Records
from kiosk.domain.session import Session
from kiosk.domain.text import Locale, Text
from kiosk.steps.photo import may_photograph
from ui.conductor import Conductor
from ui.models.words import library


class Paper(msgspec.Struct, frozen=True):
    """A material and what takes its place; standing is provided, promised, scanned or missing."""

    material: str
    label: str
    words: str
    standing: str
    source: str
    photo: bool
    """It may be photographed here, or is."""


BROUGHT = (MaterialState.MISSING.value, MaterialState.COUNTER.value)
"""The papers that nothing takes the place of."""
BRING_PHOTO = Text(zh="带来了可以在这里拍照", en="If you have it with you, photograph it here")
NOT_PHOTOGRAPHED = Text(zh="还没有拍，不拍就到窗口交", en="Not photographed: take it to the counter")
BRING_COUNTER = Text(zh="这里补不了，要带到窗口办", en="Can't be supplied here: take it to the counter")
PAPER_WORDS = {
    MaterialState.PROVIDED: BY_SHARING,
    MaterialState.PROMISED: BY_PROMISE,
    MaterialState.SCANNED: BY_PHOTO,
    MaterialState.COUNTER: NOT_PHOTOGRAPHED,
    MaterialState.MISSING: NOT_HERE,
}
IF_FOUND = Text(zh="查到就不用交", en="Not needed once it is found")
TO_PROMISE = Text(zh="签一份承诺代替", en="Replaced by a promise you sign")


def papers(conductor: Conductor, session: Session, matter: Matter, records: Records) -> tuple[Paper, ...]:
    """Return each material with what takes its place."""
    locale = conductor.locale
    names = {material.id: material.name for material in asked_materials(matter, session.answers)}
    photographable = may_photograph(conductor.ports, session)
    return tuple(
        Paper(
            given.material,
            names[given.material].at(locale),
            (TO_PROMISE if given.state is MaterialState.PROMISED else PAPER_WORDS[given.state]).at(locale),
            given.state.value,
            library(conductor.catalogue, given.source, locale),
            given.material in photographable,
        )
        for given in provide_all(matter, records, names_of(session.photos), session.answers)
    )


def expected_paper(paper: Paper, matter: Matter, catalogue: Catalogue, locale: Locale) -> Paper:
    """Say of a paper that a library may prove which one it is, before it was asked."""
    material = next(one for one in matter.materials if one.id == paper.material)
    if MaterialWay.RECORD not in material.ways or material.record is None:
        return paper
    name = catalogue.record_types[material.record].library.at(locale)
    return msgspec.structs.replace(paper, words=IF_FOUND.at(locale), source=name)


def to_bring(paper: Paper, locale: Locale) -> Paper:
    """Say of a paper that has to be brought where it can be handed in."""
    if paper.standing == MaterialState.COUNTER.value:
        words = PHOTO_OR_COUNTER
    else:
        words = BRING_PHOTO if paper.photo else BRING_COUNTER
    return msgspec.structs.replace(paper, words=words.at(locale))
