"""Configured card readers to the classes that drive them."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import assert_never

from devices.card.bank import BankCardReader
from devices.card.pcsc_social import SocialCardReader
from devices.card.photo_decoder import PhotoDecoder
from devices.card.plate import Plate, no_plate
from devices.card.sam_line import OpenLine
from devices.card.sam_reader import SamReader
from devices.config import IdentityCardConfig, Pcsc, SamSerial, SamUsb
from devices.serial_line import SerialLine


def identity_reader(config: IdentityCardConfig, *, today: Callable[[], dt.date]) -> SamReader:
    """Return the reader of identity cards; nothing is opened before its first call."""
    driver = str(config.__struct_config__.tag)
    address, open_line, plate = _line(config)
    decoder = PhotoDecoder(config.photo_decoder) if config.photo_decoder else None
    return SamReader(driver, address, open_line, today=today, decoder=decoder, plate=plate)


def _line(config: IdentityCardConfig) -> tuple[str, OpenLine, Callable[[], Plate]]:
    """Return where the reader is, for people, what opens the line to it, and what that line says of it."""
    match config:
        case SamSerial(port, baud):
            return port, partial(SerialLine, port, baud), no_plate
        case SamUsb(serial):
            from devices.card import sam_usb  # noqa: PLC0415 pyusb only where it is used

            line, plate = partial(sam_usb.SamUsbLine, serial), partial(sam_usb.plate, serial)
            return sam_usb.address(serial), line, plate
        case _:
            assert_never(config)


def bank_reader(config: Pcsc) -> BankCardReader:
    """Return the reader of bank cards; its outcomes are its own: a bank card names nobody."""
    return BankCardReader(config)


def social_reader(config: Pcsc, *, today: Callable[[], dt.date]) -> SocialCardReader:
    """Return the reader of social-security cards; nothing is opened before its first call."""
    return SocialCardReader(config, today=today)
