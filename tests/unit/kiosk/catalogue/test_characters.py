import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.characters import Characters
from kiosk.catalogue.loader import load
from kiosk.catalogue.pinyin import pinyin, readable
from kiosk.catalogue.titles import Titles

WHOLE = load()
CHARACTERS = Characters(Titles(tuple(WHOLE.matters.values()), WHOLE.words), WHOLE.words.fillers)
FILLERS = [filler for filler in WHOLE.words.fillers if len(filler) > 1]
NAMES = [matter.name.zh for matter in WHOLE.matters.values()]


def chosen(text: str) -> str | None:
    found = CHARACTERS.of(text)
    return None if found is None else found.text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wo yao li hun", "我要离婚"),
        ("woyaolihun", "我要离婚"),
        ("Wo Yao  lihun", "我要离婚"),
        ("womenyaolihun", "我们要离婚"),
        ("zhu zai xi an", "住在西安"),
        ("zhuzaixi'an", "住在西安"),
        ("woyaoda12345", "我要打12345"),
        ("lao ren jia", "老人家"),  # not la o
    ],
)
def test_characters_are_those_that_are_known_together(typed: str, meant: str) -> None:
    assert meant == chosen(typed)


def test_a_syllable_of_which_more_is_to_come_stays_as_it_is() -> None:
    assert "我要查公积j" == chosen("woyaochagongjij")


@pytest.mark.parametrize("typed", ["", "wyjf", "j", "12345", "i lost my card", "wo yao ban sfz", "sh wo"])
def test_what_is_no_pinyin_throughout_has_no_characters(typed: str) -> None:
    assert chosen(typed) is None


@pytest.mark.parametrize(("typed", "sure"), [("wo yao li hun", True), ("huzao", False), ("di bo a", False)])
def test_what_makes_no_words_is_not_sure(typed: str, sure: bool) -> None:  # noqa: FBT001 a row's column
    found = CHARACTERS.of(typed)

    assert found is not None
    assert sure == found.is_sure


@given(st.sampled_from(FILLERS), st.sampled_from(NAMES))
def test_what_was_chosen_is_read_as_it_was_typed(filler: str, name: str) -> None:
    said = filler + "".join(one for one in name if one.isalpha())
    found = chosen(pinyin(said))

    assert found is not None
    assert readable(found, pinyin(said))
