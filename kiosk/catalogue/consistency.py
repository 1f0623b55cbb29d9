"""The consistency rules that a catalogue of matters is checked by (facts.md 2.5), numbered as there.

Of the eleven, 1 to 3 and 9 can't be broken here: an item is 即办件 exactly when its promise is immediate,
how a result is dealt with follows from its name, and every matter is a person's.
"""

from collections.abc import Iterator

from kiosk.catalogue.decode import Flaw
from kiosk.domain.fee import ChosenFee, FixedFee, FreeOfCharge
from kiosk.domain.guide import Handed
from kiosk.domain.matter import Matter, MatterKind
from kiosk.domain.worked_fee import WorkedFee, figure_flaws

ITEM_TYPE = slice(-10, -8)
"""Where the type of an item stands in its code (facts.md 2.2): digits 3 and 4 of the basic code."""
LICENCE = "01"
WHOLLY_ONLINE = 4
DEPTHS = range(1, 5)
LEAST_STEPS = 5
HELD = (Handed.PAPER, Handed.PHONE, Handed.POST, Handed.COUNTER)


def consistency(matter: Matter) -> Iterator[Flaw]:
    """Yield every rule that the declaration breaks."""
    yield from _trips(matter)
    yield from _money(matter)
    yield from _contacts(matter)
    yield from _process(matter)
    yield from _outcome(matter)


def _trips(matter: Matter) -> Iterator[Flaw]:
    guide = matter.guide
    if guide.depth not in DEPTHS:
        yield ("guide", "depth"), "the online depth is 1 to 4"
    if (guide.trips > 0) != (guide.trips_reason is not None):
        yield ("guide", "trips_reason"), "rule 4: every trip has a reason, and no trip has none"
    if guide.trips == 0 and guide.depth < WHOLLY_ONLINE and guide.outcome.handed is not Handed.POST:
        yield ("guide", "trips"), "rule 5: without a trip and not wholly online, the result has to be posted"
    if guide.depth == WHOLLY_ONLINE and guide.trips > 0:
        yield ("guide", "depth"), "rule 6: what is wholly online needs no trip"
    if guide.trips == 0 and guide.outcome.handed is Handed.COUNTER:
        yield ("guide", "trips"), "what is fetched at a counter is a trip"
    if not matter.completes_here and guide.trips == 0 and guide.outcome.handed is not Handed.POST:
        yield ("guide", "trips"), "what is not finished here is a trip"


def _money(matter: Matter) -> Iterator[Flaw]:
    fee = matter.fee
    if isinstance(fee, FixedFee | ChosenFee | WorkedFee) and not fee.basis.zh.strip():
        yield ("fee", "basis"), "rule 7: what is charged has a basis"
    if isinstance(fee, WorkedFee):
        yield from ((("fee", part), f"rule 7: {why}") for part, why in figure_flaws(fee))
    if isinstance(fee, FixedFee) and fee.amount_fen <= 0:
        yield ("fee", "amount_fen"), "rule 7: what is charged has an amount"
    if isinstance(fee, ChosenFee) and min(fee.amounts.values(), default=0) < 0:
        yield ("fee", "amounts"), "rule 7: no amount is below 0"
    if matter.kind is MatterKind.PAYMENT and isinstance(fee, FreeOfCharge):
        yield ("fee",), "rule 7: a payment is charged"


def _contacts(matter: Matter) -> Iterator[Flaw]:
    counter = matter.counter
    if counter.phone == counter.complaints:
        yield ("counter", "complaints"), "rule 8: complaints go to another telephone than questions"


def _process(matter: Matter) -> Iterator[Flaw]:
    if matter.code[ITEM_TYPE] != LICENCE:
        return
    if not matter.guide.faq:
        yield ("guide", "faq"), "rule 10: a licence has a question that residents ask"
    if len(matter.guide.steps) < LEAST_STEPS:
        yield ("guide", "steps"), f"rule 10: a licence has {LEAST_STEPS} steps or more"


def _outcome(matter: Matter) -> Iterator[Flaw]:
    outcome = matter.guide.outcome
    if (outcome.handed in HELD) != (outcome.sample is not None):
        yield ("guide", "outcome"), "rule 11: what can be held, and only that, has a sample"
