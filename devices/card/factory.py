"""Configured card readers to the classes that drive them."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import assert_never

from devices.card.bank import BankCardReader
from devices.card.pcsc_social import SocialCardReader
from devices.card.photo_decoder import PhotoDecoder
from devices.card.sam_line import OpenLine
from devices.card.sam_reader import SamReader
from devices.config import IdentityCardConfig, Pcsc, SamSerial, SamUsb
from devices.serial_line import SerialLine


def identity_reader(config: IdentityCardConfig, *, today: Callable[[], dt.date]) -> SamReader:
    """Return the reader of identity cards; nothing is opened before its first call."""
    driver = str(config.__struct_config__.tag)
    address, open_line = _line(config)
    decoder = PhotoDecoder(config.photo_decoder) if config.photo_decoder else None
    return SamReader(driver, address, open_line, today=today, decoder=decoder)


def _line(config: IdentityCardConfig) -> tuple[str, OpenLine]:
    """Return where the reader is, for people, and what opens the line to it."""
    match config:
        case SamSerial(port, baud):
            return port, partial(SerialLine, port, baud)
        case SamUsb(serial):
            from devices.card.sam_usb import SamUsbLine, address  # noqa: PLC0415 pyusb only where it is used

            return address(serial), partial(SamUsbLine, serial)
        case _:
            assert_never(config)


def bank_reader(config: Pcsc) -> BankCardReader:
    """Return the reader of bank cards; its outcomes are its own: a bank card names nobody."""
    return BankCardReader(config)


def social_reader(config: Pcsc, *, today: Callable[[], dt.date]) -> SocialCardReader:
    """Return the reader of social-security cards; nothing is opened before its first call."""
    return SocialCardReader(config, today=today)
