"""What a resident does, turned into a fact or into the way to mend it: pure."""

import datetime as dt

from kiosk.domain.answers import Answer
from kiosk.domain.commitment import Commitment, Stroke, bound, text_hash
from kiosk.domain.fact import CannotFinish, ConsentGiven, FieldAnswered, MaterialsProvided, PromiseSigned
from kiosk.domain.field import Field
from kiosk.domain.form import problem, row_problem
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.materials import asked_materials, at_counter, missing, names_of, promised, provide_all
from kiosk.domain.matter import Proof
from kiosk.domain.record import Record
from kiosk.domain.relative import RELATION
from kiosk.domain.session import Consent, Ended, Session, relative_in
from kiosk.domain.signature import signature_problem
from kiosk.domain.supplement import case_field
from kiosk.domain.text import Locale, Text
from kiosk.domain.trouble import Trouble
from kiosk.steps.ports import chosen

CONSENT_VERSION = "2026-11"


def agree(now: dt.datetime) -> ConsentGiven:
    """Agree to the notice in force."""
    return ConsentGiven(Consent(CONSENT_VERSION, now))


def refuse() -> CannotFinish:
    """Refuse the notice: nothing is looked up, a slip names the counter."""
    return CannotFinish(Ended(REFUSED_CONSENT))


def refuse_sharing(session: Session) -> CannotFinish:
    """Refuse what the guide says is looked up: nothing is asked, a slip says what to bring."""
    papers = (
        paper.name if paper.when is None else AT_TIMES.format(name=paper.name)
        for paper in chosen(session).materials
    )
    return CannotFinish(Ended(REFUSED_SHARING, bring=(OWN_CARD, *papers)))


def go_to_counter() -> CannotFinish:
    """Prefer a person: a slip names the counter."""
    return CannotFinish(Ended(AT_COUNTER))


def accept_refusal(session: Session) -> CannotFinish:
    """Take note of not being eligible: a slip says why and where to go."""
    reasons = session.refusals or (NOT_ELIGIBLE,)
    return CannotFinish(Ended(reasons[0]))


def answer(
    session: Session, field_id: str, value: str, row: Record | None, *, today: dt.date | None = None
) -> FieldAnswered | Trouble:
    """Answer a question, or hear how to mend the answer."""
    field = chosen(session).field(field_id)
    text = problem(field, value, today=today) or row_problem(field, row, today=today)
    return FieldAnswered(Answer(field_id, value.strip(), row)) if text is None else Trouble("answer", text)


def touched(session: Session, field: Field) -> ReceiptNumber | None:
    """Return the case that was touched, where `field` is to pick it; None where it is picked by hand."""
    picks = session.matter is not None and case_field(session.matter) == field.id
    return session.about if picks and session.reopened is None else None


def accept_materials(session: Session) -> MaterialsProvided | CannotFinish:
    """Accept the list of materials; what is missing, or all of it at the counter, ends the matter here."""
    matter, records, photos = chosen(session), session.records, names_of(session.photos)
    provisions = provide_all(matter, records, photos, session.answers) if records else ()
    names = {paper.id: paper.name for paper in asked_materials(matter, session.answers)}
    if lacking := missing(provisions):
        return CannotFinish(Ended(MISSING, bring=(OWN_CARD, *(names[paper] for paper in lacking))))
    brought = at_counter(provisions)
    if brought and len(brought) == len(provisions):
        return CannotFinish(Ended(ALL_AT_COUNTER, bring=(OWN_CARD, *(names[paper] for paper in brought))))
    return MaterialsProvided(provisions)


def sign(
    session: Session, strokes: tuple[Stroke, ...], locale: Locale, now: dt.datetime
) -> PromiseSigned | Trouble:
    """Sign the promise as it was shown in `locale`."""
    promise = chosen(session).promise
    if promise is None or not strokes:
        return Trouble("signature", SIGN_FIRST)
    if signature_problem(strokes) is not None:
        return Trouble("signature", SIGN_LARGER)
    commitment = Commitment(
        version=promise.version,
        text_sha256=text_hash(promise, locale),
        materials=(*promised(session.materials or ()), *_relation(session)),
        strokes=strokes,
        signed_at=now,
        locale=locale,
    )
    return PromiseSigned(bound(commitment))


def _relation(session: Session) -> tuple[str, ...]:
    """Name the relation where the promise stands in place of its proof."""
    relative = relative_in(session)
    return (RELATION,) if relative is not None and relative.proof is Proof.PROMISE else ()


REFUSED_CONSENT = Text(
    zh="您没有同意查询，这里就不查了。窗口可以当面办理。",
    en="You did not agree, so nothing was looked up. The counter can do it with you in person.",
)
REFUSED_SHARING = Text(
    zh="您没有同意查询，这里就不查了。带上下面的材料，窗口可以当面办理。",
    en="You did not agree, so nothing is looked up here. The counter does it with the papers listed below.",
)
OWN_CARD = Text(zh="身份证", en="Your identity card")
AT_TIMES = Text(zh="{name}（用得着才要）", en="{name} (only where it applies)")
AT_COUNTER = Text(
    zh="窗口可以当面核对身份，带上身份证就行。",
    en="The counter can check who you are in person. Please take your card along.",
)
NOT_ELIGIBLE = Text(zh="这件事现在不能在这里办。", en="This can't be done here now.")
MISSING = Text(
    zh="还缺一份材料，机器上补不了，请带到窗口办理。",
    en="One paper is missing and can't be supplied here. Please bring it to the counter.",
)
ALL_AT_COUNTER = Text(
    zh="没有拍照的材料，请都送到窗口，带上这张单子。",
    en="Nothing was photographed. Please hand in all of it at the counter, with this slip.",
)
SIGN_FIRST = Text(zh="请先用手指在框里签名。", en="Please sign in the box with your finger first.")
SIGN_LARGER = Text(
    zh="这还不像签名。请擦掉，用手指在框里写大一些。",
    en="That is not a signature yet. Please wipe it and write larger in the box.",
)
