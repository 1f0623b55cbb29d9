"""The visit on the GUI thread: the session, the work of its current step, and what follows from each fact.

Nothing here blocks, and nothing here decides what a matter needs: that is flow.py's and the steps'.
"""

import datetime as dt
import logging
import threading
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kiosk.catalogue.loader import Catalogue
from kiosk.catalogue.proof import Opened
from kiosk.catalogue.search import Search
from kiosk.catalogue.shelf import Shelf
from kiosk.domain.availability import Surroundings
from kiosk.domain.card import CardOutcome
from kiosk.domain.device import Role
from kiosk.domain.fact import CannotFinish, CardAccepted, Fact, apply
from kiosk.domain.form import next_field
from kiosk.domain.ids import ItemId
from kiosk.domain.kept import KeptDraft, kept_of, taken_up
from kiosk.domain.point import Point
from kiosk.domain.receipt import Site
from kiosk.domain.record import Record
from kiosk.domain.service import BROKEN, OutOfService, out_of_service, reader_trouble
from kiosk.domain.session import Ended, Session
from kiosk.domain.text import Locale, Text
from kiosk.domain.trouble import Trouble, Way
from kiosk.domain.use import NO_USE, Figures
from kiosk.flow import StepName, current
from kiosk.steps import resident
from kiosk.steps.ask import card_fact, ended
from kiosk.steps.face import FaceTried
from kiosk.steps.photo import PhotoTaken
from kiosk.steps.ports import Ports, new_item_id, new_visit, today
from kiosk.steps.whom import laid
from kiosk.wire.messages import CodeAnswer
from ui.after import after
from ui.asking import Asking
from ui.card_wanted import BUSY_STEPS, Wanted, card_wanted, leads_on_alone
from ui.closing import READABLE_MS, SOFTWARE_FAULT, OrderlyEnd
from ui.codes import Codes
from ui.face import FaceStand, FaceTrial
from ui.guide_slip import GuideSlip
from ui.help import HelpCall
from ui.idle import IdleWatch
from ui.intercom import Intercom
from ui.keeping import Keeping
from ui.other_card import OtherCard
from ui.own_cases import OwnCases
from ui.pages import FILLING
from ui.photo import PhotoTrial
from ui.points import WhereElse
from ui.readers import CardWatch
from ui.renewal import Renewal
from ui.resuming import Resuming
from ui.standby import Standby
from ui.surroundings import LookAround, services
from ui.tasks import Outcome, Task, next_task
from ui.use_count import UseCount
from ui.work_in_hand import WorkInHand
from ui.worker import Worker

log = logging.getLogger(__name__)


class Visit(QObject):
    """One terminal's screen: a visit or none, and what is known around it."""

    changed = Signal()
    tick = Signal()
    stepped = Signal(object)
    """The visit stands at another step (a StepName, or None when it is over); its work has not begun yet."""
    visit_ended = Signal()
    """Everything typed or shown is to be forgotten now."""

    def __init__(
        self,
        ports: Ports,
        catalogue: Catalogue,
        search: Search,
        *,
        locale: Locale = Locale.ZH,
        idle_s: int = 60,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.ports = ports
        self.catalogue = catalogue
        self.search = search
        self.default_locale = locale
        self.locale = locale
        self.session: Session | None = None
        self.trouble: Trouble | None = None
        self.sent_code: CodeAnswer | None = None
        self.offered: tuple[Record, ...] | None = None
        self.broken: OutOfService | None = None
        self._stopped = False
        """Whether it was out of service when last looked at."""
        self._item: ItemId | None = None
        self._stood: StepName | None = None
        self._worker = Worker(self)
        self.work = WorkInHand(self._worker, self)
        self.face = FaceTrial(ports, self.stepped, self)
        self.photo = PhotoTrial(ports, self._worker, self.stepped, self)
        self.cases = OwnCases(ports, self._worker, self)
        self.keeping = Keeping(ports, self._worker, self)
        self.points = WhereElse(ports, self._worker, self)
        self._use = UseCount(ports, self._worker)
        self.guide_slip = GuideSlip(ports, self._worker, self)
        self.asking = Asking(self._worker, self)
        self.help = HelpCall(ports, Intercom(ports.intercom, self), self._worker, self)
        self.resuming = Resuming(ports)
        self.pace = 1
        """How many times longer than usual it waits for the one who is here."""
        self.left = threading.Event()
        """Set when the visit is over: a certificate that still prints is for nobody then."""
        self.around = LookAround(ports, services(catalogue), self._worker, self)
        self.surroundings = self.around.here
        self.standby = Standby(ports, self._worker, self)
        self._end = OrderlyEnd(self, self.standby, ports)
        self._cards = CardWatch(ports, self._works, self._worker, self)
        self.other = OtherCard(self)
        scans = partial(self._works, Role.CODE_SCANNER)
        self.codes = Codes(ports, lambda: self.catalogue.matters, scans, self._worker, self)
        self.paying = self.codes.paying
        self._renewal: Renewal | None = None
        self._idle = IdleWatch(ports.clock, idle_s, self)
        self._listen()

    def _listen(self) -> None:
        """Let each of its parts be heard."""
        for part in (self.points, self.guide_slip, self.asking, self.help, self.codes.following, self.other):
            part.changed.connect(self.changed)
        self._worker.failed.connect(self._broken)
        self.work.came.connect(self._came)
        self.cases.changed.connect(self.advance)
        self.keeping.changed.connect(self.changed)
        self.keeping.refused.connect(self._trouble)
        self.keeping.opened.connect(self._go_on_with)
        self.around.seen.connect(self._surroundings_seen)
        self.standby.changed.connect(self._stands_otherwise)
        self._cards.read.connect(self._card_came)
        self.codes.following.identified.connect(self._identified)
        self.paying.turned.connect(self.advance)
        self.paying.refused.connect(self._trouble)
        self._idle.second.connect(self._second)
        self._idle.expired.connect(self.leave)

    @property
    def site(self) -> Site:
        """The site as papers and status bar name it."""
        return self.ports.site

    @property
    def here(self) -> Point | None:
        """The service point that the terminal stands in; None where the catalogue has no map."""
        return self.catalogue.service_map.here(self.site.point)

    @property
    def working(self) -> Text | None:
        """What is being done; None while nothing is, or the page itself shows it."""
        return self.work.words

    @property
    def now(self) -> dt.datetime:
        """The time to show."""
        return self.ports.clock.now()

    @property
    def step(self) -> StepName | None:
        """Where the visit stands; None while there is none."""
        return current(self.session) if self.session is not None else None

    @property
    def out_of_service(self) -> OutOfService | None:
        """Why nobody can be served now; None while somebody can."""
        return self.broken or out_of_service(self.surroundings, self.now)

    def renew_from(self, shelf: Shelf, use: Figures = NO_USE) -> None:
        """Follow the catalogues that are put on a shelf, and what is used, once it is open."""
        self._renewal = Renewal(shelf, self.catalogue.version, use, self._is_free, self._worker, self)
        self._renewal.came.connect(self._renewed)

    def _is_free(self) -> bool:
        return self.session is None and self.broken is None

    def _renewed(self, made: Opened) -> None:
        """Serve with another catalogue: no visit runs, so none sees two."""
        self.catalogue, self.search = made.catalogue, made.search
        self.around.follow(services(made.catalogue))
        self.changed.emit()

    def _works(self, role: Role) -> bool:
        return self.surroundings.has(role) and self.standby.reads(role)

    @property
    def may_keep(self) -> bool:
        """Whether what was filled in may be kept for another day: something was, and the centre is there."""
        if self.session is None or self.step not in FILLING or not self.surroundings.centre_reached:
            return False
        asking = self.keeping.asked or self.keeping.until is not None
        return not asking and kept_of(self.session, self.catalogue.version) is not None

    @property
    def idle_left_s(self) -> int | None:
        """Seconds left to say 'I am still here'; None while nobody is asked."""
        return self._idle.left_s

    def open(self) -> None:
        """Begin to serve: look around, answer what a stop left open, and only then wait for cards."""
        self._idle.open()
        self.around.open()
        self.standby.open()
        if self._renewal:
            self._renewal.open()

    def _stands_otherwise(self) -> None:
        """Follow power and slot; nobody who has not shown a card is kept before a screen that can't serve."""
        if self.step is StepName.IDENTIFY and not self.standby.invites:
            self.finish()
        self._follow_on()
        self.advance()

    def _follow_on(self) -> None:
        """Begin for whoever laid the card that ended the visit before, unless nobody can begin now."""
        laid = self.other.follows
        if self.standby.may_begin or not self.standby.invites:
            self.other.follows = None
            if laid is not None:
                self._identified(laid)

    def close(self) -> None:
        """Stop waiting and let running work end."""
        self._idle.close()
        if self._renewal:
            self._renewal.close()
        self.around.close()
        self.standby.close()
        self._cards.stop()
        self.codes.close()
        self.help.forget()
        self.face.reset()
        self.photo.end()
        self._worker.close()

    def finish(self) -> None:
        """End the visit and forget everything of it."""
        self.paying.stop()
        self._cards.stop()
        self.other.forget()
        self.resuming.forget()
        self.search.forget()
        self.standby.visit_over()
        self.left.set()
        self.left = threading.Event()
        self.become(None)
        self.visit_ended.emit()

    def leave(self) -> None:
        """Break off; an open order is closed first, a promised item goes its way."""
        if self.step is StepName.PAY and self.session is not None and self.session.order is not None:
            self.paying.stop()
        else:
            self.finish()

    def change_hands(self) -> None:
        """End the visit, and begin one for whoever laid the other card."""
        laid = self.other.laid
        self.finish()
        self.other.follows = laid
        self._follow_on()

    def take_in(self, outcome: Fact | Trouble) -> None:
        if isinstance(outcome, Trouble):
            self._trouble(outcome)
        else:
            self.apply(outcome)

    def apply(self, fact: Fact) -> None:
        if self.session is not None:
            self.become(apply(self.session, fact))

    def become(self, session: Session | None) -> None:
        self.session = session
        self.work.go_on()
        self.trouble = self._of_the_reader()
        if session is None:
            self.locale, self._item = self.default_locale, None
        else:
            self.standby.offer = None
        if self.step is not StepName.ASSURE:
            self.sent_code = None
        self._idle.touch()
        self.advance()

    def _of_the_reader(self) -> Trouble | None:
        """Return what is wrong with the reader, where nothing but a card leads on."""
        return reader_trouble(self.surroundings) if leads_on_alone(self.session) else None

    def advance(self) -> None:
        """Start what the current step needs done; each piece of work is started once."""
        if self.step is not self._stood:
            self._stood = self.step
            self.stepped.emit(self._stood)
        task = self._next_task()
        if self.work.follow(task):
            self.offered = None
            self.trouble = self.trouble if task is None else self._of_the_reader()
        wanted = card_wanted(self.session)
        if wanted is Wanted.NONE or (wanted is Wanted.FIRST and not self.standby.may_begin):
            self._cards.stop()
        elif wanted is Wanted.OTHER:  # a card in the slot is read once: it may be a relative's, wanted later
            self._cards.wait(frozenset({Role.IDENTITY_CARD}))
        else:
            self._cards.wait()
        if wanted is not Wanted.OTHER:
            self.other.forget()
        self.cases.follow(self.session)
        self.keeping.follow(self.session)
        self.points.follow(self.session)
        self.asking.follow(self.session)
        self.guide_slip.follow(self.session)
        self.help.follow(self.session)
        if self.broken is None:  # what a crash leaves is for the next start
            self.resuming.follow(self.session, self.catalogue.version)
        self._use.follow(self.session, self.step)
        self.codes.follow(self.session, reading=self.cases.reading)
        if self.step is StepName.CHOOSE:
            self.around.look()
        if self.step is StepName.DONE:
            after(0, self, self.finish)
        self.changed.emit()

    def _next_task(self) -> Task | None:
        if self.session is None or (self.step is StepName.ASSURE and self.sent_code is not None):
            return None
        if self.face.stand(self.session) is not FaceStand.NONE:
            return self.face.task(self.session)
        if self.step in (StepName.PAY, StepName.SUBMIT) and self._item is None:
            self._item = new_item_id(self.ports.clock)
        if self.step is StepName.PAY and self.session.order is None:
            self.paying.begin()
        return next_task(self.ports, self.session, self.locale, self._item, self.paying.till, self.left)

    def do(self, task: Task) -> None:
        """Do what the resident asked for beside the step's own work."""
        self.trouble = None
        self.work.ask(task)
        self.changed.emit()

    def _came(self, outcome: Outcome) -> None:
        match outcome:
            case FaceTried():
                self.face.take(outcome)
                self.advance()
            case PhotoTaken():
                self.photo.take(outcome)
                self.changed.emit()
            case CodeAnswer():
                self.sent_code = outcome
                self.advance()
            case Trouble() if outcome.way is Way.COUNTER:
                self.apply(ended(outcome))
            case Trouble() if self.paying.charging:
                self.paying.charged_nothing(outcome)
            case tuple():
                self._offer(outcome)
            case _:
                self.take_in(outcome)

    def _offer(self, rows: tuple[Record, ...]) -> None:
        """Show a pick's rows, or pick the one that was touched before; none ends the matter, and says why."""
        session = self.session
        filling = session is not None and self.step is StepName.FILL
        field = (
            next_field(session.matter, session.answers) if filling and session and session.matter else None
        )
        touched = resident.touched(session, field) if session is not None and field is not None else None
        if touched is not None:
            rows = tuple(row for row in rows if row.id == touched)
        if not rows and field is not None and field.nothing is not None:
            self.apply(CannotFinish(Ended(field.nothing, slip=False)))
            return
        self.offered = rows
        if session is not None and field is not None and touched is not None:
            self.take_in(resident.answer(session, field.id, touched, rows[0], today=today(self.ports)))
        else:
            self.changed.emit()

    def _card_came(self, outcome: CardOutcome) -> None:
        session, wanted = self.session, card_wanted(self.session)
        if session is not None and wanted is Wanted.SECOND:
            second = laid(session, outcome)
            if second is not None:
                self.take_in(second)
        elif session is not None and wanted is Wanted.OTHER:
            self.other.look(session, outcome)
        elif wanted is Wanted.FIRST and (session is not None or self.standby.may_begin):
            self._first_card_came(card_fact(outcome))

    def _first_card_came(self, fact: CardAccepted | Trouble | None) -> None:
        match fact:
            case CardAccepted():
                self._identified(fact)
            case Trouble():
                if self.session is None:
                    self.become(new_visit(self.ports.clock))
                self._trouble(fact)
            case None:
                pass

    def _identified(self, fact: CardAccepted) -> None:
        if card_wanted(self.session) is Wanted.FIRST and (self.session is not None or self.standby.may_begin):
            visit = apply(self.session or new_visit(self.ports.clock), fact)
            self.resuming.look(visit, self.catalogue.version, self.catalogue.matters)
            self.become(visit)

    def _go_on_with(self, kept: KeptDraft) -> None:
        """Take up what was kept for another day, the way a draft of a crash is taken up."""
        session, matter = self.session, self.catalogue.matters.get(kept.draft.matter)
        if session is None or session.consent is None or matter is None or self.step is not StepName.CHOOSE:
            return
        draft = taken_up(kept, matter, session.consent, today=today(self.ports))
        self.resuming.offered = (draft, matter)
        self.become(self.resuming.take_up(session))

    def _surroundings_seen(self, seen: Surroundings) -> None:
        """Follow what changed around; a reader that went or came back is told where a card is wanted."""
        if seen == self.surroundings:
            return
        before, now = reader_trouble(self.surroundings), reader_trouble(seen)
        self.surroundings = seen
        if leads_on_alone(self.session) and now != before and (now is not None or self.trouble == before):
            self.trouble = now
        self._cards.follow()
        self.codes.look()
        if self.step is StepName.ASSURE:  # without its camera a face is offered no more: the code is sent
            self.advance()
        self.changed.emit()

    def _second(self) -> None:
        waits = self.step in BUSY_STEPS or self.working is not None or self.help.intercom.holds
        idle = self.session is not None and not waits
        counted, stopped = self._idle.count(active=idle), self.out_of_service is not None
        if counted or stopped is not self._stopped:
            self._stopped = stopped
            self.changed.emit()
        self.tick.emit()

    def _trouble(self, trouble: Trouble) -> None:
        self.trouble = trouble
        self.changed.emit()

    def _broken(self, error: BaseException) -> None:
        """Say that the terminal is out of service, and end: whoever supervises the process starts it anew."""
        log.critical("out of service after %s", type(error).__name__)
        self.session = None
        self.work.drop()
        self.broken = OutOfService(BROKEN, self.now)
        after(READABLE_MS, self, lambda: QCoreApplication.exit(SOFTWARE_FAULT))
        self.visit_ended.emit()
        self.changed.emit()
