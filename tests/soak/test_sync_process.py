"""The sync process over many thousands of items: all arrive, and its memory stays what it was."""

import logging
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.durability.site import Site, service
from tests.integration.central.conftest import Platform

pytestmark = pytest.mark.soak
WAVES, WARM_UP, WAVE = 20, 4, 1_000
MOST_BYTES = 60 * 1024 * 1024
FLAT = 0.05
log = logging.getLogger(__name__)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    data = tmp_path / "central"
    platform = Platform(data, "--bench")
    made = Site(tmp_path, platform, data, f"http://127.0.0.1:{platform.port}")
    yield made
    made.close()
    platform.end()


def rss(process: psutil.Process) -> int:
    return int(process.memory_info().rss)


def test_twenty_thousand_items_leave_the_sync_process_flat(site: Site) -> None:
    sizes = []
    with site.syncing() as process:
        for _ in range(WAVES):
            for _ in range(WAVE):
                site.outbox.put(service())
            site.wait_until_all_came()
            sizes.append(rss(process))
    log.info("resident after each wave: %s MB", [round(size / 1e6, 1) for size in sizes])
    assert WAVES * WAVE == len(site.arrived())
    before, after = sizes[WARM_UP - 1], max(sizes[WARM_UP:])
    assert (True, True) == (after <= before * (1 + FLAT), after <= MOST_BYTES), sizes
