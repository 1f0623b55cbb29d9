import datetime as dt
from pathlib import Path

import pytest

from central.residents import BUNDLED, Resident, dated, identity_of, load_residents
from kiosk.catalogue.loader import load
from kiosk.catalogue.vocabulary import KeyForm, RecordKey
from kiosk.domain.identity import CardKind, number_problem
from kiosk.domain.materials import MaterialState, promised, provide_all
from kiosk.domain.matter import Matter
from kiosk.domain.record import Records, Scalar
from kiosk.domain.rules import refusals
from kiosk.errors import CatalogueError

TODAY = dt.date(2026, 11, 23)
CATALOGUE = load()
RESIDENTS = {resident.slug: resident for resident in load_residents(today=TODAY)}
UTF16_UNITS = {"name": 15, "address": 35, "issuer": 15}


def shared(matter: Matter, resident: Resident) -> Records:
    entries = tuple(record for record in resident.records if record.type in matter.records)
    return Records(True, entries)  # noqa: FBT003 the field's only name


def why_not(matter: Matter, slug: str, day: dt.date) -> tuple[object, ...]:
    resident = {resident.slug: resident for resident in load_residents(today=day)}[slug]
    return refusals(matter, identity_of(resident.card), shared(matter, resident), today=day)


def possible(key: RecordKey, value: Scalar) -> bool:
    match key.form:
        case KeyForm.TEXT | KeyForm.MASKED:
            return value is None or isinstance(value, str)
        case KeyForm.MONEY | KeyForm.COUNT:
            return isinstance(value, int) and not isinstance(value, bool)
        case KeyForm.DATE:
            return bool(dt.datetime.fromisoformat(str(value)))
        case KeyForm.WORD:
            return value in key.words
        case KeyForm.FLAG:
            return isinstance(value, bool)


@pytest.mark.parametrize("resident", RESIDENTS.values(), ids=RESIDENTS)
def test_every_card_can_be_written(resident: Resident) -> None:
    card = resident.card

    if card.kind is not CardKind.FOREIGN_2017:
        assert number_problem(card.number, birth=card.birth) is None
    for field, most in UTF16_UNITS.items():
        assert len((getattr(card, field) or "").encode("utf-16-le")) <= most * 2
    assert card.valid_to is None or card.valid_from < card.valid_to


@pytest.mark.parametrize("resident", RESIDENTS.values(), ids=RESIDENTS)
def test_every_record_holds_the_keys_of_its_type_and_no_other(resident: Resident) -> None:
    for record in resident.records:
        type_ = CATALOGUE.record_types[record.type]
        assert {key.key for key in type_.keys} == set(record.values)
        assert all(possible(key, record.values[key.key]) for key in type_.keys), record.id
        assert record.source == type_.library.zh


def test_numbers_phones_and_entries_are_nobody_elses() -> None:
    everyone = tuple(RESIDENTS.values())
    entries = [(record.type, record.id) for resident in everyone for record in resident.records]
    phones = [resident.phone for resident in everyone if resident.phone]

    assert len(everyone) == len({resident.card.number for resident in everyone})
    assert len(phones) == len(set(phones))
    assert len(entries) == len(set(entries))


def test_every_kind_of_card_and_the_cards_that_do_not_serve_are_there() -> None:
    cards = [resident.card for resident in RESIDENTS.values()]

    assert set(CardKind) - {CardKind.SOCIAL, CardKind.CITIZEN, CardKind.E_ID} == {card.kind for card in cards}
    assert [slug for slug, resident in RESIDENTS.items() if resident.reported_lost] == ["gao-yuan"]
    assert [card.name for card in cards if card.valid_to and card.valid_to < TODAY] == ["邓超然"]
    assert {"1.00", "2.00", "3.00"} == {r.social.version for r in RESIDENTS.values() if r.social}
    assert RESIDENTS["lv-xi"].phone is None


def test_a_relative_day_is_counted_from_today() -> None:
    written = {"a": ["@today", "@today-23", "@today+8T08:15", "today", 7]}

    expected = {"a": ["2026-11-23", "2026-10-31", "2026-12-01T08:15", "today", 7]}
    assert expected == dated(written, TODAY)


def test_a_misspelt_key_is_named_with_its_line(tmp_path: Path) -> None:
    text = BUNDLED.read_text(encoding="utf-8").replace("nation =", "naton =", 1)
    path = tmp_path / "residents.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CatalogueError, match="did you mean `nation`") as caught:
        load_residents(path, today=TODAY)

    line = text.splitlines().index(next(row for row in text.splitlines() if "naton" in row)) + 1
    assert f"residents.toml:{line}:" in caught.value.message


def test_a_record_of_no_known_type_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "residents.toml"
    text = BUNDLED.read_text(encoding="utf-8").replace('type = "driving.licence"', 'type = "flying.licence"')
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CatalogueError, match=r"flying\.licence"):
        load_residents(path, today=TODAY)


def test_a_resident_shows_nothing_of_itself() -> None:
    shown = repr(RESIDENTS["wang-xiaoming"]) + repr(RESIDENTS["wang-xiaoming"].card)

    assert "王小明" not in shown
    assert "3301" not in shown


def test_a_promise_is_asked_of_one_resident_and_not_of_another() -> None:
    matter = CATALOGUE.by_slug("remote-residence-filing")
    promising = provide_all(matter, shared(matter, RESIDENTS["ma-hong"]))
    registered = provide_all(matter, shared(matter, RESIDENTS["yan-feng"]))

    assert ("residence",) == promised(promising)
    assert [MaterialState.PROVIDED] == [provision.state for provision in registered]


@pytest.mark.parametrize(
    ("slug", "matter"),
    [
        ("shen-dexing", "senior-bus-card-check"),
        ("tang-shulan", "senior-bus-card-check"),
        ("feng-lei", "residence-permit-endorsement"),
        ("liu-fang", "residence-permit-endorsement"),
        ("lin-yijun", "exit-entry-appointment"),
        ("schmidt-anna", "exit-entry-appointment"),
        ("liu-fang", "remote-residence-filing"),
    ],
)
def test_others_are_not_eligible_either(slug: str, matter: str) -> None:
    assert 1 == len(why_not(CATALOGUE.by_slug(matter), slug, TODAY))
