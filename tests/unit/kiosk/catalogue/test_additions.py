"""What a matter adds is checked: every key of the record type, with what can stand there."""

import msgspec
import pytest

from kiosk.catalogue.additions import additions
from kiosk.catalogue.loader import load
from kiosk.domain.field import Condition
from kiosk.domain.matter import Addition
from kiosk.domain.record import Scalar

CATALOGUE = load()
RENEWAL = CATALOGUE.by_slug("passport-renewal")
(APPLIED,) = RENEWAL.additions


def flaws(addition: Addition, slug: str = "passport-renewal") -> list[str]:
    matter = msgspec.structs.replace(CATALOGUE.by_slug(slug), additions=(addition,))
    return [why for _, why in additions(matter, CATALOGUE.record_types)]


def changed(**values: Scalar) -> Addition:
    return msgspec.structs.replace(APPLIED, values={**APPLIED.values, **values})


def test_fifteen_matters_and_more_add_an_entry() -> None:
    adding = [matter for matter in CATALOGUE.matters.values() if matter.additions]
    assert 15 <= len(adding)
    assert all(one.source for matter in adding for one in matter.additions)


def test_what_is_right_has_no_flaw() -> None:
    assert [] == flaws(APPLIED)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("step", "acepted"),
        ("step", None),
        ("kind", "$why"),
        ("number", 7),
        ("number", "@paid"),
        ("accepted", "@number"),
        ("accepted", "2026-01-01"),
        ("accepted", "@tomorrow"),
        ("handed", "$collect.name"),
        ("handed", "$nobody"),
        ("handed", "$slot.free"),
        ("handed", True),
    ],
)
def test_a_value_that_cannot_stand_there_is_told(key: str, value: Scalar) -> None:
    (why,) = flaws(changed(**{key: value}))
    assert f"can't stand in `{key}`" in why


def test_a_key_too_many_and_one_too_few_are_told() -> None:
    without = {key: value for key, value in APPLIED.values.items() if key != "step"}
    (lacks,) = flaws(msgspec.structs.replace(APPLIED, values=without))
    assert "needs step too" in lacks
    (strange,) = flaws(changed(stepp="accepted"))
    assert "did you mean `step`?" in strange


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"record": "exit_entry.aplication"}, "did you mean `exit_entry.application`?"),
        ({"relative": "slot"}, "no pick of a family.member"),
        ({"when": Condition(field="nobody", among=("x",))}, "is no field"),
    ],
)
def test_what_leads_nowhere_is_told(change: dict[str, object], said: str) -> None:
    (why,) = flaws(msgspec.structs.replace(APPLIED, **change))
    assert said in why


def test_a_query_adds_nothing() -> None:
    assert any("a query adds nothing" in why for why in flaws(APPLIED, "travel-document-progress"))
