"""A catalogue of a test's own, to be changed and published."""

import shutil
from pathlib import Path

from kiosk.catalogue.loader import BUNDLED, files

BUS_CARD = "matters/transport/senior-bus-card-check.toml"


def copied(into: Path) -> Path:
    """Copy the catalogue that comes with the software into a folder that is made."""
    for file in files(BUNDLED):
        if file.is_file():
            target = into / file.relative_to(BUNDLED)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
    return into


def change(root: Path, before: str, after: str, file: str = BUS_CARD) -> Path:
    """Write other words into one of its files."""
    text = (root / file).read_text(encoding="utf-8")
    assert before in text
    (root / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    return root
