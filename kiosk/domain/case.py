"""A case 办件 as its department holds it: where it stands, since when, and what its applicant is told."""

import datetime as dt
from typing import assert_never

import msgspec

from kiosk.domain.ids import AcceptanceNumber, ItemId, MatterCode, ReceiptNumber
from kiosk.domain.submission import PromisedItem
from kiosk.domain.text import Text

TOLD_FOR = dt.timedelta(days=90)
"""A case that is over is told to its applicant for so long after its last change; an open one always."""


class CaseReceived(msgspec.Struct, frozen=True, tag="received", tag_field="state"):
    """The centre has it; the department has not decided whether it takes it on."""


class Supplied(msgspec.Struct, frozen=True, kw_only=True):
    """What came of what was wanted: the item that brought it, and what is still handed in at the counter."""

    item: ItemId
    number: ReceiptNumber
    at_counter: tuple[Text, ...] = ()
    until: dt.date
    """The last day for that."""


class CaseAtDesk(msgspec.Struct, frozen=True, tag="desk", tag_field="state", omit_defaults=True):
    """A clerk has something to settle with the applicant, or looks at what was supplied."""

    supplied: Supplied | None = None


class CaseSupplement(msgspec.Struct, frozen=True, tag="supplement", tag_field="state", omit_defaults=True):
    """补正: something more is wanted, all of it said at once (行政许可法, article 32)."""

    wanted: Text
    until: dt.date
    """The last day, Asia/Shanghai."""
    papers: tuple[Text, ...] = ()
    """What is wanted, paper by paper; none where the clerk named none."""

    @property
    def named(self) -> tuple[Text, ...]:
        """The papers by name: what is wanted stands for itself where none was named."""
        return self.papers or (self.wanted,)


class CaseAccepted(msgspec.Struct, frozen=True, tag="accepted", tag_field="state"):
    """受理: the department works on it under an acceptance number."""


class CaseFinished(msgspec.Struct, frozen=True, tag="finished", tag_field="state"):
    """办结: the result, and how it comes into the applicant's hands."""

    result: Text
    handover: Text


class CaseRefused(msgspec.Struct, frozen=True, tag="refused", tag_field="state"):
    """Not taken on, or not granted, and why."""

    reason: Text


CaseState = CaseReceived | CaseAtDesk | CaseSupplement | CaseAccepted | CaseFinished | CaseRefused


class CaseChange(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a case's history: the state it came to, and when."""

    at: dt.datetime
    state: CaseState


class OwnCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case as its applicant is told of it; its repr shows the number alone."""

    number: ReceiptNumber
    matter: MatterCode
    name: Text
    handed_in_at: dt.datetime
    acceptance_number: AcceptanceNumber | None = None
    stands: CaseChange

    def __repr__(self) -> str:
        return f"OwnCase(number={self.number!r}, …)"


class CasesTold(msgspec.Struct, frozen=True):
    """What the centre said: these cases, the most urgent first; none is an honest 'none'."""

    cases: tuple[OwnCase, ...]


class CasesNotTold(msgspec.Struct, frozen=True):
    """Nobody can say now, and why."""

    why: Text


class CasesHere(msgspec.Struct, frozen=True):
    """Without the centre: what this terminal itself took in of them and still holds, the newest first."""

    items: tuple[PromisedItem, ...]


Cases = CasesTold | CasesNotTold | CasesHere


def name_of(state: CaseState) -> str:
    """Return a state's name as the wire and the commands write it."""
    return str(state.__struct_config__.tag)


def is_open(state: CaseState) -> bool:
    """Return whether something is still to come of a case."""
    return not isinstance(state, CaseFinished | CaseRefused)


def may_become(before: CaseState, after: CaseState) -> bool:
    """Return whether a case may be moved so: what is over stays so, and what is finished was accepted."""
    match after:
        case CaseReceived():
            return isinstance(before, CaseAtDesk | CaseSupplement)
        case CaseAtDesk():
            return isinstance(before, CaseReceived | CaseSupplement)
        case CaseAccepted():
            return isinstance(before, CaseReceived | CaseAtDesk | CaseSupplement)
        case CaseFinished():
            return isinstance(before, CaseAccepted)
        case CaseSupplement() | CaseRefused():
            return is_open(before)
    assert_never(after)


def most_urgent_first(cases: tuple[OwnCase, ...]) -> tuple[OwnCase, ...]:
    """Return the cases in the order to be read: what is wanted by when, what is open, what is over."""
    newest = sorted(cases, key=lambda case: case.stands.at, reverse=True)
    return tuple(sorted(newest, key=_rank))


def _rank(case: OwnCase) -> tuple[int, dt.date]:
    state = case.stands.state
    match state:
        case CaseSupplement(until=until):
            return 0, until
        case CaseAtDesk():
            return 1, dt.date.min
        case CaseReceived() | CaseAccepted():
            return 2, dt.date.min
        case CaseFinished() | CaseRefused():
            return 3, dt.date.min
    assert_never(state)
