"""docs/wire.md says what the code does: every endpoint, every code."""

import re
from pathlib import Path

import pytest

from central.app import HANDLERS
from central.signing import PREFIX

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs" / "wire.md").read_text(encoding="utf-8")
SOURCES = [path for path in (ROOT / "central").glob("*.py") if path.name != "bench.py"]
OF_THE_BENCH = {"order_decided", "central_tls", "central_plain_http", "central_bench", "central_port"}
CODE = re.compile(r'(?:Refusal\(\s*\d{3},|Reason\(|WireError\(|_desk\(header,)\s*"([a-z_]+)"')

BY_HAND = {"receipt_terminal", "terminal_unknown", "case_unknown", "case_double", "case_move", "case_joined"}
"""Said to a clerk, never on the wire."""


def codes() -> set[str]:
    found = {code for path in SOURCES for code in CODE.findall(path.read_text(encoding="utf-8"))}
    return found - OF_THE_BENCH


def test_every_code_is_written_down() -> None:
    assert {"skew", "replayed", "row_gone", "item_key", "payment_differs"} <= codes()
    assert set() == {code for code in codes() if f"`{code}`" not in TEXT and code not in BY_HAND}


@pytest.mark.parametrize("path", sorted({path for handler in HANDLERS for path in handler.paths}))
def test_every_endpoint_is_written_down(path: str) -> None:
    written = re.sub(r"\{item:str\}", "{id}", path).replace(":str", "").replace(":int", "")
    spellings = {written, written.replace("{id}", "{item id}")}
    assert any(spelling in TEXT for spelling in spellings)


def test_everything_of_a_terminal_is_signed() -> None:
    paths = {path for handler in HANDLERS for path in handler.paths}
    open_to_all = {path.split("/")[1] for path in paths if not path.startswith(PREFIX)}
    assert {"d", "g", "r", "pay"} == open_to_all
