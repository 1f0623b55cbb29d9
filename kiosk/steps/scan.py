"""Waiting for a code, and what a code is worth where it was scanned."""

import threading

from kiosk.domain.scanned import Code, PayerCode, Reason, UnknownCode, recognise, sentence
from kiosk.domain.scanner import Scanned, ScanOutcome
from kiosk.domain.trouble import LINK_PAYS_NOTHING, WRONG_KIND, Trouble
from kiosk.ports import CodeScanner
from kiosk.steps.ports import Ports

WAIT_S = 30.0


def wait_for_code(ports: Ports, scanner: CodeScanner, cancel: threading.Event) -> Code | ScanOutcome:
    """Wait for a code and say what it is, or why there is none."""
    outcome = scanner.wait(cancel, timeout_s=WAIT_S)
    if isinstance(outcome, Scanned):
        return recognise(outcome.payload, receipts_at=ports.site.base_url)
    return outcome


def payers(code: Code) -> PayerCode | Trouble:
    """Return a code that can be charged, or what is wrong with what was shown."""
    match code:
        case PayerCode():
            return code
        case UnknownCode(reason=Reason.LINK):
            return LINK_PAYS_NOTHING
        case UnknownCode(reason=reason):
            return Trouble(f"code_{reason.value}", sentence(code))
        case _:
            return WRONG_KIND
