"""Keeping for another day: asked with the card and the consent; whatever comes instead is a sentence."""

import msgspec
import pytest

from kiosk.domain.answers import Answer
from kiosk.domain.identity import CardKind
from kiosk.domain.ids import MatterCode
from kiosk.domain.kept import LASTS, KeptDraft, KeptLine, kept_of
from kiosk.domain.reach import Refused
from kiosk.domain.session import Session
from kiosk.domain.text import Text
from kiosk.domain.trouble import LOST_CARD, Trouble
from kiosk.errors import KioskError, WireError
from kiosk.steps import keep
from kiosk.wire.messages import KeptAnswer, KeptRequest, OneKeptRequest
from tests.unit.kiosk.domain.sample import CATALOGUE, NOW, PERSON
from tests.unit.kiosk.steps.memory import BUSY, CUT, Terminal, visit

HALF = msgspec.structs.replace(visit("hotline-12345"), confirmed=None, answers=(Answer("category", "noise"),))
MATTER = MatterCode(CATALOGUE.by_slug("hotline-12345").code)
LINE = KeptLine(matter=MATTER, name=Text(zh="事", en="matter"), kept_at=NOW, until=NOW + LASTS)
ABOUT = KeptRequest(visit=HALF.id, person=PERSON, consent="2026-11")
ONE = OneKeptRequest(visit=HALF.id, person=PERSON, consent="2026-11", matter=MATTER)


def kept(session: Session = HALF) -> KeptDraft:
    made = kept_of(session, CATALOGUE.version)
    assert made is not None
    return made


def test_the_centre_is_asked_to_keep_it_with_card_consent_and_name(terminal: Terminal) -> None:
    assert NOW + LASTS == keep.keep(terminal.ports, HALF, kept(), "name")
    assert [(ABOUT, kept(), "name")] == terminal.asked


@pytest.mark.parametrize(
    ("says", "said"),
    [
        (CUT, keep.NOT_CONFIRMED),
        (BUSY, keep.NOT_CONFIRMED),
        (Refused("card_lost", "lost", 422), LOST_CARD),
        (Refused("kept_many", "many", 422), keep.MANY),
        (Refused("kept_too_large", "large", 413), keep.TOO_LARGE),
        (Refused("matter_withdrawn", "no", 422), keep.NOT_KEPT),
        (WireError("kept_too_large", "large"), keep.TOO_LARGE),
        (KioskError("outbox_no_key", "no key"), keep.NOT_KEPT),
    ],
)
def test_what_was_not_kept_is_not_said_to_be(terminal: Terminal, says: object, said: Trouble) -> None:
    terminal.says["keep"] = says
    assert said == keep.keep(terminal.ports, HALF, kept(), "name")


def test_what_is_kept_is_told_to_a_card_that_was_laid(terminal: Terminal) -> None:
    terminal.says["look"] = KeptAnswer(kept=(LINE,))
    assert (LINE,) == keep.look(terminal.ports, HALF)
    assert [ABOUT] == terminal.asked
    e_id = msgspec.structs.replace(HALF, identity=msgspec.structs.replace(PERSON, kind=CardKind.E_ID))
    assert () == keep.look(terminal.ports, e_id)
    assert [ABOUT] == terminal.asked


@pytest.mark.parametrize("says", [CUT, BUSY, Refused("card_lost", "lost", 422)])
def test_where_nobody_can_say_nothing_is_offered(terminal: Terminal, says: object) -> None:
    terminal.says["look"] = says
    assert () == keep.look(terminal.ports, HALF)


def test_what_was_kept_is_opened_by_its_matter(terminal: Terminal) -> None:
    terminal.says["open kept"] = kept()
    assert kept() == keep.take_out(terminal.ports, HALF, MATTER)
    assert [ONE] == terminal.asked


@pytest.mark.parametrize(
    ("says", "said"),
    [
        (CUT, keep.STILL_KEPT),
        (Refused("kept_none", "gone", 404), keep.GONE),
        (Refused("kept_seal", "no", 400), keep.NOT_KEPT),
        (WireError("kept_body", "newer"), keep.UNREADABLE),
    ],
)
def test_what_can_not_be_opened_says_why(terminal: Terminal, says: object, said: Trouble) -> None:
    terminal.says["open kept"] = says
    assert said == keep.take_out(terminal.ports, HALF, MATTER)


def test_what_is_deleted_is_told_by_what_is_left(terminal: Terminal) -> None:
    assert () == keep.delete(terminal.ports, HALF, MATTER)
    assert [ONE] == terminal.asked
    terminal.says["delete kept"] = CUT
    assert keep.STILL_KEPT == keep.delete(terminal.ports, HALF, MATTER)
