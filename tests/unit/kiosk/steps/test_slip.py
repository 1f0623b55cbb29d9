"""The slip: journalled before it is printed, and never printed when that can't be."""

import msgspec
import pytest

from kiosk.domain.fact import Submitted
from kiosk.domain.ids import MatterCode
from kiosk.domain.printing import PrintDone, PrinterState, PrintOutcome, PrintUnconfirmed, PrintVoid
from kiosk.domain.session import Confirmation, Ended, LookupResult, ReceiptOutcome, Session
from kiosk.domain.submission import InterruptedSlip, ItemState
from kiosk.domain.text import Locale, Text
from kiosk.ports import ActKind, Resolver
from kiosk.steps.hand_in import submit
from kiosk.steps.slip import give_receipt, give_stub, number_of, sever_leftover
from tests.unit.kiosk.domain.sample import CATALOGUE, NOW, PERSON, SESSION
from tests.unit.kiosk.steps.memory import CUTS, DISK, ITEM, Terminal, visit

VOID = PrintVoid(PrinterState.PAPER_OUT, "the paper ran out")


def handed_in(terminal: Terminal, slug: str = "remote-residence-filing") -> Session:
    result = LookupResult(()) if CATALOGUE.by_slug(slug).result else None
    session = msgspec.structs.replace(visit(slug), result=result)
    outcome = submit(terminal.ports, session, ITEM)
    assert isinstance(outcome, Submitted)
    terminal.events.clear()
    return msgspec.structs.replace(session, submission=outcome.submission)


def test_print_is_journalled_around(terminal: Terminal) -> None:
    session = handed_in(terminal)
    assert ReceiptOutcome(PrintDone()) == give_receipt(terminal.ports, session, Locale.ZH).receipt
    assert ["begin print", "print", "end done"] == terminal.events
    assert (ActKind.PRINT, ITEM, "N000001-K7QX") in terminal.asked
    assert [f"cuts={CUTS}"] == terminal.marks
    assert [(Resolver.PRINTER, "the printer confirmed it after the cut")] == terminal.answers


@pytest.mark.parametrize(
    ("outcome", "noted"), [(VOID, "end void:paper_out"), (PrintUnconfirmed("no answer"), "end unconfirmed")]
)
def test_what_the_printer_said_is_noted_and_told(
    terminal: Terminal, outcome: PrintOutcome, noted: str
) -> None:
    session = handed_in(terminal)
    terminal.says["print"] = outcome
    assert outcome == give_receipt(terminal.ports, session, Locale.ZH).receipt.print
    assert noted == terminal.events[-1]


def test_nothing_is_printed_that_the_journal_does_not_know_of(terminal: Terminal) -> None:
    session = handed_in(terminal)
    terminal.says["begin print"] = DISK
    assert ReceiptOutcome(None) == give_receipt(terminal.ports, session, Locale.ZH).receipt
    assert [] == terminal.printed


def test_paper_that_came_out_is_told_though_it_could_not_be_noted(terminal: Terminal) -> None:
    session = handed_in(terminal)
    terminal.says["end done"] = DISK
    assert ReceiptOutcome(PrintDone()) == give_receipt(terminal.ports, session, Locale.ZH).receipt


def test_no_paper_wanted_prints_none(terminal: Terminal) -> None:
    session = msgspec.structs.replace(handed_in(terminal), confirmed=Confirmation(NOW, paper=False))
    assert ReceiptOutcome(None) == give_receipt(terminal.ports, session, Locale.ZH).receipt
    assert [] == terminal.events


def test_terminal_without_a_printer_leaves_it_to_the_screen(terminal: Terminal) -> None:
    session = handed_in(terminal)
    ports = msgspec.structs.replace(terminal.ports, printer=None)
    assert ReceiptOutcome(None) == give_receipt(ports, session, Locale.ZH).receipt


def test_slip_for_the_counter_is_printed_though_nothing_was_confirmed(terminal: Terminal) -> None:
    ended = msgspec.structs.replace(SESSION, ended=Ended(Text(zh="请到窗口。", en="To the counter.")))
    give_receipt(terminal.ports, ended, Locale.ZH)
    assert "请到窗口。" in str(terminal.printed)
    assert (ActKind.PRINT, ended.id, "") in terminal.asked


def test_second_copy_says_so(terminal: Terminal) -> None:
    session = handed_in(terminal)
    assert 2 == give_receipt(terminal.ports, session, Locale.ZH, copy=2).receipt.copies
    assert "第2联" in str(terminal.printed)


def test_stub_of_an_interrupted_slip_is_copy_two_and_names_nobody(terminal: Terminal) -> None:
    kept = handed_in(terminal).submission
    assert kept is not None
    slip = InterruptedSlip(kept, MatterCode("m"), NOW, known_void=True)
    assert PrintDone() == give_stub(terminal.ports, slip, Text(zh="异地居住备案", en="Filing"), Locale.ZH)
    assert ["begin print", "print", "end done"] == terminal.events
    words = str(terminal.printed[-1])
    assert all(part in words for part in ("第2联", kept.number, "异地居住备案", kept.token))
    assert PERSON.name not in words


def test_number_is_only_for_what_is_promised(terminal: Terminal) -> None:
    session = handed_in(terminal)
    assert "N000001-K7QX" == number_of(session)
    assert number_of(handed_in(Terminal(), "housing-fund-balance")) is None
    assert session.submission is not None
    cancelled = msgspec.structs.replace(session.submission, state=ItemState.CANCELLED)
    assert number_of(msgspec.structs.replace(session, submission=cancelled)) is None
    assert number_of(SESSION) is None


@pytest.mark.parametrize(("outcome", "noted"), [(PrintDone(), "end done"), (VOID, "end void:paper_out")])
def test_cut_that_frees_the_paper_is_journalled_around(
    terminal: Terminal, outcome: PrintOutcome, noted: str
) -> None:
    terminal.says["sever"] = outcome
    sever_leftover(terminal.ports)
    assert ["begin cut", "sever", noted] == terminal.events
    assert [(ActKind.CUT, "receipt_printer", "")] == terminal.asked


def test_nothing_is_cut_that_the_journal_does_not_know_of(terminal: Terminal) -> None:
    terminal.says["begin cut"] = DISK
    sever_leftover(terminal.ports)
    assert "sever" not in terminal.events


def test_slip_carries_what_only_this_terminal_has(terminal: Terminal) -> None:
    session = handed_in(terminal)
    assert session.submission is not None
    waiting = msgspec.structs.replace(session.submission, state=ItemState.PENDING)
    code = f"KIOSK1:{waiting.id.upper()}"
    give_receipt(terminal.ports, msgspec.structs.replace(session, submission=waiting), Locale.ZH)
    assert code in str(terminal.printed[-1])
    there = msgspec.structs.replace(session.submission, state=ItemState.RECEIVED)
    give_receipt(terminal.ports, msgspec.structs.replace(session, submission=there), Locale.ZH)
    assert code not in str(terminal.printed[-1])
