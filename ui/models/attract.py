"""What the attract screen says: what can be done here and now."""

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.availability import Available, availability
from kiosk.domain.matter import Matter
from kiosk.domain.service import notices
from kiosk.domain.text import Locale
from ui.conductor import Conductor
from ui.models.rows import Rows
from ui.models.words import EVENTS, minutes, price

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

SHOWN = 3
"""Tiles below the big drawing."""


class Sample(msgspec.Struct, frozen=True):
    """One of the matters shown as examples."""

    title: str
    detail: str
    icon: str


class Notice(msgspec.Struct, frozen=True):
    """One thing that does not work now."""

    sentence: str


@QmlElement
class AttractModel(QObject):
    """The screen that waits for someone."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._samples = Rows(Sample, self)
        self._notices = Rows(Notice, self)
        self._open = 0

    def show(self) -> None:
        """Present what the conductor knows now."""
        here = self._conductor.surroundings
        matters = tuple(self._conductor.catalogue.matters.values())
        opened = [matter for matter in matters if isinstance(availability(matter, here), Available)]
        self._open = len(opened)
        locale = self._conductor.locale
        self._samples.show(tuple(_sample(matter, locale) for matter in (opened or matters)[:SHOWN]))
        told = notices(here, self._conductor.now)
        self._notices.show(tuple(Notice(text.at(locale)) for text in told))
        self.changed.emit()

    def clear(self) -> None:
        """Nothing of a visit is kept here."""

    @Property(int, notify=changed)
    def openMatters(self) -> int:
        return self._open

    @Property(Rows, notify=changed)
    def samples(self) -> Rows:
        return self._samples

    @Property(Rows, notify=changed)
    def notices(self) -> Rows:
        """Return what does not work now, each in a sentence."""
        return self._notices

    @Property(bool, notify=changed)
    def offline(self) -> bool:
        return not self._conductor.surroundings.centre_reached

    @Property(str, notify=changed)
    def trouble(self) -> str:
        trouble = self._conductor.trouble
        return trouble.text.at(self._conductor.locale) if trouble is not None else ""

    @Property(str, notify=changed)
    def contact(self) -> str:
        return self._conductor.site.contact

    @Slot()
    def start(self) -> None:
        self._conductor.start()


def _sample(matter: Matter, locale: Locale) -> Sample:
    detail = f"{price(matter, locale)} · {minutes(matter, locale)}"
    return Sample(matter.name.at(locale), detail, EVENTS[matter.life_event][1])
