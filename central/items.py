"""Items over HTTP: batches in, and how each stands."""

import logging
from contextlib import suppress

from litestar import get, post
from litestar.params import FromPath, RawBody

from central.case_tables import CaseRow
from central.cases import has_document
from central.centre import Centre, Service, Signer
from central.intake import take_batch, take_carried
from central.refusal import Refusal
from central.tables import ItemRow, TerminalRow
from central.watermarks import settled_seq
from kiosk.domain.ids import AcceptanceNumber, ItemId, ReceiptNumber
from kiosk.domain.text import Text
from kiosk.errors import WireError
from kiosk.wire.envelope import decode_batch, decode_header, decode_item
from kiosk.wire.messages import CarriedAnswer, ItemsAnswer, ItemStatus

log = logging.getLogger(__name__)


@post("/v1/items", status_code=200, sync_to_thread=True, tags=["Items"], summary="Hand items over")
def hand_over(body: RawBody, centre: Service, terminal: Signer) -> ItemsAnswer:
    """Take a msgpack array of items; a verdict an item in the same order, none depending on another."""
    items = _batch(body)
    verdicts = take_batch(centre, terminal, items)
    with centre.store.reading() as session:
        epoch = _last_epoch(items) or session.get_one(TerminalRow, terminal).epoch
        settled = settled_seq(session, terminal, epoch)
    return ItemsAnswer(verdicts=verdicts, settled_seq=settled, settled_epoch=epoch, time=centre.clock())


@post("/v1/carried", status_code=200, sync_to_thread=True, tags=["Items"], summary="Hand on what others made")
def hand_on(body: RawBody, centre: Service, terminal: Signer) -> CarriedAnswer:
    """Take items that other terminals signed and this one brings, as a clerk takes in a bundle."""
    verdicts = tuple(take_carried(centre, item) for item in _batch(body))
    log.info("%s handed on %d items", terminal, len(verdicts))
    return CarriedAnswer(verdicts=verdicts, time=centre.clock())


@get("/v1/items/{item:str}", sync_to_thread=True, tags=["Items"], summary="How a case stands")
def item_status(item: FromPath[str], centre: Service, terminal: Signer) -> ItemStatus:
    """Say how an item of this terminal stands; 404 while the centre does not have it."""
    with centre.store.reading() as session:
        row = session.get(ItemRow, item)
        if row is None or row.terminal != terminal:
            raise Refusal(404, "item_unknown", f"no item {item} of this terminal", items=(ItemId(item),))
        case = session.get(CaseRow, item)
        return _status(centre, row, case)


def _batch(body: bytes) -> tuple[bytes, ...]:
    try:
        return decode_batch(body)
    except WireError as error:
        raise Refusal(413 if error.code == "batch_too_large" else 400, error.code, error.message) from error


def _last_epoch(items: tuple[bytes, ...]) -> int | None:
    """Return the epoch that the batch ends with: the terminal's newest may be one it never heard of."""
    for item in reversed(items):
        with suppress(WireError):
            return decode_header(decode_item(item).header).epoch
    return None


def _status(centre: Centre, row: ItemRow, case: CaseRow | None) -> ItemStatus:
    if case is None:
        return ItemStatus(
            id=ItemId(row.id), number=ReceiptNumber(row.number), state="received", message=RECEIVED_WORDS
        )
    return ItemStatus(
        id=ItemId(row.id),
        number=ReceiptNumber(row.number),
        state=case.state,
        message=Text(zh=case.message_zh, en=case.message_en),
        acceptance_number=AcceptanceNumber(case.acceptance_number) if case.acceptance_number else None,
        document=has_document(centre, case),
    )


RECEIVED_WORDS = Text(zh="中心已收件。", en="The centre has it.")
