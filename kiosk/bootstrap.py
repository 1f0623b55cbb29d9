"""The composition root of every process: the only module that names concrete classes."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from devices.card.factory import identity_reader, social_reader
from devices.config import DevicesConfig
from devices.printer.factory import receipt_printer
from kiosk.device_threads import PrinterOnThread, ReaderOnThread
from kiosk.domain.shown import ZONE


def local_day() -> dt.date:
    """Return today where the terminal stands."""
    return dt.datetime.now(ZONE).date()


class Devices(msgspec.Struct, frozen=True, kw_only=True):
    """The configured devices, each on its own thread; None where none is configured."""

    identity_card: ReaderOnThread | None
    social_card: ReaderOnThread | None
    printer: PrinterOnThread | None

    def all(self) -> tuple[ReaderOnThread | PrinterOnThread, ...]:
        """Return those that are configured."""
        return tuple(
            device for device in (self.identity_card, self.social_card, self.printer) if device is not None
        )


@contextmanager
def open_devices(config: DevicesConfig) -> Iterator[Devices]:
    """Build the drivers; their threads end with the context. Nothing is connected to yet."""
    identity, social, printer = config.identity_card, config.social_card, config.receipt_printer
    devices = Devices(
        identity_card=ReaderOnThread(identity_reader(identity, today=local_day), "identity_card")
        if identity
        else None,
        social_card=ReaderOnThread(social_reader(social, today=local_day), "social_card") if social else None,
        printer=PrinterOnThread(receipt_printer(printer), "receipt_printer") if printer else None,
    )
    try:
        yield devices
    finally:
        for device in devices.all():
            device.close()
