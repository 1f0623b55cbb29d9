"""The terminal's own key rotated and the terminal revoked, with 50 unsent: all arrive, once."""

import logging
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kiosk.bootstrap import known_now, open_centre_client, open_ports, open_queue
from kiosk.clock import CentreClock, SystemClock
from kiosk.config import Config
from kiosk.domain.ids import CatalogueVersion, ItemId, MatterCode, TerminalId
from kiosk.domain.submission import ItemState
from kiosk.gateway import credentials, rotation
from kiosk.gateway.key_file import FORMER_FILE, KEY_FILE, NEXT_FILE, KeyFile
from kiosk.ports import Clock, ItemDraft
from kiosk.steps.ports import new_item_id
from kiosk.sync_process import open_sync
from kiosk.wire.envelope import ItemKind
from kiosk.wire.messages import PlatformKey
from kiosk.wire.own_key import key_name
from kiosk.wire.sealer import Sealer
from offline_queue.commands import queue_list
from offline_queue.outbox import SqliteOutbox
from tests.e2e.place import Place, file_of, open_place
from tests.integration.cli_command import Said, kiosk

CALLS = ("write", "fsync", "rename", "renameat", "renameat2")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with open_place(tmp_path_factory.mktemp("keys")) as place:
        yield place


def put(config: Config, count: int) -> list[ItemId]:
    known, clock = credentials.load(folder_of(config)), SystemClock()
    with open_queue(config) as database:
        known_now(database, known)
        outbox = SqliteOutbox(database, Sealer(known.own), clock)
        return [outbox.put(draft(clock)).id for _ in range(count)]


def draft(clock: Clock) -> ItemDraft:
    return ItemDraft(
        id=new_item_id(clock),
        kind=ItemKind.SERVICE,
        matter=MatterCode("m"),
        catalogue=CatalogueVersion("c"),
        body=b"\x80",
    )


def sync(config: Config) -> dict[str, Any]:
    with open_sync(config) as process:
        return process.run_once()


def rotate(config: Config) -> Said:
    return kiosk("rotate-key", "--config", file_of(config), "--json")


def central(place: Place, *words: str) -> Said:
    return kiosk("central", "--data", place.data, *words)


def folder_of(config: Config) -> Path:
    return Path(config.platform.credentials)


def terminal_of(config: Config) -> TerminalId:
    return credentials.load(folder_of(config)).enrolment.terminal


def keys_of(config: Config) -> Callable[[], tuple[PlatformKey, ...]]:
    return lambda: credentials.load(folder_of(config)).enrolment.keys


def present(config: Config) -> str:
    return key_name(KeyFile(folder_of(config))().publics[0])


def assert_all_came_once(place: Place, config: Config, items: list[ItemId]) -> None:
    with open_queue(config) as database:
        rows = queue_list(database)
    assert {ItemState.RECEIVED, ItemState.SETTLED} >= {row.state for row in rows}
    there = [item["id"] for item in place.door.get("/items") if item["terminal"] == rows[0].terminal]
    assert sorted(items) == sorted(there)


class Killed:
    """A rotation that is killed at one call on the files of the key."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.trace = folder_of(config).with_name("trace")

    def go(self, *inject: str) -> int:
        names = (KEY_FILE, NEXT_FILE, FORMER_FILE)
        files = [folder_of(self.config) / f"{name}{end}" for name in names for end in ("", ".part")]
        paths = [option for path in (*files, folder_of(self.config)) for option in ("-P", str(path))]
        rules = [option for rule in inject for option in ("-e", f"inject={rule}")]
        command = ["strace", "-f", "-qq", "-o", str(self.trace), "-e", f"trace={','.join(CALLS)}"]
        program = [sys.executable, "-m", "kiosk", "rotate-key", "--config", str(file_of(self.config))]
        return subprocess.run(
            [*command, *paths, *rules, *program], check=False, capture_output=True
        ).returncode

    def calls(self) -> list[tuple[str, int]]:
        counts: Counter[str] = Counter()
        found = []
        for name in re.findall(rf"\b({'|'.join(CALLS)})\(", self.trace.read_text()):
            counts[name] += 1
            found.append((name, counts[name]))
        return found


def test_rotated_with_50_unsent_all_arrive_once(place: Place, tmp_path: Path) -> None:
    config = place.enrolled(tmp_path / "t")
    items, before = put(config, 50), present(config)
    said = rotate(config)
    assert (0, present(config)) == (said.code, said.row["key"])
    assert before != present(config)
    items += put(config, 1)
    assert (51, "") == (sync(config)["received"], sync(config)["waiting"])
    assert_all_came_once(place, config, items)


def test_slip_that_was_signed_by_the_old_key_is_still_ones_own(place: Place, tmp_path: Path) -> None:
    config = place.enrolled(tmp_path / "t")
    (item,) = put(config, 1)
    with open_ports(config) as ports:
        token = ports.outbox.signed(ports.outbox.look(item)).token
        assert 0 == rotate(config).code
        claim = ports.tokens.own_claim(token)
        assert claim is not None, "a running screen knows its former keys"
        assert item == claim.item
    assert 0 == central(place, "--check", token).code


def test_rotation_killed_at_any_step_of_its_files_leaves_a_terminal_that_sends(
    place: Place, tmp_path: Path
) -> None:
    whole = Killed(place.enrolled(tmp_path / "whole"))
    assert 0 == whole.go()
    calls = whole.calls()
    assert {"write", "fsync"} < {name for name, _ in calls}
    assert any(name.startswith("rename") for name, _ in calls)
    with ThreadPoolExecutor(2) as pool:
        for config, items, before in pool.map(lambda call: killed_at(place, tmp_path, *call), calls):
            assert 50 == sync(config)["received"], config.queue.path
            last = put(config, 1)
            client = open_centre_client(
                config, credentials.load(folder_of(config)), keys_of(config), CentreClock(SystemClock())
            )
            rotation.rotate(client, terminal_of(config), folder_of(config))
            assert before != present(config), config.queue.path
            assert 1 == sync(config)["received"], config.queue.path
            assert_all_came_once(place, config, [*items, *last])


def killed_at(place: Place, folder: Path, name: str, number: int) -> tuple[Config, list[ItemId], str]:
    config = place.enrolled(folder / f"{name}-{number}")
    items, before = put(config, 50), present(config)
    assert 0 != Killed(config).go(f"{name}:signal=SIGKILL:when={number}"), (name, number)
    return config, items, before


def test_revoked_with_50_unsent_everything_is_kept_until_it_is_reinstated(
    place: Place, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = place.enrolled(tmp_path / "t")
    items = put(config, 50)
    terminal = terminal_of(config)
    assert {"terminal": terminal, "revoked": True} == central(place, "--revoke", terminal).row
    assert "revoked" in sync(config)["waiting"]
    assert "no longer enrolled" in caplog.text
    with open_ports(config) as ports:
        refusal = ports.outbox.refusal()
    assert refusal is not None
    assert "outbox_stopped" == refusal.code
    with open_queue(config) as database:
        assert {ItemState.PENDING} == {row.state for row in queue_list(database)}
    assert 0 == central(place, "--reinstate", terminal).code
    assert 50 == sync(config)["received"]
    assert_all_came_once(place, config, items)


def test_revoked_with_50_unsent_is_enrolled_again_by_a_new_code(
    place: Place, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    config = place.enrolled(tmp_path / "t")
    items = put(config, 50)
    terminal = terminal_of(config)
    assert 0 == central(place, "--revoke", terminal).code
    assert "revoked" in sync(config)["waiting"]
    assert 50 == len(items)
    place.enrol(config)
    items += put(config, 1)
    assert 51 == sync(config)["received"]
    assert_all_came_once(place, config, items)


def test_without_the_centre_the_key_is_as_before(place: Place, tmp_path: Path) -> None:
    config = place.enrolled(tmp_path / "t")
    before, file = present(config), file_of(config)
    file.write_text(file.read_text(encoding="utf-8").replace(place.address, "http://127.0.0.1:9"))
    said = rotate(config)
    assert (1, "rotation_unreachable") == (said.code, said.row["code"])
    assert before == present(config)


def test_name_of_no_terminal_is_refused(place: Place) -> None:
    said = central(place, "--revoke", "T9999")
    assert (1, True) == (said.code, "no terminal T9999" in said.err)
