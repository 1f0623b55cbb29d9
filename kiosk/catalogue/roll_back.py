"""What a technician does by hand: the edition before is in force again, until a later one comes."""

from kiosk.catalogue.proof import opened
from kiosk.catalogue.shelf import Shelf
from kiosk.catalogue.shelved import Shelved, with_rolled_back
from kiosk.domain.edition import Edition
from kiosk.errors import CatalogueError


def roll_back(shelf: Shelf) -> Shelved:
    """Put the edition before in force; the screen goes over to it when no visit runs.

    CatalogueError when there is none, when it does not load, and when the disk takes nothing.
    """
    before = shelf.shelved()
    if before.previous is not None:
        opened(shelf.place(before.previous), before.previous.version)
    try:
        return shelf.change(lambda shelved: _rolled_back(shelf, shelved, before.previous))
    except OSError as error:
        raise CatalogueError("catalogue_disk", f"{shelf.folder}: {error}") from error


def _rolled_back(shelf: Shelf, shelved: Shelved, tried: Edition | None) -> Shelved:
    after = with_rolled_back(shelved, shelf.now(), shelf.software)
    if after is None:
        raise CatalogueError(
            "catalogue_first", "no edition was in force before: there is nothing to go back to"
        )
    if after.current != tried:
        raise CatalogueError("catalogue_changed", "another edition came at this moment: look again")
    return after
