"""A catalogue's files as they lie in a folder: read to be published, written to be proven and used."""

import os
from collections.abc import Mapping
from pathlib import Path

from kiosk.catalogue.loader import files
from kiosk.safe_file import sync_folder


def read_files(root: Path) -> dict[str, bytes]:
    """Return the bytes of each file of the catalogue below `root`, by its name there."""
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files(root) if file.is_file()}


def write_files(root: Path, contents: Mapping[str, bytes]) -> None:
    """Write a catalogue's files into a folder that is made for them; all of it is on the disk afterwards.

    The names are those of an edition that was unpacked: none leads out of the folder. OSError as it comes.
    """
    root.mkdir()
    for name, data in contents.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
    for folder in (root, *(path for path in root.rglob("*") if path.is_dir())):
        sync_folder(folder)
