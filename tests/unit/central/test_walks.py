"""Every walk of central/data/walks leads where it says, asked of the centre's own libraries."""

import datetime as dt
from collections.abc import Iterator
from functools import cache

import pytest
from sqlalchemy.orm import Session

from central.people import find, records_of
from central.population import populate
from central.residents import BUNDLED, identity_of, load_residents
from central.store import Store
from kiosk.catalogue.loader import load
from kiosk.domain.answers import Answer, Answers
from kiosk.domain.fee import due_fen
from kiosk.domain.field import Field, FieldKind
from kiosk.domain.form import asked, prefill, problems
from kiosk.domain.identity import Identity
from kiosk.domain.joined import left_out, narrowed
from kiosk.domain.materials import missing, provide_all
from kiosk.domain.matter import Assurance, Matter, MatterKind
from kiosk.domain.notice import asked_of_the_holder
from kiosk.domain.record import Record, Records
from kiosk.domain.relative import judged_as
from kiosk.domain.rules import refusals
from kiosk.walk.plan import Cast, Course, cast
from tests.unit.central.meant import meant_on

TODAY = dt.date(2026, 11, 23)
CATALOGUE = load()


@cache
def walks_on(day: dt.date) -> dict[str, Cast]:
    return cast(BUNDLED.with_name("walks"), day)


WALKS = walks_on(TODAY)
RESIDENTS = {resident.slug: resident for resident in load_residents(today=TODAY)}
LOG = "privacy.access"
"""The log of who asked is in the log itself by the time that it is shown."""
GUIDES = "service.guide"
"""Every matter has its guide."""
FINDS = (MatterKind.QUERY, MatterKind.CERTIFICATE, MatterKind.PAYMENT)


@pytest.fixture(scope="module", params=[0, 100], ids=["today", "later"])
def day(request: pytest.FixtureRequest) -> dt.date:
    return TODAY + dt.timedelta(days=int(request.param))


@pytest.fixture(scope="module")
def libraries(day: dt.date, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('centre') / 'centre.db'}")
    with store.writing() as session:
        populate(session, day)
    with store.reading() as session:
        yield session
    store.close()


def holder(slug: str) -> Identity:
    return identity_of(RESIDENTS[slug].card)


def meant(matter: Matter, part: Cast, path: Course) -> str:
    return meant_on(matter, part, path, RESIDENTS)


def shared(session: Session, matter: Matter, slug: str, came: str | None = None) -> Records:
    entries = tuple(record for record in records_of(session, slug) if record.type in matter.records)
    own = asked_of_the_holder(matter)
    held = tuple(record for record in records_of(session, came or slug) if record.type in own)
    return Records(reached=True, entries=entries, holder=held)


def why_not(session: Session, matter: Matter, part: Cast, path: Course, day: dt.date) -> tuple[object, ...]:
    came, slug = str(part.resident_on(path)), meant(matter, part, path)
    records = shared(session, matter, slug)
    whom = judged_as(holder(slug), records)
    return refusals(matter, whom, records, today=day, holder=holder(came))


def fitted(session: Session, matter: Matter, slug: str, day: dt.date) -> Matter:
    """A joined matter without the parts that the resident may not have."""
    out = left_out(matter, holder(slug), shared(session, matter, slug), today=day)
    codes = {part.code for part in matter.parts} - {part.code for part, _ in out}
    assert len(codes) > 1 or not matter.parts, "a joined matter of one part is none"
    return narrowed(matter, frozenset(codes)) if matter.parts else matter


def offered(
    session: Session, matter: Matter, field: Field, slug: str, answers: Answers
) -> tuple[Record, ...]:
    return find(session, matter.lookup(field.lookup or ""), slug, answers)


def told(session: Session, matter: Matter, part: Cast, path: Course) -> Answers | None:
    """The answers as the walk gives them, a pick by its row's number; None when there is nothing to pick."""
    slug, came = meant(matter, part, path), str(part.resident_on(path))
    answers: Answers = ()
    for field in matter.fields:
        if field not in asked(matter, answers):
            continue
        given = part.answers_on(path).get(field.id)
        if field.kind is FieldKind.PICK:
            rows = offered(session, matter, field, slug, answers)
            if not rows:
                return None
            row = rows[int(given or 0)]
            answers = (*answers, Answer(field.id, row.id, row))
            continue
        known = prefill(field, holder(came), shared(session, matter, slug, came))
        value = given if given is not None else known.value if known is not None else ""
        answers = (*answers, Answer(field.id, str(value)))
    return answers


def parts(path: Course) -> list[str]:
    return [slug for slug, part in WALKS.items() if getattr(part, path) is not None]


def test_every_matter_has_its_walks() -> None:
    assert {matter.slug for matter in CATALOGUE.matters.values()} == set(WALKS)


@pytest.mark.parametrize("slug", WALKS)
def test_a_matter_has_the_ways_that_it_can_have(slug: str) -> None:
    matter, part = CATALOGUE.by_slug(slug), WALKS[slug]
    own = {rule.record for rule in matter.eligibility if hasattr(rule, "record")}
    own |= {LOG, GUIDES}
    sure = all(lookup.record in own for lookup in matter.lookups)
    assert part.nothing is not None or matter.kind not in FINDS or sure
    assert part.nothing is None or matter.lookups
    assert (part.not_eligible is not None) == bool(matter.eligibility)


@pytest.mark.parametrize(
    ("slug", "path"),
    [(slug, Course.SUCCESS) for slug in WALKS] + [(slug, Course.ONESELF) for slug in parts(Course.ONESELF)],
)
def test_the_walk_to_success_is_open(libraries: Session, day: dt.date, slug: str, path: Course) -> None:
    part = walks_on(day)[slug]
    matter = fitted(libraries, CATALOGUE.by_slug(slug), str(part.resident_on(path)), day)
    person = meant(matter, part, path)
    records, answers = shared(libraries, matter, person), told(libraries, matter, part, path)

    assert () == why_not(libraries, matter, part, path, day)
    assert answers is not None, "there is nothing to pick"
    assert () == problems(matter, answers, today=day)
    assert () == missing(provide_all(matter, records, (), answers))
    whole = CATALOGUE.by_slug(slug)
    known = asked(matter, answers) if not whole.parts else whole.fields  # offline no part is left out
    assert set(part.answers) <= {field.id for field in known}
    rows = {answer.field: answer.row for answer in answers}
    assert due_fen(matter.fee, answers, rows, records) is not None
    if matter.result is not None and matter.lookup(matter.result.lookup).record != LOG:
        assert find(libraries, matter.lookup(matter.result.lookup), person, answers)


@pytest.mark.parametrize("slug", parts(Course.NOTHING))
def test_the_walk_to_nothing_found_ends_there(libraries: Session, day: dt.date, slug: str) -> None:
    matter, part = CATALOGUE.by_slug(slug), walks_on(day)[slug]
    answers = told(libraries, matter, part, Course.NOTHING)

    assert () == why_not(libraries, matter, part, Course.NOTHING, day)
    if answers is not None:
        assert () == problems(matter, answers, today=day)
        assert matter.result is not None, "every pick offers a row, and there is no result"
        person = meant(matter, part, Course.NOTHING)
        assert () == find(libraries, matter.lookup(matter.result.lookup), person, answers)


@pytest.mark.parametrize("slug", parts(Course.NOT_ELIGIBLE))
def test_who_is_not_eligible_is_told_why(libraries: Session, day: dt.date, slug: str) -> None:
    why = why_not(libraries, CATALOGUE.by_slug(slug), WALKS[slug], Course.NOT_ELIGIBLE, day)
    assert 1 == len(why)


def test_whoever_needs_a_code_on_a_walk_has_a_phone() -> None:
    for slug, part in WALKS.items():
        if CATALOGUE.by_slug(slug).assurance is Assurance.CARD_CODE:
            people = [one for path in Course if (one := part.resident_on(path)) is not None]
            assert all(RESIDENTS[person].phone for person in people), slug
