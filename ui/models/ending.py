"""What the pages that end a matter early show."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.counters import open_counter, own_counter
from kiosk.domain.matter import Matter
from kiosk.domain.point import Near, Open
from kiosk.domain.point_words import opening
from kiosk.domain.printing import PrintDone, PrintUnconfirmed
from kiosk.domain.session import Session
from ui.conductor import Conductor
from ui.models.notice import AND
from ui.models.points import PointLine, point_line
from ui.models.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class EndingModel(QObject):
    """Why a matter isn't for the holder or can't be finished here, and where it can."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._session: Session | None = None
        self._own: Near | None = None
        self._instead = Rows(PointLine, self)

    def show(self) -> None:
        """Present what the conductor knows now."""
        conductor, here = self._conductor, self._conductor.here
        self._session = conductor.session
        if here is not None:
            matter, service_map, now = self._matter(), conductor.catalogue.service_map, conductor.now
            self._own = own_counter(service_map, here, matter, now) if matter is not None else None
            instead = open_counter(service_map, here, matter, now)
            self._instead.show((point_line(instead, 0, conductor),) if instead is not None else ())
        self.changed.emit()

    def clear(self) -> None:
        """Forget the visit."""
        self._session = self._own = None
        self._instead.show(())
        self.changed.emit()

    def _matter(self) -> Matter | None:
        return self._session.matter if self._session is not None else None

    @Property(str, notify=changed)
    def reason(self) -> str:
        session = self._session
        if session is None:
            return ""
        if session.ended is not None:
            return session.ended.reason.at(self._conductor.locale)
        return "\n".join(reason.at(self._conductor.locale) for reason in session.refusals or ())

    @Property(str, notify=changed)
    def bring(self) -> str:
        """Write what the counter will ask for; empty where nothing is known of it."""
        ended, locale = self._session.ended if self._session is not None else None, self._conductor.locale
        return AND[locale].join(name.at(locale) for name in ended.bring) if ended is not None else ""

    @Property(str, notify=changed)
    def matter(self) -> str:
        matter = self._matter()
        return matter.name.at(self._conductor.locale) if matter is not None else ""

    @Property(str, notify=changed)
    def place(self) -> str:
        matter = self._matter()
        return matter.counter.place.at(self._conductor.locale) if matter is not None else ""

    @Property(str, notify=changed)
    def hours(self) -> str:
        matter = self._matter()
        return matter.counter.hours.at(self._conductor.locale) if matter is not None else ""

    @Property(str, notify=changed)
    def phone(self) -> str:
        matter = self._matter()
        return matter.counter.phone if matter is not None else self._conductor.site.contact

    @Property(str, notify=changed)
    def standing(self) -> str:
        """Say whether the counter is open now; empty where it is one of several."""
        own, conductor = self._own, self._conductor
        return opening(own.state, conductor.now).at(conductor.locale) if own is not None else ""

    @Property(bool, notify=changed)
    def open(self) -> bool:
        return self._own is not None and isinstance(self._own.state, Open)

    @Property(Rows, notify=changed)
    def instead(self) -> Rows:
        """Return the nearest point to go to while the counter is closed; none while it is open."""
        return self._instead

    @Property(bool, notify=changed)
    def mapped(self) -> bool:
        return self._conductor.here is not None and self._matter() is not None

    @Slot()
    def whereElse(self) -> None:
        """Show on the map where the matter is done."""
        self._conductor.points.open(self._matter())

    @Property(bool, notify=changed)
    def slip(self) -> bool:
        """Whether a slip for the counter came out."""
        receipt = self._session.receipt if self._session is not None else None
        return receipt is not None and isinstance(receipt.print, PrintDone | PrintUnconfirmed)

    @Slot()
    def accept(self) -> None:
        self._conductor.accept_refusal()

    @Slot()
    def another(self) -> None:
        self._conductor.another()

    @Slot()
    def finish(self) -> None:
        self._conductor.take()
