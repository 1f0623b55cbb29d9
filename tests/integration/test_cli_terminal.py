"""`kiosk enrol`, `sync` and `queue` as processes before a real centre."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.bootstrap import open_ports, open_queue
from kiosk.catalogue.loader import load
from kiosk.config import Config
from kiosk.domain.ids import ItemId, MatterCode
from kiosk.domain.submission import KeptItem
from kiosk.ports import ItemDraft
from kiosk.steps.ports import new_item_id
from kiosk.tables import PlatformConfig
from kiosk.walk.stage import as_toml
from kiosk.wire.envelope import ItemKind
from offline_queue.claims import write_fate
from offline_queue.retry import Quarantined
from offline_queue.uptime import Boot, Moment
from tests.e2e.place import Place, file_of, open_place
from tests.integration.cli_command import Said, kiosk

CATALOGUE = load()
TERM_S = 10
"""docs/cli.md: SIGTERM ends the batch within 10 s."""
STATS = (
    *("unsent", "by_state", "oldest_unsent_s", "head_seq", "head_hash", "epoch", "quarantined"),
    *("numbers_left", "settled_seq", "backup_at", "digest"),
    "limits",
    "carried",
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with open_place(tmp_path_factory.mktemp("place")) as place:
        yield place


@pytest.fixture
def config(place: Place, tmp_path: Path) -> Config:
    return place.enrolled(tmp_path / "terminal")


def run(config: Config, *words: str) -> Said:
    return kiosk(*words, "--config", file_of(config), "--json")


def put(config: Config, count: int = 1) -> list[KeptItem]:
    """Leave records of queries in the outbox."""
    with open_ports(config) as ports:
        return [
            ports.outbox.put(
                ItemDraft(
                    id=new_item_id(ports.clock),
                    kind=ItemKind.SERVICE,
                    matter=MatterCode(CATALOGUE.by_slug("housing-fund-balance").code),
                    catalogue=CATALOGUE.version,
                    body=msgspec.msgpack.encode({"found": True}),
                )
            )
            for _ in range(count)
        ]


def quarantine(config: Config, item: ItemId) -> None:
    with open_queue(config) as database, database.writing() as connection:
        write_fate(connection, item, Quarantined("item_body: a test says so"), Moment(Boot(""), 0))


def at_other_address(config: Config, url: str) -> Config:
    other = msgspec.structs.replace(
        config, platform=PlatformConfig(url=url, credentials=config.platform.credentials)
    )
    file_of(config).write_text(as_toml(other), encoding="utf-8")
    return other


def enrol(config: Config, code: str, fingerprint: str) -> Said:
    return run(config, "enrol", "--code", code, "--fingerprint", fingerprint, "--site", "test")


# Enrolment.


def test_terminal_is_enrolled_and_the_same_code_again_changes_nothing(place: Place, tmp_path: Path) -> None:
    config = place.terminal(tmp_path / "t")
    pair = place.door.post("/enrolment-code", {})
    first, again = (enrol(config, pair["code"], pair["fingerprint"]) for _ in range(2))
    assert (0, ["terminal", "epoch"], 1) == (first.code, list(first.row), first.row["epoch"])
    assert (0, first.row) == (again.code, again.row)
    assert 0o600 == (tmp_path / "t" / "credentials" / "terminal.key").stat().st_mode & 0o777


@pytest.mark.parametrize(
    ("code", "fingerprint", "error"),
    [("WRONG-CODE", None, "enrolment_refused"), (None, "0" * 64, "enrolment_unreachable")],
)
def test_wrong_code_or_fingerprint_enrols_nobody(
    place: Place, tmp_path: Path, code: str | None, fingerprint: str | None, error: str
) -> None:
    config = place.terminal(tmp_path / "t")
    pair = place.door.post("/enrolment-code", {})
    said = enrol(config, code or pair["code"], fingerprint or pair["fingerprint"])
    assert (1, "error") == (said.code, said.row["status"])
    assert said.row["code"] in (error, "enrolment_unreachable")
    assert not (tmp_path / "t" / "credentials" / "enrolment.json").exists()


def test_address_that_is_neither_https_nor_here_is_a_matter_of_configuration(
    place: Place, tmp_path: Path
) -> None:
    config = at_other_address(place.terminal(tmp_path / "t"), "http://centre.example")
    said = enrol(config, "A", "0" * 64)
    assert (2, "platform_url") == (said.code, said.row["code"])


@pytest.mark.parametrize("words", [("sync", "--once"), ("queue", "export", "bundle")])
def test_without_enrolment_it_is_said_what_is_missing(
    place: Place, tmp_path: Path, words: tuple[str, ...]
) -> None:
    said = run(place.terminal(tmp_path / "t"), *words)
    assert (2, "not_enrolled") == (said.code, said.row["code"])


# Sync.


def test_round_sends_what_waits_and_leases_numbers(place: Place, config: Config) -> None:
    items = put(config, 3)
    said = run(config, "sync", "--once")
    assert (0, 3, 3, "") == (said.code, *(said.row[key] for key in ("sent", "received", "waiting")))
    assert said.row["leased"] > 0
    there = [row["id"] for row in place.door.get("/items")]
    assert [1, 1, 1] == [there.count(item.id) for item in items]
    assert 0 == run(config, "sync", "--once").row["sent"]


def test_round_without_a_centre_says_so_and_keeps_everything(config: Config) -> None:
    put(config)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    other = at_other_address(config, f"http://127.0.0.1:{port}")
    said = run(other, "sync", "--once")
    assert 1 == said.code
    assert said.row["waiting"]
    assert 1 == run(other, "queue", "stats").row["unsent"]


def test_html_in_place_of_the_centre_is_no_answer(place: Place, config: Config) -> None:
    put(config)
    place.door.post("/behaviour", {"mode": "html"})
    said = run(config, "sync", "--once")
    place.door.post("/behaviour", {"mode": "ok"})
    assert (1, 1) == (said.code, run(config, "queue", "stats").row["unsent"])
    assert "without the centre's signature" in said.row["waiting"]


def syncing(config: Config) -> subprocess.Popen[str]:
    return subprocess.Popen(
        (sys.executable, "-m", "kiosk", "sync", "--config", str(file_of(config))),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    process.send_signal(signal.SIGTERM)
    try:
        out, err = process.communicate(timeout=TERM_S)
    finally:
        process.kill()
    return process.returncode, out + err


def unsent(config: Config) -> int:
    return int(run(config, "queue", "stats").row["unsent"])


def test_sigterm_ends_sync_and_leaves_nothing_on_lease(config: Config) -> None:
    put(config, 2)
    process = syncing(config)
    while unsent(config):
        time.sleep(0.1)
    said = run(config, "queue", "list")
    assert (0, "") == ended(process)
    assert {"received", "settled"} >= {row["state"] for row in said.rows}


def test_sigterm_ends_sync_while_the_centre_is_silent(config: Config) -> None:
    put(config)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        at_other_address(config, f"http://127.0.0.1:{silent.getsockname()[1]}")
        process = syncing(config)
        line, _ = silent.accept()
        with line:
            assert (0, "") == ended(process)
    assert ["pending"] == [row["state"] for row in run(config, "queue", "list").rows]


def test_second_sync_process_for_the_same_queue_is_refused(config: Config) -> None:
    process = syncing(config)
    lock = Path(config.queue.path).with_name("queue.db.bell")
    while not lock.exists():
        time.sleep(0.05)
    said = run(config, "sync")
    assert (1, "sync_running") == (said.code, said.row["code"])
    assert (0, "") == ended(process)


# The queue.


def test_figures_have_the_keys_of_the_contract(config: Config) -> None:
    assert STATS == tuple(run(config, "queue", "stats").row)
    put(config, 2)
    row = run(config, "queue", "stats").row
    assert (2, 2, 2, 0) == (row["unsent"], row["head_seq"], row["by_state"]["pending"], row["quarantined"])
    assert 64 == len(row["head_hash"])


def test_digest_compares_now_and_its_last_one_is_among_the_figures(config: Config) -> None:
    put(config, 2)
    assert 0 == run(config, "sync", "--once").code
    said = run(config, "queue", "digest")
    assert (0, 1, 1, 2) == (said.code, said.row["epoch"], said.row["first"], said.row["last"])
    assert [[]] * 4 == [said.row[name] for name in ("again", "gone", "forked", "unknown")]
    assert said.row["at"] == run(config, "queue", "stats").row["digest"]["at"]


def test_digest_that_no_centre_answers_is_not_done(config: Config) -> None:
    away = msgspec.structs.replace(config.platform, url="http://127.0.0.1:1")
    file_of(config).write_text(as_toml(msgspec.structs.replace(config, platform=away)), encoding="utf-8")
    said = run(config, "queue", "digest")
    assert (1, "queue_digest") == (said.code, said.row["code"])


def test_items_are_listed_by_header_and_found_by_id_or_number(config: Config) -> None:
    first, second = put(config, 2)
    assert [first.id, second.id] == [row["id"] for row in run(config, "queue", "list").rows]
    assert [] == run(config, "queue", "list", "--state", "quarantined").rows
    for name in (second.id, second.number):
        said = run(config, "queue", "show", name)
        assert (0, second.id) == (said.code, said.row["id"])


def test_state_that_there_is_none_of_names_those_there_are(config: Config) -> None:
    said = run(config, "queue", "list", "--state", "lost")
    assert (2, "unknown_state") == (said.code, said.row["code"])
    assert "awaiting_payment, pending" in said.row["message"]


@pytest.mark.parametrize("words", [("show", "nothing"), ("retry", "nothing", "--because", "x")])
def test_item_that_there_is_none_of_is_not_done(config: Config, words: tuple[str, ...]) -> None:
    said = run(config, "queue", *words)
    assert (1, "queue_no_item") == (said.code, said.row["code"])


def test_quarantined_item_is_sent_again_with_the_reason(place: Place, config: Config) -> None:
    (item,) = put(config)
    said = run(config, "queue", "retry", item.id, "--because", "mended")
    assert (1, "queue_not_quarantined") == (said.code, said.row["code"])
    quarantine(config, item.id)
    assert 1 == run(config, "queue", "stats").row["quarantined"]
    said = run(config, "queue", "retry", item.id, "--because", "mended")
    assert (0, "pending") == (said.code, said.row["state"])
    assert "mended" in said.row["reason"]
    assert 1 == run(config, "sync", "--once").row["received"]
    assert item.id in [row["id"] for row in place.door.get("/items")]


def test_retry_asks_for_a_reason(config: Config) -> None:
    said = run(config, "queue", "retry", "x")
    assert (2, "") == (said.code, said.out)
    assert "--because" in said.err


def test_bundle_holds_what_was_not_sent_and_the_rows_stay(config: Config, tmp_path: Path) -> None:
    put(config, 2)
    file = tmp_path / "bundle"
    said = run(config, "queue", "export", str(file))
    assert (0, {"file": str(file), "items": 2}) == (said.code, said.row)
    assert file.stat().st_size > 0
    assert 2 == unsent(config)


def test_bundle_that_can_not_be_written_is_said(config: Config, tmp_path: Path) -> None:
    said = run(config, "queue", "export", str(tmp_path / "none" / "bundle"))
    assert (1, "queue_export") == (said.code, said.row["code"])


# A machine is swapped.


def test_swapped_machine_has_its_items_sent_by_the_one_in_its_place(
    place: Place, config: Config, tmp_path: Path
) -> None:
    kept = put(config, 3)
    stick = str(tmp_path / "stick.bundle")
    assert (1, "queue_unsent") == said_of(run(config, "queue", "wipe"))
    assert 3 == run(config, "queue", "export", stick).row["items"]
    assert 0 == run(config, "queue", "wipe", "--exported", stick).code
    assert not Path(config.queue.path).exists()
    new = place.enrolled(tmp_path / "new")
    carried = run(new, "queue", "carry", stick)
    assert (0, 3) == (carried.code, carried.row["items"])
    assert {"waiting": 1, "refused": 0} == run(new, "queue", "stats").row["carried"]
    assert 0 == run(new, "sync", "--once").code
    assert {"waiting": 0, "refused": 0} == run(new, "queue", "stats").row["carried"]
    assert {item.number for item in kept} <= {item["number"] for item in place.door.get("/items")}


def test_queue_whose_items_are_in_no_backup_is_wiped_once_a_bundle_holds_them(
    place: Place, tmp_path: Path
) -> None:
    config, stick = place.enrolled(tmp_path / "t"), str(tmp_path / "stick.bundle")
    put(config, 2)
    assert 0 == run(config, "sync", "--once").code
    assert (1, "queue_uncovered") == said_of(run(config, "queue", "wipe"))
    assert 0 == run(config, "queue", "export", stick).row["items"]
    assert 2 == run(config, "queue", "export", "--received", stick).row["items"]
    assert 0 == run(config, "queue", "wipe", "--exported", stick).code


def test_file_that_is_no_bundle_or_not_there_is_said_to_be(config: Config, tmp_path: Path) -> None:
    (tmp_path / "cat.jpg").write_bytes(b"cat")
    assert (1, "bundle") == said_of(run(config, "queue", "carry", str(tmp_path / "cat.jpg")))
    assert (2, "queue_file") == said_of(run(config, "queue", "carry", str(tmp_path / "nothing")))
    assert (2, "queue_file") == said_of(run(config, "queue", "wipe", "--exported", str(tmp_path)))


def said_of(said: Said) -> tuple[int, object]:
    return said.code, said.row["code"]
