"""What tests of several drivers share."""

import os
from pathlib import Path

import pytest

from sim.pcscd import SOCKET_VARIABLE


@pytest.fixture(scope="session")
def card_service_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the one folder of every simulated card service: libpcsclite reads its socket's name once."""
    folder = tmp_path_factory.mktemp("pcscd")
    os.environ[SOCKET_VARIABLE] = str(folder / "run" / "pcscd" / "pcscd.comm")
    return folder
