"""The slip 回执: pure layout from what the visit knows.

By law it says received, never accepted, until the department has accepted (行政许可法).
"""

import datetime as dt
from typing import assert_never

import msgspec

from kiosk.domain.answers import Answer, answer_for
from kiosk.domain.fee import FreeOfCharge, reduction
from kiosk.domain.field import Field, FieldKind
from kiosk.domain.identity import mask_name, mask_number
from kiosk.domain.materials import MaterialState, Provision
from kiosk.domain.matter import Matter
from kiosk.domain.part import part_number
from kiosk.domain.payment import PaymentSettled, PaymentUnknown, yuan
from kiosk.domain.printing import Align, Gap, Line, Pair, QrCode, ReceiptLayout, ReceiptPart, Rule
from kiosk.domain.session import DocumentFollows, DocumentReady, Session
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
        Line(TITLE.at(locale), align=Align.CENTRE, bold=True, large=True),
        Line(COPY.format(copy=copy).at(locale), align=Align.CENTRE, bold=True),
        Rule(),
        Line(NUMBER.at(locale), align=Align.CENTRE),
        Line(submission.number, align=Align.CENTRE, bold=True, large=True),
        Gap(),
        Pair(MATTER.at(locale), matter.at(locale)),
        Pair(TIME.at(locale), moment(submission.created_at, locale)),
        Rule(),
        Line(state_words(submission).at(locale), bold=True),
        Gap(),
        QrCode(token_url(site, submission), FOLLOW.at(locale)),
        Rule(),
        Pair(CONTACT.at(locale), site.contact),
        Pair(TERMINAL.at(locale), site.terminal),
    )


def carrying(layout: ReceiptLayout, code: str, locale: Locale) -> ReceiptLayout:
    """Return a slip that carries the sealed submission itself as a code, for a centre that lacks it yet."""
    return (*layout, Gap(), QrCode(code, CARRIES.at(locale)))


def state_words(submission: Submission) -> Text:
    """Say in plain words where a submission stands."""
    if submission.acceptance_number is not None:
        return ACCEPTED.format(number=submission.acceptance_number)
    if submission.disposition == "desk":
        return AT_DESK
    if submission.state in (ItemState.RECEIVED, ItemState.SETTLED):
        return RECEIVED
    return PROMISED


def token_url(site: Site, submission: Submission) -> str:
    """Return what the slip's QR holds."""
    return f"{site.base_url}/r/{submission.token}"


def _head(session: Session, site: Site, locale: Locale, copy: int) -> list[ReceiptPart]:
    title = COUNTER_TITLE if session.ended is not None else TITLE
    parts: list[ReceiptPart] = [
        Line(site.name.at(locale), align=Align.CENTRE),
        Line(title.at(locale), align=Align.CENTRE, bold=True, large=True),
    ]
    if copy > 1:
        parts.append(Line(COPY.format(copy=copy).at(locale), align=Align.CENTRE, bold=True))
    return [*parts, Rule()]


def _body(
    session: Session, site: Site, locale: Locale, now: dt.datetime, number: str | None
) -> list[ReceiptPart]:
    parts: list[ReceiptPart] = []
    if number is not None:
        parts += [
            Line(NUMBER.at(locale), align=Align.CENTRE),
            Line(number, align=Align.CENTRE, bold=True, large=True),
            Gap(),
        ]
    parts += _who_and_when(session, locale, now)
    parts += _joined(session, locale, number)
    content = _content(session, locale)
    parts += [Rule(), *content] if content else []
    parts += [Rule(), *_outcome(session, locale, number)]
    if session.submission is not None and number is not None:
        parts += [Gap(), QrCode(token_url(site, session.submission), FOLLOW.at(locale))]
    if isinstance(session.document, DocumentReady):
        parts += [Gap(), QrCode(session.document.url, FETCH.at(locale))]
    return parts


def _joined(session: Session, locale: Locale, number: str | None) -> list[ReceiptPart]:
    """Lay out the parts of a joined matter, each with its own number, and what was left out."""
    if session.matter is None or not session.matter.parts:
        return []
    given = [
        Pair(part.name.at(locale), part_number(number, place) if number else "—")
        for place, part in enumerate(session.matter.parts)
    ]
    out = [Pair(one.name.at(locale), LEFT_OUT.at(locale)) for one in session.left_out]
    return [Rule(), Line(PARTS.format(count=len(given)).at(locale), bold=True), *given, *out]


def _who_and_when(session: Session, locale: Locale, now: dt.datetime) -> list[ReceiptPart]:
    pairs: list[ReceiptPart] = []
    if session.matter is not None:
        pairs.append(Pair(MATTER.at(locale), session.matter.name.at(locale)))
    if session.identity is not None:
        pairs.append(Pair(NAME.at(locale), mask_name(session.identity.name)))
    pairs.append(Pair(TIME.at(locale), moment(now, locale)))
    return pairs


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
            Pair(AMOUNT.at(locale), f"{yuan(session.payment.amount_fen)} 元"),
            Pair(ORDER.at(locale), session.payment.order),
            Pair(TRANSACTION.at(locale), session.payment.transaction),
        ]
    less = reduction(matter.fee, session.records) if session.records is not None else None
    if less is not None and less.amount_fen == 0:
        parts.append(Pair(AMOUNT.at(locale), WAIVED.format(who=less.name).at(locale)))
    return parts


def _answer(matter: Matter, field: Field, answer: Answer, locale: Locale) -> list[ReceiptPart]:
    """Lay out one answer: a picked row part by part, a phone masked, a long text not at all."""
    row = answer.row
    match field.kind:
        case FieldKind.LONG_TEXT | FieldKind.CONSENT:
            return []
        case FieldKind.TABLE:
            count = len(read_table(answer.value) or ())
            return [Pair(field.label.at(locale), ROWS.format(count=count).at(locale))]
        case FieldKind.PHONE:
            return [Pair(field.label.at(locale), mask_number(answer.value))]
        case FieldKind.PICK if row is not None:
            return [Pair(shown.label.at(locale), write(shown, row, locale)) for shown in field.shown]
        case _:
            return [Pair(field.label.at(locale), write_answer(matter, answer, locale))]


def _result(session: Session, matter: Matter, locale: Locale) -> list[ReceiptPart]:
    if matter.result is None or session.result is None or matter.document is not None:
        return []
    if not session.result.rows:
        return [Line(matter.result.nothing.at(locale))]
    rows = session.result.rows if matter.result.several else session.result.rows[:1]
    return [
        Pair(shown.label.at(locale), write(shown, row, locale))
        for row in rows
        for shown in matter.result.shown
    ]


def _materials(session: Session, matter: Matter, locale: Locale) -> list[ReceiptPart]:
    names = {material.id: material.name for material in matter.materials}
    return [
        Pair(names[given.material].at(locale), _how(given).at(locale)) for given in session.materials or ()
    ]


def _how(given: Provision) -> Text:
    match given.state:
        case MaterialState.PROVIDED:
            return BY_SHARING if given.source is not None else BY_CENTRE
        case MaterialState.PROMISED:
            return BY_PROMISE
        case MaterialState.SCANNED:
            return BY_PHOTO
        case MaterialState.MISSING:
            return NOT_HERE
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
            parts.append(Line(LEFT.format(left=session.matter.left_to_do).at(locale), bold=True))
        parts.append(Line(session.matter.after.at(locale)))
    return parts


def _counter_body(session: Session, site: Site, locale: Locale, now: dt.datetime) -> list[ReceiptPart]:
    parts = _who_and_when(session, locale, now)
    if session.ended is not None:
        parts += [Rule(), Line(session.ended.reason.at(locale), bold=True)]
    if isinstance(session.payment, PaymentUnknown):
        parts += [
            Pair(ORDER.at(locale), session.payment.order),
            Line(CLAIM.at(locale)),
        ]
        if session.submission is not None:
            parts += [
                Pair(NUMBER.at(locale), session.submission.number),
                QrCode(token_url(site, session.submission), FOLLOW.at(locale)),
            ]
    if session.matter is not None:
        counter = session.matter.counter
        parts += [
            Gap(),
            Pair(GO_TO.at(locale), counter.place.at(locale)),
            Pair(HOURS.at(locale), counter.hours.at(locale)),
            Pair(PHONE.at(locale), counter.phone),
        ]
    return parts


def _foot(session: Session, site: Site, locale: Locale) -> tuple[ReceiptPart, ...]:
    phone = session.matter.counter.phone if session.matter is not None else site.contact
    return (
        Rule(),
        Pair(CONTACT.at(locale), phone),
        Pair(TERMINAL.at(locale), site.terminal),
    )


TITLE = Text(zh="办事回执", en="Receipt")
COUNTER_TITLE = Text(zh="转窗口办理单", en="Slip for the counter")
COPY = Text(zh="第{copy}联（补打）", en="Copy {copy} (reprint)")
NUMBER = Text(zh="收件编号", en="Receipt number")
MATTER = Text(zh="事项", en="Matter")
NAME = Text(zh="姓名", en="Name")
TIME = Text(zh="时间", en="Time")
PARTS = Text(zh="联办 {count} 件事", en="{count} matters in one")
LEFT_OUT = Text(zh="这次不办", en="not this time")
ROWS = Text(zh="共 {count} 行", en="{count} rows")
LEFT = Text(zh="还没有办完：{left}", en="Not finished yet: {left}")
AMOUNT = Text(zh="实付", en="Paid")
WAIVED = Text(zh="免费：{who}", en="Free: {who}")
ORDER = Text(zh="订单号", en="Order")
TRANSACTION = Text(zh="交易号", en="Transaction")
CONTACT = Text(zh="咨询电话", en="Contact")
TERMINAL = Text(zh="终端编号", en="Terminal")
GO_TO = Text(zh="请到", en="Please go to")
HOURS = Text(zh="办公时间", en="Hours")
PHONE = Text(zh="电话", en="Telephone")
FOLLOW = Text(zh="扫码查进度、验真伪", en="Scan to follow and to verify")
FETCH = Text(zh="扫码取证明文件", en="Scan to fetch the document")
CARRIES = Text(
    zh="本机万一损坏，中心凭此码也能收件（已加密）",
    en="Should this machine be lost, the centre can take your application in from this code (encrypted).",
)
BY_SHARING = Text(zh="数据共享，免交", en="by data sharing")
BY_CENTRE = Text(zh="联网后由中心核对", en="checked by the centre once online")
BY_PROMISE = Text(zh="已承诺，免交", en="promised")
BY_PHOTO = Text(zh="当场拍照，由工作人员看", en="Photographed here; a clerk looks at it")
NOT_HERE = Text(zh="未交", en="missing")
CLAIM = Text(
    zh="付款结果还不知道。请不要再付一次；如已扣款，凭本单到窗口核对，未办成会原路退回。",
    en="It is not known yet whether the payment went through. Please do not pay again. If you were charged, "
    "show this slip at the counter; what can't be delivered is paid back.",
)
PROMISED = Text(
    zh="已收件·待上传。联网后自动送达中心，不用再来。",
    en="Taken in, waiting to be sent. It goes to the centre by itself; no need to come back.",
)
RECEIVED = Text(zh="中心已收件", en="Received by the centre")
AT_DESK = Text(
    zh="中心已收件，有内容要核对，工作人员会联系您。",
    en="Received by the centre; something has to be checked, a clerk will contact you.",
)
ACCEPTED = Text(zh="部门已受理，受理号 {number}", en="Accepted by the department, number {number}")
