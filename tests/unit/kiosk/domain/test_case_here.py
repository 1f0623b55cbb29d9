"""What a terminal without the centre says of what it took in itself."""

import msgspec
import pytest

from kiosk.domain.case_here import tell_here
from kiosk.domain.case_words import CaseMark
from kiosk.domain.ids import AcceptanceNumber, ItemId, MatterCode, ReceiptNumber
from kiosk.domain.submission import ItemState, KeptItem, PromisedItem
from tests.unit.kiosk.domain.sample import NOW

KEPT = KeptItem(
    id=ItemId("i"), number=ReceiptNumber("N1"), state=ItemState.PENDING, created_at=NOW, claim=b""
)


def told(**known: object) -> tuple[CaseMark, str]:
    (one,) = tell_here((PromisedItem(msgspec.structs.replace(KEPT, **known), MatterCode("m")),), {}, "12345")
    words = one.words
    return words.mark, f"{words.state.en} {words.says.en} {words.next.en}"


@pytest.mark.parametrize(
    ("state", "mark", "said"),
    [
        (ItemState.PENDING, CaseMark.UNDER_WAY, "send it by itself"),
        (ItemState.SENDING, CaseMark.UNDER_WAY, "send it by itself"),
        (ItemState.AWAITING_PAYMENT, CaseMark.CALLED, "do not pay again"),
        (ItemState.QUARANTINED, CaseMark.CALLED, "call 12345"),
        (ItemState.RECEIVED, CaseMark.UNDER_WAY, "It has reached the centre."),
        (ItemState.CANCELLED, CaseMark.REFUSED, "Nothing was charged"),
    ],
)
def test_each_state_is_told(state: ItemState, mark: CaseMark, said: str) -> None:
    felt, words = told(state=state)
    assert (mark, True) == (felt, said in words), words


def test_what_the_centre_said_is_told_with_its_time_and_promises_nothing_since() -> None:
    at = {"state": ItemState.RECEIVED, "heard_at": NOW}
    _, desk = told(disposition="desk", **at)
    _, accepted = told(acceptance_number=AcceptanceNumber("330106090000001"), **at)
    assert "A clerk will call" in desk
    assert "330106090000001" in accepted
    for words in (desk, accepted):
        assert "This is as of" in words
        assert "no need to come again" not in words


def test_matter_that_is_gone_goes_by_its_code() -> None:
    (one,) = tell_here((PromisedItem(KEPT, MatterCode("m")),), {}, "12345")
    assert "m" == one.name.zh
