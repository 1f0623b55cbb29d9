"""What can happen in a visit, and the only way in which a session changes: `apply`."""

import datetime as dt
from typing import assert_never

import msgspec

from kiosk.domain.answers import Answer, answer_for, with_answer, without_answer
from kiosk.domain.commitment import Commitment
from kiosk.domain.form import still_asked
from kiosk.domain.identity import Identity
from kiosk.domain.ids import ReceiptNumber, VisitId
from kiosk.domain.joined import LeftOut
from kiosk.domain.materials import Photo, Provisions, with_photo, without_photo
from kiosk.domain.matter import Beneficiary, Matter
from kiosk.domain.payment import Order, PaymentStatus
from kiosk.domain.record import Records
from kiosk.domain.relative import Oneself, Relative
from kiosk.domain.session import (
    Assured,
    Confirmation,
    Consent,
    DocumentOutcome,
    Ended,
    LookupResult,
    ReceiptOutcome,
    Session,
    Sheets,
)
from kiosk.domain.submission import Submission
from kiosk.domain.text import Text


class CardAccepted(msgspec.Struct, frozen=True):
    """A card was read and its holder may go on."""

    identity: Identity


class ConsentGiven(msgspec.Struct, frozen=True):
    """The notice was agreed to."""

    consent: Consent


class MatterChosen(msgspec.Struct, frozen=True):
    """A tile was touched, or a case that something is wanted for."""

    matter: Matter
    about: ReceiptNumber | None = None
    """That case."""


class AssuranceReached(msgspec.Struct, frozen=True):
    """The card alone will do, or the code was right."""

    assured: Assured


class RecordsShared(msgspec.Struct, frozen=True):
    """Data sharing answered, or could not be asked; with what the rules make of it."""

    records: Records
    refusals: tuple[Text, ...]
    matter: Matter | None = None
    """A joined matter without the parts that are left out; None leaves the matter as it was chosen."""
    left_out: tuple[LeftOut, ...] = ()


class GuideRead(msgspec.Struct, frozen=True):
    """'Begin' was touched: what the guide says is looked up may be."""

    for_another: bool = False
    """'For a relative' was touched instead."""


class WhomChosen(msgspec.Struct, frozen=True):
    """A relative was chosen, or their card laid, or they were named."""

    whom: Relative


class PapersWanted(msgspec.Struct, frozen=True):
    """'Go on' was touched on the page that says which paper has to be brought after all."""


class FieldAnswered(msgspec.Struct, frozen=True):
    """A question was answered and found right."""

    answer: Answer


class FieldReopened(msgspec.Struct, frozen=True):
    """'Change' was touched beside an answer."""

    field: str


class PaperPhotographed(msgspec.Struct, frozen=True):
    """A paper was photographed and the photograph found good."""

    photo: Photo


class PhotoDropped(msgspec.Struct, frozen=True):
    """A photograph was taken back."""

    material: str


class MaterialsProvided(msgspec.Struct, frozen=True):
    """Each material was decided."""

    provisions: Provisions


class PromiseSigned(msgspec.Struct, frozen=True):
    """The promise was read to the end and signed, or none is needed."""

    commitment: Commitment


class ResultFound(msgspec.Struct, frozen=True):
    """The lookup answered."""

    result: LookupResult


class Confirmed(msgspec.Struct, frozen=True):
    """Check-answers or the result page was agreed to."""

    confirmation: Confirmation


class OrderOpened(msgspec.Struct, frozen=True):
    """The row awaiting payment is on disk and the platform gave a code."""

    order: Order
    submission: Submission


class PaymentSeen(msgspec.Struct, frozen=True):
    """The platform said how the order stands, or could not be asked."""

    payment: PaymentStatus


class Submitted(msgspec.Struct, frozen=True):
    """The item is on disk, or the centre has said more of it."""

    submission: Submission


class DocumentSeen(msgspec.Struct, frozen=True):
    """The certificate came or will follow."""

    document: DocumentOutcome


class SheetsPrinted(msgspec.Struct, frozen=True):
    """The certificate came out on paper, or did not, or was not to."""

    sheets: Sheets


class ReceiptGiven(msgspec.Struct, frozen=True):
    """The slip was printed, or was not, or none was wanted."""

    receipt: ReceiptOutcome


class ReceiptTaken(msgspec.Struct, frozen=True):
    """The receipt page was left."""


class Rated(msgspec.Struct, frozen=True):
    """A face was touched, or none (0)."""

    rating: int


class CannotFinish(msgspec.Struct, frozen=True):
    """The matter can't be finished here now."""

    ended: Ended


class AnotherMatter(msgspec.Struct, frozen=True):
    """The resident stays for another matter."""

    visit: VisitId
    at: dt.datetime


Fact = (
    CardAccepted
    | ConsentGiven
    | MatterChosen
    | AssuranceReached
    | RecordsShared
    | GuideRead
    | WhomChosen
    | PapersWanted
    | FieldAnswered
    | FieldReopened
    | PaperPhotographed
    | PhotoDropped
    | MaterialsProvided
    | PromiseSigned
    | ResultFound
    | Confirmed
    | OrderOpened
    | PaymentSeen
    | Submitted
    | DocumentSeen
    | SheetsPrinted
    | ReceiptGiven
    | ReceiptTaken
    | Rated
    | CannotFinish
    | AnotherMatter
)


def apply(session: Session, fact: Fact) -> Session:
    """Return the session after something happened."""
    change = msgspec.structs.replace
    match fact:
        case CardAccepted(identity=identity):
            return Session(id=session.id, started_at=session.started_at, identity=identity)
        case ConsentGiven(consent=consent):
            return change(session, consent=consent)
        case MatterChosen(matter=matter, about=about):
            return change(session, matter=matter, about=about)
        case AssuranceReached(assured=assured):
            return change(session, assured=assured)
        case RecordsShared(records=records, refusals=refusals, left_out=left_out):
            fewer = fact.matter or session.matter
            return change(session, records=records, refusals=refusals, matter=fewer, left_out=left_out)
        case GuideRead(for_another=for_another):
            return change(session, begun=True, whom=_whom_at_first(session, for_another=for_another))
        case WhomChosen(whom=whom):
            return change(session, whom=whom)
        case PapersWanted():
            return change(session, warned=True)
        case FieldAnswered(answer=answer):
            return _answered(session, answer)
        case FieldReopened(field=field):
            return _reopened(session, field)
        case PaperPhotographed(photo=photo):
            return change(session, photos=with_photo(session.photos, photo))
        case PhotoDropped(material=material):
            return change(session, photos=without_photo(session.photos, material))
        case MaterialsProvided(provisions=provisions):
            return change(session, materials=provisions)
        case PromiseSigned(commitment=commitment):
            return change(session, commitment=commitment)
        case ResultFound(result=result):
            return change(session, result=result)
        case Confirmed(confirmation=confirmation):
            return change(session, confirmed=confirmation)
        case OrderOpened(order=order, submission=submission):
            return change(session, order=order, submission=submission)
        case PaymentSeen(payment=payment):
            return change(session, payment=payment)
        case Submitted(submission=submission):
            return change(session, submission=submission)
        case DocumentSeen(document=document):
            return change(session, document=document)
        case SheetsPrinted(sheets=sheets):
            return change(session, sheets=sheets)
        case ReceiptGiven(receipt=receipt):
            return change(session, receipt=receipt)
        case ReceiptTaken():
            return change(session, taken=True)
        case Rated(rating=rating):
            return change(session, rating=rating)
        case CannotFinish(ended=ended):
            return change(session, ended=ended)
        case AnotherMatter(visit=visit, at=at):
            return Session(id=visit, started_at=at, identity=session.identity, consent=session.consent)
    assert_never(fact)


def _whom_at_first(session: Session, *, for_another: bool) -> Oneself | None:
    matter = session.matter
    own = matter is None or not matter.proven_by or Beneficiary.SELF in matter.for_whom
    return Oneself() if own and not for_another else None


def _answered(session: Session, answer: Answer) -> Session:
    """Take an answer; what was worked out from an earlier, different one is asked or found again."""
    matter = session.matter
    answers = with_answer(session.answers, answer)
    unchanged = session.reopened == answer
    materials = matter.materials if matter is not None else ()
    hanging = any(material.when or material.each for material in materials)
    renamed = any(material.each and material.each.field == answer.field for material in materials)
    return msgspec.structs.replace(
        session,
        answers=answers if matter is None else still_asked(matter, answers),
        reopened=None,
        materials=session.materials if unchanged or not hanging else None,
        photos=session.photos if unchanged or not renamed else (),
        result=session.result if unchanged else None,
        confirmed=None,
    )


def _reopened(session: Session, field: str) -> Session:
    return msgspec.structs.replace(
        session,
        answers=without_answer(session.answers, field),
        reopened=answer_for(session.answers, field),
        confirmed=None,
    )
