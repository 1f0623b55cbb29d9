"""Which walks are meant, and what must come of each."""

import datetime as dt

import msgspec
import pytest

from kiosk.catalogue.loader import load
from kiosk.domain.device import Role
from kiosk.domain.fee import FixedFee, FreeOfCharge
from kiosk.domain.matter import Beneficiary
from kiosk.domain.text import Locale
from kiosk.errors import ConfigurationError
from kiosk.flow import StepName
from kiosk.walk.plan import Choice, Course, cast, walks
from kiosk.walk.policy import NO_FAULT, Fault, Outcome, faults_of, outcomes, prescribed
from kiosk.walk.row import wanted_of
from kiosk.walk.stage import RESIDENTS, WALKS, with_social_card
from sim.people import load_people
from ui.display import Display

CATALOGUE = load()
CAST = cast(WALKS, dt.date(2026, 11, 23))
PAYMENT = CATALOGUE.by_slug("traffic-fine-payment")
FILING = CATALOGUE.by_slug("remote-residence-filing")


def test_without_a_fault_every_kind_is_completed() -> None:
    assert {Outcome.COMPLETED} == {prescribed(matter, None) for matter in CATALOGUE.matters.values()}


def test_only_what_may_be_taken_offline_is_queued_before_the_centre_was_asked() -> None:
    for matter in CATALOGUE.matters.values():
        queued = prescribed(matter, Fault("network", StepName.KNOW)) is Outcome.QUEUED
        assert matter.offline.accepted is queued, matter.slug


def test_nobody_pays_while_the_network_is_cut() -> None:
    assert Outcome.ENDED_WITH_SLIP is prescribed(PAYMENT, Fault("network", StepName.PAY))


def test_step_that_a_kind_does_not_have_prescribes_nothing() -> None:
    assert prescribed(FILING, Fault("network", StepName.PAY)) is None


@pytest.mark.parametrize("matter", CATALOGUE.matters.values(), ids=lambda matter: matter.slug)
def test_star_is_every_step_that_the_matter_has(matter: object) -> None:
    known = next(every for every in CATALOGUE.matters.values() if every is matter)
    steps = [fault.step for fault in faults_of("network@*", known) if fault is not None]
    assert set(steps) <= set(outcomes(known)) - {NO_FAULT}
    assert (StepName.FILL in steps) is bool(known.fields)
    assert (StepName.PAY in steps) is not isinstance(known.fee, FreeOfCharge)


@pytest.mark.parametrize(
    ("named", "code"), [("netwrok@pay", "unknown_fault"), ("network@payy", "unknown_step")]
)
def test_unknown_fault_or_step_names_those_there_are(named: str, code: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        faults_of(named, PAYMENT)
    assert code == raised.value.code


def test_every_matter_has_its_cast() -> None:
    assert {matter.slug for matter in CATALOGUE.matters.values()} == set(CAST)


def test_all_is_every_matter_in_both_languages() -> None:
    asked = walks(CATALOGUE, CAST, Choice())
    assert 2 * len(CATALOGUE.matters) == len(asked)
    assert set(Locale) == {walk.locale for walk in asked}
    assert len(asked) == len({walk.name for walk in asked})


def test_path_that_a_matter_does_not_have_is_left_out() -> None:
    asked = walks(CATALOGUE, CAST, Choice(paths=(Course.NOTHING,)))
    assert {slug for slug, part in CAST.items() if part.nothing} == {walk.matter.slug for walk in asked}


@pytest.mark.parametrize("count", [1, 3, 7])
def test_shards_together_are_all_and_share_none(count: int) -> None:
    whole = walks(CATALOGUE, CAST, Choice())
    shares = [walks(CATALOGUE, CAST, Choice(shard=f"{share}/{count}")) for share in range(count)]
    assert sorted(walk.name for walk in whole) == sorted(walk.name for part in shares for walk in part)


@pytest.mark.parametrize("shard", ["3/3", "1", "a/b", "-1/3", "0/0"])
def test_share_that_is_none_is_said(shard: str) -> None:
    with pytest.raises(ConfigurationError, match="is not a share"):
        walks(CATALOGUE, CAST, Choice(shard=shard))


def test_matter_is_named_by_code_or_file_and_an_unknown_one_is_said() -> None:
    named = walks(CATALOGUE, CAST, Choice(codes=(PAYMENT.code, FILING.slug), locales=(Locale.ZH,)))
    assert [PAYMENT.slug, FILING.slug] == [walk.matter.slug for walk in named]
    with pytest.raises(ConfigurationError, match="no matter has the code nobody"):
        walks(CATALOGUE, CAST, Choice(codes=("nobody",)))


def test_offline_is_the_way_of_who_succeeds_and_of_every_matter() -> None:
    asked = walks(CATALOGUE, CAST, Choice(paths=(Course.OFFLINE,), locales=(Locale.ZH,)))
    assert {(m.slug, CAST[m.slug].success) for m in CATALOGUE.matters.values()} == {
        (walk.matter.slug, walk.resident) for walk in asked
    }
    wanted = {walk.matter.offline.accepted: wanted_of(walk) for walk in asked}
    assert {True: Outcome.QUEUED, False: Outcome.REFUSED_BEFORE_START} == wanted


def test_what_is_done_is_not_walked_again() -> None:
    whole = walks(CATALOGUE, CAST, Choice())
    done = frozenset(walk.name for walk in whole[:3])
    assert whole[3:] == walks(CATALOGUE, CAST, Choice(done=done))


def test_what_costs_money_ends_as_a_payment_does() -> None:
    fee = FixedFee(amount_fen=1000, basis=FILING.purpose)
    charged = msgspec.structs.replace(FILING, fee=fee)
    assert Outcome.REFUSED_BEFORE_START is prescribed(charged, Fault("network", StepName.IDENTIFY))
    assert Outcome.ENDED_WITH_SLIP is prescribed(charged, Fault("network", StepName.PAY))
    assert Outcome.ENDED_WITH_SLIP is prescribed(charged, Fault("network", StepName.MATERIALS))


def test_an_application_that_needs_the_centre_is_refused_before_the_start() -> None:
    offline = msgspec.structs.replace(FILING.offline, accepted=False)
    needy = msgspec.structs.replace(FILING, offline=offline)
    assert Outcome.REFUSED_BEFORE_START is prescribed(needy, Fault("network", StepName.CHOOSE))
    assert Outcome.ENDED_WITH_SLIP is prescribed(needy, Fault("network", StepName.KNOW))
    assert Outcome.QUEUED is prescribed(needy, Fault("network", StepName.FILL))


def test_a_chip_card_is_pulled_out_of_the_slot_by_who_has_one_alone() -> None:
    choice = Choice(codes=(PAYMENT.slug, FILING.slug), fault="social_card_pulled@identify")
    assert () == walks(CATALOGUE, CAST, choice)
    asked = walks(CATALOGUE, CAST, choice, with_social=frozenset({CAST[PAYMENT.slug].success}))
    assert {(PAYMENT.slug, Role.SOCIAL_CARD)} == {(walk.matter.slug, walk.extra) for walk in asked}


def test_residents_with_a_social_security_card_are_those_of_the_file() -> None:
    assert {"wang-xiaoming", "he-jing"} < with_social_card(dt.date(2026, 11, 23)) < residents()


def residents() -> set[str]:
    return {person.slug for person in load_people(RESIDENTS, today=dt.date(2026, 11, 23))}


def test_name_says_how_the_resident_saw_the_screens() -> None:
    display = Display().for_elders(elder=True).sized(3).contrasted(2)
    walk, *_ = walks(CATALOGUE, CAST, Choice(codes=("traffic-fine-payment",), display=display))
    assert walk.name == "traffic-fine-payment-success-zh-elder-size4-high-dark"


def test_what_may_be_done_for_either_is_walked_for_oneself_too() -> None:
    either = {m.slug for m in CATALOGUE.matters.values() if m.proven_by and Beneficiary.SELF in m.for_whom}
    asked = walks(CATALOGUE, CAST, Choice(paths=(Course.ONESELF,), locales=(Locale.ZH,)))
    assert either == {walk.matter.slug for walk in asked}
    assert [(None, Outcome.COMPLETED)] * len(either) == [(walk.whom, wanted_of(walk)) for walk in asked]


def test_relative_is_named_another_way_when_the_family_is_not_told() -> None:
    subsidy = CATALOGUE.by_slug("elderly-care-subsidy")
    part = CAST[subsidy.slug]
    asked = walks(CATALOGUE, CAST, Choice(codes=(subsidy.slug,), locales=(Locale.ZH,), fault="network@*"))
    by_step = {walk.fault.step: walk.whom for walk in asked if walk.fault is not None}
    assert part.offline_whom == by_step[StepName.IDENTIFY] == by_step[StepName.WHOM] != part.whom
    assert part.whom == by_step[StepName.KNOW] == by_step[StepName.SUBMIT]


def test_every_relative_whom_the_family_names_can_be_named_another_way() -> None:
    several = {m.slug for m in CATALOGUE.matters.values() if len(m.proven_by) > 1}
    offline = {slug: CAST[slug].whom_on(Course.OFFLINE) for slug in several}
    assert set() == {slug for slug, whom in offline.items() if not (whom and (whom.card or whom.person))}
