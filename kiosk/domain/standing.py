"""Where a case stands, as a receipt's code lets anybody see it: no name is in it."""

import datetime as dt
from enum import StrEnum

import msgspec

from kiosk.domain.text import Text


class Mark(StrEnum):
    """What is to be felt at a glance."""

    GOOD = "good"
    WAIT = "wait"
    BAD = "bad"
    UNSURE = "unsure"
    """Nobody can say now."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a receipt, or what is wrong with what was shown in its place."""

    mark: Mark
    title: Text
    text: Text
    number: str | None = None
    matter: Text | None = None
    at: dt.datetime | None = None
    """When it was handed in, as the receipt says."""


LOOKING = Standing(
    mark=Mark.UNSURE,
    title=Text(zh="正在查这个码", en="Looking this code up"),
    text=Text(zh="请稍等。", en="One moment."),
)
NOT_GENUINE = Standing(
    mark=Mark.BAD,
    title=Text(zh="这不是真的回执", en="Not a genuine receipt"),
    text=Text(
        zh="它不是由我们的自助终端出具的，或者内容被改过。请到窗口核实。",
        en="No terminal of ours issued it, or it was changed. Please ask at the counter.",
    ),
)
PROMISED_HERE = Standing(
    mark=Mark.WAIT,
    title=Text(zh="已收件，待上传", en="Taken in, not yet sent"),
    text=Text(
        zh="这张回执是这台机器出的。网络恢复后它会自动上传，您不用再跑一趟。",
        en="This machine issued the receipt and will send it by itself. You need not come again.",
    ),
)
RECEIVED_HERE = Standing(
    mark=Mark.GOOD,
    title=Text(zh="中心已收件", en="The centre has received it"),
    text=Text(
        zh="这张回执是这台机器出的。现在连不上中心，办到哪一步请稍后再查。",
        en="This machine issued the receipt. How far it is can't be asked now; please come back later.",
    ),
)
ACCEPTED_HERE = Standing(
    mark=Mark.GOOD,
    title=Text(zh="部门已受理", en="Accepted by the department"),
    text=Text(
        zh="受理号 {number}。这是这台机器最后听到的；现在连不上中心，后来怎样请稍后再查。",
        en="Acceptance number {number}. The last this machine heard; please come back later.",
    ),
)
CHECKED_HERE = Standing(
    mark=Mark.WAIT,
    title=Text(zh="中心已收件，有内容要核对", en="Received, something has to be checked"),
    text=Text(
        zh="工作人员会打交件时留的电话。现在连不上中心，后来怎样请稍后再查。",
        en="A clerk will call the phone that was given. More can't be asked now; please come back later.",
    ),
)
AS_OF = Text(zh="{known}以上是截至{time}的情况。", en="{known} This is as of {time}.")
"""Behind what the centre said and may have changed since."""
AT_THE_DESK = Standing(
    mark=Mark.WAIT,
    title=Text(zh="由工作人员处理", en="Being looked at by staff"),
    text=Text(
        zh="这张回执是这台机器出的。请凭回执到窗口问。",
        en="This machine issued the receipt. Please take it to the counter.",
    ),
)
PAYMENT_CHECKED = Standing(
    mark=Mark.WAIT,
    title=Text(zh="付款结果还在核对", en="The payment is being checked"),
    text=Text(
        zh="请不要再付一次，凭回执到窗口核对。",
        en="Please do not pay again; take the receipt to the counter.",
    ),
)
CANCELLED_HERE = Standing(
    mark=Mark.WAIT,
    title=Text(zh="已撤销", en="Cancelled"),
    text=Text(
        zh="这一件没有付款或已撤销，没有收费。", en="This was not paid or was cancelled. Nothing was charged."
    ),
)
NOT_KEPT_HERE = Standing(
    mark=Mark.UNSURE,
    title=Text(zh="现在查不到", en="Can't be looked up now"),
    text=Text(
        zh="这张回执是这台机器出的，但这里已经没有它的记录。请等网络恢复后再查。",
        en="This machine issued the receipt but keeps no record of it."
        " Please ask again when the network is back.",
    ),
)
AS_IT_SAYS = Standing(
    mark=Mark.UNSURE,
    title=Text(zh="现在验不了真假", en="Can't be checked now"),
    text=Text(
        zh="回执上写着由终端 {terminal} 出具，真假和进度要问中心。网络不通，请稍后再查，或用手机扫它的码。",
        en="It says that terminal {terminal} issued it. Only the centre can check and look it up."
        " Please try later, or scan it with your phone.",
    ),
)
"""Followed by what the receipt says of itself."""
ELSEWHERE = Standing(
    mark=Mark.UNSURE,
    title=Text(zh="现在查不到", en="Can't be looked up now"),
    text=Text(
        zh="网络现在不通，别的机器出的回执这里查不了，也验不了真假。请稍后再查，或用手机扫回执上的码。",
        en="Without network this machine can neither check nor look up another machine's receipt."
        " Please try later, or scan it with your phone.",
    ),
)
PAYERS_CODE = Standing(
    mark=Mark.UNSURE,
    title=Text(zh="这是付款码", en="That is a payment code"),
    text=Text(
        zh="没有读走任何钱。办到付款那一步，再把它对准扫码口。",
        en="Nothing was charged. Show it again when you have come to the payment.",
    ),
)
E_ID_STALE = Standing(
    mark=Mark.UNSURE,
    title=Text(zh="电子身份码过期了", en="That e-ID code is no longer valid"),
    text=Text(
        zh="它只能用一次，一分半钟内有效。请在手机上刷新后再扫，或放上身份证。",
        en="It is good once and for a minute and a half. Refresh it on the phone, or lay your card.",
    ),
)
E_ID_OFFLINE = Standing(
    mark=Mark.UNSURE,
    title=Text(zh="现在用不了电子身份码", en="E-ID codes can't be used now"),
    text=Text(
        zh="网络现在不通，电子身份码要连上中心才能核对。请放上身份证。",
        en="Only the centre can check an e-ID, and it can't be reached now. Please lay your identity card.",
    ),
)
CARD_LOST = Standing(
    mark=Mark.BAD,
    title=Text(zh="证件已挂失", en="The card was reported lost"),
    text=Text(
        zh="这个电子身份对应的身份证已经挂失，不能在这里使用，请到服务台。",
        en="The identity card behind this e-ID was reported lost. Please go to the counter.",
    ),
)
CARD_WAS_LAID = Standing(
    mark=Mark.UNSURE,
    title=Text(zh="不用再证明身份", en="You need not say again who you are"),
    text=Text(
        zh="您已经放过身份证了。这里请放回执上的码。",
        en="Your card was read already. Please hold the code on a receipt here.",
    ),
)
NO_USE = Text(zh="这个码这里用不上", en="No use for that code here")
