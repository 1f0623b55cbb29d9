"""What is said of a relative names them as far as it is known what they are."""

import datetime as dt

import pytest

from kiosk.domain.identity import CardKind, Identity, Sex
from kiosk.domain.matter import Beneficiary, Proof
from kiosk.domain.relative import Relative, told
from kiosk.domain.rules import refusals
from kiosk.domain.text import Text, Told
from tests.unit.kiosk.domain.sample import CATALOGUE, PERSON, TODAY, known

CARD = Told(
    zh="没有查到您的卡。",
    en="Your card was not found.",
    of_relative=Text(zh="没有查到{whom}的卡。", en="No card of {whom} was found."),
)


def relative(sex: Sex, relation: Beneficiary | None, born: dt.date = dt.date(1990, 1, 1)) -> Relative:
    person = Identity(kind=CardKind.RESIDENT, name="陈桂兰", number="330109199001010025", sex=sex, birth=born)
    return Relative(person=person, proof=Proof.CARD, relation=relation)


@pytest.mark.parametrize(
    ("other", "zh", "en"),
    [
        (
            relative(Sex.FEMALE, Beneficiary.PARENT),
            "没有查到您母亲的卡。",
            "No card of your mother was found.",
        ),
        (
            relative(Sex.MALE, Beneficiary.PARENT),
            "没有查到您父亲的卡。",
            "No card of your father was found.",
        ),
        (relative(Sex.MALE, Beneficiary.CHILD), "没有查到您孩子的卡。", "No card of your child was found."),
        (
            relative(Sex.FEMALE, Beneficiary.SPOUSE),
            "没有查到您妻子的卡。",
            "No card of your wife was found.",
        ),
        (relative(Sex.FEMALE, None), "没有查到您家人的卡。", "No card of your relative was found."),
        (None, "没有查到您的卡。", "Your card was not found."),
    ],
)
def test_a_sentence_names_whom_it_is_about(other: Relative | None, zh: str, en: str) -> None:
    said = told(CARD, other)

    assert (zh, en) == (said.zh, said.en)


def test_what_says_nothing_of_a_relative_stays_as_it_is() -> None:
    plain = Told(zh="没有查到。", en="Nothing was found.")

    assert plain == told(plain, relative(Sex.MALE, Beneficiary.PARENT))


def test_why_a_relative_may_not_is_said_of_the_relative() -> None:
    matter, other = CATALOGUE.by_slug("senior-bus-card-check"), relative(Sex.FEMALE, Beneficiary.PARENT)
    why = refusals(matter, other.person, known(), today=TODAY, holder=PERSON, relative=other)

    assert ["您母亲还没有到年龄", "没有查到您母亲的公交优待卡"] == [
        next(part for part in text.zh.replace("。", "，").split("，") if "您母亲" in part) for text in why[:2]
    ]
