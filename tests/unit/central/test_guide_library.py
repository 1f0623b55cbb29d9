"""The library of guides says what the catalogue says, of every matter under its topics, and nothing else."""

from central.guide_library import LIBRARY, guides
from kiosk.catalogue.loader import load
from kiosk.domain import guide_words

CATALOGUE = load()


def test_each_matter_under_a_topic_has_the_guide_that_it_declares() -> None:
    topic = CATALOGUE.record_types[LIBRARY].key("topic")
    assert topic is not None
    expected = {one.slug: one for one in CATALOGUE.matters.values() if one.life_event in topic.words}
    told = {entry.id: entry.values for entry in guides()}
    assert set(expected) == set(told)
    for slug, matter in expected.items():
        assert matter.name.zh == told[slug]["name"]
        assert guide_words.price(matter).zh == told[slug]["cost"]
        assert guide_words.duration(matter.promised).zh == told[slug]["time"]


def test_each_topic_has_guides_with_every_key() -> None:
    type_ = CATALOGUE.record_types[LIBRARY]
    assert {entry.values["topic"] for entry in guides()} == set(type_.keys[0].words)
    assert all({key.key for key in type_.keys} == set(entry.values) for entry in guides())
