"""Whole visits through the real pages with pointer events, over ports in memory."""

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.device import Absent, Role
from kiosk.domain.payment import PaymentSettled
from kiosk.domain.printing import Align, Line, PrinterState, PrintUnconfirmed, PrintVoid
from kiosk.domain.record import Record
from kiosk.domain.submission import ItemState
from kiosk.flow import StepName
from tests.ui.cast import FINES, LICENCE, RECORDS
from tests.ui.memory import PHONE_CODE, WANG, Terminal, code_of
from tests.ui.stages import Stage
from ui.conductor import Conductor
from ui.pointer import Pointer

LONG_MS = 10_000


def shows(hand: Pointer, qtbot: QtBot, name: str) -> None:
    qtbot.waitUntil(lambda: hand.shows(name), timeout=LONG_MS)


def stands_at(conductor: Conductor, qtbot: QtBot, step: StepName | None) -> None:
    qtbot.waitUntil(lambda: conductor.step is step, timeout=LONG_MS)


def enter(conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot) -> None:
    """Lay a card and agree to the notice."""
    conductor.open()
    shows(hand, qtbot, "start")
    hand.tap("begin")
    shows(hand, qtbot, "readerState")
    terminal.reader.lay(WANG)
    stands_at(conductor, qtbot, StepName.CONSENT)
    shows(hand, qtbot, "second")
    hand.tap("action")
    stands_at(conductor, qtbot, StepName.CHOOSE)


def choose(hand: Pointer, qtbot: QtBot, catalogue: Catalogue, slug: str) -> None:
    """Find a matter below its life event."""
    matter = catalogue.by_slug(slug)
    shows(hand, qtbot, f"event_{matter.life_event}")
    hand.tap(f"event_{matter.life_event}")
    shows(hand, qtbot, f"matter_{matter.code}")
    hand.tap(f"matter_{matter.code}")


def test_a_fine_is_paid_from_card_to_rating(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot, catalogue: Catalogue
) -> None:
    terminal.centre.records_held = (*RECORDS.entries, *held_fines())
    enter(conductor, terminal, hand, qtbot)
    choose(hand, qtbot, catalogue, "traffic-fine-payment")
    stands_at(conductor, qtbot, StepName.GUIDE)
    shows(hand, qtbot, "action")
    hand.tap("action")
    fine = terminal.centre.records_held[-1]
    shows(hand, qtbot, f"option_{fine.id}")
    hand.tap(f"option_{fine.id}")
    hand.tap("action")
    stands_at(conductor, qtbot, StepName.REVIEW)
    shows(hand, qtbot, "change_violation")
    hand.tap("action")
    shows(hand, qtbot, "payCode")
    assert conductor.session is not None
    assert conductor.session.order is not None
    terminal.centre.paid.add(conductor.session.order.number)
    stands_at(conductor, qtbot, StepName.TAKE)
    shows(hand, qtbot, "number")
    assert isinstance(conductor.session.payment, PaymentSettled)
    assert [ItemState.RECEIVED] == [kept.state for kept in terminal.outbox.kept.values()]
    hand.tap("action")
    shows(hand, qtbot, "face5")
    hand.tap("face5")
    stands_at(conductor, qtbot, None)
    assert 1 == len(terminal.printer.printed)


def held_fines() -> tuple[Record, ...]:
    """Return the fines as the library keeps them, unpaid."""
    return tuple(msgspec.structs.replace(fine, values={**fine.values, "status": "unpaid"}) for fine in FINES)


def stand_at_the_code(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot, catalogue: Catalogue
) -> None:
    terminal.centre.records_held = (LICENCE,)
    enter(conductor, terminal, hand, qtbot)
    choose(hand, qtbot, catalogue, "driving-licence-points")
    stands_at(conductor, qtbot, StepName.GUIDE)
    shows(hand, qtbot, "action")
    hand.tap("action")
    shows(hand, qtbot, "digit1")


def test_a_query_needs_the_code_of_the_phone(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot, catalogue: Catalogue
) -> None:
    stand_at_the_code(conductor, terminal, hand, qtbot, catalogue)
    for digit in PHONE_CODE[::-1]:
        hand.tap(f"digit{digit}")
    hand.tap("action")
    shows(hand, qtbot, "trouble")
    for digit in PHONE_CODE:
        hand.tap(f"digit{digit}")
    hand.tap("action")
    stands_at(conductor, qtbot, StepName.REVIEW)
    qtbot.waitUntil(lambda: hand.shows("second") and hand.shows("back"), timeout=LONG_MS)
    hand.tap("second")
    stands_at(conductor, qtbot, StepName.TAKE)
    assert [] == terminal.printer.printed


def test_a_code_that_is_being_checked_counts_whatever_changes_around(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot, catalogue: Catalogue
) -> None:
    stand_at_the_code(conductor, terminal, hand, qtbot, catalogue)
    for digit in PHONE_CODE:
        hand.tap(f"digit{digit}")
    hand.tap("action")
    conductor.around.seen.emit(msgspec.structs.replace(conductor.surroundings, devices={}))
    stands_at(conductor, qtbot, StepName.REVIEW)


def test_without_network_a_tile_says_why_before_anything_is_begun(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot, catalogue: Catalogue
) -> None:
    terminal.centre.cut = True
    enter(conductor, terminal, hand, qtbot)
    qtbot.waitUntil(lambda: not conductor.surroundings.centre_reached, timeout=LONG_MS)
    choose(hand, qtbot, catalogue, "traffic-fine-payment")
    shows(hand, qtbot, "dialogAction")
    hand.tap("dialogAction")
    hand.tap("back")
    shows(hand, qtbot, "event_traffic")
    assert StepName.CHOOSE is conductor.step
    assert code_of(catalogue, "traffic-fine-payment") not in str(terminal.outbox.kept)


def report(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot, catalogue: Catalogue
) -> None:
    """File a report: choice, text, long text, prefilled phone."""
    terminal.centre.records_held = RECORDS.entries
    enter(conductor, terminal, hand, qtbot)
    choose(hand, qtbot, catalogue, "hotline-12345")
    stands_at(conductor, qtbot, StepName.GUIDE)
    shows(hand, qtbot, "action")
    hand.tap("action")
    shows(hand, qtbot, "option_noise")
    hand.tap("option_noise")
    hand.tap("action")
    for text in ("未来路", "夜里施工声音很大，请管一管"):
        qtbot.waitUntil(
            lambda: hand.shows("input") and not hand.items("input")[0].property("text"), timeout=LONG_MS
        )
        hand.tap("input")
        hand.type(text)
        hand.tap("action")
    shows(hand, qtbot, "edit")
    hand.tap("action")
    stands_at(conductor, qtbot, StepName.REVIEW)


def test_an_answer_is_changed_and_one_comes_straight_back(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot, catalogue: Catalogue
) -> None:
    report(conductor, terminal, hand, qtbot, catalogue)
    shows(hand, qtbot, "change_category")
    hand.tap("change_category")
    shows(hand, qtbot, "option_roads")
    hand.tap("option_roads")
    hand.tap("action")
    stands_at(conductor, qtbot, StepName.REVIEW)
    assert conductor.session is not None
    assert "roads" in {answer.value for answer in conductor.session.answers}


SECOND_COPY = Line("第2联（补打）", align=Align.CENTRE, bold=True)


def have_a_void_slip_printed_again(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot, catalogue: Catalogue
) -> None:
    good = terminal.printer.says
    terminal.printer.says = PrintVoid(PrinterState.PAPER_OUT, "paper out")
    report(conductor, terminal, hand, qtbot, catalogue)
    shows(hand, qtbot, "change_category")
    hand.tap("action")
    shows(hand, qtbot, "reprint")
    terminal.printer.says = good
    hand.tap("reprint")


def test_a_void_slip_says_why_and_to_keep_the_number(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot, catalogue: Catalogue
) -> None:
    terminal.printer.says = PrintVoid(PrinterState.COVER_OPEN, "cover open")
    report(conductor, terminal, hand, qtbot, catalogue)
    shows(hand, qtbot, "change_category")
    hand.tap("action")
    shows(hand, qtbot, "reprint")
    said = hand.items("paperState")[0].property("text")
    assert "回执打印机盖子没盖好，单子没打好。出来的不作数，请记下或拍下编号。" == said


def test_a_query_whose_slip_is_void_shows_what_it_found(
    stage: Stage, terminal: Terminal, hand: Pointer, qtbot: QtBot
) -> None:
    terminal.printer.says = PrintVoid(PrinterState.PAPER_OUT, "paper out")
    stage.enter("result")
    hand.tap("action")
    shows(hand, qtbot, "reprint")
    said = hand.items("paperState")[0].property("text")
    assert "回执打印机缺纸，单子没打好。出来的不作数，请把下面的内容拍下或记下。" == said
    assert hand.shows("found")


@pytest.mark.parametrize("engine", ["landscape"], indirect=True)
def test_each_record_that_was_found_begins_on_a_line_of_its_own(
    stage: Stage, hand: Pointer, qtbot: QtBot
) -> None:
    stage.enter("result-several")
    halves = (("到账日", "left"), ("合计", "right"), ("基础养老金", "left"), ("个人账户养老金", "right"))
    expected = [*halves, ("其他补贴", "left")] * 3
    qtbot.waitUntil(lambda: expected == facts_on_the_page(hand), timeout=LONG_MS)


def facts_on_the_page(hand: Pointer) -> list[tuple[str, str]]:
    return [
        (fact.property("label"), "right" if fact.property("x") else "left") for fact in hand.items("fact")
    ]


def test_where_no_printer_works_a_query_asks_for_no_paper(
    stage: Stage, terminal: Terminal, hand: Pointer, qtbot: QtBot
) -> None:
    stage.enter("result")
    shows(hand, qtbot, "second")
    terminal.devices.become(Role.RECEIPT_PRINTER, Absent(""))
    shows(hand, qtbot, "noPaper")
    assert not hand.shows("second")
    hand.tap("action")
    stands_at(stage.conductor, qtbot, StepName.TAKE)
    assert [] == terminal.printer.printed


def test_a_void_slip_is_said_and_printed_again(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot, catalogue: Catalogue
) -> None:
    have_a_void_slip_printed_again(conductor, terminal, hand, qtbot, catalogue)
    qtbot.waitUntil(lambda: not hand.shows("reprint"), timeout=LONG_MS)
    copies = [[part for part in slip if part == SECOND_COPY] for slip in terminal.printer.printed]
    assert [[], [SECOND_COPY]] == copies


def test_a_slip_that_is_being_printed_again_counts_whatever_changes_around(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot, catalogue: Catalogue
) -> None:
    have_a_void_slip_printed_again(conductor, terminal, hand, qtbot, catalogue)
    conductor.standby.changed.emit()
    qtbot.waitUntil(lambda: not hand.shows("reprint"), timeout=LONG_MS)
    assert conductor.session is not None
    assert conductor.session.receipt is not None
    assert 2 == conductor.session.receipt.copies


def test_a_slip_nobody_vouches_for_is_asked_about(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot, catalogue: Catalogue
) -> None:
    terminal.printer.says = PrintUnconfirmed("one way")
    report(conductor, terminal, hand, qtbot, catalogue)
    shows(hand, qtbot, "change_category")
    hand.tap("action")
    shows(hand, qtbot, "paperState")
    hand.tap("second")
    qtbot.waitUntil(lambda: not hand.shows("paperState"), timeout=LONG_MS)
    shows(hand, qtbot, "number")


def test_leaving_is_asked_first(
    conductor: Conductor, terminal: Terminal, hand: Pointer, qtbot: QtBot
) -> None:
    enter(conductor, terminal, hand, qtbot)
    hand.tap("leave")
    shows(hand, qtbot, "dialogSecond")
    hand.tap("dialogAction")
    assert conductor.session is not None
    hand.tap("leave")
    shows(hand, qtbot, "dialogSecond")
    hand.tap("dialogSecond")
    stands_at(conductor, qtbot, None)
