"""What was applied for is found: an accepted item adds an entry, and the query of that library shows it."""

from collections.abc import Iterator

import pytest

from central.residents import BUNDLED, identity_of, load_residents
from kiosk.bootstrap import open_ports
from kiosk.domain.fact import Fact
from kiosk.domain.field import FieldKind
from kiosk.domain.form import next_field, prefill
from kiosk.domain.identity import Identity
from kiosk.domain.ids import ItemId
from kiosk.domain.record import Record
from kiosk.domain.session import Session
from kiosk.domain.submission import ItemState
from kiosk.domain.trouble import Trouble
from kiosk.flow import StepName
from kiosk.open_devices import local_day
from kiosk.steps import resident
from kiosk.steps.ask import rows
from kiosk.steps.whom import choose, family
from kiosk.walk.plan import cast
from tests.e2e.place import Place, open_place
from tests.e2e.visitor import CATALOGUE, Visitor

WALKS = cast(BUNDLED.with_name("walks"), local_day())
PEOPLE = {one.slug: one for one in load_residents(today=local_day())}
FOUND_BY: dict[str, tuple[str, dict[str, str]]] = {
    "id-card-renewal": ("id-card-progress", {}),
    "id-card-replacement-lost": ("id-card-progress", {}),
    "id-card-replacement-damaged": ("id-card-progress", {}),
    "id-card-other-province": ("id-card-progress", {}),
    "passport-renewal": ("travel-document-progress", {"kind": "passport"}),
    "passport-replacement": ("travel-document-progress", {"kind": "passport"}),
    "hk-macao-permit": ("travel-document-progress", {"kind": "hk_macao"}),
    "hk-macao-endorsement": ("travel-document-progress", {"kind": "hk_macao"}),
    "taiwan-permit": ("travel-document-progress", {"kind": "taiwan"}),
    "social-card-application": ("social-card-status", {}),
    "resident-medical-enrolment": ("medical-enrolment-statement", {"uses": "own"}),
    "natural-person-report": ("taxpayer-information", {}),
    "graduate-checkin": ("personnel-file-arrival", {}),
    "mortgage-discharge": ("registration-progress", {"business": "mortgage"}),
    "resident-pension-payment": (
        "insurance-payment-receipt",
        {"insurance": "pension", "year": f"{local_day().year}"},
    ),
    "resident-medical-payment": (
        "insurance-payment-receipt",
        {"insurance": "medical", "year": f"{local_day().year + 1}"},
    ),
    "repair-fund-payment": ("repair-fund-query", {}),
}
"""By which query what was added is found, and what is answered there."""
PAID_AFTER = ("resident-medical-enrolment", "newborn-medical-enrolment")


class Walker(Visitor):
    """Answers as the walks do: what is known is taken over, a pick is a row's number."""

    def _fact(
        self, session: Session, step: StepName, item: ItemId, answers: dict[str, str]
    ) -> Fact | Trouble:
        """For another it is done for the youngest child that the library of families names."""
        if step is not StepName.WHOM:
            return super()._fact(session, step, item, answers)
        members = family(self.ports, session)
        assert isinstance(members, tuple), members
        children = [one for one in members if one.values["relation"] == "child"]
        return choose(max(children, key=lambda one: str(one.values["number"])[6:14]))

    def _answered(self, session: Session, answers: dict[str, str]) -> Fact | Trouble:
        assert session.matter is not None
        assert session.identity is not None
        assert session.records is not None
        field = next_field(session.matter, session.answers)
        assert field is not None
        if field.kind is FieldKind.PICK and field.id in answers:
            offered = rows(self.ports, session, field.lookup or "")
            assert not isinstance(offered, Trouble)
            row = offered[int(answers[field.id])]
            return resident.answer(session, field.id, row.id, row)
        known = prefill(field, session.identity, session.records)
        return super()._answered(session, {field.id: known.value if known else "", **answers})


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with open_place(tmp_path_factory.mktemp("place")) as place:
        yield place


@pytest.fixture(scope="module")
def walker(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walker]:
    config = place.enrolled(tmp_path_factory.mktemp("terminal"))
    place.sync(config)
    with open_ports(config) as ports:
        yield Walker(ports, place.door)


@pytest.fixture(autouse=True)
def everybody_as_they_were(place: Place) -> None:
    place.door.post("/reset", {})


def apply_for(walker: Walker, slug: str) -> tuple[Identity, str]:
    """Go through the matter as its walk to success does; who it was, and the receipt number."""
    part = WALKS[slug]
    walker.member = (part.whom.row or 0) if part.whom is not None else 0
    person = identity_of(PEOPLE[part.success].card)
    session = walker.visit(person, slug, {key: str(value) for key, value in part.answers.items()})
    assert session.submission is not None, (session.refusals, session.ended)
    assert session.submission.state in (ItemState.RECEIVED, ItemState.SETTLED)
    assert session.submission.disposition is None
    return person, session.submission.number


def found(walker: Walker, person: Identity, query: str, answers: dict[str, str]) -> tuple[Record, ...]:
    session = walker.visit(person, query, answers)
    assert session.result is not None, (session.refusals, session.ended)
    return session.result.rows


def test_every_addition_is_of_a_matter_looked_at_here() -> None:
    adding = {matter.slug for matter in CATALOGUE.matters.values() if matter.additions}
    assert set(FOUND_BY) | {*PAID_AFTER, "id-card-first", "resident-pension-enrolment"} == adding


@pytest.mark.parametrize("slug", FOUND_BY)
def test_what_was_applied_for_is_shown_by_the_query(walker: Walker, slug: str) -> None:
    query, answers = FOUND_BY[slug]
    matter = CATALOGUE.by_slug(slug)
    record = CATALOGUE.by_slug(query).lookups[-1].record
    person, number = apply_for(walker, slug)
    added = [row for row in found(walker, person, query, answers) if f"-{slug}-" in row.id]
    assert [record] == [row.type for row in added]
    (declared,) = [one for one in matter.additions if one.record == record][:1]
    for key, value in declared.values.items():
        if value == "@number":
            assert number == added[0].values[key]
        if value == "@today":
            assert local_day().isoformat() == added[0].values[key]


@pytest.mark.parametrize("slug", PAID_AFTER)
def test_who_was_enrolled_is_asked_for_the_money(walker: Walker, slug: str) -> None:
    person, _ = apply_for(walker, slug)
    walker.visit(person, "resident-medical-payment", {}, until=StepName.REVIEW)
    assert any(f"-{slug}-" in row.id for row in walker.offered or ())


def test_what_is_applied_for_a_child_stands_with_the_child(walker: Walker) -> None:
    person, _ = apply_for(walker, "id-card-first")
    numbers = [
        one.values["number"]
        for one in PEOPLE[WALKS["id-card-first"].success].records
        if one.type == "family.member" and one.values["relation"] == "child"
    ]
    picked = numbers[int(WALKS["id-card-first"].answers.get("child", 0))]
    child = next(identity_of(one.card) for one in PEOPLE.values() if one.card.number == picked)
    of = {who.number: found(walker, who, "id-card-progress", {}) for who in (person, child)}
    assert [child.number] == [who for who, rows in of.items() if any("id-card-first" in r.id for r in rows)]


def test_who_enrols_in_the_pension_may_pay_for_it(walker: Walker) -> None:
    person, _ = apply_for(walker, "resident-pension-enrolment")
    session = walker.visit(person, "resident-pension-payment", {"tier": "500"}, until=StepName.REVIEW)
    assert () == session.refusals
