"""Editions of a small catalogue, and a shelf to put them on."""

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.catalogue.folder import write_files
from kiosk.catalogue.loader import version_of
from kiosk.catalogue.shelf import Shelf
from kiosk.domain.edition import Edition
from tests.catalogue_folder import renamed, small

NOW = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
Files = dict[str, bytes]


def shelf(folder: Path, software: str = "0.1.0") -> Shelf:
    return Shelf(folder / "catalogue", software=software, now=lambda: NOW)


def edition_of(files: Files, sequence: int) -> Edition:
    with TemporaryDirectory() as scratch:
        write_files(Path(scratch) / "files", files)
        version = version_of(Path(scratch) / "files")
    return Edition(version=version, sequence=sequence, made_at=NOW)


class Editions:
    """Editions 1, 2, 3 … of one small catalogue."""

    def __init__(self, folder: Path) -> None:
        self._root = small(folder / "small")

    def files(self, number: int) -> Files:
        return renamed(self._root, 10 + number)

    def __getitem__(self, number: int) -> Edition:
        return edition_of(self.files(number), number)

    def stage(self, shelf: Shelf, number: int) -> Edition:
        """Put one on a shelf."""
        edition = self[number]
        shelf.stage(edition, self.files(number))
        return edition
