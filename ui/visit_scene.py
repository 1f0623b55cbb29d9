"""The screen as a visit goes on: the page follows the conductor, each with what it presents."""

import datetime as dt
from typing import Protocol, assert_never, cast

from PySide6.QtCore import QObject, QTimer

from kiosk.domain.ids import MatterCode, VisitId
from kiosk.domain.shown import moment
from kiosk.domain.text import Locale
from kiosk.domain.trouble import Way
from kiosk.domain.zone import ZONE
from kiosk.flow import can_go_back
from ui.conductor import Conductor
from ui.course import Page
from ui.help import Called, Calling, NotCalled, Ringing, Speaking
from ui.images import Pictures
from ui.models.ask import AskModel
from ui.models.cases import CasesModel
from ui.models.ending import EndingModel
from ui.models.face import FaceModel
from ui.models.first import Attract, Identify
from ui.models.form import FormModel
from ui.models.go_on import GoOnModel
from ui.models.guide import GuideModel
from ui.models.keep import KeepModel
from ui.models.matters import MattersModel
from ui.models.opening import CodeModel, ConsentModel
from ui.models.out_of_service import OutOfServiceModel
from ui.models.pay import PayModel, WorkingModel
from ui.models.photo import PhotoModel
from ui.models.points import PointsModel
from ui.models.promise import MaterialsModel, PromiseModel
from ui.models.receipt import RatingModel, ReceiptModel
from ui.models.review import ReviewModel
from ui.models.screens import Screens
from ui.models.standby import InterruptedModel, LeftModel, MainsAwayModel, battery, battery_minutes
from ui.models.whom import WhomModel
from ui.pages import page
from ui.scene import Frame, Scene

PATIENCE_MS = 400
"""Work shorter than this is not shown: the page before it stays."""
ORDER = tuple(Page)
WITHIN = (
    MattersModel
    | GoOnModel
    | CasesModel
    | AskModel
    | PointsModel
    | WhomModel
    | FormModel
    | PromiseModel
    | PhotoModel
)
"""Models of pages that have something to go back from by themselves."""


class PageModel(Protocol):
    """What a page presents."""

    def show(self) -> None:
        """Present what the conductor knows now."""
        ...

    def clear(self) -> None:
        """Forget everything of the visit."""
        ...


class VisitScene(Scene):
    """Follows the conductor."""

    def __init__(self, conductor: Conductor, pictures: Pictures, screens: Screens) -> None:
        super().__init__(screens)
        self._conductor = conductor
        self._pictures = pictures
        self._models = page_models(conductor, pictures, screens, self)
        self._page = self._wanted()
        self._forward = True
        self._visit: VisitId | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._turn_to(Page.WORKING))
        for model in self._models.values():
            if isinstance(model, WITHIN):
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
            self.changed.emit()
        else:
            self._patience.stop()
            self._turn_to(wanted)

    def _wanted(self) -> Page:
        conductor = self._conductor
        return page(
            conductor.session,
            code_sent=conductor.sent_code is not None,
            out_of_service=conductor.out_of_service is not None,
            pause=conductor.standby.pause,
            face=conductor.face.stand(conductor.session),
            aside=conductor.aside,
        )

    def _turn_to(self, wanted: Page) -> None:
        self._models[wanted].show()
        if wanted is not self._page:
            self._forward = ORDER.index(wanted) > ORDER.index(self._page)
            self._page = wanted
        self.changed.emit()

    def _tick(self) -> None:
        if self._wanted() is self._page:
            self._models[self._page].show()
        self.changed.emit()

    def _wipe(self) -> None:
        self._forget()
        self.wiped.emit()

    def _forget(self) -> None:
        for model in self._models.values():
            model.clear()
        self._pictures.forget()

    def frame(self) -> Frame:
        conductor = self._conductor
        locale, trouble, working = conductor.locale, conductor.trouble, conductor.working
        left = conductor.idle_left_s
        return Frame(
            page=self._page,
            forward=self._forward,
            visiting=conductor.session is not None,
            busy=working is not None,
            working=working.at(locale) if working is not None else "",
            can_go_back=self._can_go_back(),
            trouble=trouble.text.at(locale) if trouble is not None else "",
            stopped=trouble is not None and trouble.way is Way.COUNTER,
            locale=locale.value,
            site=conductor.site.name.at(locale),
            terminal=conductor.site.terminal,
            contact=conductor.site.contact,
            clock=_hour(conductor.now),
            online=conductor.surroundings.centre_reached,
            help=self._help(),
            unfinished=conductor.resuming.offered[1].name.at(locale) if conductor.resuming.offered else "",
            other_card=conductor.other.laid is not None,
            may_keep=conductor.may_keep,
            idle_left=left if left is not None else -1,
            battery=battery(conductor),
            battery_minutes=battery_minutes(conductor),
            standing=self._standing(),
        )

    def _help(self) -> tuple[str, str]:
        state = self._conductor.help.state
        match state:
            case None:
                return "", ""
            case Calling():
                return "calling", ""
            case NotCalled():
                return "away", ""
            case Ringing():
                return "ringing", ""
            case Speaking():
                return "speaking", ""
            case Called(at=at, answered_at=answered_at):
                return ("answered", _hour(answered_at)) if answered_at else ("called", _hour(at))
        assert_never(state)

    def _standing(self) -> tuple[str, str, str] | None:
        shown, locale = self._conductor.codes.following.shown, self._conductor.locale
        if shown is None:
            return None
        matter = shown.matter.at(locale) if shown.matter is not None else ""
        at = moment(shown.at, locale) if shown.at is not None else ""
        lines = (matter, shown.number or "", at, shown.text.at(locale))
        return shown.mark.value, shown.title.at(locale), "\n".join(line for line in lines if line)

    def _can_go_back(self) -> bool:
        session, model = self._conductor.session, self._models[self._page]
        within = isinstance(model, WITHIN) and model.can_go_back
        return session is not None and (within or can_go_back(session))

    def model(self, page: Page) -> QObject:
        model = self._models[page]
        return cast("QObject", model.model if isinstance(model, Attract | Identify) else model)

    def start(self) -> None:
        self._conductor.start()

    def touch(self) -> None:
        self._conductor.touch()

    def dismiss(self) -> None:
        self._conductor.codes.following.dismiss()

    def back(self) -> None:
        model = self._models[self._page]
        if isinstance(model, WITHIN) and model.back():
            self.changed.emit()
            return
        self._conductor.back()

    def resume(self) -> None:
        self._conductor.resume()

    def begin_anew(self) -> None:
        self._conductor.begin_anew()

    def keep_on(self) -> None:
        self._conductor.keep_on()

    def change_hands(self) -> None:
        self._conductor.change_hands()

    def call_help(self) -> None:
        session = self._conductor.session
        matter = session.matter if session is not None else None
        code = MatterCode(matter.code) if matter is not None else None
        self._conductor.help.call(self._page.value, code)

    def hang_up(self) -> None:
        self._conductor.help.intercom.hang_up()

    def keep(self) -> None:
        self._conductor.keeping.ask()

    def leave(self) -> None:
        self._conductor.leave()

    def keep_pace(self, pace: int) -> None:
        self._conductor.keep_pace(pace)

    def speak(self, locale: str) -> None:
        self._conductor.set_locale(Locale(locale))


def _hour(at: dt.datetime) -> str:
    return at.astimezone(ZONE).strftime("%H:%M")


def page_models(
    conductor: Conductor, pictures: Pictures, screens: Screens, parent: QObject
) -> dict[Page, PageModel]:
    """Return one model a page; pages that show the same share one."""
    cases = CasesModel(conductor, parent)
    review = ReviewModel(conductor, parent)
    ending = EndingModel(conductor, parent)
    face = FaceModel(conductor, pictures, parent)
    keep = KeepModel(conductor, parent)
    return {
        Page.ATTRACT: Attract(conductor, screens.attract),
        Page.IDENTIFY: Identify(conductor, screens.identify),
        Page.CONSENT: ConsentModel(conductor, parent),
        Page.MATTERS: MattersModel(conductor, cases, parent),
        Page.GO_ON: GoOnModel(conductor, parent),
        Page.CASES: cases,
        Page.ASK: AskModel(conductor, parent),
        Page.POINTS: PointsModel(conductor, parent),
        Page.FACE_CONSENT: face,
        Page.FACE: face,
        Page.CODE: CodeModel(conductor, parent),
        Page.GUIDE: GuideModel(conductor, pictures, parent),
        Page.WHOM: WhomModel(conductor, parent),
        Page.NOT_ELIGIBLE: ending,
        Page.FORM: FormModel(conductor, parent),
        Page.MATERIALS: MaterialsModel(conductor, parent),
        Page.PHOTOGRAPH: PhotoModel(conductor, pictures, parent),
        Page.PROMISE: PromiseModel(conductor, parent),
        Page.RESULT: review,
        Page.REVIEW: review,
        Page.KEEP: keep,
        Page.KEPT: keep,
        Page.PAY: PayModel(conductor, pictures, parent),
        Page.WORKING: WorkingModel(conductor, parent),
        Page.RECEIPT: ReceiptModel(conductor, pictures, parent),
        Page.CANNOT_FINISH: ending,
        Page.RATING: RatingModel(conductor, parent),
        Page.OUT_OF_SERVICE: OutOfServiceModel(conductor, parent),
        Page.MAINS_AWAY: MainsAwayModel(conductor, parent),
        Page.CARD_LEFT: LeftModel(conductor, parent),
        Page.SLIP_LEFT: LeftModel(conductor, parent),
        Page.INTERRUPTED: InterruptedModel(conductor, pictures, parent),
    }
