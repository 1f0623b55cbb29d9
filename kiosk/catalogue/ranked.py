"""A catalogue whose most wanted matters are those that were counted; until any were, those of words.toml."""

import msgspec

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.use import Figures

MOST = 40
"""What is come for less often than these is no help to anybody who looks for something."""


def ranked(catalogue: Catalogue, use: Figures) -> Catalogue:
    """Return the catalogue with the counted matters first, the most used first, then those expected."""
    counted = sorted((code for code in catalogue.matters if use.get(code)), key=lambda code: -use[code])
    slugs = (catalogue.matters[code].slug for code in counted[:MOST])
    often = tuple(dict.fromkeys((*slugs, *catalogue.words.often)))[: max(MOST, len(catalogue.words.often))]
    if often == catalogue.words.often:
        return catalogue
    words = msgspec.structs.replace(catalogue.words, often=often)
    return msgspec.structs.replace(catalogue, words=words)
