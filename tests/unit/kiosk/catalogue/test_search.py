import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.loader import Catalogue, load
from kiosk.catalogue.search import Search
from kiosk.catalogue.spelling import normal, spell
from kiosk.domain.matter import Matter
from tests.held import held

MATTERS = tuple(load().matters.values())
SEARCH = Search(load())


def found(text: str) -> list[str]:
    return [matter.slug for matter in SEARCH.find(text)]


def initials(pinyin: str) -> str:
    return "".join(syllable[0] for syllable in pinyin.split())


@st.composite
def prefixes(draw: st.DrawFn) -> tuple[Matter, str]:
    """A beginning of a matter's pinyin, of its initials, or of a mixture of both and of its characters."""
    matter = draw(st.sampled_from(MATTERS))
    ways = (
        (piece.text, piece.syllable, piece.syllable[0])
        for piece in spell(matter.name.zh, matter.pinyin) or ()
    )
    typed = "".join(draw(st.sampled_from(way)) for way in ways)
    return matter, typed[: draw(st.integers(1, len(typed)))]


@given(prefixes())
def test_a_matter_is_found_by_any_beginning_of_any_way_to_type_it(case: tuple[Matter, str]) -> None:
    matter, typed = case

    assert matter in SEARCH.find(typed)


def test_every_name_finds_its_matter_first_in_whatever_way_it_is_typed() -> None:
    typed = [
        (matter.slug, text)
        for matter in MATTERS
        for text in (matter.name.zh, matter.pinyin, matter.pinyin.replace(" ", ""))
    ]

    assert [] == [(slug, text) for slug, text in typed if found(text)[0] != slug]


def test_every_name_is_among_the_first_by_its_initials() -> None:
    assert [] == [m.slug for m in MATTERS if m.slug not in found(initials(m.pinyin))[:3]]


def test_every_alias_finds_its_matter_among_the_first() -> None:
    typed = [(matter.slug, alias) for matter in MATTERS for alias in matter.aliases]

    assert [] == [(slug, text) for slug, text in typed if slug not in found(text)[:3]]


def test_every_alias_as_it_is_read_and_every_english_name_finds_its_matter() -> None:
    typed = [
        (matter.slug, text)
        for matter in MATTERS
        for text in (*matter.alias_pinyin, *map(initials, matter.alias_pinyin), matter.name.en)
    ]

    assert [] == [(slug, text) for slug, text in typed if slug not in found(text)]


def test_one_character_of_a_name_finds_it() -> None:
    single = [(m.slug, text) for m in MATTERS for text in normal(m.name.zh) if not text.isascii()]

    assert [] == [(slug, text) for slug, text in single if slug not in found(text)]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("公积金", "housing-fund-balance"),
        ("gjj", "housing-fund-balance"),
        ("公jijin", "housing-fund-balance"),
        ("ＧＪＪ", "housing-fund-balance"),
        ("gong ji jin", "housing-fund-balance"),
        ("shebao", "social-insurance-proof"),
        ("罚款", "traffic-fine-payment"),
        ("fakuan", "traffic-fine-payment"),
        ("记分", "driving-licence-points"),
        ("居住证", "residence-permit-endorsement"),
        ("jzz", "residence-permit-endorsement"),
        ("123", "hotline-12345"),
        ("投诉", "hotline-12345"),
        ("护照", "exit-entry-appointment"),
        ("laonian", "senior-bus-card-check"),
        ("bus card", "senior-bus-card-check"),
        ("异地看病", "remote-residence-filing"),
    ],
)
def test_everyday_words_find_their_matter_first(few: Catalogue, text: str, slug: str) -> None:
    assert slug == Search(few).find(text)[0].slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("jhyy", "marriage-registration-appointment"),  # 结婚登记预约
        ("jiehunyy", "marriage-registration-appointment"),
        ("lssq", "temporary-relief"),  # 临时救助申请
        ("grzx", "personal-credit-report"),  # 个人信用报告查询（征信）
    ],
)
def test_a_name_of_which_the_middle_is_left_out_is_found(text: str, slug: str) -> None:
    assert slug == found(text)[0]


def test_a_name_has_to_begin_and_to_end_with_what_is_typed() -> None:
    assert [] == found("yyjh")


@pytest.mark.parametrize("text", ["", "  ", "，。", "xyzzy", "火箭"])
def test_what_means_nothing_finds_nothing(text: str) -> None:
    assert [] == found(text)


@given(st.text(max_size=30))
def test_whatever_is_typed_finds_each_matter_at_most_once(text: str) -> None:
    slugs = found(text)

    assert len(slugs) == len(set(slugs))


def test_a_long_repetition_is_answered() -> None:
    assert [] == found("".join(itertools.repeat("z", 200)))


@given(st.lists(st.tuples(st.integers(0, 9), st.text("shebaokzhengm社保居住证 1", max_size=4)), max_size=6))
def test_what_was_typed_before_does_not_change_what_is_found(edits: list[tuple[int, str]]) -> None:
    typed, seen = "", []
    for kept, more in edits:
        typed = typed[:kept] + more
        seen.append((typed, found(typed)))
    for text, matters in seen:
        SEARCH.forget()
        assert matters == found(text)


def test_what_was_typed_is_forgotten_on_request() -> None:
    typed = "fang zhenxinghuov"
    found(typed)
    assert held(SEARCH, normal(typed))
    assert held(SEARCH, "zhenxinghuov")
    SEARCH.forget()
    assert not held(SEARCH, normal(typed))
    assert not held(SEARCH, "zhenxinghuov")


def test_the_characters_that_were_chosen_for_pinyin_are_forgotten_too() -> None:
    found("wo yao li hun le")
    assert held(SEARCH, "我要离婚了")
    SEARCH.forget()
    assert not held(SEARCH, "我要离婚了")
