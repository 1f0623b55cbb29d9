"""Which page stands on the screen: a pure function of what the conductor knows."""

from typing import assert_never

from kiosk.domain.matter import MatterKind
from kiosk.domain.session import Session, found_nothing
from kiosk.flow import StepName, current
from ui.course import Aside, Page
from ui.face import FaceStand
from ui.standby import Pause


def page(
    session: Session | None,
    *,
    code_sent: bool,
    out_of_service: bool,
    pause: Pause = Pause.NONE,
    face: FaceStand = FaceStand.NONE,
    aside: Aside = Aside.NONE,
) -> Page:
    """Return the page for a visit (or none) as it stands."""
    if session is None:
        return Page.OUT_OF_SERVICE if out_of_service and pause not in GRAVER else _BETWEEN[pause]
    step = current(session)
    if aside is Aside.POINTS and (step in BESIDE or (step is StepName.TAKE and session.ended is not None)):
        return Page.POINTS
    if aside in _KEEPING and step in FILLING:
        return _KEEPING[aside]
    match step:
        case StepName.ASSURE:
            return _assuring(face, code_sent=code_sent)
        case StepName.CHOOSE:
            return _CHOOSING.get(aside, Page.MATTERS)
        case StepName.MATERIALS:
            return Page.PHOTOGRAPH if aside is Aside.PHOTOGRAPH else Page.MATERIALS
        case StepName.REVIEW:
            return _check(session)
        case StepName.PAY:
            return Page.PAY if session.order is not None else Page.WORKING
        case StepName.TAKE:
            return Page.CANNOT_FINISH if session.ended is not None else Page.RECEIPT
        case _:
            return _PLAIN[step]
    assert_never(step)


def _assuring(face: FaceStand, *, code_sent: bool) -> Page:
    match face:
        case FaceStand.NONE:
            return Page.CODE if code_sent else Page.WORKING
        case FaceStand.ASKED:
            return Page.FACE_CONSENT
        case FaceStand.LOOKING | FaceStand.FAILED:
            return Page.FACE
    assert_never(face)


def _check(session: Session) -> Page:
    shows_result = session.matter is not None and session.matter.kind in (
        MatterKind.QUERY,
        MatterKind.VERIFICATION,
    )
    return Page.RESULT if shows_result or found_nothing(session) else Page.REVIEW


BESIDE = frozenset({StepName.CHOOSE, StepName.ELIGIBLE})
"""Where one may look for another place to go to; so may who can't finish here."""
GRAVER = frozenset({Pause.CLOSING, Pause.CARD_LEFT, Pause.SLIP_LEFT})
"""Told though the machine is out of service: something of somebody's is in it, or it is about to go dark."""
FILLING = frozenset({StepName.FILL, StepName.MATERIALS, StepName.PROMISE, StepName.LOOKUP, StepName.REVIEW})
"""Where what was filled in may be kept for another day."""
_KEEPING = {Aside.KEEP: Page.KEEP, Aside.KEPT: Page.KEPT}
_CHOOSING = {Aside.CASES: Page.CASES, Aside.ASK: Page.ASK, Aside.GO_ON: Page.GO_ON}
_BETWEEN = {
    Pause.NONE: Page.ATTRACT,
    Pause.CLOSING: Page.MAINS_AWAY,
    Pause.ON_BATTERY: Page.MAINS_AWAY,
    Pause.CARD_LEFT: Page.CARD_LEFT,
    Pause.SLIP_LEFT: Page.SLIP_LEFT,
    Pause.INTERRUPTED: Page.INTERRUPTED,
}
_PLAIN = {
    StepName.IDENTIFY: Page.IDENTIFY,
    StepName.CONSENT: Page.CONSENT,
    StepName.KNOW: Page.WORKING,
    StepName.ELIGIBLE: Page.NOT_ELIGIBLE,
    StepName.GUIDE: Page.GUIDE,
    StepName.WHOM: Page.WHOM,
    StepName.BRING: Page.GUIDE,
    StepName.FILL: Page.FORM,
    StepName.PROMISE: Page.PROMISE,
    StepName.LOOKUP: Page.WORKING,
    StepName.SUBMIT: Page.WORKING,
    StepName.ISSUE: Page.WORKING,
    StepName.SHEETS: Page.WORKING,
    StepName.RECEIPT: Page.WORKING,
    StepName.RATE: Page.RATING,
    StepName.DONE: Page.WORKING,
}
