"""The pages by name, what is looked into beside them, and the five dots of a visit's course."""

from enum import StrEnum


class Page(StrEnum):
    """Every page, by the name of its QML file."""

    ATTRACT = "Attract"
    IDENTIFY = "Identify"
    CONSENT = "Consent"
    MATTERS = "Matters"
    GO_ON = "GoOn"
    CASES = "Cases"
    ASK = "Ask"
    POINTS = "Points"
    FACE_CONSENT = "FaceConsent"
    FACE = "Face"
    CODE = "Code"
    GUIDE = "Guide"
    WHOM = "Whom"
    NOT_ELIGIBLE = "NotEligible"
    FORM = "Form"
    MATERIALS = "Materials"
    PHOTOGRAPH = "Photograph"
    PROMISE = "Promise"
    RESULT = "Result"
    REVIEW = "Review"
    KEEP = "Keep"
    KEPT = "Kept"
    PAY = "Pay"
    WORKING = "Working"
    RECEIPT = "Receipt"
    CANNOT_FINISH = "CannotFinish"
    RATING = "Rating"
    OUT_OF_SERVICE = "OutOfService"
    MAINS_AWAY = "MainsAway"
    CARD_LEFT = "CardLeft"
    SLIP_LEFT = "SlipLeft"
    INTERRUPTED = "Interrupted"


class Aside(StrEnum):
    """What a resident looks into beside a step, which goes on where it was."""

    NONE = "none"
    PHOTOGRAPH = "photograph"
    CASES = "cases"
    ASK = "ask"
    POINTS = "points"
    GO_ON = "go_on"
    KEEP = "keep"
    KEPT = "kept"


PHASES: tuple[frozenset[Page], ...] = (
    frozenset({Page.IDENTIFY, Page.CONSENT}),
    frozenset(
        {
            *(Page.MATTERS, Page.GO_ON, Page.CASES, Page.ASK, Page.FACE_CONSENT, Page.FACE),
            *(Page.GUIDE, Page.CODE, Page.WHOM, Page.NOT_ELIGIBLE),
        }
    ),
    frozenset({Page.FORM, Page.MATERIALS, Page.PHOTOGRAPH, Page.PROMISE, Page.KEEP, Page.KEPT}),
    frozenset({Page.RESULT, Page.REVIEW, Page.PAY}),
    frozenset({Page.RECEIPT, Page.CANNOT_FINISH, Page.RATING}),
)
"""The five dots of the action bar: card, matter, form, check, done."""


def phase(shown: Page) -> int:
    """Return which of the five dots is lit, or -1 for a page outside the visit's course."""
    return next((place for place, pages in enumerate(PHASES) if shown in pages), -1)
