"""One's own cases: asked with the card and the consent; whatever comes instead of them is a sentence."""

import datetime as dt

import msgspec
import pytest

from kiosk.domain.case import CaseAccepted, CaseChange, CasesHere, CasesNotTold, CasesTold, OwnCase
from kiosk.domain.identity import CardKind
from kiosk.domain.ids import ItemId, MatterCode, ReceiptNumber
from kiosk.domain.reach import Refused
from kiosk.domain.session import Consent, Session
from kiosk.domain.submission import ItemState, KeptItem, PromisedItem
from kiosk.domain.text import Text
from kiosk.domain.trouble import LOST_CARD
from kiosk.errors import KioskError
from kiosk.steps.cases import CARD_WANTED, NO_ANSWER, own_cases
from kiosk.wire.messages import CasesAnswer, CasesRequest
from tests.unit.kiosk.domain.sample import NOW, PERSON, SESSION
from tests.unit.kiosk.steps.memory import BUSY, CUT, Terminal

CASE = OwnCase(
    number=ReceiptNumber("N1"),
    matter=MatterCode("m"),
    name=Text(zh="事", en="matter"),
    handed_in_at=NOW - dt.timedelta(days=3),
    stands=CaseChange(at=NOW, state=CaseAccepted()),
)


def visit(kind: CardKind = CardKind.RESIDENT) -> Session:
    person = msgspec.structs.replace(PERSON, kind=kind)
    return msgspec.structs.replace(SESSION, identity=person, consent=Consent("2026-11", NOW))


def test_the_centre_is_asked_with_the_card_and_the_consent(terminal: Terminal) -> None:
    terminal.says["cases"] = CasesAnswer(cases=(CASE,))
    assert CasesTold((CASE,)) == own_cases(terminal.ports, visit())
    assert [CasesRequest(visit=SESSION.id, person=PERSON, consent="2026-11")] == terminal.asked


@pytest.mark.parametrize("silence", [CUT, BUSY])
def test_without_the_centre_it_is_said_that_nobody_can_say(terminal: Terminal, silence: object) -> None:
    terminal.says["cases"] = silence
    assert CasesNotTold(NO_ANSWER) == own_cases(terminal.ports, visit())


def test_without_the_centre_this_machine_tells_what_it_took_in_itself(terminal: Terminal) -> None:
    terminal.says["cases"] = CUT
    kept = KeptItem(
        id=ItemId("i"), number=ReceiptNumber("N2"), state=ItemState.PENDING, created_at=NOW, claim=b""
    )
    item = PromisedItem(kept, MatterCode("m"))
    terminal.says["items_of"] = (item,)
    assert CasesHere((item,)) == own_cases(terminal.ports, visit())
    assert PERSON.number in terminal.asked
    terminal.says["items_of"] = KioskError("outbox_disk_error", "x")
    assert CasesNotTold(NO_ANSWER) == own_cases(terminal.ports, visit())


def test_a_signed_no_is_told_with_its_reason(terminal: Terminal) -> None:
    terminal.says["cases"] = Refused("card_lost", "", 422)
    assert CasesNotTold(LOST_CARD.text) == own_cases(terminal.ports, visit())
    terminal.says["cases"] = Refused("strange", "", 422)
    told = own_cases(terminal.ports, visit())
    assert isinstance(told, CasesNotTold)
    assert "strange" in told.why.en


def test_an_e_id_is_no_card_and_the_centre_is_not_asked(terminal: Terminal) -> None:
    assert CasesNotTold(CARD_WANTED) == own_cases(terminal.ports, visit(CardKind.E_ID))
    assert [] == terminal.asked
