import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ids import AcceptanceNumber, ItemId
from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.wire.messages import ITEM_OTHER, ITEM_SAME, ItemVerdict
from offline_queue.retry import (
    LONGEST_DELAY_S,
    LONGEST_RETRY_AFTER_S,
    BatchFate,
    Forked,
    ItemFate,
    Later,
    Quarantined,
    Received,
    Split,
    Stopped,
    delay_s,
    of_silence,
    of_verdict,
)

VERDICTS = [
    (200, "", Received()),
    (201, "", Received()),
    (409, ITEM_SAME, Received()),
    (409, ITEM_OTHER, Forked("409 item_other: m")),
    (409, "sequence_fork", Forked("409 sequence_fork: m")),
    (422, "invalid", Received(disposition="desk")),
    (400, "item", Quarantined("400 item: m")),
    (413, "item_too_large", Quarantined("413 item_too_large: m")),
    (401, "unsigned", Stopped("401 unsigned: m")),
    (403, "revoked", Stopped("403 revoked: m")),
    (404, "gone", Later(1.0, "404 gone: m")),
    (408, "slow", Later(1.0, "408 slow: m")),
    (429, "many", Later(1.0, "429 many: m")),
    (500, "bug", Later(1.0, "500 bug: m")),
    (503, "down", Later(1.0, "503 down: m")),
]


@pytest.mark.parametrize(("status", "code", "fate"), VERDICTS)
def test_verdict_on_an_item(status: int, code: str, fate: ItemFate) -> None:
    verdict = ItemVerdict(id=ItemId("i"), status=status, code=code, message="m")
    assert fate == of_verdict(verdict, attempts=0, chance=0.0)


def test_item_that_the_answer_left_out_is_sent_again() -> None:
    assert Later(1.0, "the answer did not name the item") == of_verdict(None, attempts=0, chance=0.0)


def test_received_item_keeps_what_the_centre_says_of_it() -> None:
    verdict = ItemVerdict(id=ItemId("i"), status=200, acceptance_number=AcceptanceNumber("A1"), document=True)
    fate = of_verdict(verdict, attempts=0, chance=0.0)
    assert Received(acceptance_number=AcceptanceNumber("A1"), document=True) == fate


SILENCES = [
    (Unreachable(Cause.NOT_ENROLLED, "m"), 5, Stopped("m")),
    (Unreachable(Cause.BUSY, "m", 7.0), 5, Later(7.0, "busy: m", ordered=True)),
    (Unreachable(Cause.BUSY, "m", 1e9), 5, Later(LONGEST_RETRY_AFTER_S, "busy: m", ordered=True)),
    (Unreachable(Cause.BUSY, "m"), 5, Later(1.0, "busy: m")),
    (Unreachable(Cause.PORTAL, "m"), 5, Later(1.0, "portal: m")),
    (Unreachable(Cause.TIMEOUT, "m"), 5, Later(1.0, "timeout: m")),
    (Unreachable(Cause.NO_ROUTE, "m"), 5, Later(1.0, "no_route: m")),
    (Refused("batch", "m", 400), 5, Split("400 batch: m")),
    (Refused("batch", "m", 413), 5, Split("413 batch: m")),
    (Refused("batch", "m", 400), 1, Quarantined("400 batch: m")),
    (Refused("batch", "m", 413), 1, Quarantined("413 batch: m")),
    (Refused("invalid", "m", 422), 1, Received(disposition="desk")),
    (Refused("skew", "m", 400), 1, Later(1.0, "400 skew: m")),
    (Refused("replayed", "m", 400), 5, Later(1.0, "400 replayed: m")),
    (Refused("no_such_page", "m", 404), 1, Later(1.0, "404 no_such_page: m")),
    (Refused("answer_unreadable", "m", 500), 1, Later(1.0, "500 answer_unreadable: m")),
]


@pytest.mark.parametrize(("answer", "size", "fate"), SILENCES)
def test_batch_without_verdicts(answer: Refused | Unreachable, size: int, fate: BatchFate) -> None:
    assert fate == of_silence(answer, batch_size=size, attempts=0, chance=0.0)


@given(st.integers(0, 10**9), st.floats(0, 1, exclude_max=True))
def test_delay_is_capped_and_never_zero(attempts: int, chance: float) -> None:
    assert 1.0 <= delay_s(attempts, chance) <= LONGEST_DELAY_S


def test_delay_doubles() -> None:
    assert [1.0, 2.0, 4.0, 8.0] == [delay_s(attempts, 0.0) for attempts in range(4)]
