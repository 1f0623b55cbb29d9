"""What a resident does where a fault of card slot, scanner or camera is met, and what the screen says."""

from collections.abc import Callable

from kiosk.domain.camera import (
    NoPaper,
    PaperBlurred,
    PaperCutOff,
    PaperOutcome,
    PaperPhoto,
    PhotoUnavailable,
)
from kiosk.domain.face import ATTEMPT_S
from kiosk.domain.scanned import Reason, UnknownCode, sentence
from kiosk.domain.standing import LOOKING, PAYERS_CODE, Standing
from kiosk.errors import KioskError
from kiosk.walk.ear import Ear
from kiosk.walk.plan import Walk
from kiosk.walk.stage import Stage
from ui.conductor import Conductor
from ui.face import FaceStand
from ui.pointer import Pointer

MOST_LAID = 4
ANSWER_S = 5.0
"""What was laid before anybody waited for a code is nobody's: after this long it is laid again."""
PAGE_S = 10.0
READ_S = 15.0
FACE_S = ATTEMPT_S + 15.0
PHOTOGRAPH_S = 40.0
PAPER = {
    PaperPhoto: "photo",
    NoPaper: "no_paper",
    PaperCutOff: "cut_off",
    PaperBlurred: "blurred",
    PhotoUnavailable: "unavailable",
}


class Meeting:
    """A card, a code or a paper in the hand of one walk whose fault they meet."""

    def __init__(self, stage: Stage, pointer: Pointer, conductor: Conductor, walk: Walk) -> None:
        self._stage = stage
        self._pointer = pointer
        self._conductor = conductor
        self._walk = walk

    def card_in_the_slot(self) -> str | None:
        """Put the social-security card in, take it out again, and return what the screen says of it."""
        with Ear(self._conductor) as ear:
            self._strike()
            self._wait(lambda: bool(ear.heard), READ_S, "an answer to the social-security card")
        self._stage.take_cards()
        return ear.heard[-1].code

    def put_in(self) -> None:
        """Put the social-security card in as it is."""
        with Ear(self._conductor) as ear:
            before = len(ear.heard)
            self._stage.bench.do("insert_social", resident=self._walk.resident)
            self._wait(
                lambda: identified(self._conductor) or len(ear.heard) > before,
                READ_S,
                "an answer to the card",
            )

    def code_at_identify(self) -> str | None:
        """Lay the code while nobody is known, and return what the screen says of it."""
        self._lay_until(lambda: self._standing() is not None)
        shown = self._standing()
        return _said_of(shown, self._expected) if shown is not None else None

    def code_at_payment(self) -> str | None:
        """Lay the code at the payment page: it pays (None), or the screen says why not."""
        self._lay_until(lambda: self._paid() or self._conductor.trouble is not None)
        trouble = self._conductor.trouble
        return trouble.code if trouble is not None else None

    def face(self) -> str | None:
        """Have the face looked at, take the code in its place, and return what the attempt came to."""
        self._pointer.tap("action")
        self._wait(lambda: self._face() is not FaceStand.ASKED, PAGE_S, "the mirror")
        self._strike()
        self._wait(lambda: self._face() is not FaceStand.LOOKING, FACE_S, "an answer to the face")
        last = self._conductor.face.last
        self._pointer.tap("second")
        return str(last.__struct_config__.tag) if last is not None else None

    def photograph(self) -> str | None:
        """Photograph the first paper that may be, and go back to the papers; None where none may be."""
        if not self._pointer.shows("photograph"):
            self._strike()
            return None
        self._pointer.tap("photograph")
        self._wait(lambda: self._pointer.shows("desk"), PAGE_S, "the desk")
        self._strike()
        self._pointer.tap("action")
        self._wait(lambda: self._photo() is not None, PHOTOGRAPH_S, "an answer to the photograph")
        last = self._photo()
        self._pointer.tap("back")
        self._wait(lambda: self._conductor.photo.material is None, PAGE_S, "the papers")
        return PAPER[type(last)] if last is not None else None

    def hand_in_paper(self) -> None:
        """Photograph the first paper, see that it is good, and take it; the others go to the counter."""
        self._pointer.tap("photograph")
        self._wait(lambda: self._pointer.shows("desk"), PAGE_S, "the desk")
        self._pointer.tap("action")
        self._wait(lambda: self._conductor.photo.photo is not None, PHOTOGRAPH_S, "a good photograph")
        self._pointer.tap("action")
        self._wait(lambda: self._conductor.photo.material is None, PAGE_S, "the papers")

    @property
    def _expected(self) -> str | None:
        return self._walk.fault.row.says if self._walk.fault is not None else None

    def _strike(self) -> None:
        fault = self._walk.fault
        if fault is not None and fault.by_hand:
            self._stage.strike(fault.row.tell, self._walk.resident)

    def _lay_until(self, heard: Callable[[], bool]) -> None:
        for _ in range(MOST_LAID):
            self._strike()
            self._wait(lambda: self._stage.second.rests or heard(), PHOTOGRAPH_S, "the code to be laid")
            if self._pointer.wait(heard, timeout_s=ANSWER_S):
                return
        raise KioskError("code_unheard", f"the screen said nothing of a code that was laid {MOST_LAID} times")

    def _standing(self) -> Standing | None:
        shown = self._conductor.codes.following.shown
        return None if shown is LOOKING else shown

    def _face(self) -> FaceStand:
        return self._conductor.face.stand(self._conductor.session)

    def _paid(self) -> bool:
        session = self._conductor.session
        return self._conductor.paying.charging or session is None or session.payment is not None

    def _photo(self) -> PaperOutcome | None:
        return self._conductor.photo.last if self._conductor.working is None else None

    def _wait(self, until: Callable[[], bool], seconds: float, what: str) -> None:
        if not self._pointer.wait(until, timeout_s=seconds):
            raise KioskError("walk_waited", f"waited {seconds:g} s for {what}")


def _said_of(shown: Standing, expected: str | None) -> str:
    """Return the code of what stands there; of reasons that share a sentence the expected one is meant."""
    if shown is PAYERS_CODE:
        return "code_payer"
    codes = {f"code_{reason.value}": sentence(UnknownCode(reason)) for reason in Reason}
    meant = [code for code, text in codes.items() if text == shown.text]
    return expected if expected in meant and expected else next(iter(meant), shown.title.en)


def identified(conductor: Conductor) -> bool:
    """Return whether a card or a code said who stands here."""
    session = conductor.session
    return session is not None and session.identity is not None
