"""What stands between visits when none may begin: mains away, card or slip left, a slip cut short."""

import datetime as dt

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.receipt import state_words, token_url
from kiosk.domain.slip_words import KEEP_NUMBER
from kiosk.domain.zone import ZONE
from ui.conductor import Conductor
from ui.images import Pictures
from ui.models.paper import paper, paper_said
from ui.standby import Offer

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class MainsAwayModel(QObject):
    """Since when the mains are away, how long the battery lasts, and whether everything is being closed."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor

    def show(self) -> None:
        """Present what the conductor knows now."""
        self.changed.emit()

    def clear(self) -> None:
        """Nothing of a visit is kept here."""

    @Property(bool, notify=changed)
    def closing(self) -> bool:
        return self._conductor.standby.closing

    @Property(str, notify=changed)
    def since(self) -> str:
        return _clock(self._conductor.standby.since)

    @Property(str, notify=changed)
    def contact(self) -> str:
        return self._conductor.site.contact


@QmlElement
class LeftModel(QObject):
    """A card is still in the slot, or a slip at the mouth."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor

    def show(self) -> None:
        """Present what the conductor knows now."""
        self.changed.emit()

    def clear(self) -> None:
        """Nothing of a visit is kept here."""

    @Property(str, notify=changed)
    def contact(self) -> str:
        return self._conductor.site.contact


@QmlElement
class InterruptedModel(QObject):
    """A slip that a stop of the terminal cut short: its number, its code, and its second copy."""

    changed = Signal()

    def __init__(self, conductor: Conductor, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._pictures = pictures
        self._offer: Offer | None = None
        self._code = ""

    def show(self) -> None:
        """Present what the conductor knows now."""
        offer = self._conductor.standby.offer
        if offer is not None and (self._offer is None or not self._code):
            self._code = self._pictures.keep_code(token_url(self._conductor.site, offer.slip.submission))
        self._offer = offer
        self.changed.emit()

    def clear(self) -> None:
        """Forget number and code."""
        self._offer, self._code = None, ""
        self.changed.emit()

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._offer.slip.submission.number if self._offer is not None else ""

    @Property(str, notify=changed)
    def matter(self) -> str:
        if self._offer is None:
            return ""
        return self._conductor.matter_name(self._offer.slip).at(self._conductor.locale)

    @Property(str, notify=changed)
    def state(self) -> str:
        if self._offer is None:
            return ""
        return state_words(self._offer.slip.submission).at(self._conductor.locale)

    @Property(str, notify=changed)
    def began(self) -> str:
        return _clock(self._offer.slip.began_at) if self._offer is not None else ""

    @Property(bool, notify=changed)
    def knownVoid(self) -> bool:
        return self._offer is not None and self._offer.slip.known_void

    @Property(str, notify=changed)
    def code(self) -> str:
        return self._code

    @Property(bool, notify=changed)
    def printing(self) -> bool:
        return self._offer is not None and self._offer.printing

    @Property(str, notify=changed)
    def paper(self) -> str:
        """Return what became of the second copy: none, done, void or unconfirmed."""
        return paper(self._offer.printed if self._offer is not None else None)

    @Property(str, notify=changed)
    def paperWords(self) -> str:
        printed = self._offer.printed if self._offer is not None else None
        return paper_said(printed, KEEP_NUMBER, self._conductor.locale)

    @Slot()
    def again(self) -> None:
        self._conductor.print_offer()

    @Slot()
    def leave(self) -> None:
        self._conductor.leave_offer()


def battery(conductor: Conductor) -> str:
    """Return what a visit on battery is told: closing, minutes or unknown; else nothing."""
    standby = conductor.standby
    if conductor.session is None or not (standby.on_battery or standby.closing):
        return ""
    if standby.closing:
        return "closing"
    return "unknown" if battery_minutes(conductor) < 0 else "minutes"


def battery_minutes(conductor: Conductor) -> int:
    """Return the whole minutes that the battery lasts by its own estimate; -1 where it gives none."""
    power = conductor.standby.power
    left_s = power.left_s if power is not None else None
    return -1 if left_s is None else left_s // 60


def _clock(at: dt.datetime | None) -> str:
    return at.astimezone(ZONE).strftime("%H:%M") if at is not None else ""
