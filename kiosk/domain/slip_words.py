"""What a resident is told of a slip: where it is, or why it did not come out and what to do instead."""

from typing import assert_never

from kiosk.domain.device_words import ails
from kiosk.domain.printing import PrintDone, PrintOutcome, PrintUnconfirmed, PrintVoid, health_of
from kiosk.domain.text import Text


def paper_words(outcome: PrintOutcome, instead: Text) -> Text:
    """Say what became of it; `instead` is what to do where it did not come out."""
    match outcome:
        case PrintDone():
            return AT_THE_MOUTH
        case PrintVoid(state=state):
            why = ails(health_of(state))
            return Text(
                zh=NOT_OUT.zh.format(why=why.zh, instead=instead.zh),
                en=NOT_OUT.en.format(why=why.en, instead=instead.en),
            )
        case PrintUnconfirmed():
            return NOT_KNOWN
    assert_never(outcome)


AT_THE_MOUTH = Text(
    zh="单子在下面的出纸口，请取走。",
    en="Your slip is in the slot below. Please take it.",
)
NOT_OUT = Text(
    zh="回执打印机{why}，单子没打好。{instead}",
    en="The receipt printer {why}. {instead}",
)
NOT_KNOWN = Text(
    zh="打印机没有告诉我们。请看一看下面的出纸口。",
    en="The printer did not say. Please look at the slot below.",
)
NOT_VALID = Text(
    zh="出来的不作数。",
    en="What came out is not valid.",
)
KEEP_NUMBER = Text(
    zh="出来的不作数，请记下或拍下编号。",
    en="What came out is not valid: please photograph or write down the number.",
)
KEEP_BELOW = Text(
    zh="出来的不作数，请把下面的内容拍下或记下。",
    en="What came out is not valid: please photograph or write down what is below.",
)
KEEP_ADDRESS = Text(
    zh="请记下或拍下地址。",
    en="Please photograph or write down the address.",
)
SCAN_GUIDE = Text(
    zh="请用手机扫码看指南。",
    en="Please scan the code to read the guide on your phone.",
)
