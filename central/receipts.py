"""A receipt's token laid before a terminal's scanner: how the case stands, as the public page says it."""

from litestar import post
from litestar.params import JSONBody

from central.centre import Service
from central.pages import NOT_GENUINE, Finding, genuine_claim, what_of
from kiosk.domain.ids import MatterCode, ReceiptNumber
from kiosk.domain.standing import Mark
from kiosk.domain.text import Text
from kiosk.errors import WireError
from kiosk.wire.messages import ReceiptAnswer, ReceiptRequest


@post("/v1/receipts", status_code=200, sync_to_thread=True, tags=["Items"], summary="How a receipt stands")
def receipt_standing(data: JSONBody[ReceiptRequest], centre: Service) -> ReceiptAnswer:
    """Say what the receipt's page says to a phone, to any terminal: it names nobody."""
    try:
        claim = genuine_claim(centre, data.token)
    except WireError:
        return _answer(NOT_GENUINE)
    found = what_of(centre, claim)
    if found.mark == "bad":
        return _answer(found)
    matter = centre.catalogues.in_force(MatterCode(claim.matter))
    return _answer(found, number=claim.number, matter=matter.name if matter else None)


def _answer(
    found: Finding, *, number: ReceiptNumber | None = None, matter: Text | None = None
) -> ReceiptAnswer:
    return ReceiptAnswer(
        mark=Mark(found.mark), title=found.title, text=found.text, number=number, matter=matter
    )
