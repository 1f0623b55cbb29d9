"""What a resident can do, in the order of a visit: each a slot for the screens; none of them blocks."""

import datetime as dt

from kiosk.domain.availability import Available, availability
from kiosk.domain.commitment import Stroke
from kiosk.domain.fact import (
    AnotherMatter,
    Confirmed,
    FieldReopened,
    GuideRead,
    MatterChosen,
    PaperPhotographed,
    PapersWanted,
    PhotoDropped,
    Rated,
    ReceiptGiven,
    ReceiptTaken,
)
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.matter import Matter
from kiosk.domain.record import Record
from kiosk.domain.session import Confirmation, ReceiptOutcome
from kiosk.domain.sheets import SheetsVoid
from kiosk.domain.submission import InterruptedSlip
from kiosk.domain.supplement import case_field
from kiosk.domain.text import Locale, Text
from kiosk.flow import back
from kiosk.steps import resident, whom
from kiosk.steps.ask import check_code
from kiosk.steps.ports import new_visit, today
from kiosk.steps.sheets import print_sheets
from kiosk.steps.slip import give_receipt, give_stub
from ui.course import Aside
from ui.standby import Offer
from ui.tasks import CHECKING_CODE, PRINTING, PRINTING_SHEETS, Task
from ui.visit import Visit


class Conductor(Visit):
    """The visit as the screens drive it."""

    @property
    def aside(self) -> Aside:
        """What the resident looks into beside the step."""
        if self.photo.material is not None:
            return Aside.PHOTOGRAPH
        if self.points.reading:
            return Aside.POINTS
        if self.asking.reading:
            return Aside.ASK
        if self.keeping.asked or self.keeping.until is not None:
            return Aside.KEPT if self.keeping.until is not None else Aside.KEEP
        if self.cases.reading:
            return Aside.CASES
        return Aside.GO_ON if self.keeping.offering else Aside.NONE

    @property
    def today(self) -> dt.date:
        """The local day."""
        return today(self.ports)

    def start(self) -> None:
        """Begin a visit from the attract screen."""
        if self.session is None and self.standby.invites:
            self.become(new_visit(self.ports.clock))

    def resume(self) -> None:
        """Go on with what this card had begun when the screen broke off."""
        if self.session is not None:
            self.become(self.resuming.take_up(self.session))

    def begin_anew(self) -> None:
        """Begin without it."""
        self.resuming.forget()
        self.changed.emit()

    def keep_on(self) -> None:
        """Go on with the visit though another card was laid."""
        self.other.forget()
        self.touch()

    def agree(self) -> None:
        """Agree to the notice."""
        self.apply(resident.agree(self.now))

    def refuse(self) -> None:
        """Refuse the notice."""
        self.apply(resident.refuse())

    def choose(self, matter: Matter) -> None:
        """Choose a matter."""
        self.apply(MatterChosen(matter))

    @property
    def supplying(self) -> Matter | None:
        """The matter that hands in what is wanted for an earlier case, where it can be done here now."""
        return next(
            (
                matter
                for matter in self.catalogue.matters.values()
                if case_field(matter) is not None
                and isinstance(availability(matter, self.surroundings, identified=True), Available)
            ),
            None,
        )

    def supply(self, number: ReceiptNumber) -> None:
        """Hand in what is wanted for this case."""
        matter = self.supplying
        if matter is not None:
            self.cases.leave()
            self.apply(MatterChosen(matter, about=number))

    def use_face(self) -> None:
        """Consent to the face check, or to one more attempt."""
        self.face.begin()
        self.advance()

    def decline_face(self) -> None:
        """Have a code sent to the phone instead."""
        self.face.decline()
        self.advance()

    def to_counter(self) -> None:
        """Have it done at the counter: a slip says where."""
        self.apply(resident.go_to_counter())

    def type_code(self, digits: str) -> None:
        """Have the code from the phone checked."""
        sent = self.sent_code
        if sent is not None:
            key = ("code", digits, self.now)
            self.do(Task(key=key, words=CHECKING_CODE, work=lambda: check_code(self.ports, sent, digits)))

    def send_code_again(self) -> None:
        """Have another code sent."""
        self.sent_code = None
        self.work.drop()
        self.advance()

    def accept_refusal(self) -> None:
        """Leave the 'not eligible' page with a slip."""
        if self.session is not None:
            self.apply(resident.accept_refusal(self.session))

    def begin(self) -> None:
        """Begin after the guide, and have looked up what it says."""
        self.apply(GuideRead())

    def begin_for_another(self) -> None:
        """Begin after the guide, for a relative."""
        self.apply(GuideRead(for_another=True))

    def choose_whom(self, entry: Record) -> None:
        """Do it for this member of the family."""
        self.apply(whom.choose(entry))

    def whom_to_counter(self) -> None:
        """Have it done for a relative at the counter: a slip says what to bring."""
        self.apply(whom.to_counter())

    def name_whom(self, written: str) -> None:
        """Do it for somebody named by hand; a promise proves the relation."""
        if self.session is not None:
            self.take_in(whom.name(self.session, written))

    def refuse_sharing(self) -> None:
        """Have nothing looked up for this matter: a slip says what to bring to the counter."""
        if self.session is not None:
            self.apply(resident.refuse_sharing(self.session))

    def heed_papers(self) -> None:
        """Go on though a paper has to be brought."""
        self.apply(PapersWanted())

    def answer(self, field_id: str, value: str, row: Record | None = None) -> None:
        """Answer a question; what is wrong is said at the field and the input kept."""
        if self.session is not None:
            self.take_in(resident.answer(self.session, field_id, value, row, today=self.today))

    def heed(self) -> None:
        """Say no more what had to be mended: it is."""
        self.trouble = None
        self.changed.emit()

    def change(self, field_id: str) -> None:
        """Answer one question anew from the check-answers page."""
        self.apply(FieldReopened(field_id))

    def open_desk(self, material: str) -> None:
        """Show the desk, to photograph a material."""
        self.photo.begin(material)
        self.changed.emit()

    def photograph(self) -> None:
        """Photograph what lies on the desk."""
        if self.photo.material is not None:
            self.do(self.photo.task())

    def photograph_again(self) -> None:
        """Drop the photograph and show the desk."""
        self.photo.again()
        self.changed.emit()

    def accept_photo(self) -> None:
        """Take the photograph into the visit."""
        photo = self.photo.photo
        self.photo.end()
        if photo is not None:
            self.apply(PaperPhotographed(photo))

    def close_desk(self) -> None:
        """Go back to the materials without a photograph."""
        self.photo.end()
        self.changed.emit()

    def drop_photo(self, material: str) -> None:
        """Do without the photograph of a material after all."""
        self.apply(PhotoDropped(material))

    def accept_materials(self) -> None:
        """Accept the list of materials."""
        if self.session is not None:
            self.apply(resident.accept_materials(self.session))

    def sign(self, strokes: tuple[Stroke, ...]) -> None:
        """Sign the promise."""
        if self.session is not None:
            self.take_in(resident.sign(self.session, strokes, self.locale, self.now))

    def confirm(self, *, paper: bool) -> None:
        """Agree to what the check-answers or result page shows."""
        self.apply(Confirmed(Confirmation(self.now, paper)))

    def stop_paying(self) -> None:
        """Give up paying; the order is asked about and closed before anything is said."""
        self.paying.stop()
        self.changed.emit()

    def reprint(self) -> None:
        """Print once more; the paper says which copy it is."""
        session = self.session
        if session is None or session.receipt is None:
            return
        copy, locale = session.receipt.copies + 1, self.locale
        work = Task(
            key=("reprint", session.id, copy),
            words=PRINTING,
            work=lambda: give_receipt(self.ports, session, locale, copy=copy),
        )
        self.do(work)

    def print_sheets_again(self) -> None:
        """Print the certificate once more, where it is certain that it did not come out."""
        session = self.session
        if session is None or session.sheets is None or not isinstance(session.sheets.print, SheetsVoid):
            return
        left = self.left
        work = Task(
            key=("sheets again", session.id, self.now),
            words=PRINTING_SHEETS,
            work=lambda: print_sheets(self.ports, session, left),
        )
        self.do(work)

    def says_printed(self, *, came_out: bool) -> None:
        """Say whether the slip came out where the printer could not."""
        if came_out:
            self.take()
        elif self.session is not None and self.session.receipt is not None:
            self.apply(ReceiptGiven(ReceiptOutcome(None, self.session.receipt.copies)))

    def take(self) -> None:
        """Leave the receipt page."""
        self.apply(ReceiptTaken())

    def rate(self, score: int) -> None:
        """Rate the visit from 1 to 5, or not (0)."""
        self.apply(Rated(score))

    def another(self) -> None:
        """Stay for another matter; on battery none is begun."""
        if self.standby.on_battery or self.standby.closing:
            self.finish()
            return
        visit = new_visit(self.ports.clock)
        self._item = None
        self.apply(AnotherMatter(visit.id, visit.started_at))

    def print_offer(self) -> None:
        """Print the stub of the interrupted slip, as its second copy."""
        offer, locale = self.standby.offer, self.locale
        if offer is None or offer.printing:
            return
        slip = offer.slip
        self.standby.take_up(Offer(slip, printing=True))
        self._worker.run(
            lambda: give_stub(self.ports, slip, self.matter_name(slip), locale),
            lambda outcome: self.standby.take_up(Offer(slip, printed=outcome)),
        )

    def matter_name(self, slip: InterruptedSlip) -> Text:
        """Return what the matter of an interrupted slip is called; its code where it is offered no more."""
        matter = self.catalogue.matters.get(slip.matter)
        return matter.name if matter is not None else Text(zh=slip.matter, en=slip.matter)

    def leave_offer(self) -> None:
        """Take the interrupted slip from the screen."""
        self.standby.take_up(None)
        self.advance()

    def back(self) -> None:
        """Take back the last thing done."""
        if self.session is not None:
            self.become(back(self.session))

    def touch(self) -> None:
        """Say that somebody is there."""
        if self._idle.touch():
            self.changed.emit()

    def keep_pace(self, pace: int) -> None:
        """Wait so many times longer than usual for the one who is here."""
        self.pace = self._idle.pace = pace

    def set_locale(self, locale: Locale) -> None:
        """Show everything in another language from now on."""
        self.locale = locale
        self.changed.emit()
