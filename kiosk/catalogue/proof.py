"""The proof of a catalogue before it is used: its files are those that were published, and it works.

What was decoded once is kept beside the files, so that the screen loads an edition in a moment.
"""

from pathlib import Path

import msgspec

from kiosk.catalogue.kept import load_kept
from kiosk.catalogue.loader import Catalogue, version_of
from kiosk.catalogue.ranked import ranked
from kiosk.catalogue.search import Search
from kiosk.domain.ids import CatalogueVersion
from kiosk.domain.use import NO_USE, Figures
from kiosk.errors import CatalogueError

LOOKED_FOR = 200
"""So many matters are looked for by their own names, evenly chosen."""
DAMAGED = "catalogue_damaged"


class Opened(msgspec.Struct, frozen=True):
    """A catalogue and its search, ready for a visit."""

    catalogue: Catalogue
    search: Search
    use: Figures = NO_USE
    """By what the most wanted of it were ranked."""


def opened(root: Path, version: CatalogueVersion, use: Figures = NO_USE) -> Opened:
    """Load the catalogue below `root`.

    CatalogueError `catalogue_damaged` when its files are not those of that version, before anything else is
    said of them, `catalogue_broken` naming every problem.
    """
    try:
        made = _version(root)
        catalogue = load_kept(root, root) if made == version else None
    except OSError as error:
        raise CatalogueError(DAMAGED, f"{root}: {error}") from error
    if catalogue is None:
        raise CatalogueError(DAMAGED, f"{root}: its files make {made}, they should make {version}")
    return with_search(catalogue, use)


def with_search(catalogue: Catalogue, use: Figures) -> Opened:
    """Prepare the search of a catalogue, ranked by use."""
    by_use = ranked(catalogue, use)
    return Opened(by_use, Search(by_use), use)


def prove(root: Path, version: CatalogueVersion) -> Opened:
    """Load a catalogue and try it; CatalogueError also when no matter is in it, or one can't be found."""
    made = opened(root, version)
    matters = tuple(made.catalogue.matters.values())
    if not matters:
        raise CatalogueError("catalogue_empty", f"{root}: there is no matter in it")
    for matter in matters[:: max(1, len(matters) // LOOKED_FOR)]:
        if matter not in made.search.find(matter.name.zh):
            raise CatalogueError("catalogue_unfound", f"{root}: {matter.slug} is not found by its own name")
    return made


def _version(root: Path) -> CatalogueVersion:
    try:
        return version_of(root)
    except CatalogueError as error:  # a file is gone
        raise CatalogueError(DAMAGED, f"{root}: {error.message}") from error
