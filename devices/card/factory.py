"""Configured card readers to the classes that drive them."""

import datetime as dt
from collections.abc import Callable

from devices.card.bank import BankCardReader
from devices.card.pcsc_social import SocialCardReader
from devices.card.sam_serial import SamSerialReader
from devices.config import Pcsc, SamSerial


def identity_reader(config: SamSerial, *, today: Callable[[], dt.date]) -> SamSerialReader:
    """Return the reader of identity cards; nothing is opened before its first call."""
    return SamSerialReader(config, today=today)


def bank_reader(config: Pcsc) -> BankCardReader:
    """Return the reader of bank cards; its outcomes are its own: a bank card names nobody."""
    return BankCardReader(config)


def social_reader(config: Pcsc, *, today: Callable[[], dt.date]) -> SocialCardReader:
    """Return the reader of social-security cards; nothing is opened before its first call."""
    return SocialCardReader(config, today=today)
