"""Sentences are taken apart, everyday words mean official ones, and what means nothing finds nothing."""

from collections.abc import Iterator

import pytest

from kiosk.catalogue.loader import Catalogue, load
from kiosk.catalogue.pinyin import readable
from kiosk.catalogue.ranked import ranked
from kiosk.catalogue.search import Search
from kiosk.catalogue.sentence import Rest, Said, parts
from kiosk.catalogue.spelling import letters
from kiosk.catalogue.words import Everyday, Words, flaws

WHOLE = load()
EVERY = Search(WHOLE)
WORDS = WHOLE.words
HOUSE = Everyday(said=("房产证",), means=("不动产权证书",), pinyin=("fang chan zheng",))
LOST = Everyday(said=("丢了",), means=("补领",))
LAMP = Everyday(said=("street lamp",), means=("road",))
PAY = Everyday(said=("交",), means=("缴纳",))


def cut(run: str, *known: str) -> list[str | Everyday]:
    everyday = {said: word for word in (HOUSE, LOST, PAY) for said in word.said}
    found = parts(run, everyday, frozenset({"我的", "怎么", "了"}), known.__contains__, longest=3)
    return list(_shown(found))


def _shown(found: Iterator[Said | Rest]) -> Iterator[str | Everyday]:
    for part in found:
        match part:
            case Said(word=word):
                yield word
            case Rest(text=text):
                yield text


def test_fillers_are_left_out_and_everyday_words_are_known() -> None:
    assert [HOUSE, LOST] == cut("我的房产证丢了")
    assert [PAY, "罚款"] == cut("怎么交罚款")


def test_a_word_that_tears_a_pair_is_none() -> None:
    assert ["房产证明"] == cut("房产证明", "证明")
    assert [HOUSE, "明天"] == cut("房产证明天", "证明", "明天")
    assert ["交通"] == cut("交通", "交通")
    assert ["了解"] == cut("了解", "了解")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("我要办居住证", "residence-permit-endorsement"),
        ("怎么交罚款", "traffic-fine-payment"),
        ("where is my housing fund", "housing-fund-balance"),
        ("驾照", "driving-licence-points"),
        ("jiazhao", "driving-licence-points"),
        ("how many points on my licence", "driving-licence-points"),
        ("drivng licence", "driving-licence-points"),
        ("公积全余额", "housing-fund-balance"),
        ("gongjijni", "housing-fund-balance"),
        ("公积金 查", "housing-fund-balance"),
        ("gongjijin chaxun", "housing-fund-balance"),
        ("jzkf", "driving-licence-points"),
        ("chejifen", "driving-licence-points"),
    ],
)
def test_what_people_say_finds_its_matter_first(few: Catalogue, text: str, slug: str) -> None:
    assert slug == Search(few).find(text)[0].slug


@pytest.mark.parametrize(
    "text",
    [
        "今天天气怎么样",
        "微信",
        "讲个笑话",
        "我饿了",
        "双色球开奖",
        "股票",
        "怎么",
        "我要",
        "where is my",
        "pizza",
        "hello world",
        "qwertyuiop",
        "asdfghjk",
        "xxxxxxxx",
        "😀",
    ],
)
def test_what_is_no_matter_finds_none(text: str) -> None:
    assert () == EVERY.find(text)


@pytest.mark.parametrize("typed", ["wo yao li hun", "woyaolihun", "woyao lihun"])
def test_a_sentence_in_pinyin_finds_what_it_finds_in_characters(typed: str) -> None:
    assert EVERY.find("我要离婚") == EVERY.find(typed)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("change name", "same-name-count"),  # English, though chan ge na me are syllables
        ("gongjinji yue", "housing-fund-balance"),  # a name with a typo
        ("yao jie hun le", "marriage-in-one"),  # an alias that begins with a filler
        ("wyjf", "peoples-mediation"),
    ],
)
def test_what_is_known_as_it_is_typed_is_no_sentence_in_pinyin(text: str, slug: str) -> None:
    assert slug == EVERY.find(text)[0].slug


def test_a_filler_of_no_name_makes_no_pair_with_what_stands_beside_it() -> None:
    """Aliases such as 有房的证明 hold 的证, which must not bring their matters before those without it."""
    asked = [matter.slug for matter, _ in EVERY.weigh("没犯过罪的证明")]

    assert asked == [matter.slug for matter, _ in EVERY.weigh("没犯过罪证明")]


def test_of_matters_that_fit_alike_the_one_used_more_is_first(few: Catalogue) -> None:
    alike = [matter.code for matter in Search(few).find("证明")]
    used = Search(ranked(few, {alike[-1]: 5}))

    assert alike[-1] == used.find("证明")[0].code


def test_everyday_words_are_written_as_they_are_read() -> None:
    pairs = [pair for word in WORDS.words for pair in zip(word.said, word.pinyin, strict=True)]

    assert [] == [pair for pair in pairs if not readable(*pair)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公积金", "住房公积金账户余额查询"),
        ("shebao", "社会保险缴费明细查询打印"),
        ("罚款", "交通违法罚款缴纳"),
    ],
)
def test_what_is_come_for_most_often_is_first_until_use_is_counted(text: str, name: str) -> None:
    assert name == EVERY.find(text)[0].name.zh


def test_what_is_come_for_most_often_is_in_the_catalogue() -> None:
    slugs = {matter.slug for matter in WHOLE.matters.values()}

    assert [] == [slug for slug in WORDS.often if slug not in slugs]
    assert len(WORDS.often) == len(set(WORDS.often))


def test_every_official_word_is_one_that_a_matter_has() -> None:
    meant = {meaning for word in WORDS.words for meaning in word.means}
    texts = [" ".join((m.name.zh, *m.aliases, m.department.zh)) for m in WHOLE.matters.values()]

    assert [] == [
        meaning for meaning in meant if not any(all(w in text for w in meaning.split()) for text in texts)
    ]


def test_every_official_english_word_is_one_that_a_matter_has() -> None:
    names = [letters(matter.name.en) for matter in WHOLE.matters.values()]

    def is_meant(meaning: str, name: list[str]) -> bool:
        return all(any(word.startswith(begun) for word in name) for begun in letters(meaning))

    assert [] == [
        meaning
        for word in WORDS.english
        for meaning in word.means
        if not any(is_meant(meaning, name) for name in names)
    ]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("street lamps", "hotline-12345"),
        ("streetlamp", "hotline-12345"),
        ("neighbors arguing", "peoples-mediation"),
        ("wheelchairs", "assistive-device"),
        ("car taxes", "vehicle-purchase-tax-payment"),
        ("tax", "income-tax-record"),
        ("gas", "gas-bill"),
        ("i am out of work", "unemployment-benefit-claim"),
    ],
)
def test_english_words_are_known_in_their_forms_spellings_and_together(text: str, slug: str) -> None:
    assert slug in [matter.slug for matter in EVERY.find(text)[:3]]


def test_a_word_within_english_is_no_initials() -> None:
    certificates = [matter.slug for matter in EVERY.find("certificate")]

    assert {matter.slug for matter in EVERY.find("a good certificate")} <= {*certificates}


def test_a_word_is_itself_before_it_is_the_beginning_of_another() -> None:
    found = [matter.name.en for matter in EVERY.find("car tax")]

    assert all("Vehicle" in name for name in found[:2])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (Words(words=(HOUSE, HOUSE)), "房产证 is there twice"),
        (Words(fillers=("房产证",), words=(HOUSE,)), "房产证 is there twice"),
        (
            Words(words=(Everyday(said=("丢",), means=("补领",), pinyin=("diu le",)),)),
            "one syllable a character",
        ),
        (
            Words(words=(Everyday(said=("丢", "掉"), means=("补领",), pinyin=("diu",)),)),
            "one spelling a word",
        ),
        (Words(english=(Everyday(said=("lost",), means=("",)),)), "means nothing"),
        (
            Words(english=(LAMP, Everyday(said=("streetlamps",), means=("road",)))),
            "streetlamps is there twice",
        ),
    ],
)
def test_what_is_wrong_with_the_words_is_told(words: Words, told: str) -> None:
    assert [told] == [told for _, message in flaws(words) if told in message]


def test_every_matter_may_be_asked_for_at_once() -> None:
    every = " ".join(matter.name.zh for matter in WHOLE.matters.values())

    assert len(set(EVERY.find(every))) == len(EVERY.find(every))
