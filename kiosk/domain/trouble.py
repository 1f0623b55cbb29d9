"""Trouble met on the way: what happened and what to do, as a value."""

from enum import StrEnum

import msgspec

from kiosk.domain.text import Text


class Way(StrEnum):
    """What the resident can do about it."""

    AGAIN = "again"
    """The same once more: lay the card again, type again, try again."""
    COUNTER = "counter"
    """Only a person can go on."""


class Trouble(msgspec.Struct, frozen=True):
    """One sentence for the resident, a stable code for tests and documentation."""

    code: str
    text: Text
    way: Way = Way.AGAIN


CARD_TROUBLE: dict[str, Trouble] = {
    "no_reader": Trouble(
        "no_reader",
        Text(
            zh="读卡器没有回应。您可以换一台机器，或到服务台办理。",
            en="The card reader does not answer. Please use another machine or the counter.",
        ),
        Way.COUNTER,
    ),
    "moved": Trouble(
        "moved",
        Text(
            zh="卡没读完就动了。请重新放好或插好，读完再拿。",
            en="The card moved before it was read. Please lay it or put it in again, and leave it there.",
        ),
    ),
    "not_genuine": Trouble(
        "not_genuine",
        Text(
            zh="这张证件没有通过验证，请到服务台由工作人员查看。",
            en="This card could not be verified. Please have it looked at at the counter.",
        ),
        Way.COUNTER,
    ),
    "expired": Trouble(
        "expired",
        Text(
            zh="证件已过有效期。请先换领证件；急事请到服务台。",
            en="The card has expired. Please renew it first, or go to the counter if it is urgent.",
        ),
        Way.COUNTER,
    ),
    "bad_number": Trouble(
        "bad_number",
        Text(
            zh="证件上的信息前后对不上，请到服务台核对。",
            en="What the card says does not fit together. Please have it checked at the counter.",
        ),
        Way.COUNTER,
    ),
    "unsupported": Trouble(
        "unsupported",
        Text(
            zh="这台机器读不了这种卡，请换身份证，或到服务台办理。",
            en="This machine can't read that kind of card. Please use an identity card or go to the counter.",
        ),
    ),
    "pin_needed": Trouble(
        "pin_needed",
        Text(
            zh="这张社保卡要输密码才能读，这台机器不收密码。请换身份证，或到服务台办理。",
            en="This card needs a PIN; this machine takes none. Please use an identity card or the counter.",
        ),
    ),
    "device_fault": Trouble(
        "device_fault",
        Text(
            zh="读卡器出了故障。请换一台机器，或到服务台办理。",
            en="The card reader has a fault. Please use another machine or the counter.",
        ),
        Way.COUNTER,
    ),
}

NETWORK = Trouble(
    "network",
    Text(
        zh="现在连不上中心。这件事可以到窗口办，或稍后再来。",
        en="The centre can't be reached now. The counter can do this, or come back later.",
    ),
    Way.COUNTER,
)
REFUSED = Trouble(
    "refused",
    Text(
        zh="中心没有接受这次请求，请到窗口办理，编号 {code}。",
        en="The centre did not take this request. Please go to the counter and show code {code}.",
    ),
    Way.COUNTER,
)
WITHDRAWN = Trouble(
    "matter_withdrawn",
    Text(
        zh="这件事刚刚暂停办理，请到窗口问一问。",
        en="This was suspended just now. Please ask at the counter.",
    ),
    Way.COUNTER,
)
LOST_CARD = Trouble(
    "reported_lost",
    Text(
        zh="这张证件已经挂失，不能在这里使用，请到服务台。",
        en="This card was reported lost and can't be used here. Please go to the counter.",
    ),
    Way.COUNTER,
)
NO_PHONE = Trouble(
    "no_phone",
    Text(
        zh="没有登记过手机号，发不了验证码。请到窗口登记后再办。",
        en="No phone is registered to send a code to. Please register one at the counter first.",
    ),
    Way.COUNTER,
)
WRONG_CODE = Trouble(
    "wrong_code",
    Text(zh="验证码不对，还可以试 {left} 次。", en="That is not the code. You have {left} more tries."),
)
CODE_USED_UP = Trouble(
    "code_used_up",
    Text(
        zh="验证码试的次数用完了，请到窗口办理。",
        en="There are no tries left for the code. Please go to the counter.",
    ),
    Way.COUNTER,
)
NOT_PAID = Trouble(
    "not_paid",
    Text(
        zh="没有收到付款，订单已关闭，没有扣钱。可以重新办一次。",
        en="No payment came and the order is closed; nothing was charged. You can start again.",
    ),
    Way.COUNTER,
)
CHARGE_REFUSED = Trouble(
    "charge_refused",
    Text(
        zh="钱包没有付成，没有扣钱。可以换一个付款码再扫，或用手机扫屏幕上的码。",
        en="The wallet did not pay; nothing was taken. Show another code, or scan the one on the screen.",
    ),
)
CODE_USED = Trouble(
    "code_used",
    Text(
        zh="这个付款码已经用过了。请在钱包里刷新付款码，再扫一次。",
        en="That code was used before. Refresh the payment code in your wallet and show it again.",
    ),
)
NOT_NOTED = Trouble(
    "not_noted",
    Text(
        zh="这台机器现在记不下这次扫码，没有扣钱。请用手机扫屏幕上的码。",
        en="This machine can't note that scan now; nothing was taken. Please scan the code on the screen.",
    ),
)
WRONG_KIND = Trouble(
    "wrong_kind",
    Text(
        zh="这里要扫的是钱包里的付款码。",
        en="It is the payment code of your wallet that is scanned here.",
    ),
)
LINK_PAYS_NOTHING = Trouble(
    "code_link",
    Text(
        zh="这个码是一个网址，不能用来付款。请打开钱包里的“付款码”。",
        en="That code is a web address and pays nothing. Please open your wallet's payment code.",
    ),
)
PAYMENT_UNKNOWN = Trouble(
    "payment_unknown",
    Text(
        zh="付款结果还在核对，请不要再付一次，凭单子到窗口核对。",
        en="The payment is being checked. Please do not pay again; take the slip to the counter.",
    ),
    Way.COUNTER,
)
CANNOT_KEEP = Trouble(
    "outbox",
    Text(
        zh="这台机器现在存不下您的材料，没有收件。请换一台机器，或到窗口办理。",
        en="This machine can't keep your application now; it has taken nothing. Please use the counter.",
    ),
    Way.COUNTER,
)
