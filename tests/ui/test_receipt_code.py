"""A code laid before the scanner while nobody is known: where its case stands, and no visit begins."""

import msgspec
import pytest
from PySide6.QtQml import QQmlApplicationEngine
from pytestqt.qtbot import QtBot

from kiosk.domain.fact import CardAccepted
from kiosk.domain.identity import CardKind
from kiosk.domain.standing import E_ID_OFFLINE, ELSEWHERE, LOOKING, PAYERS_CODE, Mark
from kiosk.flow import StepName
from tests.ui.memory import WANG, Terminal
from ui import following
from ui.conductor import Conductor
from ui.pointer import Pointer

LONG_MS = 10_000
TOKEN = "T1-_" * 40
PAYER = b"134567890123456789"


@pytest.fixture(autouse=True)
def opened(engine: QQmlApplicationEngine, conductor: Conductor, terminal: Terminal, qtbot: QtBot) -> None:
    """Stand at the attract screen with the scanner waiting."""
    assert engine.rootObjects()
    conductor.open()
    qtbot.waitUntil(lambda: terminal.scanner.waits > 0, timeout=LONG_MS)


def receipt(terminal: Terminal) -> bytes:
    return f"{terminal.ports.site.base_url}/r/{TOKEN}".encode()


def mark(conductor: Conductor) -> Mark | None:
    shown = conductor.codes.following.shown
    return shown.mark if shown is not None and shown != LOOKING else None


def test_a_receipt_shows_where_its_case_stands_until_it_is_read(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot
) -> None:
    terminal.scanner.lay(receipt(terminal))
    qtbot.waitUntil(lambda: mark(conductor) is Mark.GOOD, timeout=LONG_MS)
    qtbot.waitUntil(lambda: hand.shows("dialogAction"), timeout=LONG_MS)
    assert [TOKEN] == terminal.centre.followed
    assert conductor.session is None
    hand.tap("dialogAction")
    assert conductor.codes.following.shown is None


def test_without_network_another_terminals_receipt_is_told_as_not_to_be_checked(
    conductor: Conductor, terminal: Terminal, qtbot: QtBot
) -> None:
    terminal.centre.cut = True
    terminal.scanner.lay(PAYER)
    qtbot.waitUntil(lambda: conductor.codes.following.shown == PAYERS_CODE, timeout=LONG_MS)
    terminal.scanner.lay(b"https://evil.example/r/" + TOKEN.encode())
    qtbot.waitUntil(lambda: conductor.codes.following.shown not in (PAYERS_CODE, LOOKING), timeout=LONG_MS)
    assert [] == terminal.centre.charged
    assert ELSEWHERE != conductor.codes.following.shown


def test_it_is_gone_after_a_while(conductor: Conductor, terminal: Terminal, qtbot: QtBot) -> None:
    conductor.codes.following._timer.setInterval(50)
    terminal.scanner.lay(receipt(terminal))
    qtbot.waitUntil(lambda: terminal.centre.followed != [], timeout=LONG_MS)
    qtbot.waitUntil(lambda: conductor.codes.following.shown is None, timeout=LONG_MS)


def test_a_card_that_is_laid_goes_before_it(conductor: Conductor, terminal: Terminal, qtbot: QtBot) -> None:
    terminal.scanner.lay(receipt(terminal))
    qtbot.waitUntil(lambda: mark(conductor) is Mark.GOOD, timeout=LONG_MS)
    terminal.reader.lay(WANG)
    qtbot.waitUntil(lambda: conductor.session is not None and conductor.session.identity is not None)
    assert conductor.codes.following.shown is None
    terminal.scanner.lay(receipt(terminal))
    qtbot.wait(100)
    assert conductor.codes.following.shown is None
    assert 1 == len(terminal.centre.followed)


def test_it_is_shown_at_identify_too_and_the_way_is_offered_there(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot
) -> None:
    conductor.start()
    qtbot.waitUntil(lambda: hand.shows("codeWay"), timeout=LONG_MS)
    terminal.scanner.lay(receipt(terminal))
    qtbot.waitUntil(lambda: hand.shows("dialogAction"), timeout=LONG_MS)
    assert following.SHOWN_MS >= 30_000


E_ID = b"kiosk-eid:1:Ab_-567890123456789012"


def test_an_e_id_says_who_it_is_as_a_card_does(
    conductor: Conductor, terminal: Terminal, qtbot: QtBot
) -> None:
    terminal.scanner.lay(E_ID)
    qtbot.waitUntil(lambda: conductor.step is StepName.CONSENT, timeout=LONG_MS)
    assert conductor.session is not None
    assert conductor.session.identity is not None
    assert (CardKind.E_ID, WANG.number) == (
        conductor.session.identity.kind,
        conductor.session.identity.number,
    )
    assert conductor.codes.following.shown is None


def test_an_e_id_without_network_is_told_and_no_visit_begins(
    conductor: Conductor, terminal: Terminal, qtbot: QtBot
) -> None:
    terminal.centre.cut = True
    terminal.scanner.lay(E_ID)
    qtbot.waitUntil(lambda: conductor.codes.following.shown == E_ID_OFFLINE, timeout=LONG_MS)
    assert conductor.session is None


def test_an_e_id_that_is_resolved_too_late_begins_nothing(
    conductor: Conductor, terminal: Terminal, qtbot: QtBot
) -> None:
    terminal.reader.lay(WANG)
    qtbot.waitUntil(lambda: conductor.step is StepName.CONSENT, timeout=LONG_MS)
    before = conductor.session
    conductor._identified(CardAccepted(msgspec.structs.replace(WANG, kind=CardKind.E_ID)))
    assert before is conductor.session
