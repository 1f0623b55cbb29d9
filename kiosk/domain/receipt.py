"""The slip 回执: pure layout from what the visit knows.

By law it says received, never accepted, until the department has accepted (行政许可法).
"""

import datetime as dt
from collections.abc import Iterator
from typing import assert_never

import msgspec

from kiosk.domain import receipt_words as words
from kiosk.domain.answers import Answer, answer_for
from kiosk.domain.fee import FreeOfCharge, reduction, worked_out
from kiosk.domain.field import Field, FieldKind
from kiosk.domain.identity import Identity, mask_name, mask_number
from kiosk.domain.materials import MaterialState, Provision, asked_materials
from kiosk.domain.matter import Matter
from kiosk.domain.part import part_number
from kiosk.domain.payment import PaymentSettled, PaymentUnknown, yuan
from kiosk.domain.printing import Align, Gap, Line, Pair, QrCode, ReceiptLayout, ReceiptPart, Rule
from kiosk.domain.relative import told, whom_words
from kiosk.domain.saved import saved_words
from kiosk.domain.session import (
    DocumentFollows,
    DocumentReady,
    Ended,
    Session,
    paid_on,
    picked_rows,
    relative_in,
)
from kiosk.domain.sheet_words import slip_words
from kiosk.domain.shown import moment, write, write_answer
from kiosk.domain.submission import ItemState, Submission
from kiosk.domain.text import Locale, Text
from kiosk.domain.values import read_table


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """Where the terminal stands, as its papers say."""

    name: Text
    terminal: str
    base_url: str
    """Where QR codes lead."""
    contact: str
    point: str = ""
    """The service point that it stands in; empty: the map's first."""


def receipt(
    session: Session, site: Site, locale: Locale, *, now: dt.datetime, number: str | None, copy: int = 1
) -> ReceiptLayout:
    """Lay out the slip of a finished visit or of one that ended at the counter.

    `number` is the receipt number or None where the kind has none; `copy` ≥ 2 is marked 第N联.
    """
    parts: list[ReceiptPart] = [*_head(session, site, locale, copy)]
    if session.ended is not None:
        parts += _counter_body(session, site, locale, now)
    else:
        parts += _body(session, site, locale, now, number)
    return (*parts, *_foot(session, site, locale))


def stub_receipt(
    submission: Submission, matter: Text, site: Site, locale: Locale, *, copy: int
) -> ReceiptLayout:
    """Lay out what is kept in clear of a slip: matter, number, time, state, token; no name."""
    return (
        Line(site.name.at(locale), align=Align.CENTRE),
        Line(words.TITLE.at(locale), align=Align.CENTRE, bold=True, large=True),
        Line(words.COPY.format(copy=copy).at(locale), align=Align.CENTRE, bold=True),
        Rule(),
        Line(words.NUMBER.at(locale), align=Align.CENTRE),
        Line(submission.number, align=Align.CENTRE, bold=True, large=True),
        Gap(),
        Pair(words.MATTER.at(locale), matter.at(locale)),
        Pair(words.TIME.at(locale), moment(submission.created_at, locale)),
        Rule(),
        Line(state_words(submission).at(locale), bold=True),
        Gap(),
        QrCode(token_url(site, submission), words.FOLLOW.at(locale)),
        Rule(),
        Pair(words.CONTACT.at(locale), site.contact),
        Pair(words.TERMINAL.at(locale), site.terminal),
    )


def carrying(layout: ReceiptLayout, code: str, locale: Locale) -> ReceiptLayout:
    """Return a slip that carries the sealed submission itself as a code, for a centre that lacks it yet."""
    return (*layout, Gap(), QrCode(code, words.CARRIES.at(locale)))


def state_words(submission: Submission) -> Text:
    """Say in plain words where a submission stands."""
    if submission.acceptance_number is not None:
        return words.ACCEPTED.format(number=submission.acceptance_number)
    if submission.disposition == "desk":
        return words.AT_DESK
    if submission.state in (ItemState.RECEIVED, ItemState.SETTLED):
        return words.RECEIVED
    return words.PROMISED


def token_url(site: Site, submission: Submission) -> str:
    """Return what the slip's QR holds."""
    return f"{site.base_url}/r/{submission.token}"


def _head(session: Session, site: Site, locale: Locale, copy: int) -> list[ReceiptPart]:
    title = words.COUNTER_TITLE if session.ended is not None else words.TITLE
    parts: list[ReceiptPart] = [
        Line(site.name.at(locale), align=Align.CENTRE),
        Line(title.at(locale), align=Align.CENTRE, bold=True, large=True),
    ]
    if copy > 1:
        parts.append(Line(words.COPY.format(copy=copy).at(locale), align=Align.CENTRE, bold=True))
    return [*parts, Rule()]


def _body(
    session: Session, site: Site, locale: Locale, now: dt.datetime, number: str | None
) -> list[ReceiptPart]:
    parts: list[ReceiptPart] = []
    if number is not None:
        parts += [
            Line(words.NUMBER.at(locale), align=Align.CENTRE),
            Line(number, align=Align.CENTRE, bold=True, large=True),
            Gap(),
        ]
    parts += _who_and_when(session, locale, now)
    parts += _joined(session, locale, number)
    content = _content(session, locale)
    parts += [Rule(), *content] if content else []
    parts += [Rule(), *_outcome(session, locale, number)]
    if session.submission is not None and number is not None:
        parts += [Gap(), QrCode(token_url(site, session.submission), words.FOLLOW.at(locale))]
    if isinstance(session.document, DocumentReady):
        parts += [Gap(), QrCode(session.document.url, words.FETCH.at(locale))]
    return parts


def _joined(session: Session, locale: Locale, number: str | None) -> list[ReceiptPart]:
    """Lay out the parts of a joined matter, each with its own number, and what was left out."""
    if session.matter is None or not session.matter.parts:
        return []
    given = [
        Pair(part.name.at(locale), part_number(number, place) if number else "—")
        for place, part in enumerate(session.matter.parts)
    ]
    out = [Pair(one.name.at(locale), words.LEFT_OUT.at(locale)) for one in session.left_out]
    return [Rule(), Line(words.PARTS.format(count=len(given)).at(locale), bold=True), *given, *out]


def _who_and_when(session: Session, locale: Locale, now: dt.datetime) -> list[ReceiptPart]:
    pairs: list[ReceiptPart] = []
    if session.matter is not None:
        pairs.append(Pair(words.MATTER.at(locale), session.matter.name.at(locale)))
    if session.identity is not None:
        pairs += _names(session, session.identity, locale)
    pairs.append(Pair(words.TIME.at(locale), moment(now, locale)))
    return pairs


def _names(session: Session, identity: Identity, locale: Locale) -> list[ReceiptPart]:
    """Name who came, and whom it is for where that is another."""
    relative = relative_in(session)
    if relative is None:
        return [Pair(words.NAME.at(locale), mask_name(identity.name))]
    return [
        Pair(words.FOR_WHOM.at(locale), whom_words(relative, locale)),
        Pair(words.AGENT.at(locale), mask_name(identity.name)),
    ]


def _content(session: Session, locale: Locale) -> list[ReceiptPart]:
    matter = session.matter
    if matter is None:
        return []
    parts: list[ReceiptPart] = []
    for field in matter.fields:
        answer = answer_for(session.answers, field.id)
        if answer is not None:
            parts += _answer(matter, field, answer, locale)
    parts += _result(session, matter, locale)
    parts += _materials(session, matter, locale)
    if not isinstance(matter.fee, FreeOfCharge) and isinstance(session.payment, PaymentSettled):
        parts += [
            Pair(words.AMOUNT.at(locale), f"{yuan(session.payment.amount_fen)} 元"),
            *_how_it_came_to_that(session, matter, locale),
            Pair(words.ORDER.at(locale), session.payment.order),
            Pair(words.TRANSACTION.at(locale), session.payment.transaction),
        ]
    less = reduction(matter.fee, session.records) if session.records is not None else None
    if less is not None and less.amount_fen == 0:
        parts.append(Pair(words.AMOUNT.at(locale), words.WAIVED.format(who=less.name).at(locale)))
    return parts


def _how_it_came_to_that(session: Session, matter: Matter, locale: Locale) -> Iterator[Pair]:
    worked = worked_out(matter.fee, picked_rows(session), today=paid_on(session))
    if worked is not None and worked.relief_fen:
        yield Pair(words.RELIEF.at(locale), f"{yuan(worked.relief_fen)} 元")
    if worked is not None and worked.late_fen:
        yield Pair(words.LATE.at(locale), f"{yuan(worked.late_fen)} 元")


def _answer(matter: Matter, field: Field, answer: Answer, locale: Locale) -> list[ReceiptPart]:
    """Lay out one answer: a picked row part by part, a phone masked, a long text not at all."""
    row = answer.row
    match field.kind:
        case FieldKind.LONG_TEXT | FieldKind.CONSENT:
            return []
        case FieldKind.TABLE:
            count = len(read_table(answer.value) or ())
            return [Pair(field.label.at(locale), words.ROWS.format(count=count).at(locale))]
        case FieldKind.PHONE:
            return [Pair(field.label.at(locale), mask_number(answer.value))]
        case FieldKind.PICK if row is not None:
            return [Pair(shown.label.at(locale), write(shown, row, locale)) for shown in field.shown]
        case _:
            return [Pair(field.label.at(locale), write_answer(matter, answer, locale))]


def _result(session: Session, matter: Matter, locale: Locale) -> list[ReceiptPart]:
    """Lay out what was found, an empty line between two records."""
    if matter.result is None or session.result is None or matter.document is not None:
        return []
    if not session.result.rows:
        return [Line(told(matter.result.nothing, relative_in(session)).at(locale))]
    rows = session.result.rows if matter.result.several else session.result.rows[:1]
    parts: list[ReceiptPart] = []
    for place, row in enumerate(rows):
        parts += [Gap()] if place else []
        parts += [Pair(shown.label.at(locale), write(shown, row, locale)) for shown in matter.result.shown]
    return parts


def _materials(session: Session, matter: Matter, locale: Locale) -> list[ReceiptPart]:
    names = {material.id: material.name for material in asked_materials(matter, session.answers)}
    return [
        Pair(names[given.material].at(locale), _how(given).at(locale)) for given in session.materials or ()
    ]


def _how(given: Provision) -> Text:
    match given.state:
        case MaterialState.PROVIDED:
            return words.BY_SHARING if given.source is not None else words.BY_CENTRE
        case MaterialState.PROMISED:
            return words.BY_PROMISE
        case MaterialState.SCANNED:
            return words.BY_PHOTO
        case MaterialState.COUNTER:
            return words.AT_COUNTER
        case MaterialState.MISSING:
            return words.NOT_HERE
    assert_never(given.state)


def _outcome(session: Session, locale: Locale, number: str | None) -> list[ReceiptPart]:
    parts: list[ReceiptPart] = []
    if number is not None and session.submission is not None:
        parts.append(Line(state_words(session.submission).at(locale), bold=True))
    if isinstance(session.document, DocumentFollows):
        parts.append(Line(session.document.reason.at(locale)))
    if isinstance(session.document, DocumentReady):
        parts.append(Line(slip_words(session.sheets).at(locale)))
    if session.matter is not None:
        if session.matter.left_to_do is not None:
            parts.append(Line(words.LEFT.format(left=session.matter.left_to_do).at(locale), bold=True))
        parts.append(Line(told(session.matter.after, relative_in(session)).at(locale)))
    won = saved_words(session)
    return parts if won is None else [*parts, Line(won.at(locale))]


def _counter_body(session: Session, site: Site, locale: Locale, now: dt.datetime) -> list[ReceiptPart]:
    parts = _who_and_when(session, locale, now)
    if session.ended is not None:
        parts += [Rule(), Line(session.ended.reason.at(locale), bold=True)]
        parts += _to_bring(session.ended, locale)
    if isinstance(session.payment, PaymentUnknown):
        parts += [
            Pair(words.ORDER.at(locale), session.payment.order),
            Line(words.CLAIM.at(locale)),
        ]
        if session.submission is not None:
            parts += [
                Pair(words.NUMBER.at(locale), session.submission.number),
                QrCode(token_url(site, session.submission), words.FOLLOW.at(locale)),
            ]
    if session.matter is not None:
        counter = session.matter.counter
        parts += [
            Gap(),
            Pair(words.GO_TO.at(locale), counter.place.at(locale)),
            Pair(words.HOURS.at(locale), counter.hours.at(locale)),
            Pair(words.PHONE.at(locale), counter.phone),
        ]
    return parts


def _to_bring(ended: Ended, locale: Locale) -> list[ReceiptPart]:
    if not ended.bring:
        return []
    return [
        Gap(),
        Line(words.BRING.at(locale), bold=True),
        *(Line(f"□ {name.at(locale)}") for name in ended.bring),
    ]


def _foot(session: Session, site: Site, locale: Locale) -> tuple[ReceiptPart, ...]:
    phone = session.matter.counter.phone if session.matter is not None else site.contact
    return (
        Rule(),
        Pair(words.CONTACT.at(locale), phone),
        Pair(words.TERMINAL.at(locale), site.terminal),
    )
