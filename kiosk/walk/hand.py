"""What a resident would do on each page: touches by object name, answers from the cast."""

from collections.abc import Callable
from functools import partial

from kiosk.domain.device import Role
from kiosk.domain.matter import Beneficiary
from kiosk.domain.session import Session
from kiosk.domain.trouble import Trouble, Way
from kiosk.errors import KioskError
from kiosk.flow import StepName
from kiosk.walk.answering import Answering
from kiosk.walk.ear import Ear
from kiosk.walk.faults import Strikes
from kiosk.walk.meeting import READ_S, Meeting, identified
from kiosk.walk.plan import Course, Walk
from kiosk.walk.policy import only_photographed, takes_social_card
from kiosk.walk.stage import Stage
from ui.conductor import Conductor
from ui.course import Page
from ui.pointer import Pointer

MOST_LAID = 4
MOST_KEYS = 30
OUTAGE_SEEN_S = 8.0
PAGE_S = 10.0
MOVED = "moved"
"""What is said of a card that was taken away too soon."""


class Hand:
    """One resident's finger, card, phone and wallet for one walk."""

    def __init__(self, stage: Stage, pointer: Pointer, conductor: Conductor, walk: Walk) -> None:
        self._stage = stage
        self._pointer = pointer
        self._conductor = conductor
        self._walk = walk
        self._meeting = Meeting(stage, pointer, conductor, walk)
        self._answering = Answering(pointer, conductor, walk.matter, walk.answers)
        self._paid: set[str] = set()
        """Codes of orders that were paid, or are being."""
        self.refused = False
        """The tile said that the matter can't be done now, or the reader that nobody can be identified."""
        self.said: str | None = None
        """The code of the last trouble that a card, a code or a paper met."""
        self._acts: dict[Page, Callable[[], None]] = {
            Page.IDENTIFY: self._lay_card,
            Page.CONSENT: self._go_on,
            Page.MATTERS: self._choose,
            Page.FACE_CONSENT: self._use_face,
            Page.CODE: self._type_code,
            Page.GUIDE: self._begin,
            Page.WHOM: self._say_whom,
            Page.FORM: self._answer,
            Page.MATERIALS: self._bring,
            Page.PROMISE: self._promise,
            Page.RESULT: self._go_on,
            Page.REVIEW: self._go_on,
            Page.PAY: self._pay,
        }

    def act(self, page: Page) -> None:
        """Do what the page asks for; KioskError `no_act` on a page where nothing is done."""
        if page not in self._acts:
            raise KioskError("no_act", f"the walk did not expect the page {page}")
        self._acts[page]()

    def _go_on(self) -> None:
        self._pointer.tap("action")

    def _ready(self) -> bool:
        return any(item.property("ready") for item in self._pointer.items("action"))

    def _begin(self) -> None:
        """Begin for oneself or, where it may be either, for a relative."""
        either = Beneficiary.SELF in self._walk.matter.for_whom and self._conductor.step is StepName.GUIDE
        another = self._walk.whom is not None and either
        self._pointer.tap("forAnother" if another else "action")

    def _say_whom(self) -> None:
        """Choose of the family, lay the second card, or name somebody by hand; or end."""
        whom = self._walk.whom
        if whom is None:
            raise KioskError("no_act", "the walk does not say for whom it is")
        if whom.card is not None:
            self._lay_second(whom.card)
        elif whom.person is not None:
            self._wait(self._may_name, PAGE_S, "the way to name somebody")
            if not self._pointer.shows("input"):
                self._pointer.tap("second")
            self._wait(lambda: self._pointer.shows("input"), PAGE_S, "the box for the name")
            self._answering.name(whom.person)
            self._go_on()
        else:
            self._wait(self._family_or_end, PAGE_S, "the family")
            if self._conductor.offered:
                self._pointer.tap(f"option_{self._conductor.offered[whom.row or 0].id}")
                self._go_on()

    def _lay_second(self, resident: str) -> None:
        """Lay a relative's card, again where asked to; what no card can mend is for the counter."""
        with Ear(self._conductor) as ear:
            if self._walk.meets_second_card and self._walk.extra is Role.SOCIAL_CARD:
                self._wait(lambda: bool(ear.heard), READ_S, "an answer to the card in the slot")
            for _ in range(MOST_LAID):
                self._stage.bench.do("take_away")
                if ear.heard and ear.heard[-1].way is Way.COUNTER:
                    self._wait(lambda: self._pointer.shows("trouble"), PAGE_S, "the sentence on the page")
                    self._pointer.tap("second")
                    break
                self._stage.bench.do("lay_card", resident=resident)
                self._wait(partial(self._second_answered, ear, len(ear.heard)), READ_S, "the second card")
                if self._whom_known():
                    break
            if ear.heard:
                self.said = ear.heard[-1].code

    def _second_answered(self, ear: Ear, count: int) -> bool:
        return len(ear.heard) > count or self._whom_known()

    def _whom_known(self) -> bool:
        session = self._conductor.session
        return session is None or session.whom is not None or session.ended is not None

    def _may_name(self) -> bool:
        here = self._pointer.shows("second") or self._pointer.shows("input")
        return here and self._conductor.offered is not None

    def _family_or_end(self) -> bool:
        return self._conductor.offered is not None or self._whom_known()

    def _lay_card(self) -> None:
        """Lay the card, as often as the screen asks for it again; what only a counter can mend is the end."""
        if self._struck(Strikes.MAINS):
            self._wait(lambda: self._conductor.session is None, READ_S, "the mains to be missed")
            return
        if self._meets(Strikes.CODE, Strikes.PAYER, step=StepName.IDENTIFY):
            self.said = self._meeting.code_at_identify()
        if self._meets(Strikes.SLOT, step=StepName.IDENTIFY):
            self._use_slot()
            return
        with Ear(self._conductor) as ear:
            self._lay_until_read(ear)
            told = [trouble for trouble in ear.heard if not self._is_passing(trouble)]
        if told:
            self.said = told[-1].code

    def _use_slot(self) -> None:
        """Put the social-security card in, and do as the screen says: again, or the identity card."""
        self.said = self._meeting.card_in_the_slot()
        if self.said == MOVED and takes_social_card(self._walk.matter):
            self._meeting.put_in()
        if not identified(self._conductor):
            with Ear(self._conductor) as ear:
                self._lay_until_read(ear)

    def _lay_until_read(self, ear: Ear) -> None:
        """Lay the card again and again.

        A card that lies there is tried again, and may be read a moment after the screen said that it was not.
        """
        for _ in range(MOST_LAID):
            stands, count = self._conductor.trouble, len(ear.heard)
            if stands is None or stands.way is Way.AGAIN:
                self._stage.bench.do("lay_card", resident=self._walk.resident)
                self._wait(partial(self._answered, ear, count), READ_S, "an answer to the card")
            if identified(self._conductor):
                return
            if self._is_passing(ear.heard[-1]):
                self._wait(lambda: not self._passing(), READ_S, "the reader to be back")
                continue
            self._stage.bench.do("take_away")
            if ear.heard[-1].way is Way.COUNTER:
                self.refused = True
                return

    def _answered(self, ear: Ear, count: int) -> bool:
        return len(ear.heard) > count or identified(self._conductor)

    def _passing(self) -> bool:
        trouble = self._conductor.trouble
        return trouble is not None and self._is_passing(trouble)

    def _is_passing(self, trouble: Trouble) -> bool:
        """Return whether the reader is said to be away though no fault of this walk strikes it.

        What it did not answer in the walk before may be told in this one, until its next answer comes.
        """
        return not self._struck(Strikes.READER) and trouble.way is Way.COUNTER

    def _struck(self, on: Strikes) -> bool:
        fault = self._walk.fault
        return fault is not None and fault.row.on is on and fault.felt

    def _meets(self, *kinds: Strikes, step: StepName) -> bool:
        fault = self._walk.fault
        return fault is not None and fault.row.on in kinds and fault.by_hand and fault.step is step

    def _choose(self) -> None:
        if (self._walk.fault is not None or self._walk.path is Course.OFFLINE) and self._stage_is_cut():
            self._wait(lambda: not self._conductor.surroundings.centre_reached, OUTAGE_SEEN_S, "the outage")
        matter = self._walk.matter
        event = f"event_{matter.life_event}"
        self._wait(lambda: self._pointer.shows(event), PAGE_S, "the life events")
        self._pointer.tap(event)
        self._wait(lambda: self._pointer.shows(f"matter_{matter.code}"), PAGE_S, "the matter's row")
        self._pointer.tap(f"matter_{matter.code}")
        self.refused = self._pointer.wait(lambda: self._pointer.shows("dialogAction"), timeout_s=0.1)

    def _stage_is_cut(self) -> bool:
        return str(self._stage.bench.do("status")["network"]["mode"]) != "ok"

    def _use_face(self) -> None:
        """Try the face check where it is to fail; else, and after it, the code is taken."""
        if self._struck(Strikes.FACE):
            self.said = self._meeting.face()
        else:
            self._pointer.tap("second")

    def _type_code(self) -> None:
        """Type as who looks: a strip that appears above may move the keys under the finger."""
        code = str(self._stage.bench.do("codes")["codes"][0]["code"])
        for _ in range(MOST_KEYS):
            typed = "".join(str(cell.property("text")) for cell in self._pointer.items("codeDigit"))
            if typed == code:
                break
            self._pointer.tap(f"digit{code[len(typed)]}" if code.startswith(typed) else "erase")
        self._go_on()

    def _answer(self) -> None:
        self._answering.give(self._session())

    def _promise(self) -> None:
        self._wait(lambda: self._pointer.shows("second") or self._ready(), PAGE_S, "the promise")
        if not self._ready():
            self._pointer.tap("second")
            self._wait(self._ready, PAGE_S, "the end of the promise")
        self._go_on()
        self._wait(lambda: self._pointer.shows("signature"), PAGE_S, "the box to sign in")
        self._pointer.drag("signature")
        self._go_on()

    def _bring(self) -> None:
        """Photograph a paper where the camera is to fail, or where only that hands it in here."""
        if self._struck(Strikes.CAMERA):
            self.said = self._meeting.photograph()
        elif only_photographed(self._walk.matter):
            self._meeting.hand_in_paper()
        self._pointer.tap("action" if self._pointer.shows("action") else "second")

    def _pay(self) -> None:
        order = self._session().order
        if order is None or order.code in self._paid:
            return
        self._paid.add(order.code)
        if self._meets(Strikes.CODE, Strikes.PAYER, step=StepName.PAY):
            self.said = self._meeting.code_at_payment()
        if not self._meets(Strikes.PAYER, step=StepName.PAY):
            self._stage.bench.do("pay", code=order.code)

    def _session(self) -> Session:
        if self._conductor.session is None:
            raise KioskError("visit_over", "the visit ended before the walk did")
        return self._conductor.session

    def _wait(self, until: Callable[[], bool], seconds: float, what: str) -> None:
        if not self._pointer.wait(until, timeout_s=seconds):
            raise KioskError("walk_waited", f"waited {seconds:g} s for {what}")
