"""The library of guides: what each matter of this software's catalogue says of itself, nothing invented."""

from functools import cache

from kiosk.catalogue.loader import load
from kiosk.domain import guide_words
from kiosk.domain.guide_answers import Aspect, answer_of
from kiosk.domain.matter import Matter
from kiosk.domain.record import Record, Scalar

LIBRARY = "service.guide"
TOPIC = "topic"


@cache
def guides() -> tuple[Record, ...]:
    """Return an entry for each matter under one of the library's topics, in the catalogue's order."""
    catalogue = load()
    type_ = catalogue.record_types.get(LIBRARY)
    topic = None if type_ is None else type_.key(TOPIC)
    if type_ is None or topic is None:
        return ()
    return tuple(
        Record(type=LIBRARY, id=matter.slug, source=type_.library.zh, values=_said(matter))
        for matter in catalogue.matters.values()
        if matter.life_event in topic.words
    )


def _said(matter: Matter) -> dict[str, Scalar]:
    return {
        TOPIC: matter.life_event.value,
        "name": matter.name.zh,
        "bring": answer_of(matter, Aspect.BRING).answer.zh,
        "cost": guide_words.price(matter).zh,
        "time": guide_words.duration(matter.promised).zh,
        "place": "本终端" if matter.completes_here else f"本终端，再到{matter.counter.place.zh}",
    }
