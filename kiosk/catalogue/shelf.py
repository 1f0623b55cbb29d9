"""Where a terminal keeps the editions of the catalogue: a folder each, and one small file says which counts.

A folder gets its name once all in it is on the disk and proven, and the small file is written whole: whenever
power goes, what the file names is there. The sync process stages, the screen takes up, a technician rolls
back: each changes, under a lock, what the file says at that moment.
"""

import datetime as dt
import fcntl
import logging
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from kiosk.catalogue.folder import write_files
from kiosk.catalogue.loader import files, version_of
from kiosk.catalogue.proof import DAMAGED, prove
from kiosk.catalogue.shelved import Cause, Setback, Shelved, wants, with_left, with_staged
from kiosk.domain.edition import CatalogueWord, Edition
from kiosk.domain.ids import CatalogueVersion
from kiosk.domain.use import Figures
from kiosk.errors import CatalogueError
from kiosk.safe_file import sync_folder, write_whole

log = logging.getLogger(__name__)
STATE, LOCK, STAGING, STAGED, USE = "editions.json", "lock", "staging", ".staged", "use.json"
VERSION = re.compile(r"c[0-9a-f]{16}")
"""As the loader makes them: a folder bears it as its name."""


class Shelf:
    """The editions below one folder; nothing is written before one is staged."""

    def __init__(
        self, folder: Path, *, software: str, now: Callable[[], dt.datetime], kept: Path | None = None
    ) -> None:
        """Prepare; the software's own catalogue, as it was decoded once, is kept in `kept`."""
        self.folder = folder
        self.kept = kept
        self.software = software
        self.now = now
        self._bundled: CatalogueVersion | None = None

    def shelved(self) -> Shelved:
        """Return what is there; with no file that can be read, nothing but the software's catalogue."""
        try:
            return msgspec.json.decode((self.folder / STATE).read_bytes(), type=Shelved)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return Shelved()

    def place(self, edition: Edition) -> Path:
        """Return where an edition's files lie."""
        return self.folder / edition.version

    def version(self, edition: Edition | None) -> CatalogueVersion:
        """Return an edition's version, for None that of the software's own catalogue."""
        if edition is not None:
            return edition.version
        if self._bundled is None:
            self._bundled = version_of()
        return self._bundled

    def files(self) -> tuple[Path, ...]:
        """Return what says which catalogue is in force, and the files of the current edition."""
        current = self.shelved().current
        of_edition = () if current is None else tuple(files(self.place(current)))
        return (self.folder, self.folder / STATE, self.folder / USE, *of_edition)

    def word(self) -> CatalogueWord:
        """Return what the centre is told."""
        shelved = self.shelved()
        return CatalogueWord(
            version=self.version(shelved.current),
            sequence=shelved.current.sequence if shelved.current else 0,
            staged=shelved.staged.version if shelved.staged else None,
            setback=shelved.setback.why if shelved.setback else "",
        )

    def use(self) -> Figures:
        """Return how often matters are begun at all terminals together; empty where nobody said."""
        try:
            return msgspec.json.decode((self.folder / USE).read_bytes(), type=Figures)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return {}

    def learn_use(self, figures: Mapping[str, int]) -> None:
        """Keep how often they are; what the disk does not take is asked for again a day later."""
        if figures == self.use():
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / USE, msgspec.json.encode(figures))
        except OSError as error:
            log.warning("%s: what is used can't be kept: %s", self.folder, error)

    def wants(self, edition: Edition) -> bool:
        """Return whether an edition that the centre announces is to be fetched."""
        shelved = self.shelved()
        here = self.version(shelved.staged or shelved.current)
        return wants(shelved, edition, self.software) and edition.version != here

    def stage(self, edition: Edition, contents: Mapping[str, bytes]) -> None:
        """Put an edition on the disk and prove it; the screen takes it up when no visit runs.

        CatalogueError when it does not stand the proof, or the disk does not take it: that is kept as a
        setback, and what was in force stays so.
        """
        try:
            with self._alone(STAGING):
                shelved = self.shelved()
                if edition in (shelved.current, shelved.staged):
                    return  # another sync process was sooner
                self._put(edition, contents)
                self.change(lambda shelved: with_staged(shelved, edition))
        except CatalogueError as error:
            self.leave(edition, Cause.REFUSED, error.message)
            raise
        except OSError as error:
            why = f"{self.folder}: {error}"
            self.leave(edition, Cause.DAMAGED, why)
            raise CatalogueError("catalogue_disk", why) from error
        log.info("catalogue %s (%d) is staged", edition.version, edition.sequence)

    def distrust(self, edition: Edition, why: str) -> None:
        """Keep that what came for an edition is not what the centre signed."""
        self.leave(edition, Cause.UNPROVEN, why)

    def leave(self, edition: Edition, cause: Cause, why: str) -> None:
        """Keep that an edition is not to be in force; a disk that does not take this changes nothing else."""
        setback = Setback(edition=edition, at=self.now(), cause=cause, why=why, software=self.software)
        log.error("ALARM: catalogue %s (%d) is left: %s", edition.version, edition.sequence, why)
        try:
            self.change(lambda shelved: with_left(shelved, setback))
        except OSError as error:
            log.error("%s: what became of it can't be kept: %s", self.folder, error)  # noqa: TRY400 told whole

    def change(self, change: Callable[[Shelved], Shelved]) -> Shelved:
        """Change what is there, alone, and return it; OSError when the disk takes nothing.

        What changes nothing touches nothing: the front is believed while the folder is as it was.
        """
        if change(before := self.shelved()) == before:
            return before
        with self._alone(LOCK):
            after = change(before := self.shelved())
            if after != before:
                write_whole(self.folder / STATE, msgspec.json.encode(after))
        return after

    def _put(self, edition: Edition, contents: Mapping[str, bytes]) -> None:
        if not VERSION.fullmatch(edition.version):
            raise CatalogueError("catalogue_version", f"{edition.version!r} is no version of a catalogue")
        self._sweep()
        whole, part = self.place(edition), self.folder / f"{edition.version}{STAGED}"
        if _is_whole(whole, edition.version):
            prove(whole, edition.version)
            return
        write_files(part, contents)
        prove(part, edition.version)
        if whole.exists():
            shutil.rmtree(whole)
        part.rename(whole)
        sync_folder(self.folder)

    def _sweep(self) -> None:
        """Remove the folders that nothing names: what was cut short, and editions of long ago."""
        shelved = self.shelved()
        named = {one.version for one in (shelved.current, shelved.previous, shelved.staged) if one}
        for folder in self.folder.iterdir():
            if folder.is_dir() and folder.name not in named:
                shutil.rmtree(folder)

    @contextmanager
    def _alone(self, lock: str) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / lock).open("wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def cause_of(error: CatalogueError) -> Cause:
    """Return why an edition that was proven once can't be loaded any more."""
    return Cause.DAMAGED if error.code == DAMAGED else Cause.REFUSED


def _is_whole(folder: Path, version: CatalogueVersion) -> bool:
    try:
        return folder.is_dir() and version_of(folder) == version
    except CatalogueError:
        return False
