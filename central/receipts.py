"""A receipt's token laid before a terminal's scanner: how the case stands, as the public page says it."""

from litestar import post
from litestar.params import JSONBody

from central.centre import Service
from central.findings import find_out
from kiosk.domain.ids import ReceiptNumber
from kiosk.wire.messages import ReceiptAnswer, ReceiptRequest


@post("/v1/receipts", status_code=200, sync_to_thread=True, tags=["Items"], summary="How a receipt stands")
def receipt_standing(data: JSONBody[ReceiptRequest], centre: Service) -> ReceiptAnswer:
    """Say what the receipt's page says to a phone, to any terminal: it names nobody."""
    found = find_out(centre, data.token)
    standing, promise = found.standing, found.promise
    return ReceiptAnswer(
        mark=standing.mark,
        title=standing.title,
        text=standing.text,
        number=ReceiptNumber(promise.number) if promise else None,
        matter=promise.matter if promise else None,
    )
