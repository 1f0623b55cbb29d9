"""What a row makes of a fault whose step a visit never came by."""

import msgspec
import pytest

from kiosk.catalogue.loader import load
from kiosk.domain.text import Locale
from kiosk.flow import StepName
from kiosk.walk.plan import Course, Family, Walk
from kiosk.walk.policy import Fault, Outcome
from kiosk.walk.row import End, Evidence, Row, row

MATTER = load().by_slug("mortgage-discharge")
SEEN = Evidence(
    number=None,
    state_at_centre=None,
    papers=1,
    charged=0,
    struck=True,
    taps=9,
    machine_ms=900,
    photographed=0,
    receipt=None,
    screens=None,
)


def walked(step: StepName | None, *, struck: bool, outcome: Outcome) -> Row:
    """Return the row of a walk under a cut network."""
    walk = Walk(
        matter=MATTER,
        locale=Locale.ZH,
        path=Course.SUCCESS,
        resident="nobody",
        answers={},
        fault=Fault("network", step) if step else None,
    )
    return row(
        walk,
        End(outcome=outcome, said=None),
        msgspec.structs.replace(SEEN, struck=struck),
        None,
        catalogue="",
    )


def test_promise_that_the_registers_spare_is_judged_as_with_no_fault() -> None:
    spared = walked(StepName.PROMISE, struck=False, outcome=Outcome.COMPLETED)
    assert (True, Outcome.COMPLETED, False) == (spared.ok, spared.prescribed, spared.struck)


def test_promise_that_was_made_under_the_fault_is_judged_by_the_policy() -> None:
    made = walked(StepName.PROMISE, struck=True, outcome=Outcome.COMPLETED)
    assert (False, Outcome.QUEUED) == (made.ok, made.prescribed)


@pytest.mark.parametrize("step", [StepName.MATERIALS, StepName.SUBMIT, StepName.REVIEW])
def test_no_visit_may_do_without_any_other_step(step: StepName) -> None:
    missed = walked(step, struck=False, outcome=Outcome.COMPLETED)
    assert (False, f"the visit never came to {step}") == (missed.ok, missed.reason)


def test_walk_without_a_fault_says_nothing_of_one() -> None:
    plain = walked(None, struck=False, outcome=Outcome.COMPLETED)
    assert (True, None) == (plain.ok, plain.struck)


@pytest.mark.parametrize(
    ("fault", "wanted", "said"),
    [
        ("reader_silent@guide", Outcome.ENDED_WITH_SLIP, "no_reader"),
        ("card_forged@whom", Outcome.ENDED_WITH_SLIP, "not_genuine"),
        ("card_taken@whom", Outcome.COMPLETED, "moved"),
        ("social_card_pulled@guide", Outcome.COMPLETED, "moved"),
        ("reader_silent@know", Outcome.COMPLETED, None),
    ],
)
def test_a_relatives_card_that_can_not_be_read_ends_with_a_slip_or_is_laid_again(
    fault: str, wanted: Outcome, said: str | None
) -> None:
    name, _, step = fault.partition("@")
    walk = Walk(
        matter=load().by_slug("senior-bus-card-check"),
        locale=Locale.EN,
        path=Course.SUCCESS,
        resident="nobody",
        answers={},
        whom=Family(card="a-relative"),
        fault=Fault(name, StepName(step)),
    )
    for outcome, heard, ok in (
        (wanted, said, True),
        (wanted, "device_fault", False),
        (Outcome.QUEUED, said, False),
    ):
        made = row(walk, End(outcome=outcome, said=heard), SEEN, None, catalogue="")
        assert (ok, wanted) == (made.ok, made.prescribed)
