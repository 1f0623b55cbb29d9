"""What a resident is told of a certificate on paper: which mouth, how many pages, or why not and how else."""

from typing import assert_never

from kiosk.domain.device_words import ails
from kiosk.domain.session import Sheets
from kiosk.domain.sheets import SheetsDone, SheetsOutcome, SheetsUnconfirmed, SheetsVoid, health_of
from kiosk.domain.text import Text


def sheets_words(outcome: SheetsOutcome) -> Text:
    """Say what became of it; the code that fetches it by phone stands below in any case."""
    match outcome:
        case SheetsDone(pages=1):
            return ONE_PAGE
        case SheetsDone(pages=pages):
            return PAGES.format(pages=str(pages))
        case SheetsVoid(state=state):
            why = ails(health_of(state))
            return Text(zh=NOT_OUT.zh.format(why=why.zh), en=NOT_OUT.en.format(why=why.en))
        case SheetsUnconfirmed():
            return NOT_KNOWN
    assert_never(outcome)


def slip_words(sheets: Sheets | None) -> Text:
    """Say on the slip where the certificate is: on paper beside it, or on the screen and behind its code."""
    match sheets.print if sheets is not None else None:
        case SheetsDone(pages=pages):
            return SAMPLE_PRINTED.format(pages=str(pages))
        case _:
            return SAMPLE


SAMPLE = Text(
    zh="证明为样张·未盖章，可在屏幕查看或扫码取走。",
    en="The certificate is a sample without a seal: see it on the screen or fetch it by QR.",
)
SAMPLE_PRINTED = Text(
    zh="证明已打印，共 {pages} 页；样张·未盖章。",
    en="The certificate was printed, pages: {pages}. It is a sample without a seal.",
)
ONE_PAGE = Text(
    zh="证明 1 页，在 A4 出纸口，请取走。",
    en="Your certificate is in the A4 tray: 1 page. Please take it.",
)
PAGES = Text(
    zh="证明共 {pages} 页，在 A4 出纸口，请取走。",
    en="Your certificate is in the A4 tray: {pages} pages. Please take them.",
)
NOT_OUT = Text(
    zh="文件打印机{why}，证明没打好，出来的不作数。请扫下面的码取。",
    en="The document printer {why}. What came out is not valid: please scan the code below.",
)
NOT_KNOWN = Text(
    zh="打印机没有告诉我们证明出来没有。请看一看 A4 出纸口，没有就扫下面的码取。",
    en="The printer did not say whether it came out. Please look in the A4 tray, or scan the code below.",
)
