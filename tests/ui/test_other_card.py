"""Another card laid during a visit: it goes on or ends as somebody says, and never by the card alone."""

import threading

import msgspec
import pytest

from kiosk.domain.card import CardMoved, CardOutcome, CardRead
from kiosk.domain.device import Role
from kiosk.domain.session import Session
from tests.ui.hall import LONG_MS, Hall
from tests.ui.memory import WANG
from tests.ui.test_own_cases import come
from tests.ui.test_whom import BUS_CARD, at_whom, chosen
from ui.course import Page
from ui.readers import CARD_READERS

OTHER = msgspec.structs.replace(WANG, name="李示例", number="330109194803120423")
FILING = "remote-residence-filing"


def asked(hall: Hall) -> bool:
    return bool(hall.screens.property("otherCard"))


def lay_other(hall: Hall) -> None:
    """Lay somebody else's card, and wait for the question."""
    hall.terminal.reader.lay(OTHER)
    hall.qtbot.waitUntil(lambda: asked(hall), timeout=LONG_MS)
    hall.shows("dialogAction")


def in_the_midst(hall: Hall) -> Session:
    """Stand within a matter."""
    hall.conductor.open()
    come(hall)
    hall.conductor.choose(hall.catalogue.by_slug(FILING))
    hall.stands(Page.GUIDE)
    assert hall.conductor.session is not None
    return hall.conductor.session


def test_visit_goes_on_as_it_was_when_its_resident_says_so(hall: Hall) -> None:
    visit = in_the_midst(hall)
    lay_other(hall)
    hall.hand.tap("dialogAction")
    hall.qtbot.waitUntil(lambda: not asked(hall), timeout=LONG_MS)
    assert visit == hall.conductor.session
    assert hall.conductor.other.laid is None


def test_whoever_laid_the_card_begins_with_nothing_of_the_visit_before(hall: Hall) -> None:
    before = in_the_midst(hall)
    ended = []
    hall.conductor.visit_ended.connect(lambda: ended.append(hall.conductor.session))
    lay_other(hall)
    hall.hand.tap("dialogSecond")
    hall.stands(Page.CONSENT)
    after = hall.conductor.session
    assert after is not None
    assert [None] == ended
    assert (OTHER, None, None) == (after.identity, after.matter, after.consent)
    assert before.id != after.id
    assert not asked(hall)


def test_ones_own_card_and_a_card_that_cannot_be_read_ask_nothing(hall: Hall) -> None:
    visit = in_the_midst(hall)
    hall.terminal.reader.lay(WANG)
    hall.terminal.reader.laid.put(CardMoved("taken away"))
    hall.qtbot.waitUntil(hall.terminal.reader.laid.empty, timeout=LONG_MS)
    hall.qtbot.wait(200)
    assert not asked(hall)
    assert visit == hall.conductor.session
    assert hall.conductor.trouble is None


def test_relatives_card_that_was_asked_for_is_no_other_card(hall: Hall) -> None:
    at_whom(hall, BUS_CARD, "forAnother")
    hall.terminal.reader.lay(OTHER)
    chosen(hall)
    hall.terminal.reader.lay(OTHER)
    hall.qtbot.waitUntil(hall.terminal.reader.laid.empty, timeout=LONG_MS)
    hall.qtbot.wait(200)
    assert not asked(hall)


def test_card_in_the_slot_is_read_only_where_it_is_wanted(hall: Hall) -> None:
    in_the_midst(hall)
    assert {Role.IDENTITY_CARD} == hall.conductor._cards._wanted.keys()
    hall.conductor.finish()
    at_whom(hall, BUS_CARD, "forAnother")
    assert CARD_READERS == hall.conductor._cards._wanted.keys()


def test_card_that_is_being_read_as_the_page_turns_is_taken_for_the_relatives(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.conductor.open()
    come(hall)
    hall.conductor.choose(hall.catalogue.by_slug(BUS_CARD))
    hall.shows("forAnother")
    reads, turned = threading.Event(), threading.Event()

    def read(cancel: threading.Event, *, timeout_s: float) -> CardOutcome:
        assert cancel is not None
        reads.set()
        turned.wait(LONG_MS / 1000 + timeout_s)
        return CardRead(OTHER)

    with monkeypatch.context() as patch:
        patch.setattr(hall.terminal.reader, "wait", read)
        hall.qtbot.waitUntil(reads.is_set, timeout=LONG_MS)
    hall.hand.tap("forAnother")
    hall.stands(Page.WHOM)
    turned.set()
    assert (OTHER.name, OTHER.number) == (chosen(hall).person.name, chosen(hall).person.number)


def test_whoever_says_nothing_is_asked_whether_anybody_is_there_and_the_card_is_forgotten(hall: Hall) -> None:
    in_the_midst(hall)
    lay_other(hall)
    hall.pass_time(1_000)
    hall.conductor._second()
    hall.stands(Page.ATTRACT)
    assert (None, None) == (hall.conductor.other.laid, hall.conductor.other.follows)
    assert not asked(hall)


def test_nothing_that_has_to_come_to_its_end_is_broken_into(hall: Hall) -> None:
    visit = in_the_midst(hall)
    lay_other(hall)
    hall.conductor.session = visit
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.card_wanted.BUSY_STEPS", frozenset({hall.conductor.step}))
        hall.conductor.advance()
        assert not asked(hall)
        hall.terminal.reader.lay(OTHER)
        hall.qtbot.wait(200)
        assert not asked(hall)
