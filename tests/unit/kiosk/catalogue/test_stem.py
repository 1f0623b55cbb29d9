"""The forms of an English word are one, in British and American spelling; short words stay as they are."""

import pytest

from kiosk.catalogue.stem import stem


@pytest.mark.parametrize(
    "forms",
    [
        ("licence", "licences", "license", "licensed", "licensing"),
        ("bill", "bills", "billing"),
        ("tax", "taxes"),
        ("bus", "buses"),
        ("query", "queries"),
        ("move", "moves", "moved", "moving"),
        ("get", "getting"),
        ("book", "booked", "booking"),
        ("neighbour", "neighbours", "neighbor"),
        ("enrol", "enroll", "enrolling", "enroling"),
        ("enrolment", "enrollment"),
        ("centre", "center"),
        ("notarise", "notarize", "notarised"),
    ],
)
def test_forms_of_a_word_are_one(forms: tuple[str, ...]) -> None:
    assert 1 == len({stem(form) for form in forms})


@pytest.mark.parametrize("word", ["gas", "bus", "need", "speed", "king", "hour", "four", "status", "address"])
def test_what_only_looks_like_an_ending_stays(word: str) -> None:
    assert word == stem(word)
