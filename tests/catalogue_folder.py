"""A catalogue of a test's own, to be changed and published."""

import shutil
from pathlib import Path

from kiosk.catalogue.beside import ANSWERS
from kiosk.catalogue.folder import read_files
from kiosk.catalogue.loader import BUNDLED, JOINED, MATTERS, files

BUS_CARD = "matters/transport/senior-bus-card-check.toml"
NEEDED = ("records/transport.toml", BUS_CARD)


def copied(into: Path) -> Path:
    """Copy the catalogue that comes with the software into a folder that is made."""
    for name, data in read_files(BUNDLED).items():
        _write(into / name, data)
    return into


def small(into: Path) -> Path:
    """Copy as much of it as one matter needs: what is done to it is done soon."""
    for name, data in read_files(BUNDLED).items():
        if (name != ANSWERS and "/" not in name) or name in NEEDED:  # answers lead to other matters
            _write(into / name, data)
    return into


def change(root: Path, before: str, after: str, file: str = BUS_CARD) -> Path:
    """Write other words into one of its files."""
    text = (root / file).read_text(encoding="utf-8")
    assert before in text
    (root / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    return root


def without(root: Path, file: str) -> Path:
    """Take a matter away, and with it the answers: some may lead to it."""
    (root / file).unlink()
    (root / ANSWERS).unlink(missing_ok=True)
    return root


def renamed(root: Path, version: int) -> dict[str, bytes]:
    """Return the files of another version of a catalogue: its one matter says so itself."""
    text = (root / BUS_CARD).read_text(encoding="utf-8")
    return read_files(root) | {BUS_CARD: f"version = {version}\n{text}".encode()}


def emptied(root: Path) -> Path:
    """Take every matter away."""
    for file in files(root):
        if file.is_file() and file.relative_to(root).parts[0] in (MATTERS, JOINED):
            file.unlink()
    return root


def spoilt(file: Path) -> None:
    """Flip a bit in a file, as a bad disk does."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def removed(folder: Path) -> None:
    """Remove a folder and all in it."""
    shutil.rmtree(folder)


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
