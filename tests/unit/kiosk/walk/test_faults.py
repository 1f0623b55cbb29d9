"""What each fault must lead to, wherever in a visit it strikes."""

import datetime as dt

import msgspec
import pytest

from kiosk.catalogue.loader import load
from kiosk.domain.answers import Answer
from kiosk.domain.ids import VisitId
from kiosk.domain.materials import MaterialState, Provision
from kiosk.domain.matter import Assurance
from kiosk.domain.session import Session
from kiosk.flow import StepName
from kiosk.walk.faults import Strikes, faults
from kiosk.walk.policy import (
    Fault,
    Outcome,
    faults_of,
    outcomes,
    papers_wanted,
    prescribed,
    says,
    takes_social_card,
)
from sim.cardholders import RESIDENT
from sim.commands import NAMES

CATALOGUE = load()
QUERY = CATALOGUE.by_slug("housing-fund-balance")
PAYMENT = CATALOGUE.by_slug("traffic-fine-payment")
FILING = CATALOGUE.by_slug("remote-residence-filing")
DAY = dt.datetime(2026, 11, 26, tzinfo=dt.UTC)


def test_every_fault_is_told_in_words_that_the_bench_knows() -> None:
    told = {str(command["do"]) for row in faults().values() for command in row.tell}
    assert set() == told - set(NAMES)


def test_every_fault_but_the_centres_is_said_on_the_screen() -> None:
    unsaid = {name for name, row in faults().items() if row.says is None}
    centre = {name for name, row in faults().items() if row.on is Strikes.CENTRE}
    assert centre | {"scanner_silent"} == unsaid  # a serial scanner says nothing of itself


@pytest.mark.parametrize("name", [name for name, row in faults().items() if row.on is Strikes.CODE])
def test_a_code_is_told_of_where_one_is_read_and_changes_nothing_anywhere(name: str) -> None:
    asked = {step for step in StepName if says(Fault(name, step), None) is not None}
    assert {StepName.IDENTIFY, StepName.PAY} == asked
    assert {Outcome.COMPLETED} == {prescribed(PAYMENT, fault) for fault in faults_of(f"{name}@*", PAYMENT)}
    assert {1} == {papers_wanted(fault, Outcome.COMPLETED) for fault in faults_of(f"{name}@*", PAYMENT)}


def test_a_payers_code_is_no_trouble_where_it_pays() -> None:
    assert "code_payer" == says(Fault("code_payer", StepName.IDENTIFY), None)
    assert says(Fault("code_payer", StepName.PAY), None) is None


@pytest.mark.parametrize(
    ("state", "step", "said"),
    [
        (MaterialState.PROMISED, StepName.KNOW, "no_paper"),
        (MaterialState.PROMISED, StepName.MATERIALS, "no_paper"),
        (MaterialState.PROMISED, StepName.REVIEW, None),
        (MaterialState.PROVIDED, StepName.MATERIALS, None),
    ],
)
def test_a_blind_camera_is_told_of_where_a_paper_could_be_photographed(
    state: MaterialState, step: StepName, said: str | None
) -> None:
    (paper,) = FILING.materials
    session = Session(id=VisitId("v"), started_at=DAY, matter=FILING, materials=(Provision(paper.id, state),))
    assert said == says(Fault("camera_dark", step), session)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ("camera_unplugged@choose", Outcome.REFUSED_BEFORE_START),
        ("camera_unplugged@materials", Outcome.ENDED_WITH_SLIP),
        ("camera_dark@identify", Outcome.ENDED_WITH_SLIP),
        ("camera_dark@review", Outcome.COMPLETED),
    ],
)
def test_what_only_a_photograph_hands_in_is_for_the_counter_without_one(fault: str, outcome: Outcome) -> None:
    matter = CATALOGUE.by_slug("supplement-papers")
    (met,) = faults_of(fault, matter)
    assert met is not None
    assert outcome is prescribed(matter, met)
    picked = Session(id=VisitId("v"), started_at=DAY, matter=matter, answers=(Answer("case", "N1"),))
    said = "absent" if "unplugged" in fault else None if "review" in fault else "no_paper"
    assert said == says(met, picked)


@pytest.mark.parametrize(
    ("birth", "step", "said"),
    [
        (dt.date(1990, 1, 1), StepName.CHOOSE, "no_face"),
        (dt.date(1990, 1, 1), StepName.ASSURE, "no_face"),
        (dt.date(1990, 1, 1), StepName.KNOW, None),
        (dt.date(2012, 11, 27), StepName.ASSURE, None),  # 13 years old
    ],
)
def test_a_face_that_is_not_seen_is_told_of_up_to_the_code(
    birth: dt.date, step: StepName, said: str | None
) -> None:
    identity = msgspec.structs.replace(RESIDENT, birth=birth)
    assert said == says(Fault("no_face", step), Session(id=VisitId("v"), started_at=DAY, identity=identity))


def test_a_face_check_fails_only_where_a_code_is_asked_for() -> None:
    by_card = next(m for m in CATALOGUE.matters.values() if m.assurance is Assurance.CARD)
    assert () == faults_of("no_face@*", by_card)
    assert {Outcome.COMPLETED} == {prescribed(QUERY, fault) for fault in faults_of("no_face@*", QUERY)}


def test_a_device_that_stays_away_is_told_of_whenever_it_went() -> None:
    assert "absent" == says(Fault("scanner_unplugged", StepName.TAKE), None)
    assert "absent" == says(Fault("camera_unplugged", StepName.TAKE), None)


@pytest.mark.parametrize("name", [name for name, row in faults().items() if row.on is Strikes.READER])
def test_who_can_not_be_identified_is_refused_and_later_nobody_minds(name: str) -> None:
    assert Outcome.REFUSED_BEFORE_START is prescribed(PAYMENT, Fault(name, StepName.IDENTIFY))
    assert Outcome.COMPLETED is prescribed(PAYMENT, Fault(name, StepName.PAY))
    assert says(Fault(name, StepName.PAY), None) is None


@pytest.mark.parametrize("name", [name for name, row in faults().items() if row.on is Strikes.SLOT])
def test_a_chip_card_that_fails_is_told_of_at_identify_and_the_visit_goes_on(name: str) -> None:
    assert {Outcome.COMPLETED} == {prescribed(PAYMENT, fault) for fault in faults_of(f"{name}@*", PAYMENT)}
    assert {StepName.IDENTIFY} == {step for step in StepName if says(Fault(name, step), None) is not None}
    assert {1} == {papers_wanted(fault, Outcome.COMPLETED) for fault in faults_of(f"{name}@*", PAYMENT)}


def test_a_social_card_is_taken_by_a_matter_that_asks_for_no_address() -> None:
    assert takes_social_card(PAYMENT)
    assert not takes_social_card(CATALOGUE.by_slug("passport-renewal"))


@pytest.mark.parametrize("name", ["paper_out", "printer_unplugged", "cutter_jam"])
def test_no_slip_is_asked_of_a_printer_that_failed_before_it(name: str) -> None:
    assert [0, 0, 1] == [
        papers_wanted(Fault(name, step), Outcome.COMPLETED)
        for step in (StepName.CHOOSE, StepName.RECEIPT, StepName.TAKE)
    ]


def test_a_slip_is_asked_for_whatever_the_document_printer_does() -> None:
    assert 1 == papers_wanted(Fault("document_jam", StepName.SHEETS), Outcome.COMPLETED)
    assert says(Fault("document_jam", StepName.SHEETS), None) is None


def test_one_slip_is_asked_for_without_a_fault_and_after_mending() -> None:
    assert 1 == papers_wanted(None, Outcome.COMPLETED)
    assert 1 == papers_wanted(Fault("paper_out_mended", StepName.RECEIPT), Outcome.COMPLETED)
    assert 0 == papers_wanted(None, Outcome.REFUSED_BEFORE_START)


@pytest.mark.parametrize(
    ("slug", "outcome"),
    [
        ("residence-permit-endorsement", Outcome.QUEUED),
        ("id-card-renewal", Outcome.ENDED_WITH_SLIP),
        ("driving-licence-renewal", Outcome.ENDED_WITH_SLIP),
    ],
)
def test_a_paper_photographed_is_handed_in_offline_as_the_form_is(slug: str, outcome: Outcome) -> None:
    matter = CATALOGUE.by_slug(slug)
    assert outcome is outcomes(matter)[StepName.BRING] is outcomes(matter)[StepName.FILL]


def test_no_walk_is_made_by_way_of_a_paper_that_no_library_proves() -> None:
    every = [fault for matter in CATALOGUE.matters.values() for fault in faults_of("network@*", matter)]
    assert StepName.BRING not in {fault.step for fault in every if fault}


def test_stars_are_every_fault_at_every_step_of_the_matter() -> None:
    every = faults_of("*@*", QUERY)
    steps = faults_of("network@*", QUERY)
    assert len(faults()) * len(steps) == len(every) == len(set(every))
    assert [fault for fault in every if fault and fault.name == "network"] == list(steps)


def test_star_is_every_fault_at_one_step() -> None:
    without_face = [name for name, row in faults().items() if row.on is not Strikes.FACE]  # no code
    assert without_face == [fault.name for fault in faults_of("*@pay", PAYMENT) if fault]
    assert () == faults_of("*@pay", QUERY)
