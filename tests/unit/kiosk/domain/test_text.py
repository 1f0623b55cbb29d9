from kiosk.domain.lookup import LookupSubject
from kiosk.domain.record import Record
from kiosk.domain.text import Locale, Text
from tests.unit.kiosk.domain.sample import CATALOGUE, known, record


def test_a_text_speaks_both_languages_and_takes_values_in_both() -> None:
    text = Text(zh="{count} 件", en="{count} things").format(count=3)

    assert ("3 件", "3 things") == (text.at(Locale.ZH), text.at(Locale.EN))


def test_records_are_given_by_their_type_in_their_order() -> None:
    first, other, second = record("a.b", n=1), record("a.c"), record("a.b", n=2)

    assert (first, second) == known(first, other, second).of("a.b")


def test_a_record_shows_no_value() -> None:
    entry = Record(type="a.b", id="1", source="某库", values={"phone": "19000000001"})

    assert "19000000001" not in repr(entry)


def test_a_matter_knows_its_fields_and_lookups_by_name() -> None:
    matter = CATALOGUE.by_slug("exit-entry-appointment")

    assert matter.field("slot").lookup == "free"
    assert matter.lookup("free").of is LookupSubject.ANYONE
