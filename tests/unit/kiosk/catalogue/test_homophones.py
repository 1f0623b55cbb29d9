"""A character written for another one read alike is mended where it fits nothing beside it."""

import importlib.util
from pathlib import Path

import pytest

from kiosk.catalogue.homophones import FILE, mended
from kiosk.catalogue.loader import load
from kiosk.catalogue.search import Search

PAIRS = {"居住", "住证", "激活", "医保", "保险"}
WRITER = Path(__file__).parents[4] / "packaging" / "homophones.py"
EVERY = Search(load())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("居驻证", "居住证"), ("机活", "激活"), ("医宝", "医保"), ("医保险", "医保险"), ("居", "居"), ("", "")],
)
def test_character_that_fits_nothing_gives_way_to_one_read_alike(typed: str, meant: str) -> None:
    assert meant == mended(typed, range(len(typed)), PAIRS.__contains__)


def test_only_what_is_not_read_as_a_word_is_touched() -> None:
    assert "机活" == mended("机活", (), PAIRS.__contains__)


def test_character_that_nothing_is_read_like_stays() -> None:
    assert "㐂活" == mended("㐂活", range(2), PAIRS.__contains__)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("居驻证到期", "居住证签注"),
        ("社保卡机活", "社会保障卡启用（激活）"),
        ("驾照遗矢", "驾驶证遗失补证"),
        ("拖垃机换证", "拖拉机驾驶证换证"),
    ],
)
def test_matter_is_found_by_what_was_misheard(typed: str, name: str) -> None:
    assert name in [matter.name.zh for matter in EVERY.find(typed)[:3]]


def test_table_is_what_its_writer_makes_of_the_standards_characters(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("homophones_writer", WRITER)
    assert spec is not None
    assert spec.loader is not None
    writer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(writer)
    writer.write(tmp_path / "homophones.csv")

    assert FILE.read_text(encoding="utf-8") == (tmp_path / "homophones.csv").read_text(encoding="utf-8")
