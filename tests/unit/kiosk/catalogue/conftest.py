import shutil
from pathlib import Path

import msgspec
import pytest

from kiosk.catalogue.loader import BUNDLED, Catalogue, load


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A catalogue of one's own to spoil."""
    for name in ("templates.toml", "departments.toml", "words.toml", "points.toml", "answers.toml"):
        shutil.copy(BUNDLED / name, tmp_path / name)
    for folder in ("records", "matters"):
        shutil.copytree(BUNDLED / folder, tmp_path / folder)
    return tmp_path


FEW = (
    "exit-entry-appointment",
    "no-criminal-record",
    "residence-permit-endorsement",
    "housing-fund-balance",
    "remote-residence-filing",
    "hotline-12345",
    "social-insurance-proof",
    "driving-licence-points",
    "traffic-fine-payment",
    "senior-bus-card-check",
)


@pytest.fixture(scope="session")
def few() -> Catalogue:
    """Return the catalogue with ten of its matters: what is found first changes with the others."""
    whole = load()
    matters = {code: matter for code, matter in whole.matters.items() if matter.slug in FEW}
    return msgspec.structs.replace(whole, matters=matters)
