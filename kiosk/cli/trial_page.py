"""`kiosk device print-test --document`: an A4 page that shows whether size, edges and greys are right."""

import secrets
import threading

from kiosk.cli.output import Exit, Output
from kiosk.domain.sheets import SheetsDone, SheetsJob, SheetsOutcome, SheetsUnconfirmed, SheetsVoid
from kiosk.ports import DocumentPrinter

MM = 72 / 25.4
"""PDF counts in points."""
WIDTH_MM, HEIGHT_MM = 210, 297
EDGE_MM = 10
GREYS = 10


def print_document_test(printer: DocumentPrinter, output: Output) -> Exit:
    """Print the page and say what became of it, as the printer says."""
    name = f"kiosk-test-{secrets.token_hex(4)}"
    outcome = printer.print(SheetsJob(name=name, pdf=trial_page(name), pages=1), threading.Event())
    printer.forget(name)
    values = sheets_row(outcome)
    output.row(values, f"{values['status']}: {values['message']}")
    return Exit.DONE if isinstance(outcome, SheetsDone) else Exit.NOT_DONE


def sheets_row(outcome: SheetsOutcome) -> dict[str, object]:
    """Return a print as `print-test --document --json` prints it."""
    match outcome:
        case SheetsDone(pages=pages):
            return {"status": "done", "message": f"printed, as the printer counted: {pages} page"}
        case SheetsVoid(state=state, message=message):
            return {"status": state, "message": message}
        case SheetsUnconfirmed(message=message):
            return {"status": "unconfirmed", "message": message}


def trial_page(name: str) -> bytes:
    """Return the page as PDF 1.4: a frame 10 mm from each edge, a ruler of 150 mm, ten greys."""
    content = "\n".join((*_frame(), *_ruler(), *_greys(), *_words(name))).encode("ascii")
    size = f"[0 0 {WIDTH_MM * MM:.2f} {HEIGHT_MM * MM:.2f}]"
    return _document(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox {size} /Contents 4 0 R"
        " /Resources << /Font << /F 5 0 R >> >> >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def _document(*objects: bytes) -> bytes:
    """Join the objects and tell where each one begins (ISO 32000-1, 7.5.4)."""
    data, begins = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        begins.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % begin for begin in begins)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(data))
    return data + head + table + tail


def _at(*mm: float) -> str:
    return " ".join(f"{one * MM:.2f}" for one in mm)


def _frame() -> tuple[str, ...]:
    inside = (EDGE_MM, EDGE_MM, WIDTH_MM - 2 * EDGE_MM, HEIGHT_MM - 2 * EDGE_MM)
    return ("0.5 w", f"{_at(*inside)} re S")


def _ruler() -> tuple[str, ...]:
    ticks = (
        f"{_at(30 + mm, 180)} m {_at(30 + mm, 188 if mm % 50 == 0 else 184)} l S" for mm in range(0, 151, 10)
    )
    return (f"{_at(30, 180)} m {_at(180, 180)} l S", *ticks)


def _greys() -> tuple[str, ...]:
    steps = (f"{step / GREYS:.1f} g {_at(30 + 15 * step, 140, 15, 20)} re f" for step in range(GREYS))
    return (*steps, "0 g", f"{_at(30, 140, 150, 20)} re S")


def _words(name: str) -> tuple[str, ...]:
    lines = (
        (255, 24, "Print test"),
        (240, 12, name),
        (192, 12, "150 mm, a mark each 10 mm: measure it"),
        (164, 12, "Ten greys, each to be told from the next"),
        (20, 12, "The frame is 10 mm from every edge and whole"),
    )
    return tuple(f"BT /F {size} Tf {_at(30, height)} Td ({text}) Tj ET" for height, size, text in lines)
