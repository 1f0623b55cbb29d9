"""`kiosk matters` as a process."""

from kiosk.catalogue.loader import load
from tests.integration.cli_command import kiosk

KEYS = (
    *("code", "slug", "name", "name_en", "kind", "department", "life_event", "offline", "assurance"),
    *("card_only", "completes_here", "parts", "shape", "fields", "trips", "unverified", "version"),
)


def test_every_matter_is_listed_with_every_key() -> None:
    said = kiosk("matters", "list", "--json")
    assert 0 == said.code
    assert list(load().matters) == [row["code"] for row in said.rows]
    assert {KEYS} == {tuple(row) for row in said.rows}


def test_catalogue_has_no_problem() -> None:
    said = kiosk("matters", "check", "--json")
    assert (0, {"status": "ok", "matters": len(load().matters)}) == (said.code, said.row)


def test_matters_are_found_by_chinese_pinyin_and_initials() -> None:
    for query in ("公积金", "gongjijin", "gjj"):
        said = kiosk("matters", "search", query, "--json")
        assert (0, query) == (said.code, said.row["query"])
        assert "住房公积金账户余额查询" == said.row["hits"][0]["name"]
        assert ["code", "name"] == list(said.row["hits"][0])


def test_each_line_of_standard_input_is_a_query_of_its_own() -> None:
    said = kiosk("matters", "search", "-", "--json", stdin="罚款\n没有这种事\n\njuzhuzheng\n")
    assert ["罚款", "没有这种事", "", "juzhuzheng"] == [row["query"] for row in said.rows]
    assert ["交通违法罚款缴纳", "浙江省居住证申领"] == [
        said.rows[place]["hits"][0]["name"] for place in (0, 3)
    ]
    assert [] == said.rows[1]["hits"]


def test_nothing_found_is_an_answer() -> None:
    said = kiosk("matters", "search", "qqqq", "--json")
    assert (0, {"query": "qqqq", "hits": []}) == (said.code, said.row)
