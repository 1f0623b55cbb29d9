"""`kiosk self-test` and `kiosk bench` as processes, on a whole terminal with its simulators."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.config import DevicesConfig
from kiosk.config import Config
from kiosk.tables import ScreenConfig
from kiosk.walk.stage import Stage, open_stage
from tests.e2e.place import file_of
from tests.integration.cli_command import Said, kiosk

PARTS = ("catalogue", "site", "enrolment", "platform_key", "queue", "limits", "centre", "tpm")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("s")


@pytest.fixture(scope="module")
def stage(folder: Path) -> Iterator[Stage]:
    with open_stage(folder, ScreenConfig()) as stage:
        yield stage


@pytest.fixture
def config(stage: Stage) -> Iterator[Config]:
    yield stage.config
    stage.reset()


def self_test(config: Config) -> Said:
    return kiosk("self-test", "--config", file_of(config), "--json")


def bench(folder: Path, *words: str) -> Said:
    return kiosk("bench", *words, "--socket", folder / "sim" / "bench.socket", "--json")


def not_ok(said: Said) -> list[str]:
    return [row["part"] for row in said.rows if not row["ok"]]


def test_whole_terminal_can_serve(config: Config) -> None:
    said = self_test(config)
    devices = [name for name in DevicesConfig.__struct_fields__ if getattr(config.devices, name) is not None]
    assert {"identity_card", "receipt_printer"} <= set(devices)
    named = [row["part"] for row in said.rows]
    assert (0, [*PARTS]) == (said.code, named[: len(PARTS)])
    assert {*devices, "paper", "document_paper"} == set(named[len(PARTS) :])
    assert len(named) == len(set(named))
    assert {("part", "ok", "message")} == {tuple(row) for row in said.rows}
    assert [] == not_ok(said)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (("tear_paper",), ["paper"]),
        (("network", "mode=cut"), ["centre"]),
        (("silence_reader",), ["identity_card"]),
    ],
)
def test_part_that_can_not_serve_is_named(
    config: Config, folder: Path, words: tuple[str, ...], parts: list[str]
) -> None:
    assert 0 == bench(folder, *words).code
    said = self_test(config)
    assert (1, parts) == (said.code, not_ok(said))


def test_terminal_that_is_not_enrolled_says_so_part_by_part(tmp_path: Path) -> None:
    config = tmp_path / "terminal.toml"
    config.write_text(f"[platform]\ncredentials = '{tmp_path}'\n[queue]\npath = '{tmp_path / 'queue.db'}'\n")
    said = kiosk("self-test", "--config", config, "--json")
    assert (1, ["enrolment", "platform_key", "centre"]) == (said.code, not_ok(said))


@pytest.mark.usefixtures("config")
def test_bench_does_what_it_is_told(folder: Path) -> None:
    said = bench(folder, "lay_card", "resident=wang-xiaoming")
    assert (0, {}) == (said.code, said.row)
    status = bench(folder, "status").row
    assert ("wang-xiaoming", True) == (status["identity_reader"]["card"], status["printer"]["plugged"])


@pytest.mark.usefixtures("config")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("lay_crd",), "did you mean 'lay_card'?"),
        (("lay_card", "resident=wang-xiaomin"), "did you mean 'wang-xiaoming'?"),
    ],
)
def test_what_the_bench_can_not_do_is_said(folder: Path, words: tuple[str, ...], sentence: str) -> None:
    said = bench(folder, *words)
    assert (1, "bench") == (said.code, said.row["code"])
    assert sentence in said.row["message"]


def test_value_without_a_name_is_a_usage_error(folder: Path) -> None:
    said = bench(folder, "lay_card", "wang-xiaoming")
    assert (2, "bench_value") == (said.code, said.row["code"])


def test_no_bench_says_how_to_start_one(tmp_path: Path) -> None:
    said = kiosk("bench", "status", "--socket", tmp_path / "none", "--json")
    assert (2, "no_bench") == (said.code, said.row["code"])
    assert "kiosk demo" in said.row["message"]
