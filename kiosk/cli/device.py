"""`kiosk device`: probe the devices, read a card, print a test slip; needs only their configuration."""

import argparse
import datetime as dt
import threading
from collections.abc import Callable
from contextlib import closing

from devices.card.bank import BankCardRead
from devices.card.factory import bank_reader
from kiosk.cli.output import Exit, Output
from kiosk.cli.trial_page import print_document_test
from kiosk.config import Config, load
from kiosk.config_path import config_path
from kiosk.domain.card import CardExpired, CardOutcome, CardRead
from kiosk.domain.identity import Identity, mask_name, mask_number
from kiosk.domain.printing import (
    Align,
    Gap,
    Line,
    Pair,
    PrintDone,
    PrintOutcome,
    PrintUnconfirmed,
    PrintVoid,
    QrCode,
    ReceiptLayout,
    Rule,
)
from kiosk.errors import ConfigurationError
from kiosk.open_devices import Devices, open_devices
from kiosk.ports import CardReader


def read_card(options: argparse.Namespace, output: Output) -> Exit:
    """Wait for one card and print what was read; personal fields masked unless --full."""
    if options.reader == "bank":
        return _read_bank_card(options, output)
    with open_devices(_config(options).devices) as devices:
        reader = _reader(devices, options.reader)
        outcome = _waited(reader, options.timeout)
    values = card_row(outcome, full=options.full)
    output.row(values, f"{values['status']}: {values['message']}")
    return Exit.DONE if isinstance(outcome, CardRead) else Exit.NOT_DONE


def _waited(reader: CardReader, timeout_s: float) -> CardOutcome:
    cancel = threading.Event()
    try:
        return reader.wait(cancel, timeout_s=timeout_s)
    finally:
        cancel.set()  # Ctrl-C interrupts this thread; the device's own would wait on


def _read_bank_card(options: argparse.Namespace, output: Output) -> Exit:
    config = _config(options).devices.social_card
    if config is None:
        raise ConfigurationError("no_reader_configured", NO_READER.format(name="bank", table="social_card"))
    with closing(bank_reader(config)) as reader:
        outcome = reader.wait(threading.Event(), timeout_s=options.timeout)
    status = str(outcome.__struct_config__.tag)
    number = outcome.masked if isinstance(outcome, BankCardRead) else None
    message = str(getattr(outcome, "message", "")) or MESSAGES.get(status, "")
    values = {"status": status, "message": message, "kind": "bank", "name": None, "number": number}
    output.row(values, f"{status}: {message}")
    return Exit.DONE if number is not None else Exit.NOT_DONE


NO_READER = "no {name} card reader is configured: add [devices.{table}]"


def card_row(outcome: CardOutcome, *, full: bool) -> dict[str, object]:
    """Return a reading as `read-card --json` prints it."""
    status = str(outcome.__struct_config__.tag)
    message = str(getattr(outcome, "message", "")) or MESSAGES.get(status, "")
    personal: dict[str, object] = {"kind": None, "name": None, "number": None}
    if isinstance(outcome, CardRead | CardExpired):
        personal = _personal(outcome.identity, full=full)
    return {"status": status, "message": message, **personal}


MESSAGES = {
    "ok": "the card was read",
    "expired": "the card was read, but its last valid day has passed",
    "no_card": "no card was laid on the reader",
    "timeout": "no card was laid on the reader in time; lay it flat and try again",
    "cancelled": "nobody waits for a card any more",
}


def _personal(identity: Identity, *, full: bool) -> dict[str, object]:
    hide: Callable[[str | None], str | None] = (lambda value: value) if full else _starred
    return {
        "kind": identity.kind,
        "name": identity.name if full else mask_name(identity.name),
        "number": identity.number if full else mask_number(identity.number),
        "english_name": hide(identity.english_name),
        "sex": identity.sex,
        "birth": identity.birth.isoformat() if full else None,
        "nation": hide(identity.nation),
        "nationality": identity.nationality,
        "address": hide(identity.address),
        "issuer": identity.issuer,
        "pass_number": hide(identity.pass_number),
        "valid_from": _day(identity.valid_from),
        "valid_to": _day(identity.valid_to),
    }


def _starred(value: str | None) -> str | None:
    return "*" * len(value) if value else value


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def print_test(options: argparse.Namespace, output: Output) -> Exit:
    """Print a test slip and say what became of it, as the printer says."""
    with open_devices(_config(options).devices) as devices:
        if options.document:
            return _print_document_test(devices, output)
        if devices.printer is None:
            raise ConfigurationError("no_printer", "no printer is configured: add [devices.receipt_printer]")
        outcome = devices.printer.print(TEST_SLIP)
    values = print_row(outcome)
    output.row(values, f"{values['status']}: {values['message']}")
    return Exit.DONE if isinstance(outcome, PrintDone) else Exit.NOT_DONE


def _print_document_test(devices: Devices, output: Output) -> Exit:
    if devices.document_printer is None:
        raise ConfigurationError(
            "no_printer", "no document printer is configured: add [devices.document_printer]"
        )
    return print_document_test(devices.document_printer, output)


def print_row(outcome: PrintOutcome) -> dict[str, object]:
    """Return a print as `print-test --json` prints it."""
    match outcome:
        case PrintDone(near_end=True):
            return {"status": "paper_near_end", "message": "printed and cut; the paper is near its end"}
        case PrintDone():
            return {"status": "done", "message": "printed and cut, as the printer confirmed"}
        case PrintVoid(state=state, message=message):
            return {"status": state, "message": message}
        case PrintUnconfirmed(message=message):
            return {"status": "unconfirmed", "message": message}


TEST_SLIP: ReceiptLayout = (
    Line("打印测试 Print test", align=Align.CENTRE, bold=True, large=True),
    Rule(),
    Pair("汉字", "综合自助办事服务机"),
    Pair("生僻字", "㐂𠮷"),
    Pair("ASCII", "0123456789 ABCabc"),
    Gap(),
    QrCode("PRINT TEST", "PRINT TEST"),
)


def _config(options: argparse.Namespace) -> Config:
    return load(config_path(options.config))


def _reader(devices: Devices, name: str) -> CardReader:
    reader = {"identity": devices.identity_card, "social": devices.social_card}[name]
    if reader is None:
        message = NO_READER.format(name=name, table=f"{name}_card")
        raise ConfigurationError("no_reader_configured", message)
    return reader
