"""Pictures that hold real-time commands: printers carry those out, and the driver is not misled."""

from hypothesis import given, settings
from hypothesis import strategies as st

from devices.printer.conversation import Patience
from devices.printer.encode import Job, Piece
from devices.printer.escpos import EscposReceiptPrinter
from devices.printer.profiles import profile_named
from devices.printer.transports import TcpPlace
from kiosk.domain.printing import PrintDone, PrinterState, PrintVoid
from sim.receipt_printer import SimulatedReceiptPrinter

QUICK = Patience(quiet_s=0.02, poll_s=0.05, margin_s=1, silent_s=0.5, reconnect_s=0.3)
CASES = 12
"""Each prints; a real printer's pace is not hypothesis'."""
WIDE = 72
ASK = st.sampled_from([b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x03", b"\x10\x04\x04", b"\x10\x05\x01"])
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


def job_of(dots: bytes) -> Job:
    """Write dots as a picture that python-escpos or any other program might send: nothing is taken out."""
    rows = -(-len(dots) // WIDE) or 1
    header = b"\x1dv0\x00" + WIDE.to_bytes(2, "little") + rows.to_bytes(2, "little")
    return Job((Piece(b"\x1b@" + header + dots.ljust(rows * WIDE, b"\0") + b"\x1dVB\x00", rows / 8 + 16),))


def printed(job: Job, *, near_end: bool = False, paper_mm: float = 10_000) -> tuple[object, int]:
    """Return the outcome, and how many whole papers came out."""
    with SimulatedReceiptPrinter(speed_mm_s=1500) as sim:
        printer = EscposReceiptPrinter(
            TcpPlace(sim.host, sim.port), profile_named("generic-80-gb18030"), patience=QUICK
        )
        printer.sever()
        sim.near_end(near_end)
        sim.out_of_paper_after(paper_mm)
        outcome = printer.deliver(job)
        sim.wait_until_idle(0.3)
        return outcome, len([paper for paper in sim.receipts if paper.complete and not paper.text])


@given(st.lists(st.binary(max_size=200) | ASK, min_size=1, max_size=60).map(b"".join), st.booleans())
@settings(max_examples=CASES)
def test_questions_in_a_picture_change_nothing(dots: bytes, near_end: bool) -> None:  # noqa: FBT001, drawn
    outcome, whole = printed(job_of(b"\xff" + dots.replace(CLEAR, b"")), near_end=near_end)
    assert (PrintDone(near_end=near_end), 1) == (outcome, whole)


@given(st.lists(st.binary(max_size=200) | ASK, min_size=1, max_size=60).map(b"".join))
@settings(max_examples=CASES)
def test_picture_that_the_paper_does_not_last_for_is_void(dots: bytes) -> None:
    outcome, whole = printed(job_of(b"\xff" * 4000 + dots.replace(CLEAR, b"")), paper_mm=5)
    assert isinstance(outcome, PrintVoid)
    assert (PrinterState.PAPER_OUT, 0) == (outcome.state, whole)


@given(st.binary(min_size=1, max_size=3000), st.integers(0, 3000))
@settings(max_examples=CASES)
def test_picture_that_empties_the_printer_is_never_done(dots: bytes, at: int) -> None:
    """Nobody but a foreign program sends one: ours has a dot more instead (symbols.raster)."""
    outcome, whole = printed(job_of(dots[:at] + CLEAR + dots[at:]))
    assert 0 == whole
    assert not isinstance(outcome, PrintDone)
