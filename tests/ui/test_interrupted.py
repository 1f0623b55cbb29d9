"""A slip that a stop cut short is offered to who stands there: number, code, and a second copy."""

import datetime as dt

import pytest

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.printing import PrinterState, PrintVoid
from kiosk.domain.submission import InterruptedSlip, ItemState
from kiosk.flow import StepName
from tests.ui.cast import submission
from tests.ui.hall import Hall
from tests.ui.memory import MORNING, WANG, Terminal, code_of
from tests.ui.test_visit import stands_at
from ui import standby
from ui.course import Page


@pytest.fixture
def slip(terminal: Terminal, catalogue: Catalogue) -> InterruptedSlip:
    """The terminal stopped while this slip was being printed."""
    made = InterruptedSlip(
        submission(ItemState.RECEIVED), code_of(catalogue, "hotline-12345"), MORNING, known_void=True
    )
    terminal.recovery.slips = (made,)
    return made


def test_number_is_shown_again_and_the_stub_is_printed_once_as_copy_two(
    hall: Hall, slip: InterruptedSlip
) -> None:
    hall.conductor.open()
    hall.stands(Page.INTERRUPTED)
    hall.shows("number")
    assert [slip.submission.number] == [item.property("text") for item in hall.hand.items("number")]
    assert [] == hall.terminal.printer.printed
    hall.hand.tap("action")
    hall.shows("paperState")
    (layout,) = hall.terminal.printer.printed
    assert "第2联" in str(layout)
    assert slip.submission.number in str(layout)
    assert [("print", "done")] == hall.terminal.journal.acts
    hall.hand.tap("action")
    hall.stands(Page.ATTRACT)


@pytest.mark.usefixtures("slip")
def test_stub_that_did_not_come_out_can_be_printed_again(hall: Hall) -> None:
    good = hall.terminal.printer.says
    hall.terminal.printer.says = PrintVoid(PrinterState.PAPER_OUT, "paper out")
    hall.conductor.open()
    hall.stands(Page.INTERRUPTED)
    hall.shows("number")
    hall.hand.tap("action")
    hall.shows("reprint")
    hall.terminal.printer.says = good
    hall.hand.tap("reprint")
    hall.qtbot.waitUntil(lambda: len(hall.terminal.printer.printed) == 2)
    hall.qtbot.waitUntil(lambda: hall.hand.shows("paperState") and not hall.hand.shows("reprint"))


@pytest.mark.usefixtures("slip")
def test_who_does_not_want_it_sends_it_away(hall: Hall) -> None:
    hall.conductor.open()
    hall.stands(Page.INTERRUPTED)
    hall.shows("second")
    hall.hand.tap("second")
    hall.stands(Page.ATTRACT)
    assert [] == hall.terminal.printer.printed


@pytest.mark.usefixtures("slip")
def test_card_of_the_next_resident_begins_a_visit_and_takes_the_number_away(hall: Hall) -> None:
    hall.conductor.open()
    hall.stands(Page.INTERRUPTED)
    hall.terminal.reader.lay(WANG)
    stands_at(hall.conductor, hall.qtbot, StepName.CONSENT)
    hall.conductor.finish()
    hall.stands(Page.ATTRACT)


@pytest.mark.usefixtures("slip")
def test_slip_of_long_ago_is_offered_to_nobody(hall: Hall) -> None:
    hall.terminal.clock.advance(dt.timedelta(minutes=11).total_seconds())
    hall.conductor.open()
    hall.may_begin()
    hall.stands(Page.ATTRACT)


@pytest.mark.usefixtures("slip")
def test_number_that_nobody_takes_goes_from_the_screen_by_itself(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standby, "OFFERED_FOR", dt.timedelta(milliseconds=300))
    hall.conductor.open()
    hall.stands(Page.INTERRUPTED)
    hall.stands(Page.ATTRACT)
    assert [] == hall.terminal.printer.printed
