"""What most come for: three different doors, and an elder's own first."""

import datetime as dt

import msgspec
import pytest

from kiosk.catalogue.loader import load
from kiosk.catalogue.wanted import ELDER, SHOWN, for_you, is_elder, most_wanted
from kiosk.domain.identity import CardKind, Identity
from kiosk.domain.matter import LifeEvent
from tests.unit.kiosk.domain.sample import PERSON

TODAY = dt.date(2026, 11, 23)
CATALOGUE = load()
MATTERS = tuple(CATALOGUE.matters.values())
OFTEN = CATALOGUE.words.often
SORROW = {"funeral-fee-exemption", "orphan-allowance", "death-cancellation", "bereavement-in-one"}


def aged(years: int, **changes: object) -> Identity:
    birth = TODAY.replace(year=TODAY.year - years)
    return msgspec.structs.replace(PERSON, birth=birth, **changes)


def test_three_doors_of_three_events_are_shown_the_most_wanted_first() -> None:
    shown = most_wanted(MATTERS, OFTEN)
    assert SHOWN == len(shown) == len({matter.life_event for matter in shown})
    assert OFTEN[0] == shown[0].slug


def test_without_figures_three_are_shown_all_the_same() -> None:
    assert SHOWN == len(most_wanted(MATTERS, ()))
    assert () == most_wanted((), OFTEN)


@pytest.mark.parametrize("years", [ELDER, 75, 90])
def test_an_elder_is_shown_what_elders_come_for(years: int) -> None:
    assert is_elder(aged(years), today=TODAY)
    shown = for_you(MATTERS, OFTEN, aged(years), today=TODAY)
    assert {LifeEvent.ELDERLY} == {matter.life_event for matter in shown}


@pytest.mark.parametrize("years", [6, 17, 36, ELDER - 1])
def test_the_others_are_shown_what_most_come_for(years: int) -> None:
    assert not is_elder(aged(years), today=TODAY)
    shown = for_you(MATTERS, OFTEN, aged(years), today=TODAY)
    assert {matter.slug for matter in shown} <= set(OFTEN)
    assert not {matter.slug for matter in shown} & SORROW


def test_what_the_card_rules_out_is_never_shown() -> None:
    foreigner = aged(75, kind=CardKind.FOREIGN_2023)
    for identity in (aged(6), aged(75), foreigner):
        for matter in for_you(MATTERS, OFTEN, identity, today=TODAY):
            for rule in matter.eligibility:
                kinds = getattr(rule, "kinds", (identity.kind,))
                years = getattr(rule, "years", 0) if "at_least" in str(rule.__struct_config__.tag) else 0
                assert identity.kind in kinds
                assert TODAY.year - identity.birth.year >= years
