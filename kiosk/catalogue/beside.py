"""What the catalogue holds beside its matters: the thesaurus, the map of service points, general answers."""

from collections.abc import Sequence

import msgspec

from kiosk.catalogue.checks import Declaration, Flawed
from kiosk.catalogue.knowledge import Knowledge
from kiosk.catalogue.knowledge import flaws as knowledge_flaws
from kiosk.catalogue.points import POINTS
from kiosk.catalogue.points import flaws as map_flaws
from kiosk.catalogue.source import Source, declares
from kiosk.catalogue.vocabulary import Vocabulary
from kiosk.catalogue.words import Words
from kiosk.catalogue.words import flaws as words_flaws
from kiosk.domain.point import ServiceMap

WORDS = "words.toml"
ANSWERS = "answers.toml"


class Beside(msgspec.Struct, frozen=True):
    """All of it."""

    words: Words = Words()
    service_map: ServiceMap = ServiceMap()
    knowledge: Knowledge = Knowledge()


def read_beside(
    sources: Sequence[Source], declarations: Sequence[Declaration], vocabulary: Vocabulary
) -> tuple[Beside, list[Flawed]]:
    """Return it, each part empty where its file is missing or broken, and what is wrong with the files."""
    by_file = {source.file: source for source in sources}
    words, found = declares(Words, by_file[WORDS])
    if words is not None:
        found += [Flawed(WORDS, flaw) for flaw in words_flaws(words)]
    service_map, more = declares(ServiceMap, by_file[POINTS])
    if service_map is not None:
        more += map_flaws(service_map, declarations, vocabulary)
    slugs = tuple(source.stem for source in sources if "/" in source.file)
    known, most = declares(Knowledge, by_file[ANSWERS]) if ANSWERS in by_file else (None, [])
    if known is not None:
        most += [Flawed(ANSWERS, flaw) for flaw in knowledge_flaws(known, slugs)]
    return Beside(words or Words(), service_map or ServiceMap(), known or Knowledge()), found + more + most
