"""The configured devices by role, each on its own thread; drivers are imported there, by its first work.

Adding a role: its table in devices/config.py, one entry in `_configured`, one accessor in `Devices`.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from typing import Any, TypeVar

from devices.config import (
    CameraConfig,
    CodeScannerConfig,
    Cups,
    DevicesConfig,
    IdentityCardConfig,
    Pcsc,
    PowerConfig,
    ReceiptPrinterConfig,
    ReminderConfig,
)
from devices.handwriting.config import HandwritingConfig
from devices.handwriting.writing import HandwritingProcess
from devices.printer.profiles import Taken, profile_named
from devices.speech.config import SpeechConfig
from devices.speech.voice import SpeechProcess
from kiosk.device_threads import (
    CameraDriver,
    CameraOnThread,
    DocumentCameraDriver,
    DocumentCameraOnThread,
    DocumentPrinterDriver,
    DocumentPrinterOnThread,
    MouthPrinterOnThread,
    OnThread,
    PowerDriver,
    PowerOnThread,
    PrinterDriver,
    PrinterOnThread,
    ReaderDriver,
    ReaderOnThread,
    ReminderDriver,
    ReminderOnThread,
    ScannerDriver,
    ScannerOnThread,
    SlotReaderDriver,
    SlotReaderOnThread,
)
from kiosk.domain.device import Role
from kiosk.domain.zone import ZONE

Kind = TypeVar("Kind", bound=OnThread[Any])


class Devices:
    """The configured devices; an accessor gives None where none is configured."""

    def __init__(self, configured: Iterable[OnThread[Any]]) -> None:
        self._by_role = {device.role: device for device in configured}

    def all(self) -> tuple[OnThread[Any], ...]:
        """Return those that are configured, in the order of their roles."""
        return tuple(self._by_role[role] for role in Role if role in self._by_role)

    @property
    def identity_card(self) -> ReaderOnThread | None:
        return self._get(Role.IDENTITY_CARD, ReaderOnThread)

    @property
    def social_card(self) -> SlotReaderOnThread | None:
        return self._get(Role.SOCIAL_CARD, SlotReaderOnThread)

    @property
    def printer(self) -> PrinterOnThread | None:
        return self._get(Role.RECEIPT_PRINTER, PrinterOnThread)

    @property
    def mouth(self) -> MouthPrinterOnThread | None:
        """The printer again, where it sees whether its last paper was taken."""
        return self._get(Role.RECEIPT_PRINTER, MouthPrinterOnThread)

    @property
    def document_printer(self) -> DocumentPrinterOnThread | None:
        return self._get(Role.DOCUMENT_PRINTER, DocumentPrinterOnThread)

    @property
    def code_scanner(self) -> ScannerOnThread | None:
        return self._get(Role.CODE_SCANNER, ScannerOnThread)

    @property
    def face_camera(self) -> CameraOnThread | None:
        return self._get(Role.FACE_CAMERA, CameraOnThread)

    @property
    def document_camera(self) -> DocumentCameraOnThread | None:
        return self._get(Role.DOCUMENT_CAMERA, DocumentCameraOnThread)

    @property
    def reminder(self) -> ReminderOnThread | None:
        return self._get(Role.REMINDER, ReminderOnThread)

    @property
    def power(self) -> PowerOnThread | None:
        return self._get(Role.POWER, PowerOnThread)

    def _get(self, role: Role, kind: type[Kind]) -> Kind | None:
        device = self._by_role.get(role)
        return device if isinstance(device, kind) else None


def open_voice(config: SpeechConfig | None) -> AbstractContextManager[SpeechProcess | None]:
    """Give what reads aloud, ended with the context; None where the terminal is to be silent."""
    return nullcontext() if config is None else closing(SpeechProcess(config))


def open_handwriting(config: HandwritingConfig | None) -> AbstractContextManager[HandwritingProcess | None]:
    """Give what recognises characters, ended with the context; None where only pinyin is offered."""
    return nullcontext() if config is None else closing(HandwritingProcess(config))


@contextmanager
def open_devices(config: DevicesConfig) -> Iterator[Devices]:
    """Give each configured device its thread, ended with the context."""
    with ExitStack() as threads:
        devices = Devices(_configured(config))
        for device in devices.all():
            threads.callback(device.close)
        yield devices


def _configured(config: DevicesConfig) -> Iterator[OnThread[Any]]:
    if identity := config.identity_card:
        yield ReaderOnThread(lambda: _identity_reader(identity), Role.IDENTITY_CARD)
    if social := config.social_card:
        yield SlotReaderOnThread(lambda: _social_reader(social), Role.SOCIAL_CARD)
    if printer := config.receipt_printer:
        profile = profile_named(printer.profile)  # a name that is none stops the start, not the first receipt
        kind = PrinterOnThread if profile.taken is Taken.NONE else MouthPrinterOnThread
        yield kind(lambda: _printer(printer), Role.RECEIPT_PRINTER)
    if sheets := config.document_printer:
        yield DocumentPrinterOnThread(lambda: _document_printer(sheets), Role.DOCUMENT_PRINTER)
    if scanner := config.code_scanner:
        yield ScannerOnThread(lambda: _scanner(scanner), Role.CODE_SCANNER)
    if face := config.face_camera:
        yield CameraOnThread(lambda: _face_camera(face), Role.FACE_CAMERA)
    if desk := config.document_camera:
        yield DocumentCameraOnThread(lambda: _document_camera(desk), Role.DOCUMENT_CAMERA)
    if light := config.reminder:
        yield ReminderOnThread(lambda: _reminder(light), Role.REMINDER)
    if power := config.power:
        yield PowerOnThread(lambda: _power(power), Role.POWER)


def local_day() -> dt.date:
    """Return today where the terminal stands."""
    return dt.datetime.now(ZONE).date()


def _identity_reader(config: IdentityCardConfig) -> ReaderDriver:
    from devices.card.factory import identity_reader  # noqa: PLC0415 loaded on the device's thread

    return identity_reader(config, today=local_day)


def _social_reader(config: Pcsc) -> SlotReaderDriver:
    from devices.card.factory import social_reader  # noqa: PLC0415 loaded on the device's thread

    return social_reader(config, today=local_day)


def _printer(config: ReceiptPrinterConfig) -> PrinterDriver:
    from devices.printer.factory import receipt_printer  # noqa: PLC0415 loaded on the device's thread

    return receipt_printer(config)


def _document_printer(config: Cups) -> DocumentPrinterDriver:
    from devices.document.factory import document_printer  # noqa: PLC0415 loaded on the device's thread

    return document_printer(config)


def _scanner(config: CodeScannerConfig) -> ScannerDriver:
    from devices.scanner.factory import code_scanner  # noqa: PLC0415 loaded on the device's thread

    return code_scanner(config)


def _face_camera(config: CameraConfig) -> CameraDriver:
    from devices.camera.factory import camera  # noqa: PLC0415 loaded on the device's thread

    return camera(config, Role.FACE_CAMERA)


def _document_camera(config: CameraConfig) -> DocumentCameraDriver:
    from devices.camera.factory import document_camera  # noqa: PLC0415 loaded on the device's thread

    return document_camera(config)


def _power(config: PowerConfig) -> PowerDriver:
    from devices.power.factory import power_supply  # noqa: PLC0415 loaded on the device's thread

    return power_supply(config)


def _reminder(config: ReminderConfig) -> ReminderDriver:
    from devices.reminder.factory import reminder  # noqa: PLC0415 loaded on the device's thread

    return reminder(config)
