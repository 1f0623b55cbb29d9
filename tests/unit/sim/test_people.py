import datetime as dt
from pathlib import Path

import pytest

from kiosk.domain.identity import CardKind, number_problem
from kiosk.errors import ConfigurationError
from sim.identity_card import encode_text_block
from sim.people import dated, line, load_people

RESIDENTS = Path(__file__).parents[3] / "central" / "data" / "residents.toml"
TODAY = dt.date(2026, 3, 2)


def test_every_resident_of_the_platform_has_a_card_that_can_be_laid() -> None:
    people = load_people(RESIDENTS, today=TODAY)
    assert people
    assert all(256 == len(encode_text_block(person.identity)) for person in people)
    assert {CardKind.RESIDENT, CardKind.PERMIT_HMT, CardKind.FOREIGN_2017, CardKind.FOREIGN_2023} == {
        person.identity.kind for person in people
    }


def test_residents_numbers_are_possible() -> None:
    people = load_people(RESIDENTS, today=TODAY)
    residents = [person.identity for person in people if person.identity.kind is CardKind.RESIDENT]
    assert {None} == {number_problem(identity.number, birth=identity.birth) for identity in residents}


def test_days_of_the_social_card_are_its_own() -> None:
    person = next(person for person in load_people(RESIDENTS, today=TODAY) if person.social is not None)
    assert person.social is not None
    assert person.identity.valid_to != person.social.identity.valid_to
    assert person.identity.number == person.social.identity.number


def test_line_says_what_the_bench_lists() -> None:
    lines = {person.slug: line(person, today=TODAY) for person in load_people(RESIDENTS, today=TODAY)}
    assert lines["deng-chao"].expired
    assert not lines["wang-xiaoming"].expired
    assert 36 == lines["wang-xiaoming"].age


def test_days_are_counted_from_today() -> None:
    assert {"a": ["2026-03-02", "2026-03-12T08:30"], "b": 1} == dated(
        {"a": ["@today", "@today+10T08:30"], "b": 1}, TODAY
    )


def test_repr_of_a_person_shows_nothing_of_the_card() -> None:
    person = load_people(RESIDENTS, today=TODAY)[0]
    assert person.identity.number not in repr(person)
    assert person.identity.name not in repr(person)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[residents]]\nslug = 1", r"residents\[0\]\.slug|missing|Expected"),
        ("residents = [", "residents.toml"),
    ],
)
def test_file_that_is_wrong_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "residents.toml"
    path.write_text(text)
    with pytest.raises(ConfigurationError, match=said):
        load_people(path, today=TODAY)


def test_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none\.toml"):
        load_people(tmp_path / "none.toml", today=TODAY)
