"""One real centre for the tests of a module, and a server for the programs that it runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durability.fork_server import ForkServer
from tests.integration.central.conftest import Platform


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the centre keeps everything."""
    return tmp_path_factory.mktemp("central")


@pytest.fixture(scope="module")
def platform(data: Path) -> Iterator[Platform]:
    """A centre that serves until the module's last test."""
    running = Platform(data, "--bench")
    yield running
    running.end()


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer]:
    """What starts the programs that are disturbed."""
    running = ForkServer()
    yield running
    running.close()
