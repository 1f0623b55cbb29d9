"""How much paper is left."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.config import EscposNetwork
from devices.printer.factory import receipt_printer
from devices.printer.roll import LOW_MM, NEAR_END_MM, Roll, RollBook
from kiosk.domain.device import Faulty, Health, Ready, Strained
from kiosk.domain.printing import Line, PrintDone, PrinterState, health_of
from sim.receipt_printer import SimulatedReceiptPrinter

LENGTH = 80_000


def foreseen(book: RollBook, state: PrinterState = PrinterState.READY) -> Health:
    return book.foresee(state, health_of(state))


def test_roll_that_is_printed_to_its_last_metre_is_told(tmp_path: Path) -> None:
    book = RollBook(tmp_path / "roll", LENGTH)
    book.printed(LENGTH - LOW_MM - 1)
    assert Ready() == foreseen(book)
    book.printed(201)
    assert Strained(PrinterState.PAPER_NEAR_END, "about 0.8 m of paper are left, by the count") == foreseen(
        book
    )


def test_count_goes_on_in_the_next_process(tmp_path: Path) -> None:
    RollBook(tmp_path / "roll", LENGTH).printed(LENGTH)
    assert isinstance(foreseen(RollBook(tmp_path / "roll", LENGTH)), Strained)


@pytest.mark.parametrize("ending", [PrinterState.PAPER_NEAR_END, PrinterState.PAPER_OUT])
def test_paper_that_was_ending_and_is_not_is_a_new_roll(tmp_path: Path, ending: PrinterState) -> None:
    book = RollBook(tmp_path / "roll", LENGTH)
    book.printed(LENGTH)
    foreseen(book, ending)
    assert Ready() == foreseen(book)


def test_sensor_corrects_the_count() -> None:
    assert NEAR_END_MM == Roll(100).seen(PrinterState.PAPER_NEAR_END).left_mm(LENGTH)


@given(st.lists(st.floats(0, 1e6) | st.sampled_from(PrinterState)))
def test_what_is_left_is_never_less_than_nothing_nor_more_than_a_roll(
    events: list[float | PrinterState],
) -> None:
    roll = Roll()
    for event in events:
        roll = roll.seen(event) if isinstance(event, PrinterState) else roll.printed(event)
        assert 0 <= roll.left_mm(LENGTH) <= LENGTH


def test_printer_that_is_ill_stays_ill(tmp_path: Path) -> None:
    book = RollBook(tmp_path / "roll", LENGTH)
    book.printed(LENGTH)
    assert isinstance(foreseen(book, PrinterState.COVER_OPEN), Faulty)


def test_nothing_is_foreseen_or_kept_without_a_length(tmp_path: Path) -> None:
    book = RollBook(tmp_path / "roll", 0)
    book.printed(1e9)
    assert Ready() == foreseen(book)
    assert not (tmp_path / "roll").exists()


@pytest.mark.parametrize("broken", [b"", b"{", b'{"used_mm":"x"}'])
def test_file_that_can_not_be_read_is_a_new_roll(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "roll").write_bytes(broken)
    assert Ready() == foreseen(RollBook(tmp_path / "roll", LENGTH))


def test_place_that_can_not_be_written_costs_no_print(tmp_path: Path) -> None:
    book = RollBook(tmp_path / "none" / "roll", LENGTH)
    book.printed(LENGTH)
    assert isinstance(foreseen(book), Strained)


def test_configured_roll_is_counted_by_the_driver(tmp_path: Path) -> None:
    with SimulatedReceiptPrinter(speed_mm_s=3000) as sim:
        config = EscposNetwork(sim.host, sim.port, roll_mm=LOW_MM + 50, roll_file=str(tmp_path / "roll"))
        printer = receipt_printer(config)
        assert Ready() == printer.health()
        assert PrintDone() == printer.print(tuple(Line("一") for _ in range(12)))
        assert isinstance(printer.health(), Strained)
        assert isinstance(receipt_printer(config).health(), Strained)
