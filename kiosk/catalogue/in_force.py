"""The catalogue that the screen serves with: the newest that loads, and at last the software's own."""

import logging
from collections.abc import Callable, Iterator

from kiosk.catalogue.kept import load_kept
from kiosk.catalogue.proof import Opened, opened, with_search
from kiosk.catalogue.shelf import Shelf, cause_of
from kiosk.catalogue.shelved import MAX_STARTS, Cause, Shelved, with_rest, with_served, with_start, with_taken
from kiosk.domain.edition import Edition
from kiosk.domain.ids import CatalogueVersion
from kiosk.domain.use import NO_USE, Figures
from kiosk.errors import CatalogueError

Change = Callable[[Shelved], Shelved]
log = logging.getLogger(__name__)


def open_at_start(shelf: Shelf) -> Opened:
    """Load what a screen begins with: what is staged, what was in force, the one before; else the software's.

    What does not load is left, and kept as a setback. CatalogueError when not even the software's loads.
    """
    for edition in _candidates(shelf):
        made = _loaded(shelf, edition)
        if made is not None:
            note_taken(shelf, edition.version)
            _change(shelf, with_start)
            return made
    return bundled(shelf)


def open_next(shelf: Shelf, running: CatalogueVersion, use: Figures = NO_USE) -> Opened | None:
    """Load what is to be in force in place of `running`, ranked by `use`; None when nothing is, or not so."""
    shelved = shelf.shelved()
    edition = shelved.staged or shelved.current
    if shelf.version(edition) == running:
        note_taken(shelf, running)
        if shelf.use() == use:
            return None
    return bundled(shelf) if edition is None else _loaded(shelf, edition)


def note_taken(shelf: Shelf, version: CatalogueVersion) -> None:
    """Keep that the staged edition is in force, where it is the one of that version."""
    _change(
        shelf,
        lambda shelved: (
            with_taken(shelved) if shelved.staged and shelved.staged.version == version else shelved
        ),
    )


def note_served(shelf: Shelf) -> None:
    """Keep that the screen served with what is in force: it is not given up for a start that fails later."""
    _change(shelf, with_served)


def rest(shelf: Shelf) -> None:
    """Keep that the screen ended in order: such a start counts no more against what is in force."""
    _change(shelf, with_rest)


def bundled(shelf: Shelf) -> Opened:
    """Load the software's own catalogue."""
    return with_search(load_kept(shelf.kept), shelf.use())


def as_it_lies(shelf: Shelf) -> Opened:
    """Load what is in force and change nothing; CatalogueError when it does not load."""
    return lies(shelf, shelf.shelved().current)


def lies(shelf: Shelf, edition: Edition | None) -> Opened:
    """Load an edition, for None the software's own catalogue; CatalogueError when it does not load."""
    return bundled(shelf) if edition is None else opened(shelf.place(edition), edition.version, shelf.use())


def _candidates(shelf: Shelf) -> Iterator[Edition]:
    shelved = shelf.shelved()
    if shelved.staged is not None:
        yield shelved.staged
    if shelved.current is None:
        return  # the software's own is in force, also where it was rolled back to that
    if (shelved.starts or 0) < MAX_STARTS:
        yield shelved.current
    else:
        why = f"the screen ended {MAX_STARTS} times before it served"
        shelf.leave(shelved.current, Cause.NEVER_SERVED, why)
    if shelved.previous is not None:
        yield shelved.previous


def _loaded(shelf: Shelf, edition: Edition) -> Opened | None:
    try:
        return opened(shelf.place(edition), edition.version, shelf.use())
    except CatalogueError as error:
        shelf.leave(edition, cause_of(error), error.message)
        return None


def _change(shelf: Shelf, change: Change) -> None:
    """Keep a change; the screen serves all the same when the disk does not take it."""
    try:
        shelf.change(change)
    except OSError as error:
        log.warning("%s: which catalogue is in force can't be kept: %s", shelf.folder, error)
