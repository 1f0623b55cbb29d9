"""What may be wrong with a submission: the terminal's own rules once more, over what the centre knows itself.

Pure. Nothing found here loses a submission: it goes to a clerk's desk with its reasons.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from typing import assert_never

import msgspec

from kiosk.domain.answers import Answers, answer_for
from kiosk.domain.camera import MOST_PHOTO_BYTES
from kiosk.domain.commitment import Commitment, binding, text_hash
from kiosk.domain.fee import due_fen
from kiosk.domain.field import FieldKind
from kiosk.domain.form import problems, row_problem
from kiosk.domain.identity import CardKind, Identity, number_problem
from kiosk.domain.jpeg import jpeg_size
from kiosk.domain.materials import (
    MaterialState,
    Provisions,
    asked_materials,
    at_counter,
    missing,
    names_of,
    promised,
    provide_all,
)
from kiosk.domain.matter import Assurance, Matter, Proof
from kiosk.domain.record import Record, Records
from kiosk.domain.relative import RELATION, judged_as, told
from kiosk.domain.rules import refusals
from kiosk.domain.signature import signature_problem
from kiosk.domain.submission import SubmissionBody
from kiosk.domain.supplement import case_field

NUMBERED = (
    CardKind.RESIDENT,
    CardKind.PERMIT_HMT,
    CardKind.FOREIGN_2023,
    CardKind.SOCIAL,
    CardKind.CITIZEN,
    CardKind.E_ID,
)


class Reason(msgspec.Struct, frozen=True):
    """Why a clerk has to look: a stable code and a sentence without personal data."""

    code: str
    text: str
    about: str = ""
    """The field or material that it is about; empty for the submission as a whole."""


class PaidOrder(msgspec.Struct, frozen=True, kw_only=True):
    """What the centre's own books say of the order that a submission names."""

    number: str
    item: str
    amount_fen: int
    settled: bool


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What the centre itself knows, beside the submission."""

    records: Records
    standing: Mapping[str, Record | None]
    """For each pick field: the picked row as it is now, or None when it no longer stands."""
    gone: Mapping[str, Reason] = msgspec.field(default_factory=dict)
    """Why a picked row no longer stands, by its field, where the centre knows more than that."""
    order: PaidOrder | None = None
    code_was_right: bool = False
    portrait_was_given: bool = False
    """For a face: the reference photo was given to this terminal for this person in this visit."""
    lost_card: bool = False
    nothing_found: bool = False
    """The libraries have nothing that a certificate could state."""
    attached: tuple[bytes, ...] = ()
    """What came beside the item, opened."""


def reasons(
    matter: Matter, item: str, body: SubmissionBody, seen: Seen, *, today: dt.date
) -> tuple[Reason, ...]:
    """Return why the submission can't simply be taken; empty when it can."""
    return (
        *_about_the_person(matter, body, seen),
        *(
            Reason("not_eligible", text.zh)
            for text in refusals(
                matter,
                _whom(body, seen.records),
                seen.records,
                today=today,
                holder=body.applicant,
                relative=body.on_behalf_of,
            )
        ),
        *(
            Reason("form", f"{field}: {text.zh}", field)
            for field, text in problems(matter, body.answers, today=today)
        ),
        *_about_picks(matter, body, seen, today),
        *_about_materials(matter, body, seen),
        *_about_money(matter, item, body, seen, today),
    )


def _whom(body: SubmissionBody, records: Records) -> Identity:
    other = body.on_behalf_of
    return body.applicant if other is None else judged_as(other.person, records)


def picked(matter: Matter, answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield (field, row id) for every pick that was given."""
    for field in matter.fields:
        answer = answer_for(answers, field.id)
        if field.kind is FieldKind.PICK and answer is not None and answer.value.strip():
            yield field.id, answer.value


def _about_the_person(matter: Matter, body: SubmissionBody, seen: Seen) -> Iterator[Reason]:
    wrong = number_problem(body.applicant.number) if body.applicant.kind in NUMBERED else None
    if wrong is not None:
        yield Reason("number", wrong)
    if seen.lost_card:
        yield Reason("card_lost", "the card was reported lost")
    unseen = body.applicant.kind is CardKind.E_ID
    if (unseen or matter.assurance is Assurance.CARD_CODE) and not _is_sure(body, seen):
        yield Reason(
            "assurance", "the matter, or an e-ID, asks for a code from the registered phone, or a face"
        )
    if seen.nothing_found and matter.result is not None:
        yield Reason("nothing_found", told(matter.result.nothing, body.on_behalf_of).zh)
    if not body.records_reached and not matter.offline.accepted:
        yield Reason("offline", matter.offline.reason.zh)


def _is_sure(body: SubmissionBody, seen: Seen) -> bool:
    match body.assurance:
        case Assurance.CARD:
            return False
        case Assurance.CARD_CODE:
            return seen.code_was_right
        case Assurance.CARD_FACE:
            return seen.portrait_was_given
    assert_never(body.assurance)


def _about_picks(matter: Matter, body: SubmissionBody, seen: Seen, today: dt.date) -> Iterator[Reason]:
    for field, _ in picked(matter, body.answers):
        row = seen.standing.get(field)
        late = row_problem(matter.field(field), row, today=today)
        if row is None:
            why = seen.gone.get(field)
            yield why or Reason("row_gone", f"{field}: the picked entry no longer stands", field)
        elif late is not None:
            yield Reason("row_late", f"{field}: {late.zh}", field)


def _about_materials(matter: Matter, body: SubmissionBody, seen: Seen) -> Iterator[Reason]:
    provisions = provide_all(matter, seen.records, (*body.attached, *names_of(body.photos)), body.answers)
    yield from _about_photos(matter, provisions, body, seen.attached)
    if provisions and len(at_counter(provisions)) == len(provisions):
        yield Reason("material_missing", "all of it is to be handed in at the counter")
    for material in missing(provisions):
        yield Reason("material_missing", f"{material}: no library proves it", material)
    needed = set(promised(provisions)) | set(promised(body.materials))
    if body.on_behalf_of is not None and body.on_behalf_of.proof is Proof.PROMISE:
        needed.add(RELATION)
    if needed:
        yield from _about_the_promise(matter, body, needed)


def _about_photos(
    matter: Matter, provisions: Provisions, body: SubmissionBody, attached: tuple[bytes, ...]
) -> Iterator[Reason]:
    """Hand every photograph to a clerk, and say where one is not what the submission names.

    What a supplement brings is looked at with the case that it is about.
    """
    named = {given.photo_sha256 for given in body.materials if given.state is MaterialState.SCANNED}
    shown = {given.photo_sha256 for given in provisions if given.state is MaterialState.SCANNED}
    for given in provisions:
        if given.state is MaterialState.SCANNED and case_field(matter) is None:
            yield Reason(
                "material_photo", f"{given.material}: a clerk looks at the photograph", given.material
            )
    came = tuple(hashlib.sha256(data).hexdigest() for data in attached)
    if named != shown or came != tuple(photo.sha256 for photo in body.attached):
        yield Reason("material_missing", "the photographs are not those that the submission names")
    may_be = {material.id for material in asked_materials(matter, body.answers) if material.scan}
    pictures = (*zip(body.attached, attached, strict=False), *((one.name, one.jpeg) for one in body.photos))
    for photo, jpeg in pictures:
        if photo.material not in may_be:
            yield Reason("photo_unasked", f"{photo.material}: the matter asks for no photograph of it")
        if jpeg_size(jpeg) != (photo.width, photo.height) or len(jpeg) > MOST_PHOTO_BYTES:
            yield Reason("photo_broken", f"{photo.material}: no photograph of the size that it says")


def _about_the_promise(matter: Matter, body: SubmissionBody, needed: set[str]) -> Iterator[Reason]:
    given = body.commitment
    if given is None or matter.promise is None:
        yield Reason("promise_missing", f"no promise was signed for {', '.join(sorted(needed))}")
        return
    if not needed <= set(given.materials):
        yield Reason(
            "promise_missing", f"the promise leaves out {', '.join(sorted(needed - set(given.materials)))}"
        )
    if (given.version, given.text_sha256) != (
        matter.promise.version,
        text_hash(matter.promise, given.locale),
    ):
        yield Reason("promise_text", "the promise that was signed is not the one of this catalogue version")
    yield from _about_the_signature(given)


def _about_the_signature(given: Commitment) -> Iterator[Reason]:
    """Ask again what the terminal asked: is it a signature, and does it belong to this text."""
    wrong = signature_problem(given.strokes)
    if wrong is not None:
        yield Reason("promise_unsigned", f"the promise carries no signature: {wrong}")
    if given.bound_sha256 != binding(given):
        yield Reason("promise_unbound", "the signature's hash is not that of this text and these strokes")


def _about_money(
    matter: Matter, item: str, body: SubmissionBody, seen: Seen, today: dt.date
) -> Iterator[Reason]:
    amount = due_fen(matter.fee, body.answers, seen.standing, seen.records, today=today)
    if amount is not None and amount != body.amount_fen:
        yield Reason("amount", f"says {body.amount_fen} fen, costs {amount}")
    if amount != 0:
        yield from _about_the_order(item, body, seen.order)


def _about_the_order(item: str, body: SubmissionBody, order: PaidOrder | None) -> Iterator[Reason]:
    if order is None or order.item != item:
        yield Reason("order_unknown", "no order was opened here for this item")
    elif not order.settled:
        yield Reason("unpaid", f"order {order.number} is not settled")
    elif order.amount_fen != body.amount_fen:
        yield Reason("amount", f"order {order.number} is over {order.amount_fen} fen, not {body.amount_fen}")
