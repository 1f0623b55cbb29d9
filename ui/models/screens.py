"""What stands around every page: which page it is, the bars, trouble, and the questions over it."""

import os
from typing import Protocol

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.device import Role, Strained
from kiosk.domain.ids import VisitId
from kiosk.domain.shown import ZONE
from kiosk.domain.text import Locale
from kiosk.domain.trouble import Way
from kiosk.flow import can_go_back
from ui.conductor import Conductor
from ui.images import Pictures
from ui.models.attract import AttractModel
from ui.models.form import FormModel
from ui.models.guide import EndingModel, GuideModel
from ui.models.matters import MattersModel
from ui.models.opening import CodeModel, ConsentModel, IdentifyModel
from ui.models.pay import PayModel, WorkingModel
from ui.models.promise import MaterialsModel, PromiseModel
from ui.models.receipt import OutOfServiceModel, RatingModel, ReceiptModel
from ui.models.review import ReviewModel
from ui.pages import PHASES, Page, page, phase

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

PATIENCE_MS = 400
"""Work shorter than this is not shown: the page before it stays."""
ORDER = tuple(Page)


class PageModel(Protocol):
    """What a page presents."""

    def show(self) -> None:
        """Present what the conductor knows now."""
        ...

    def clear(self) -> None:
        """Forget everything of the visit."""
        ...


@QmlElement
class Screens(QObject):
    """The frame around the pages."""

    changed = Signal()
    pageChanged = Signal()
    ticked = Signal()
    wiped = Signal()
    """Everything typed is to be forgotten by the keyboard too."""

    def __init__(self, conductor: Conductor, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._pictures = pictures
        self._models = page_models(conductor, pictures, self)
        self._page = Page.ATTRACT
        self._forward = True
        self._large = False
        self._visit: VisitId | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._turn_to(Page.WORKING))
        for model in self._models.values():
            if isinstance(model, MattersModel | PromiseModel):
                model.changed.connect(self.changed)
        conductor.changed.connect(self._follow)
        conductor.tick.connect(self._tick)
        conductor.visit_ended.connect(self._wipe)
        self._follow()

    def _follow(self) -> None:
        session = self._conductor.session
        if session is not None and session.id != self._visit:
            self._visit = session.id
            self._forget()
        wanted = self._wanted()
        if wanted is Page.WORKING and self._page is not Page.WORKING:
            if not self._patience.isActive():
                self._patience.start()
        else:
            self._patience.stop()
            self._turn_to(wanted)
        self.changed.emit()

    def _wanted(self) -> Page:
        conductor = self._conductor
        return page(
            conductor.session,
            code_sent=conductor.sent_code is not None,
            out_of_service=conductor.out_of_service is not None,
        )

    def _turn_to(self, wanted: Page) -> None:
        self._model(wanted).show()
        if wanted is not self._page:
            self._forward = ORDER.index(wanted) > ORDER.index(self._page)
            self._page = wanted
            self.pageChanged.emit()
            self.changed.emit()

    def _model(self, wanted: Page) -> "PageModel":
        return self._models[wanted]

    def _tick(self) -> None:
        if self._wanted() is self._page:
            self._model(self._page).show()
        self.ticked.emit()

    def _wipe(self) -> None:
        self._large = False
        self._forget()
        self.wiped.emit()
        self.changed.emit()

    def _forget(self) -> None:
        for model in self._models.values():
            model.clear()
        self._pictures.forget()

    @Property(str, notify=pageChanged)
    def page(self) -> str:
        return self._page.value

    @Property(QObject, notify=pageChanged)
    def model(self) -> "PageModel":
        return self._model(self._page)

    @Property(bool, notify=pageChanged)
    def forward(self) -> bool:
        return self._forward

    @Property(int, notify=pageChanged)
    def phase(self) -> int:
        return phase(self._page)

    @Property(int, notify=changed)
    def phases(self) -> int:
        return len(PHASES)

    @Property(bool, notify=changed)
    def visiting(self) -> bool:
        return self._conductor.session is not None

    @Property(bool, notify=changed)
    def keyboard(self) -> bool:
        """Whether Qt's virtual keyboard is the input method here."""
        return os.environ.get("QT_IM_MODULE") == "qtvirtualkeyboard"

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Something is being done: the page waits for it."""
        return self._conductor.working is not None

    @Property(str, notify=changed)
    def working(self) -> str:
        words = self._conductor.working
        return words.at(self._conductor.locale) if words is not None else ""

    @Property(bool, notify=changed)
    def canGoBack(self) -> bool:
        session = self._conductor.session
        model = self._model(self._page)
        within = isinstance(model, MattersModel | PromiseModel) and model.can_go_back
        return session is not None and (within or can_go_back(session))

    @Property(str, notify=changed)
    def trouble(self) -> str:
        trouble = self._conductor.trouble
        return trouble.text.at(self._conductor.locale) if trouble is not None else ""

    @Property(str, notify=changed)
    def troubleCode(self) -> str:
        return self._conductor.trouble.code if self._conductor.trouble is not None else ""

    @Property(bool, notify=changed)
    def stopped(self) -> bool:
        trouble = self._conductor.trouble
        return trouble is not None and trouble.way is Way.COUNTER

    @Property(str, notify=changed)
    def locale(self) -> str:
        return self._conductor.locale.value

    @Property(str, notify=changed)
    def siteName(self) -> str:
        return self._conductor.site.name.at(self._conductor.locale)

    @Property(str, notify=changed)
    def terminal(self) -> str:
        return self._conductor.site.terminal

    @Property(str, notify=changed)
    def contact(self) -> str:
        return self._conductor.site.contact

    @Property(str, notify=ticked)
    def clock(self) -> str:
        return self._conductor.now.astimezone(ZONE).strftime("%H:%M")

    @Property(bool, notify=changed)
    def online(self) -> bool:
        return self._conductor.surroundings.centre_reached

    @Property(bool, notify=changed)
    def paperLow(self) -> bool:
        return isinstance(self._conductor.surroundings.health(Role.RECEIPT_PRINTER), Strained)

    @Property(int, notify=changed)
    def idleLeft(self) -> int:
        """Seconds until the visit is wiped; -1 while nobody asks."""
        left = self._conductor.idle_left_s
        return left if left is not None else -1

    @Property(bool, notify=changed)
    def large(self) -> bool:
        return self._large

    @Slot()
    def toggleSize(self) -> None:
        self._large = not self._large
        self.changed.emit()

    @Slot()
    def toggleLocale(self) -> None:
        self._conductor.set_locale(Locale.EN if self._conductor.locale is Locale.ZH else Locale.ZH)

    @Slot()
    def touch(self) -> None:
        self._conductor.touch()

    @Slot()
    def back(self) -> None:
        """Go back within the page where it has something to go back from, else in the visit."""
        model = self._model(self._page)
        if isinstance(model, MattersModel | PromiseModel) and model.back():
            self.changed.emit()
            return
        self._conductor.back()

    @Slot()
    def leave(self) -> None:
        self._conductor.leave()


def page_models(conductor: Conductor, pictures: Pictures, parent: QObject) -> dict[Page, PageModel]:
    """Return one model a page; pages that show the same share one."""
    review = ReviewModel(conductor, parent)
    ending = EndingModel(conductor, parent)
    return {
        Page.ATTRACT: AttractModel(conductor, parent),
        Page.IDENTIFY: IdentifyModel(conductor, parent),
        Page.CONSENT: ConsentModel(conductor, parent),
        Page.MATTERS: MattersModel(conductor, parent),
        Page.CODE: CodeModel(conductor, parent),
        Page.GUIDE: GuideModel(conductor, parent),
        Page.NOT_ELIGIBLE: ending,
        Page.FORM: FormModel(conductor, parent),
        Page.MATERIALS: MaterialsModel(conductor, parent),
        Page.PROMISE: PromiseModel(conductor, parent),
        Page.RESULT: review,
        Page.REVIEW: review,
        Page.PAY: PayModel(conductor, pictures, parent),
        Page.WORKING: WorkingModel(conductor, parent),
        Page.RECEIPT: ReceiptModel(conductor, pictures, parent),
        Page.CANNOT_FINISH: ending,
        Page.RATING: RatingModel(conductor, parent),
        Page.OUT_OF_SERVICE: OutOfServiceModel(conductor, parent),
    }
