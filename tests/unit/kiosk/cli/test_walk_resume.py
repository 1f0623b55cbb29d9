"""A run of walks goes on where it stopped: what came out right with this catalogue is not made again."""

from pathlib import Path

import pytest

from kiosk.cli.walk import _done


@pytest.mark.parametrize(
    ("line", "done"),
    [
        ('{"walk": "a", "catalogue": "c1", "ok": true, "taps": 3}', {"a"}),
        ('{"walk": "a", "catalogue": "c1", "ok": false}', set()),
        ('{"walk": "a", "catalogue": "c0", "ok": true}', set()),
        ('{"walk": "a", "catalogue": "c1", "o', set()),
        ('{"walk": "a", "ok": true}', set()),
        ("", set()),
    ],
)
def test_only_what_came_out_right_with_this_catalogue_is_done(
    tmp_path: Path, line: str, done: set[str]
) -> None:
    file = tmp_path / "walks.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    assert done == set(_done(file, "c1"))


def test_a_folder_without_evidence_has_nothing_done(tmp_path: Path) -> None:
    assert [] == list(_done(tmp_path / "walks.jsonl", "c1"))
