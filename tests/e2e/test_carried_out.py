"""A submission with attachments carried out by hand, or by another terminal: the commands as they are."""

import http.client
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.bootstrap import known_now, open_queue
from kiosk.clock import SystemClock
from kiosk.config import Config
from kiosk.domain.ids import CatalogueVersion, ItemId, MatterCode
from kiosk.gateway import credentials
from kiosk.ports import ItemDraft
from kiosk.steps.ports import new_item_id
from kiosk.wire.attachment import folder_beside
from kiosk.wire.envelope import ItemKind
from kiosk.wire.sealer import Sealer
from offline_queue.outbox import SqliteOutbox
from tests.e2e.place import Place, file_of, open_place
from tests.integration.cli_command import kiosk

PAPERS = (os.urandom(300_000), os.urandom(5_000))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with open_place(tmp_path_factory.mktemp("carried")) as opened:
        yield opened


def put(config: Config) -> ItemId:
    """Put an item that the centre judges nothing in, with two attachments."""
    clock = SystemClock()
    draft = ItemDraft(
        id=new_item_id(clock),
        kind=ItemKind.SERVICE,
        matter=MatterCode("m"),
        catalogue=CatalogueVersion("c"),
        body=b"\x80",
        attachments=PAPERS,
    )
    with open_queue(config) as database:
        known = known_now(database, credentials.load(Path(config.platform.credentials)))
        return SqliteOutbox(database, Sealer(known.own), clock).put(draft).id


def done(config: Config, *words: object) -> dict[str, Any]:
    said = kiosk(*words, "--json", "--config", file_of(config))
    assert 0 == said.code, said.err
    return said.row


def take_in(place: Place, bundle: Path) -> tuple[int, list[tuple[int, str]]]:
    said = kiosk("central", "--data", place.data, "--take-in", bundle)
    return said.code, [(row["status"], row["code"]) for row in said.rows]


def papers(place: Place, item: ItemId) -> tuple[bytes, ...]:
    line = http.client.HTTPConnection(place.door.host, place.door.port, timeout=20)
    found = []
    for number in range(len(PAPERS)):
        line.request("GET", f"/bench/attachments/{item}/{number}")
        found.append(line.getresponse().read())
    line.close()
    return tuple(found)


def test_bundle_and_network_bring_it_once_whichever_comes_first(place: Place, tmp_path: Path) -> None:
    for number, first in enumerate(("hand", "network")):
        config, bundle = place.enrolled(tmp_path / first), tmp_path / f"{number}.bundle"
        item = put(config)
        assert 1 == done(config, "queue", "export", bundle)["items"]
        if first == "network":
            assert 1 == done(config, "sync", "--once")["received"]
        assert (0, [(200, "item_same" if first == "network" else "")]) == take_in(place, bundle)
        assert (0, [(200, "item_same")]) == take_in(place, bundle)
        assert int(first == "hand") == done(config, "sync", "--once")["received"]
        assert PAPERS == papers(place, item)
        assert [2] == [line["attachments"] for line in place.door.get("/items") if line["id"] == item]


def test_bundle_without_its_folder_is_not_taken_and_is_once_it_is_there(place: Place, tmp_path: Path) -> None:
    config, bundle = place.enrolled(tmp_path / "t"), tmp_path / "out.bundle"
    item = put(config)
    done(config, "queue", "export", bundle)
    left_behind = folder_beside(bundle).rename(tmp_path / "left behind")
    assert (1, [(424, "attachment_missing")]) == take_in(place, bundle)
    left_behind.rename(folder_beside(bundle))
    assert (0, [(200, "")]) == take_in(place, bundle)
    assert PAPERS == papers(place, item)


def test_another_terminal_carries_it(place: Place, tmp_path: Path) -> None:
    gone, here, bundle = place.enrolled(tmp_path / "a"), place.enrolled(tmp_path / "b"), tmp_path / "bundle"
    item = put(gone)
    done(gone, "queue", "export", bundle)
    done(gone, "queue", "wipe", "--exported", bundle)
    assert not folder_beside(Path(gone.queue.path)).exists()
    assert 1 == done(here, "queue", "carry", bundle)["items"]
    done(here, "sync", "--once")
    assert PAPERS == papers(place, item)
    assert {"waiting": 0, "refused": 0} == done(here, "queue", "stats")["carried"]
