"""Every page as a state of the conductor, with invented people and records."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, Qt
from PySide6.QtGui import QColor, QFont, QImage, QImageWriter, QPainter

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.availability import Surroundings
from kiosk.domain.commitment import Commitment
from kiosk.domain.form import EMPTY, Answer
from kiosk.domain.ids import ItemId, ReceiptNumber, VisitId
from kiosk.domain.materials import provide_all
from kiosk.domain.matter import Assurance, Matter
from kiosk.domain.payment import Order, PaymentSettled
from kiosk.domain.printing import PrintDone, PrinterState, PrintOutcome, PrintUnconfirmed, PrintVoid
from kiosk.domain.record import Records
from kiosk.domain.rules import refusals
from kiosk.domain.session import (
    Assured,
    Confirmation,
    Consent,
    DocumentReady,
    Ended,
    LookupResult,
    ReceiptOutcome,
    Session,
)
from kiosk.domain.submission import ItemState, Submission
from kiosk.domain.text import Locale, Text
from kiosk.domain.trouble import CARD_TROUBLE, NETWORK, WRONG_CODE, Trouble
from kiosk.wire.messages import CodeAnswer
from tests.ui.memory import MORNING, WANG, record
from ui.conductor import Conductor
from ui.visit import BROKEN

RECORDS = Records(
    reached=True,
    entries=(
        record(
            "population.person", "人口库", name=WANG.name, phone="13800000001", address=WANG.address or ""
        ),
        record("residence.registration", "人口库", address="临江省滨海市海边路 8 号 1 单元 602 室"),
        record("medical_insurance.enrolment", "医保库", status="active", remote_filing="none"),
    ),
)
FINES = (
    record(
        "traffic.violation",
        "交管库",
        act="违反禁令标志指示",
        amount_fen=20000,
        at="2026-02-11T08:42",
        place="未来路与示范街路口",
        plate="浙A·000E1",
        decision="9999012600001234",
    ),
    record(
        "traffic.violation",
        "交管库",
        act="不按规定停车",
        amount_fen=15000,
        at="2026-01-23T19:05",
        place="海边路 20 号旁",
        plate="浙A·000E1",
        decision="9999012600000871",
    ),
)
LICENCE = record(
    "driving.licence",
    "交管库",
    points=3,
    points_cleared="2026-09-14",
    status="normal",
    **{"class": "C1"},
    valid_to="2031-09-14",
    first_issued="2005-09-14",
)
ORDER = Order(
    number="K0195B2C3D4E5F60718293A4B5C6D7E8",
    amount_fen=20000,
    payee="示范区财政局（非税收入）",
    code="https://centre.example/pay/K0195B2C3D4E5F60718293A4B5C6D7E8",
    expires_at=MORNING + dt.timedelta(seconds=168),
)


def submission(state: ItemState) -> Submission:
    """Return what the outbox would say."""
    return Submission(
        id=ItemId("0195b2c3-d4e5-7f60-8718-293a4b5c6d7e"),
        number=ReceiptNumber("99990026030200017K7QX"),
        state=state,
        created_at=MORNING,
        token="T1" * 40,
    )


def certificate() -> bytes:
    """Draw a page that looks like a certificate."""
    image = QImage(827, 1169, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(QFont("Noto Sans CJK SC", 30))
    painter.drawText(image.rect().adjusted(0, 120, 0, 0), Qt.AlignmentFlag.AlignHCenter, "社会保险参保证明")
    painter.setFont(QFont("Noto Sans CJK SC", 15))
    for place, line in enumerate(
        ("姓名：王*明", "险种：养老保险、失业保险、工伤保险", "状态：正常参保", "累计：212 个月")
    ):
        painter.drawText(QPoint(100, 320 + 60 * place), line)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


class Stage:
    """One conductor that never works by itself, put into one state after another."""

    def __init__(self, conductor: Conductor, catalogue: Catalogue) -> None:
        self.conductor, self._catalogue = conductor, catalogue
        self._visits = 0

    def enter(self, name: str) -> None:
        """Put the conductor into the state called `name`."""
        conductor = self.conductor
        conductor.session, conductor.trouble, conductor.working = None, None, None
        conductor.sent_code, conductor.offered, conductor.out_of_service = None, None, None
        conductor._idle.left_s = None
        conductor.surroundings = Surroundings(centre_reached=True, printer=PrinterState.READY)
        conductor.visit_ended.emit()
        STAGES[name](self)
        conductor.changed.emit()

    def visit(self, **known: Any) -> None:  # noqa: ANN401 any field
        """Stand at a visit of which these fields are known."""
        self._visits += 1
        self.conductor.session = Session(id=VisitId(str(self._visits)), started_at=MORNING, **known)

    def at(self, slug: str, **known: Any) -> Matter:  # noqa: ANN401 any field
        """Stand inside a matter, consented and assured, with everything before the form done."""
        matter = self._catalogue.by_slug(slug)
        given = {
            "identity": WANG,
            "consent": Consent("1", MORNING),
            "matter": matter,
            "assured": Assured(Assurance.CARD),
            "records": RECORDS,
            "refusals": (),
            "begun": True,
        }
        self.visit(**(given | known))
        return matter

    def handed_in(self, slug: str, printed: PrintOutcome | None, **known: Any) -> None:  # noqa: ANN401 any field
        """Stand at the end of a matter."""
        self.at(
            slug,
            **{
                "confirmed": Confirmation(MORNING),
                "submission": submission(ItemState.RECEIVED),
                "receipt": ReceiptOutcome(printed),
                **known,
            },
        )


def filing(*given: str) -> tuple[Answer, ...]:
    """Return the first answers of the filing for living elsewhere."""
    fields = ("why", "city", "address", "since", "phone")
    return tuple(Answer(field, value) for field, value in zip(fields, given, strict=False))


ALL = ("retired", "临江省滨海市", "临江省滨海市海边路 8 号 1 单元 602 室", "2024-05-01", "13800000001")
FILING = "remote-residence-filing"
FINE = "traffic-fine-payment"
PROOF = "social-insurance-proof"
PICKED = (Answer("violation", FINES[0].id, FINES[0]),)
ENROLMENTS = tuple(
    record(
        "social_insurance.enrolment",
        "人力社保库",
        insurance=insurance,
        status="active",
        employer="示范区未来物业有限公司",
        since="2008-07-01",
        months=212,
    )
    for insurance in ("pension", "unemployment", "injury")
)


def _set(stage: Stage, **attributes: Any) -> None:  # noqa: ANN401 any field
    for name, value in attributes.items():
        setattr(stage.conductor, name, value)


def _matters(stage: Stage) -> None:
    stage.visit(identity=WANG, consent=Consent("1", MORNING))


def _code(stage: Stage) -> None:
    stage.at(PROOF, assured=None, records=None, refusals=None, begun=None)
    sent = CodeAnswer(
        reference="r", phone_masked="138****0001", expires_at=MORNING + dt.timedelta(minutes=5), attempts=3
    )
    _set(stage, sent_code=sent)


def _wrong_code(stage: Stage) -> None:
    _code(stage)
    _set(stage, trouble=msgspec.structs.replace(WRONG_CODE, text=WRONG_CODE.text.format(left=2)))


def _not_eligible(stage: Stage) -> None:
    young = msgspec.structs.replace(WANG, birth=dt.date(1999, 1, 1))
    matter = stage.at("senior-bus-card-check", identity=young)
    why = refusals(matter, young, RECORDS, today=MORNING.date())
    stage.at(matter.slug, identity=young, refusals=why[:1], begun=None)


def _materials(stage: Stage) -> None:
    stage.at(
        FILING, answers=filing(*ALL), records=msgspec.structs.replace(RECORDS, entries=RECORDS.entries[:1])
    )


def _promise(stage: Stage) -> None:
    _materials(stage)
    session = stage.conductor.session
    assert session is not None
    assert session.matter is not None
    assert session.records is not None
    stage.conductor.session = msgspec.structs.replace(
        session, materials=provide_all(session.matter, session.records)
    )


def _offline(stage: Stage) -> None:
    _set(stage, surroundings=Surroundings(centre_reached=False, printer=PrinterState.PAPER_OUT))


def _matters_offline(stage: Stage) -> None:
    _matters(stage)
    _offline(stage)


def _pick(stage: Stage) -> None:
    stage.at(FINE)
    _set(stage, offered=FINES)


def _picking(stage: Stage) -> None:
    stage.at(FINE)
    _set(stage, working=Text(zh="正在查您的记录", en="Looking up your records"))


def _working(stage: Stage) -> None:
    stage.at(FILING, records=None, refusals=None, begun=None)
    _set(stage, working=Text(zh="正在查您的记录", en="Looking up your records"))


def _paid(stage: Stage) -> None:
    payment = PaymentSettled(
        order=ORDER.number, amount_fen=20000, transaction="TX-1", wallet="示范钱包", paid_at=MORNING
    )
    stage.at(
        FINE,
        answers=PICKED,
        confirmed=Confirmation(MORNING),
        order=ORDER,
        submission=submission(ItemState.AWAITING_PAYMENT),
        payment=payment,
    )
    _set(stage, working=Text(zh="正在提交，请稍等", en="Handing it in, one moment"))


def _form_error(stage: Stage) -> None:
    stage.at("hotline-12345", answers=(Answer("category", "noise"),))
    _set(stage, trouble=Trouble("answer", EMPTY))


GOOD = ReceiptOutcome(PrintDone())
HOTLINE = (
    Answer("category", "noise"),
    Answer("place", "未来路"),
    Answer("request", "夜里施工声音很大"),
    Answer("phone", "13800000001"),
)


def _signed(stage: Stage) -> None:
    _promise(stage)
    session = stage.conductor.session
    assert session is not None
    commitment = Commitment(
        version="1", text_sha256="", materials=("residence",), strokes=(), signed_at=MORNING, locale=Locale.ZH
    )
    stage.conductor.session = msgspec.structs.replace(session, commitment=commitment)


def _moved(stage: Stage) -> None:
    stage.visit()
    _set(stage, trouble=CARD_TROUBLE["moved"])


def _idle(stage: Stage) -> None:
    _matters(stage)
    stage.conductor._idle.left_s = 24


STAGES: dict[str, Callable[[Stage], object]] = {
    "attract": _set,
    "attract-offline": _offline,
    "identify": lambda stage: stage.visit(),
    "identify-moved": _moved,
    "consent": lambda stage: stage.visit(identity=WANG),
    "matters": _matters,
    "matters-offline": _matters_offline,
    "code": _code,
    "code-wrong": _wrong_code,
    "guide": lambda stage: stage.at(FILING, begun=None),
    "not-eligible": _not_eligible,
    "form-choice": lambda stage: stage.at(FILING),
    "form-text": lambda stage: stage.at(FILING, answers=filing(*ALL[:1])),
    "form-prefilled": lambda stage: stage.at(FILING, answers=filing(*ALL[:2])),
    "form-date": lambda stage: stage.at(FILING, answers=filing(*ALL[:3])),
    "form-phone": lambda stage: stage.at(FILING, answers=filing(*ALL[:4]), records=Records(reached=False)),
    "form-error": _form_error,
    "form-long": lambda stage: stage.at(
        "hotline-12345", answers=(Answer("category", "noise"), Answer("place", "未来路"))
    ),
    "form-pick": _pick,
    "form-picking": _picking,
    "materials": _materials,
    "promise": _promise,
    "result": lambda stage: stage.at("driving-licence-points", result=LookupResult((LICENCE,))),
    "result-nothing": lambda stage: stage.at("driving-licence-points", result=LookupResult(())),
    "review": _signed,
    "review-fine": lambda stage: stage.at(FINE, answers=PICKED),
    "review-certificate": lambda stage: stage.at(PROOF, result=LookupResult(ENROLMENTS)),
    "pay": lambda stage: stage.at(
        FINE,
        answers=PICKED,
        confirmed=Confirmation(MORNING),
        order=ORDER,
        submission=submission(ItemState.AWAITING_PAYMENT),
    ),
    "working": _working,
    "working-paid": _paid,
    "receipt": lambda stage: stage.handed_in("hotline-12345", PrintDone(), answers=HOTLINE),
    "receipt-waiting": lambda stage: stage.handed_in(
        "hotline-12345", PrintDone(), answers=HOTLINE, submission=submission(ItemState.PENDING)
    ),
    "receipt-unconfirmed": lambda stage: stage.handed_in(
        "hotline-12345", PrintUnconfirmed("no answer"), answers=HOTLINE
    ),
    "receipt-void": lambda stage: stage.handed_in(
        "hotline-12345", PrintVoid(PrinterState.PAPER_OUT, "paper out"), answers=HOTLINE
    ),
    "receipt-certificate": lambda stage: stage.handed_in(
        PROOF,
        PrintDone(),
        result=LookupResult(ENROLMENTS),
        document=DocumentReady("https://centre.example/d/abc", certificate()),
    ),
    "cannot-finish": lambda stage: stage.at(
        FINE, ended=Ended(NETWORK.text), receipt=ReceiptOutcome(PrintDone())
    ),
    "rating": lambda stage: stage.handed_in("hotline-12345", PrintDone(), answers=HOTLINE, taken=True),
    "event": _matters,
    "signing": _promise,
    "idle": _idle,
    "leave": _matters,
    "help": _matters,
    "notice": _matters_offline,
    "out-of-service": lambda stage: _set(stage, out_of_service=BROKEN),
}
