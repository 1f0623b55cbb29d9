import shutil
from pathlib import Path

import pytest

from kiosk.catalogue.loader import BUNDLED


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A catalogue of one's own to spoil."""
    for name in ("templates.toml", "departments.toml"):
        shutil.copy(BUNDLED / name, tmp_path / name)
    for folder in ("records", "matters"):
        shutil.copytree(BUNDLED / folder, tmp_path / folder)
    return tmp_path
