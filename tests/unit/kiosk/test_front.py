"""What is kept for the next start's first frame, and when it is believed no longer."""

import json
import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.front import Front, Sample, keep, recall, stamp

FRONT = Front(
    diagonal_mm=546,
    width=1080,
    height=1920,
    full_screen=True,
    locale="zh",
    terminal="T1",
    contact="12345",
    open_matters=10,
    identity_card=True,
    social_card=False,
    sites={"zh": "社区", "en": "Centre"},
    samples={"zh": (Sample("证明", "免费", "car"),), "en": ()},
)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "terminal.toml"
    path.write_text("")
    (tmp_path / "matters").mkdir()
    (tmp_path / "matters" / "one.toml").write_text("")
    return path


def kept(config: Path) -> None:
    matters = config.with_name("matters")
    keep(config, [stamp(path) for path in (config, matters, matters / "one.toml")], FRONT)


def test_what_was_kept_is_recalled(config: Path) -> None:
    kept(config)
    assert FRONT == recall(config)


def test_nothing_is_recalled_for_another_configuration(config: Path) -> None:
    kept(config)
    other = config.with_name("other.toml")
    other.write_text("")
    assert recall(other) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "terminal.toml").write_text("[screen]"),
        lambda folder: (folder / "terminal.toml").unlink(),
        lambda folder: (folder / "matters" / "one.toml").chmod(0o600),
        lambda folder: (folder / "matters" / "two.toml").write_text(""),
        lambda folder: (folder / "matters" / "one.toml").unlink(),
    ],
    ids=["written", "gone", "mode", "file more", "file less"],
)
def test_what_has_changed_since_is_not_believed(config: Path, change: Callable[[Path], object]) -> None:
    kept(config)
    change(config.parent)
    assert recall(config) is None


def test_file_written_anew_with_its_old_times_is_not_believed(config: Path) -> None:
    kept(config)
    before = config.stat()
    config.write_text("")
    os.utime(config, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert before.st_mtime_ns == config.stat().st_mtime_ns
    assert recall(config) is None


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"stamps": [], "front": []}', '{"stamps": 1}', "\xff"])
def test_what_can_not_be_read_is_not_believed(config: Path, home: Path, text: str) -> None:
    kept(config)
    (place,) = (home / "cache" / "kiosk" / "front").iterdir()
    place.write_text(text, encoding="latin-1")
    assert recall(config) is None


def test_record_of_another_version_is_not_believed(config: Path, home: Path) -> None:
    kept(config)
    (place,) = (home / "cache" / "kiosk" / "front").iterdir()
    whole = json.loads(place.read_text())
    place.write_text(json.dumps({**whole, "front": whole["front"][:-2]}))
    assert recall(config) is None


def test_place_that_can_not_be_written_is_told_and_harms_nobody(
    config: Path, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (home / "cache").write_text("not a folder")
    with caplog.at_level(logging.WARNING):
        kept(config)
    assert "the next start takes longer" in caplog.text
    assert recall(config) is None
    caplog.clear()
