"""The fast reader says the same as the standard library's, about what is right and about what is not."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.decode import decode
from kiosk.catalogue.loader import BUNDLED
from kiosk.catalogue.strangers import look
from kiosk.catalogue.toml import parse
from kiosk.domain.eligibility import AgeAtLeast
from kiosk.domain.matter import Matter
from kiosk.domain.text import Text

FILES = sorted(BUNDLED.rglob("*.toml"))
TEXT = {"zh": "一", "en": "one"}


def test_every_file_of_the_catalogue_is_read_as_the_standard_library_reads_it() -> None:
    differ = [
        file.name for file in FILES if parse(text := file.read_text(encoding="utf-8")) != tomllib.loads(text)
    ]

    assert FILES
    assert [] == differ


@pytest.mark.parametrize(
    "text", ["a = ", "a = 1\na = 2", "a = [1,\n\nb = 2", "[a\n", "a = '\n", "a = {\n b = 1}", "a = 07:32"]
)
def test_what_can_not_be_read_is_told_as_the_standard_library_tells_it(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as told:
        parse(text)
    with pytest.raises(tomllib.TOMLDecodeError) as expected:
        tomllib.loads(text)

    assert str(expected.value) == str(told.value)


@given(st.dictionaries(st.sampled_from(["zh", "en", "de"]), st.text(max_size=3)))
def test_a_key_that_no_record_has_is_seen(text: dict[str, str]) -> None:
    value, flaws = decode(Text, text)

    assert ({"zh", "en"} == set(text)) == (value is not None) == (flaws == ())


def test_strangers_are_seen_at_every_depth() -> None:
    known = {"rule": "age_at_least", "years": 1, "otherwise": TEXT}
    strange = {**known, "otherwise": {**TEXT, "de": "eins"}}

    assert look(AgeAtLeast)(known) is False
    assert look(AgeAtLeast)(strange) is True
    assert look(Matter)({"eligibility": [known]}) is False
    assert look(Matter)({"eligibility": [known, strange]}) is True
    assert look(Matter)({"name": TEXT, "guide": {"faq": [{"asked": strange["otherwise"]}]}}) is True
