"""The library of guides says what the catalogue in force says of every matter, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from central.centre import Centre, open_centre
from central.editions import publish
from central.guide_library import LIBRARY, guides
from central.people import find
from central.settings import Settings
from central.withdrawals import withdraw
from kiosk.catalogue.loader import load
from kiosk.domain import guide_words
from kiosk.domain.answers import Answer
from kiosk.domain.ids import MatterCode
from kiosk.domain.record import Record
from kiosk.domain.text import Text
from tests.catalogue_folder import BUS_CARD, change, copied, without
from tests.conftest import Clock

CATALOGUE = load()
BUS = CATALOGUE.by_slug("senior-bus-card-check")
GUIDES = CATALOGUE.by_slug("service-guides")


@pytest.fixture
def centre(tmp_path: Path, clock: Clock) -> Iterator[Centre]:
    opened = open_centre(Settings(data=tmp_path / "centre"), clock=clock)
    yield opened
    opened.store.close()


def told(centre: Centre) -> dict[str, Record]:
    with centre.store.reading() as session:
        return {entry.id: entry for entry in guides(session)}


def test_each_matter_has_the_guide_that_it_declares(centre: Centre) -> None:
    found = told(centre)
    assert {matter.slug for matter in CATALOGUE.matters.values()} == set(found)
    for matter in CATALOGUE.matters.values():
        values = found[matter.slug].values
        assert matter.name.zh == values["name"]
        assert guide_words.price(matter).zh == values["cost"]
        assert guide_words.duration(matter.promised).zh == values["time"]


def test_each_guide_has_every_key_and_each_topic_some(centre: Centre) -> None:
    type_ = CATALOGUE.record_types[LIBRARY]
    entries = told(centre).values()
    assert all({key.key for key in type_.keys} == set(entry.values) for entry in entries)
    assert set(type_.keys[0].words) <= {entry.values["topic"] for entry in entries}


def test_who_asks_for_a_topic_is_shown_its_guides(centre: Centre) -> None:
    lookup = GUIDES.lookup("guides")
    with centre.store.reading() as session:
        shown = find(session, lookup, None, (Answer("topic", BUS.life_event.value),))
    assert BUS.slug in {entry.id for entry in shown}
    assert {BUS.life_event.value} == {entry.values["topic"] for entry in shown}


def test_guides_are_those_of_the_edition_in_force(centre: Centre, tmp_path: Path) -> None:
    other = BUS.name.zh.replace("年审", "年检")
    folder = change(copied(tmp_path / "new"), BUS.name.zh, other)
    publish(centre, folder)
    assert other == told(centre)[BUS.slug].values["name"]
    publish(centre, without(folder, BUS_CARD))
    assert BUS.slug not in told(centre)


def test_the_guide_of_a_withdrawn_matter_says_why(centre: Centre) -> None:
    with centre.store.writing() as session:
        withdraw(session, MatterCode(BUS.code), Text(zh="先停几天。", en="Some days."), centre.clock())
    assert "暂停办理：先停几天。" == told(centre)[BUS.slug].values["place"]
