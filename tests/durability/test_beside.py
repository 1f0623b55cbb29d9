"""What is at work beside: a sync process, commands of root, an item that the centre refuses for good."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.submission import ItemState
from kiosk.ports import ItemDraft
from kiosk.wire.envelope import ItemKind
from tests.durability.site import Site, service
from tests.integration.central.conftest import Platform
from tests.integration.cli_command import kiosk

MANY = 100
LOOK_EVERY = 40


@pytest.fixture
def site(tmp_path: Path, platform: Platform, data: Path) -> Iterator[Site]:
    made = Site(tmp_path, platform, data, f"http://127.0.0.1:{platform.port}")
    yield made
    made.close()


def poison() -> ItemDraft:
    """Return a submission whose body is none: sealed well, and refused by whoever opens it."""
    return msgspec.structs.replace(service(), kind=ItemKind.SUBMISSION)


@pytest.mark.usefixtures("caplog")  # what is put aside is told in the log too
@pytest.mark.parametrize("places", [{0}, {37}, {0, 1}, {12, 99}], ids=str)
def test_poison_holds_up_nobody(site: Site, places: set[int]) -> None:
    put = [site.outbox.put(poison() if place in places else service()).id for place in range(MANY)]
    site.sync.run_once()
    aside = [row for row in site.rows() if row.state is ItemState.QUARANTINED]
    assert [put[place] for place in sorted(places)] == [row.id for row in aside]
    assert {"400 item_body"} == {row.reason.partition(":")[0] for row in aside}
    assert [item for place, item in enumerate(put) if place not in places] == site.arrived()
    assert (0, None) == (site.to_send(), site.sync.pause)


def test_screen_sync_process_and_commands_of_root_share_a_queue(site: Site) -> None:
    put = []
    with site.syncing():
        for number in range(MANY):
            put.append(site.outbox.put(service()).id)
            if number % LOOK_EVERY == 0:
                for words in (("stats",), ("list",), ("export", site.path.with_name("bundle"))):
                    said = kiosk("queue", *words, "--config", site.configuration(), "--json")
                    assert 0 == said.code, said
        site.wait_until_all_came()
    assert put == site.arrived()
    assert [] == site.alarms()
