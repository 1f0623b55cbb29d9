"""Outcomes come from records and rules: each decisive thing changed for a new resident is told as the why."""

import datetime as dt
import os
from collections.abc import Iterator
from itertools import count
from typing import assert_never

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from central.people import add_resident, find, records_of
from central.population import populate
from central.residents import BUNDLED, Resident, identity_of, load_residents
from central.store import Store
from kiosk.catalogue.loader import load
from kiosk.catalogue.vocabulary import KeyForm
from kiosk.domain.answers import Answer
from kiosk.domain.eligibility import (
    AgeAtLeast,
    AgeBelow,
    AgeBySex,
    CardKindIn,
    DueWithin,
    Eligibility,
    LivesIn,
    Of,
    OverCard,
    OverRecords,
    RecordAbsent,
    RecordExists,
    RecordValueIn,
    RecordValueNotIn,
    SexIs,
    ValueAtLeast,
    ValueAtMost,
)
from kiosk.domain.identity import CardKind, Identity, Sex
from kiosk.domain.materials import MaterialState, provide_all
from kiosk.domain.matter import Material, MaterialWay, Matter
from kiosk.domain.record import Record, Records, Scalar
from kiosk.domain.rules import ALSO, refusals
from kiosk.walk.plan import Course, cast
from tests.unit.central.meant import meant_on

TODAY = dt.date(2026, 11, 23)
CATALOGUE = load()
RESIDENTS = {resident.slug: resident for resident in load_residents(today=TODAY)}
WALKS = cast(BUNDLED.with_name("walks"), TODAY)
RULED = [
    (matter, rule) for matter in CATALOGUE.matters.values() if not matter.parts for rule in matter.eligibility
]
PAPERS = [
    (matter, paper)
    for matter in CATALOGUE.matters.values()
    for paper in matter.materials
    if paper.record is not None
]
AMOUNTS = int(os.environ.get("KIOSK_OUTCOME_AMOUNTS", "2"))
"""By how many amounts each rule is broken: the smallest always, the others drawn (50 in `make soak`)."""
FOUND = [matter for matter in CATALOGUE.matters.values() if matter.result is not None]
serials = count(1)


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('centre') / 'centre.db'}")
    with store.writing() as session:
        populate(session, TODAY)
        yield session
    store.close()


def moved_in(session: Session, like: Resident, records: tuple[Record, ...]) -> str:
    """Somebody new with these records; returns the slug."""
    serial = next(serials)
    renamed = tuple(
        msgspec.structs.replace(record, id=f"new-{serial}-{place}") for place, record in enumerate(records)
    )
    card = msgspec.structs.replace(like.card, number=f"9{serial:017d}")
    slug = f"new-{serial}"
    add_resident(session, msgspec.structs.replace(like, slug=slug, card=card, phone=None, records=renamed))
    return slug


def asked_for(matter: Matter, like: Resident) -> tuple[Record, ...]:
    """What the matter asks the libraries for of this resident: the rest decides nothing."""
    return tuple(record for record in like.records if record.type in matter.records)


def model(matter: Matter) -> Resident:
    """Whose records lead to success: who laid the card, or the relative it is for."""
    return RESIDENTS[meant_on(matter, WALKS[matter.slug], Course.SUCCESS, RESIDENTS)]


def came(matter: Matter) -> Identity:
    """Who laid the card on the way to success."""
    return identity_of(RESIDENTS[WALKS[matter.slug].success].card)


def outcome(
    session: Session, matter: Matter, who: str, identity: Identity, holder: Identity
) -> tuple[str, ...]:
    """Why the centre refuses, by what its libraries hold now."""
    known = Records(reached=True, entries=records_of(session, who))
    holder = holder if matter.proven_by else identity
    return tuple(text.zh for text in refusals(matter, identity, known, today=TODAY, holder=holder))


def other_word(type_: str, key: str, values: tuple[Scalar, ...], *, inside: bool) -> Scalar:
    """A value of that key that is, or is not, among these."""
    if inside:
        return values[0]
    known = CATALOGUE.record_types[type_].key(key)
    assert known is not None
    return next((word for word in known.words if word not in values), "something else")


def set_all(records: tuple[Record, ...], type_: str, key: str, value: Scalar) -> tuple[Record, ...]:
    return tuple(
        msgspec.structs.replace(record, values={**record.values, key: value})
        if record.type == type_
        else record
        for record in records
    )


def spoilt_records(rule: OverRecords, records: tuple[Record, ...], drawn: int) -> tuple[Record, ...]:
    """The records with the one thing changed that the rule hangs on."""
    without = tuple(record for record in records if record.type != rule.record)
    match rule:
        case RecordExists():
            return without
        case RecordAbsent(record=type_):
            return (*records, made_up(type_))
        case RecordValueIn(record=type_, key=key, values=values):
            return set_all(records, type_, key, other_word(type_, key, values, inside=False))
        case RecordValueNotIn(record=type_, key=key, values=values):
            entries = records if len(without) < len(records) else (*records, made_up(type_))
            return set_all(entries, type_, key, other_word(type_, key, values, inside=True))
        case ValueAtLeast(record=type_, key=key, least=least):
            return set_all(records, type_, key, least - drawn)
        case ValueAtMost(record=type_, key=key, most=most):
            return set_all(records, type_, key, most + drawn)
        case DueWithin(record=type_, key=key, before=before):
            return set_all(records, type_, key, (TODAY + dt.timedelta(days=before + drawn)).isoformat())
    assert_never(rule)


def spoilt_card(rule: OverCard, identity: Identity, drawn: int) -> Identity:
    """The card with the one thing changed that the rule hangs on."""
    change = msgspec.structs.replace
    match rule:
        case AgeAtLeast(years=years):
            return change(identity, birth=TODAY.replace(year=TODAY.year - years) + dt.timedelta(days=drawn))
        case AgeBelow(years=years):
            return change(identity, birth=TODAY.replace(year=TODAY.year - years) - dt.timedelta(days=drawn))
        case AgeBySex(male=male, female=female):
            years = female if identity.sex is Sex.FEMALE else male
            return change(identity, birth=TODAY.replace(year=TODAY.year - years) + dt.timedelta(days=drawn))
        case SexIs(sex=sex):
            return change(identity, sex=Sex.MALE if sex is Sex.FEMALE else Sex.FEMALE)
        case LivesIn():
            return change(identity, address="样例国示范市")
        case CardKindIn(kinds=kinds):
            other = next(kind for kind in CardKind if not {kind, ALSO.get(kind)} & set(kinds))
            return change(identity, kind=other)
    assert_never(rule)


def made_up(type_: str) -> Record:
    """An entry of a type with something in every key."""
    keys = CATALOGUE.record_types[type_].keys
    plain: dict[KeyForm, Scalar] = {
        KeyForm.MONEY: 100,
        KeyForm.COUNT: 1,
        KeyForm.DATE: TODAY.isoformat(),
        KeyForm.FLAG: True,
    }
    values = {key.key: key.words[0] if key.words else plain.get(key.form, "x") for key in keys}
    return Record(type=type_, id="made-up", source="库", values=values)


@pytest.mark.parametrize("matter", CATALOGUE.matters.values(), ids=lambda matter: matter.slug)
def test_a_new_resident_with_the_same_records_succeeds(libraries: Session, matter: Matter) -> None:
    like = model(matter)
    who = moved_in(libraries, like, asked_for(matter, like))
    assert () == outcome(libraries, matter, who, identity_of(like.card), came(matter))


def tells_why(session: Session, matter: Matter, rule: Eligibility, amount: int) -> bool:
    """Whether somebody new who succeeds but for this one thing is told of it."""
    like, holder = model(matter), came(matter)
    identity, records = identity_of(like.card), asked_for(matter, like)
    if isinstance(rule, OverRecords):
        records = spoilt_records(rule, records, amount)
    elif rule.of is Of.HOLDER:
        holder = spoilt_card(rule, holder, amount)
    else:
        identity = spoilt_card(rule, identity, amount)
    told = outcome(session, matter, moved_in(session, like, records), identity, holder)
    of_the_record = {
        other.otherwise.zh
        for other in matter.eligibility
        if getattr(other, "record", other) == getattr(rule, "record", rule)
    }
    return bool(set(told) & of_the_record)


def test_every_matter_that_asks_who_may_has_its_rules_broken() -> None:
    ruled = {matter.slug for matter, _ in RULED}
    assert {slug for slug, part in WALKS.items() if part.not_eligible is not None} == ruled


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=AMOUNTS, deadline=None)
@given(amount=st.integers(1, 400))
def test_each_decisive_thing_changed_is_told_as_the_reason(libraries: Session, amount: int) -> None:
    untold = [(matter.slug, rule) for matter, rule in RULED if not tells_why(libraries, matter, rule, amount)]
    assert untold == []


def test_a_paper_whose_record_is_gone_is_promised_or_missing() -> None:
    for matter, paper in PAPERS:
        like = model(matter)
        without = Records(
            reached=True, entries=tuple(one for one in like.records if one.type != paper.record)
        )
        answers = () if paper.when is None else (Answer(paper.when.field, answer_that_asks(matter, paper)),)
        given = {one.material: one.state for one in provide_all(matter, without, (), answers)}
        instead = MaterialState.PROMISED if MaterialWay.PROMISE in paper.ways else MaterialState.MISSING
        assert instead is given[paper.id], (matter.slug, paper.id)


def answer_that_asks(matter: Matter, paper: Material) -> str:
    """An answer after which the paper is asked for."""
    assert paper.when is not None
    options = [option.value for option in matter.field(paper.when.field).options]
    return next(
        value
        for value in options
        if (value in paper.when.among if paper.when.among else value not in paper.when.not_among)
    )


@pytest.mark.parametrize("matter", FOUND, ids=lambda matter: matter.slug)
def test_what_is_found_is_what_the_libraries_hold(libraries: Session, matter: Matter) -> None:
    assert matter.result is not None
    lookup = matter.lookup(matter.result.lookup)
    own = [entry for entry in RESIDENTS["wang-xiaoming"].records if entry.type == lookup.record]
    who = moved_in(libraries, RESIDENTS["li-wuming"], ())
    there = {record.id for record in find(libraries, lookup, who)}
    assert not there & {record.id for record in own}
    if lookup.of == "person" and lookup.record != "population.person" and not lookup.where:
        assert () == find(libraries, lookup, who)
        other = moved_in(libraries, RESIDENTS["li-wuming"], (made_up(lookup.record),))
        kept = find(libraries, lookup, other)
        assert [lookup.record] == [record.type for record in kept] or lookup.record in KEPT
        assert () == find(libraries, lookup, who), "what is another's is not told"


KEPT = ("privacy.access", "appointment.booking", "appointment.slot")
"""Kept in tables of their own, which a resident does not bring along."""
