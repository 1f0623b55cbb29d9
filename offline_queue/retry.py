"""What happens after the centre's answer, or its silence: the answer table of docs/queue.md, pure."""

from typing import assert_never

import msgspec

from kiosk.domain.ids import AcceptanceNumber, ItemId
from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.wire.messages import ITEM_SAME, ItemVerdict

FIRST_DELAY_S = 2.0
LONGEST_DELAY_S = 300.0
LONGEST_RETRY_AFTER_S = 3_600.0
PROBE_S = 180.0
DESK = "desk"
WHOLE_BATCH = (400, 409, 413, 422)
"""Refusals that mean what was sent, not who sent it or where."""
AT_THE_DOOR = ("skew", "nonce", "replayed")
"""Refusals that mean how a request was signed: no item is to blame."""


class Received(msgspec.Struct, frozen=True, kw_only=True, tag="received"):
    """The terminal's part is over."""

    disposition: str | None = None
    acceptance_number: AcceptanceNumber | None = None
    document: bool = False


class Quarantined(msgspec.Struct, frozen=True, tag="quarantined"):
    """Kept aside with its reason until somebody names a change."""

    reason: str


class Forked(msgspec.Struct, frozen=True, tag="forked"):
    """Quarantined and an alarm: the centre knows another item by this name."""

    reason: str


class Later(msgspec.Struct, frozen=True, tag="later"):
    """Again after a delay; `ordered` when the centre named it, so that nothing may cut it short."""

    delay_s: float
    reason: str
    ordered: bool = False


class Stopped(msgspec.Struct, frozen=True, tag="stopped"):
    """The terminal is not known any more: all is kept, one probe every few minutes."""

    reason: str
    probe_s: float = PROBE_S


class Split(msgspec.Struct, frozen=True, tag="split"):
    """The batch was refused whole: halves show which item was meant."""

    reason: str


ItemFate = Received | Quarantined | Forked | Later | Stopped
BatchFate = ItemFate | Split


def of_verdict(verdict: ItemVerdict | None, *, attempts: int, chance: float) -> ItemFate:
    """Return what becomes of one item, None when the answer left it out; `chance` in [0, 1) spreads it."""
    if verdict is None:
        return Later(delay_s(attempts, chance), "the answer did not name the item")
    reason = f"{verdict.status} {verdict.code}: {verdict.message}"
    match verdict.status:
        case 409 if verdict.code != ITEM_SAME:
            return Forked(reason)
        case 422:
            return _received(verdict, verdict.disposition or DESK)
        case status if status == 409 or 200 <= status < 300:  # noqa: PLR2004 HTTP statuses
            return _received(verdict, verdict.disposition)
        case 400 | 413:
            return Quarantined(reason)
        case 401 | 403:
            return Stopped(reason)
        case _:
            return Later(delay_s(attempts, chance), reason)


def of_silence(answer: Refused | Unreachable, *, batch_size: int, attempts: int, chance: float) -> BatchFate:
    """Return what becomes of a batch that got no verdicts."""
    match answer:
        case Unreachable(cause=Cause.NOT_ENROLLED):
            return Stopped(answer.message)
        case Unreachable(retry_after_s=float() | int() as seconds):
            return Later(
                min(max(float(seconds), 0.0), LONGEST_RETRY_AFTER_S),
                f"{answer.cause}: {answer.message}",
                ordered=True,
            )
        case Unreachable():
            return Later(delay_s(attempts, chance), f"{answer.cause}: {answer.message}")
        case Refused(status=status, code=code) if status not in WHOLE_BATCH or code in AT_THE_DOOR:
            return Later(delay_s(attempts, chance), f"{status} {answer.code}: {answer.message}")
        case Refused():
            return _of_whole_refusal(answer, batch_size, attempts, chance)
        case _:
            assert_never(answer)


def of_part(
    answer: Refused | Unreachable, *, attempts: int, chance: float
) -> Quarantined | Forked | Later | Stopped:
    """Return what becomes of an item when a part of an attachment is refused: nothing received it."""
    fate = of_silence(answer, batch_size=1, attempts=attempts, chance=chance)
    if isinstance(fate, Received | Split):
        return Quarantined(f"{answer.code if isinstance(answer, Refused) else ''}: {answer.message}")
    return fate


def delay_s(attempts: int, chance: float) -> float:
    """Return seconds until the next try: doubled each time, capped, half of it left to chance."""
    full = min(LONGEST_DELAY_S, FIRST_DELAY_S * 2.0 ** min(max(attempts, 0), 16))
    return full * (0.5 + chance / 2)


def _of_whole_refusal(answer: Refused, batch_size: int, attempts: int, chance: float) -> BatchFate:
    reason = f"{answer.status} {answer.code}: {answer.message}"
    if batch_size > 1:
        return Split(reason)
    verdict = ItemVerdict(id=ItemId(""), status=answer.status, code=answer.code, message=answer.message)
    return of_verdict(verdict, attempts=attempts, chance=chance)


def _received(verdict: ItemVerdict, disposition: str | None) -> Received:
    return Received(
        disposition=disposition, acceptance_number=verdict.acceptance_number, document=verdict.document
    )
