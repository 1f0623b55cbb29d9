"""Invented records, an order, a submission and a certificate, as the centre would give them."""

import datetime as dt

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, Qt
from PySide6.QtGui import QColor, QFont, QImage, QImageWriter, QPainter

from kiosk.catalogue.loader import load as load_catalogue
from kiosk.domain.case import (
    CaseAccepted,
    CaseAtDesk,
    CaseChange,
    CaseFinished,
    CaseState,
    CaseSupplement,
    OwnCase,
    Supplied,
)
from kiosk.domain.ids import AcceptanceNumber, ItemId, MatterCode, ReceiptNumber
from kiosk.domain.payment import Order
from kiosk.domain.record import Records
from kiosk.domain.submission import ItemState, Submission
from kiosk.domain.text import Text
from tests.ui.memory import MORNING, WANG, record

MATTERS = load_catalogue()
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
LATE = msgspec.structs.replace(FINES[0], values={**FINES[0].values, "due": "2026-02-25"})
"""A fine whose last day to pay has passed."""
FAMILY = (
    record(
        "family.member",
        "人口库",
        name="王小样",
        number="330109202505200011",
        relation="child",
        birth="2025-05-20",
    ),
    record(
        "family.member",
        "人口库",
        name="王示",
        number="33010920190110001X",
        relation="child",
        birth="2019-01-10",
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
PAYOUTS = tuple(
    record(
        "pension.payout",
        "人力社保库",
        paid_on=paid_on,
        total_fen=468_250,
        basic_fen=251_830,
        account_fen=191_420,
        extra_fen=25_000,
    )
    for paid_on in ("2026-09-12", "2026-08-12", "2026-07-12")
)
ORDER = Order(
    number="K0195B2C3D4E5F60718293A4B5C6D7E8",
    amount_fen=20000,
    payee="示范区财政局（非税收入）",
    code="https://centre.example/pay/K0195B2C3D4E5F60718293A4B5C6D7E8",
    expires_at=MORNING + dt.timedelta(seconds=168),
)
LEASE = Text(zh="租房合同（要有房东签字）", en="The lease, signed by the landlord")
DONE = Text(
    zh="备案已经生效，在当地看病可以直接结算。", en="It is in force: bills there are settled at once."
)
NOTHING_TO_FETCH = Text(zh="不用来取，也不用换卡。", en="Nothing to fetch; keep your card.")


def case(serial: int, slug: str, state: CaseState, *, days: int, acceptance: str | None = None) -> OwnCase:
    """Return a case as the centre would tell it, handed in some days before."""
    matter = MATTERS.by_slug(slug)
    return OwnCase(
        number=ReceiptNumber(f"SJ2600{serial:04d}-K7QX"),
        matter=MatterCode(matter.code),
        name=matter.name,
        handed_in_at=MORNING - dt.timedelta(days=days),
        acceptance_number=AcceptanceNumber(acceptance) if acceptance else None,
        stands=CaseChange(at=MORNING - dt.timedelta(days=1), state=state),
    )


CASES = (
    case(17, "residence-permit-endorsement", CaseSupplement(LEASE, dt.date(2026, 3, 13)), days=6),
    case(24, "hotline-12345", CaseAtDesk(), days=2),
    case(12, "no-criminal-record", CaseAccepted(), days=9, acceptance="999901012602210000012"),
    case(8, "remote-residence-filing", CaseFinished(DONE, NOTHING_TO_FETCH), days=20),
)
SUPPLIED_CASE = case(
    19,
    "remote-residence-filing",
    CaseAtDesk(
        Supplied(
            item=ItemId("0195b2c3-d4e5-7f60-8718-293a4b5c6d7e"),
            number=ReceiptNumber("SJ26000021-K7QX"),
            until=dt.date(2026, 3, 13),
        )
    ),
    days=9,
)
WAITING = record(
    "service.case",
    "办件库",
    number="SJ26000017-K7QX",
    name="居留许可延期",
    department="出入境",
    state="supplement",
    wanted="租房合同和照片回执",
    papers="租房合同\n照片回执\n收入证明",
    papers_en="The lease\nReceipt of the photograph\nProof of income",
    until="2026-03-13",
    counter="区政务服务中心一楼出入境窗口，0571-00001002",
)


def submission(state: ItemState) -> Submission:
    """Return what the outbox would say."""
    return Submission(
        id=ItemId("0195b2c3-d4e5-7f60-8718-293a4b5c6d7e"),
        number=ReceiptNumber("99990026030200017K7QX"),
        state=state,
        created_at=MORNING,
        claim=b"T1",
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
