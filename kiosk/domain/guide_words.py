"""What a guide's facts are called: price, time at a terminal and at the department, how the result comes."""

from typing import assert_never

from kiosk.domain.fee import ChosenFee, EnteredFee, Fee, FixedFee, FreeOfCharge, JointFee, PickedFee
from kiosk.domain.guide import Handed, Promised
from kiosk.domain.matter import Matter
from kiosk.domain.payment import money, yuan_text
from kiosk.domain.text import Text
from kiosk.domain.worked_fee import WorkedFee


def price(matter: Matter) -> Text:
    """Say what a matter costs before anything is known of the person."""
    return price_of(matter.fee)


def price_of(fee: Fee) -> Text:
    """Say what a fee comes to before anything is known of the person."""
    match fee:
        case FreeOfCharge():
            return FREE
        case FixedFee(amount_fen=fen):
            return amount(fen)
        case ChosenFee(amounts=amounts):
            return FROM.format(yuan=yuan_text(min(amounts.values())))
        case PickedFee():
            return BY_BILL
        case WorkedFee():
            return WORKED_OUT
        case EnteredFee():
            return AS_CHOSEN
        case JointFee():
            return BY_PART
    assert_never(fee)


def reductions(matter: Matter) -> tuple[Text, ...]:
    """Say who pays less and what, and what is added."""
    fee = matter.fee
    if isinstance(fee, WorkedFee):
        return tuple(part.name for part in (fee.relief, fee.late) if part is not None)
    offered = fee.reductions if isinstance(fee, FixedFee) else ()
    return tuple(REDUCED.format(price=amount(one.amount_fen), who=one.name) for one in offered)


def amount(fen: int) -> Text:
    """Say an amount; nothing is free."""
    return FREE if fen == 0 else money(fen)


def duration(promised: Promised) -> Text:
    """Say how long the department takes."""
    return UNITS[promised.unit].format(count=promised.count)


def minutes(matter: Matter) -> Text:
    """Say how long it takes at a terminal."""
    return MINUTES.format(count=matter.minutes)


UNITS = {
    "immediate": Text(zh="当场办好", en="At once"),
    "working_day": Text(zh="{count} 个工作日", en="{count} working days"),
    "day": Text(zh="{count} 天", en="{count} days"),
    "month": Text(zh="{count} 个月", en="{count} months"),
    "year": Text(zh="{count} 年", en="{count} years"),
}
FREE = Text(zh="免费", en="Free")
WORKED_OUT = Text(zh="按标准计算", en="Worked out")
BY_BILL = Text(zh="按单据金额", en="As billed")
FROM = Text(zh="{yuan} 元起", en="From ¥{yuan}")
BY_PART = Text(zh="按各件事", en="By part")
AS_CHOSEN = Text(zh="金额自定", en="As you choose")
MINUTES = Text(zh="约 {count} 分钟", en="{count} min")
REDUCED = Text(zh="{price}：{who}", en="{price}: {who}")
HANDED = {
    Handed.SCREEN: Text(zh="在屏幕上看", en="shown on the screen"),
    Handed.PAPER: Text(zh="在这里打印", en="printed here"),
    Handed.PHONE: Text(zh="扫码存到手机", en="to your phone by a code"),
    Handed.POST: Text(zh="寄到家", en="by post"),
    Handed.COUNTER: Text(zh="到窗口领", en="from the counter"),
    Handed.ACCOUNT: Text(zh="打到账户", en="to your account"),
    Handed.RECORD: Text(zh="系统里改好", en="changed in the records"),
}
"""How the result comes to the resident."""
