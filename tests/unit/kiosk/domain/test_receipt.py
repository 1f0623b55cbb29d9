"""The slip: what it says, what it never says, and how it is marked."""

import datetime as dt

import msgspec
import pytest

from kiosk.catalogue.loader import load
from kiosk.domain.answers import Answer
from kiosk.domain.fee import FixedFee, Reduction
from kiosk.domain.identity import CardKind, Identity, Sex
from kiosk.domain.ids import AcceptanceNumber, ItemId, ReceiptNumber, VisitId
from kiosk.domain.matter import Beneficiary, Proof
from kiosk.domain.payment import PaymentSettled, PaymentUnknown
from kiosk.domain.printing import Gap, Line, Pair, QrCode, ReceiptLayout
from kiosk.domain.receipt import Site, receipt, state_words
from kiosk.domain.record import Record, Records
from kiosk.domain.relative import Relative
from kiosk.domain.session import Confirmation, Ended, LookupResult, Session
from kiosk.domain.submission import ItemState, Submission
from kiosk.domain.text import Locale, Text

NOW = dt.datetime(2026, 11, 23, 1, 30, tzinfo=dt.UTC)
SITE = Site(
    name=Text(zh="示例", en="Example"), terminal="T1", base_url="https://centre.example", contact="12345"
)
PERSON = Identity(
    kind=CardKind.RESIDENT, name="测小试", number="330109199001010017", birth=dt.date(1990, 1, 1)
)
CATALOGUE = load()
FINE = Record(
    type="traffic.violation",
    id="v1",
    source="交管库",
    values={
        "act": "违停",
        "amount_fen": 15000,
        "at": "2026-10-14T08:15",
        "place": "路口",
        "plate": "浙A00T06",
    },
)


def submission(state: ItemState, **values: object) -> Submission:
    return Submission(
        id=ItemId("i"),
        number=ReceiptNumber("SJ26000001-7KPA"),
        state=state,
        created_at=NOW,
        claim=b"claim",
        token="token",
        **values,  # type: ignore[arg-type]
    )


def visit(slug: str, **values: object) -> Session:
    session = Session(id=VisitId("v"), started_at=NOW, identity=PERSON, matter=CATALOGUE.by_slug(slug))
    fields = {name: getattr(session, name) for name in session.__struct_fields__}
    return Session(**{**fields, **values})


def words(layout: ReceiptLayout) -> str:
    return "\n".join(
        f"{part.label} {part.value}" if isinstance(part, Pair) else part.text
        for part in layout
        if isinstance(part, Pair | Line)
    )


def slip(session: Session, number: str | None = "SJ26000001-7KPA", copy: int = 1) -> ReceiptLayout:
    return receipt(session, SITE, Locale.ZH, now=NOW, number=number, copy=copy)


def test_a_slip_says_of_a_relative_what_happens_next() -> None:
    mother = Identity(
        kind=CardKind.RESIDENT,
        name="测小美",
        number="330109196001010028",
        sex=Sex.FEMALE,
        birth=dt.date(1960, 1, 1),
    )
    hers = Relative(person=mother, proof=Proof.CARD, relation=Beneficiary.PARENT)
    done = submission(ItemState.RECEIVED)

    assert "您母亲下一次上车刷卡就能用" in words(
        slip(visit("senior-bus-card-check", submission=done, whom=hers))
    )
    assert "您母亲" not in words(slip(visit("senior-bus-card-check", submission=done)))


def test_a_slip_has_number_matter_masked_name_local_time_and_qr() -> None:
    layout = slip(visit("hotline-12345", submission=submission(ItemState.RECEIVED)))
    said = words(layout)
    assert "SJ26000001-7KPA" in said
    assert "姓名 测*试" in said
    assert "时间 2026年11月23日 09:30" in said
    assert ["https://centre.example/r/token"] == [part.data for part in layout if isinstance(part, QrCode)]


def test_a_slip_shows_neither_name_nor_number_nor_phone() -> None:
    answers = (Answer("phone", "19000000001"), Answer("request", "路灯坏了"))
    said = words(slip(visit("hotline-12345", answers=answers, submission=submission(ItemState.PENDING))))
    for secret in (PERSON.name, PERSON.number, "19000000001", "路灯坏了"):
        assert secret not in said


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (submission(ItemState.PENDING), "已收件·待上传"),
        (submission(ItemState.SENDING), "已收件·待上传"),
        (submission(ItemState.RECEIVED), "中心已收件"),
        (submission(ItemState.RECEIVED, disposition="desk"), "工作人员会联系您"),
        (submission(ItemState.RECEIVED, acceptance_number=AcceptanceNumber("9990")), "受理号 9990"),
    ],
)
def test_the_state_is_told_as_it_is(left: Submission, said: str) -> None:
    assert said in state_words(left).zh


def test_accepted_is_never_said_before_the_department_has_accepted() -> None:
    for state in ItemState:
        assert "受理" not in state_words(submission(state)).zh


def test_a_picked_row_is_laid_out_part_by_part_and_the_payment_beside_it() -> None:
    paid = PaymentSettled(order="K1", amount_fen=15000, transaction="t9", wallet="w", paid_at=NOW)
    session = visit(
        "traffic-fine-payment",
        answers=(Answer("violation", "v1", FINE),),
        payment=paid,
        submission=submission(ItemState.RECEIVED),
    )
    said = words(slip(session))
    for line in ("违法行为 违停", "实付 150.00 元", "订单号 K1", "交易号 t9"):
        assert line in said


def test_a_second_print_says_so() -> None:
    session = visit("hotline-12345", submission=submission(ItemState.PENDING))
    assert "第2联" in words(slip(session, copy=2))
    assert "联" not in words(slip(session)).replace("联网", "").replace("联系", "")


def test_what_ended_here_names_reason_counter_and_hours() -> None:
    ended = Ended(Text(zh="断网了", en="no network"))
    said = words(slip(visit("housing-fund-balance", ended=ended), number=None))
    counter = CATALOGUE.by_slug("housing-fund-balance").counter
    for line in ("转窗口办理单", "断网了", counter.place.zh, counter.phone):
        assert line in said


def test_an_unknown_payment_gives_a_claim_slip_that_forbids_paying_again() -> None:
    session = visit(
        "traffic-fine-payment",
        ended=Ended(Text(zh="付款结果还在核对", en="being checked")),
        payment=PaymentUnknown("K1"),
        submission=submission(ItemState.AWAITING_PAYMENT),
    )
    layout = slip(session, number=None)
    said = words(layout)
    assert "K1" in said
    assert "请不要再付一次" in said
    assert any(isinstance(part, QrCode) for part in layout)


def test_nothing_found_is_said_on_paper_too() -> None:
    session = visit(
        "housing-fund-balance",
        result=LookupResult(()),
        confirmed=Confirmation(NOW),
        submission=submission(ItemState.PENDING),
    )
    result = CATALOGUE.by_slug("housing-fund-balance").result
    assert result is not None
    assert result.nothing.zh in words(slip(session, number=None))


def test_an_empty_line_parts_two_records_that_were_found() -> None:
    paid = (
        Record(type="pension.payout", id=day, source="人力社保库", values={"paid_on": day, "extra_fen": 100})
        for day in ("2026-09-12", "2026-08-12")
    )
    session = visit("pension-payouts", result=LookupResult(tuple(paid)), confirmed=Confirmation(NOW))
    layout = slip(session, number=None)
    first, second = (layout.index(Pair("到账日", day)) for day in ("2026年9月12日", "2026年8月12日"))
    assert [Pair("其他补贴", "1.00 元"), Gap()] == list(layout[second - 2 : second])
    assert Gap() not in layout[first : second - 1]


def test_what_is_left_to_do_stands_on_the_slip() -> None:
    matter = CATALOGUE.by_slug("hotline-12345")
    left = Text(zh="还要到窗口拍照。", en="The photo is left for the counter.")
    partly = msgspec.structs.replace(matter, completes_here=False, left_to_do=left)
    session = visit("hotline-12345", matter=partly, submission=submission(ItemState.RECEIVED))
    slip = words(receipt(session, SITE, Locale.ZH, now=NOW, number="n"))
    assert "还没有办完：还要到窗口拍照。" in slip


def test_who_is_let_off_the_fee_reads_why_on_the_slip() -> None:
    free = Reduction(record="relief.household", amount_fen=0, name=Text(zh="低保家庭", en="low income"))
    fee = FixedFee(amount_fen=4000, basis=Text(zh="x", en="x"), reductions=(free,))
    matter = msgspec.structs.replace(CATALOGUE.by_slug("hotline-12345"), fee=fee)
    entry = Record(type="relief.household", id="r", source="民政库", values={})
    known = Records(reached=True, entries=(entry,))
    session = visit("hotline-12345", matter=matter, records=known, submission=submission(ItemState.RECEIVED))
    slip = words(receipt(session, SITE, Locale.ZH, now=NOW, number="n"))
    assert "免费：低保家庭" in slip
