"""What is answered: general questions, the guides' own, the sides of a matter; and the answers, checked."""

from pathlib import Path

import pytest

from kiosk.catalogue.asked import FIRST, MOST, Asked
from kiosk.catalogue.loader import Catalogue, load
from kiosk.catalogue.search import Search
from kiosk.domain.guide_answers import Aspect, answer_of
from kiosk.domain.matter import MaterialWay
from tests.unit.kiosk.catalogue.test_loader import line, only, spoil

ANSWERS = "answers.toml"


@pytest.fixture(scope="module")
def whole() -> Catalogue:
    return load()


@pytest.fixture(scope="module")
def asked(whole: Catalogue) -> Asked:
    return Asked(whole, Search(whole))


def found(asked: Asked, text: str) -> list[str]:
    return [entry.id for entry in asked.find(text)]


@pytest.mark.parametrize("nothing", ["", "  ", "？"])
def test_before_anything_is_asked_the_general_questions_stand_there(
    asked: Asked, whole: Catalogue, nothing: str
) -> None:
    assert [one.id for one in whole.knowledge.answers[:FIRST]] == found(asked, nothing)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("居住证签注要多少钱", "residence-permit-endorsement:cost"),
        ("居住证签注要带什么材料", "residence-permit-endorsement:bring"),
        ("居住证签注几天能好", "residence-permit-endorsement:time"),
        ("居住证签注去哪里办", "residence-permit-endorsement:where"),
        ("how much does a senior bus card check cost", "senior-bus-card-check:cost"),
        ("怎么投诉？", "complain"),
        ("回执丢了怎么办", "slip-lost"),
    ],
)
def test_the_side_that_is_asked_for_and_the_question_itself_come_first(
    asked: Asked, text: str, first: str
) -> None:
    assert first == found(asked, text)[0]


def test_an_answer_is_never_there_twice_and_never_too_many(asked: Asked) -> None:
    for text in ("身份证", "社保卡", "公积金怎么提取", "怎么办"):
        hits = found(asked, text)
        assert len(hits) == len(set(hits)) <= MOST


def test_what_no_answer_has_is_not_answered(asked: Asked) -> None:
    assert [] == found(asked, "qzxv")


def test_an_answer_leads_to_its_matter(asked: Asked) -> None:
    (answer,) = [entry for entry in asked.find("怎么投诉？") if entry.id == "complain"]
    assert answer.matter is not None
    assert "hotline-12345" == answer.matter.slug


def test_the_sides_of_a_matter_say_what_its_declaration_says(whole: Catalogue) -> None:
    renewal = whole.by_slug("id-card-renewal")
    bring, cost, time, where = (answer_of(renewal, aspect).answer for aspect in Aspect)
    assert "不用带：居民身份证，由数据共享核对。" in bring.zh
    assert cost.zh.startswith("20.00 元。免费：")
    assert ("20 个工作日" in time.zh, "1 趟" in time.zh) == (True, True)
    assert "0571-00001001" in where.zh


def test_every_side_of_every_matter_is_said_in_both_languages_without_a_gap(whole: Catalogue) -> None:
    for matter in whole.matters.values():
        for aspect in Aspect:
            said = answer_of(matter, aspect)
            for text in (said.asked, said.answer):
                assert text.zh
                assert text.en
                assert "。。" not in text.zh
                assert ".." not in text.en
                assert "{" not in text.zh + text.en
        named = {one.name.zh for one in matter.materials if MaterialWay.RECORD in one.ways}
        assert all(name in answer_of(matter, Aspect.BRING).answer.zh for name in named)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('matter = "case-progress"', 'matter = "case-progres"', "did you mean `case-progress`?"),
        ('hotline = "hotline-12345"', 'hotline = "hotline-1234"', "did you mean `hotline-12345`?"),
        ('id = "time"\nsaid', 'id = "tme"\nsaid', "Invalid enum value 'tme'"),
        ('zh = "字太小看不清怎么办？"', 'zh = "字太小！"', "an exclamation mark"),
    ],
)
def test_a_problem_of_the_answers_is_named_with_its_line(
    root: Path, before: str, after: str, message: str
) -> None:
    spoil(root, ANSWERS, before, after)
    problem = only(root)
    assert ANSWERS == problem.file
    assert message in problem.message
    first = after.splitlines()[0]
    assert line(root, ANSWERS, first) == problem.line


def test_an_id_that_is_there_twice_is_named_where_it_stands_again(root: Path) -> None:
    at = line(root, ANSWERS, 'id = "slip-lost"')
    spoil(root, ANSWERS, 'id = "slip-lost"', 'id = "progress"')
    assert ("`progress` is there twice", at) == (only(root).message, only(root).line)


def test_a_catalogue_without_answers_has_those_of_its_guides(root: Path) -> None:
    (root / ANSWERS).unlink()
    catalogue = load(root)
    hits = found(Asked(catalogue, Search(catalogue)), "居住证签注")
    assert hits
    assert {"residence-permit-endorsement"} <= {hit.split(":")[0] for hit in hits}
