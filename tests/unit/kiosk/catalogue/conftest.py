import shutil
from pathlib import Path

import pytest

from kiosk.catalogue.loader import BUNDLED


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A catalogue of one's own to spoil."""
    for name in ("records.toml", "departments.toml"):
        shutil.copy(BUNDLED / name, tmp_path / name)
    shutil.copytree(BUNDLED / "matters", tmp_path / "matters")
    return tmp_path
