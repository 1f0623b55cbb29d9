"""The share of matters that take the card alone is counted from walks, never from declarations."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from kiosk.catalogue.loader import load
from kiosk.cli.output import Exit, Output
from kiosk.cli.share import share
from kiosk.errors import ConfigurationError

CATALOGUE = load()
HERE = [matter for matter in CATALOGUE.matters.values() if matter.completes_here]


def line(code: str, *, photographed: int = 0, **changes: object) -> str:
    row = {"matter": code, "catalogue": CATALOGUE.version, "path": "success", "fault": None, "ok": True}
    return json.dumps({**row, "photographed": photographed, **changes})


def counted(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[Exit, dict[str, object], list[dict[str, object]]]:
    code = share(Namespace(walks=str(file)), Output(json=True))
    rows = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    return code, rows[-1], rows[:-1]


def test_what_was_walked_with_the_card_alone_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "walks.jsonl"
    file.write_text(
        "\n".join(
            [
                line(HERE[0].code),
                line(HERE[1].code, photographed=1),
                line(HERE[2].code, ok=False),
                line(HERE[3].code, path="nothing"),
                line(HERE[4].code, catalogue="c0"),
                line(HERE[5].code, fault="network@know"),
                line(HERE[6].code)[:30],
            ]
        ),
        encoding="utf-8",
    )
    code, summary, papers = counted(file, capsys)
    assert (Exit.NOT_DONE, 2, 1, 0.5) == (code, summary["walked"], summary["card_only"], summary["share"])
    assert len(HERE) == summary["completes_here"]
    assert all(paper["removed_by"] for paper in papers)
    assert any(paper["library"] and paper["record"] for paper in papers)


def test_when_all_were_walked_it_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "walks.jsonl"
    file.write_text("\n".join(line(matter.code) for matter in HERE), encoding="utf-8")
    code, summary, _ = counted(file, capsys)
    assert (Exit.DONE, 1.0) == (code, summary["share"])


def test_without_walks_it_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="kiosk walk --all --out DIR"):
        share(Namespace(walks=str(tmp_path / "walks.jsonl")), Output(json=True))
