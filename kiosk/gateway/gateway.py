"""The ports behind which the centre stands, over the one signed client."""

from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import quote, urlencode

import msgspec

from kiosk.domain.ids import CatalogueVersion, ItemId
from kiosk.domain.payment import PaymentStatus
from kiosk.domain.reach import Refused, Unreachable
from kiosk.gateway.question import JSON, Question
from kiosk.wire.attachment import CHUNK_TYPE, AttachmentPart
from kiosk.wire.envelope import BATCH_TYPE, encode_batch
from kiosk.wire.messages import (
    AttachmentAnswer,
    CarriedAnswer,
    CasesAnswer,
    CasesRequest,
    CatalogueAnswer,
    ChargeRequest,
    CodeAnswer,
    CodeCheck,
    CodeRequest,
    CodeVerdict,
    DigestAnswer,
    DigestRequest,
    DocumentAnswer,
    EditionPart,
    EIdAnswer,
    EIdRequest,
    EpochAnswer,
    EpochRequest,
    Heartbeat,
    HeartbeatAnswer,
    HelpAnswer,
    HelpRequest,
    ItemsAnswer,
    ItemStatus,
    KeepAnswer,
    KeepRequest,
    KeptAnswer,
    KeptRequest,
    LookupAnswer,
    LookupRequest,
    NumberBlock,
    OneKeptRequest,
    OpenedAnswer,
    OrderAnswer,
    OrderRequest,
    OrderState,
    PortraitAnswer,
    PortraitRequest,
    ReceiptAnswer,
    ReceiptRequest,
    RecordsAnswer,
    RecordsRequest,
    UseAnswer,
)

if TYPE_CHECKING:
    from kiosk.domain.scanned import PayerCode  # its patterns are compiled when the first code comes

LONGEST_WAIT_S = 20.0
"""The longest that the centre holds an answer back."""
MARGIN_S = 5.0
LOOK_S = 4.0
"""How long a look whether the centre is there may take: the tiles wait for it, nobody's answer does."""
CASES_S = 5.0
"""How long one's own cases, and what is kept, are waited for: nothing of a visit rests on them."""
HELP_S = 5.0
"""How long a call for a person may take: then the telephone is said."""
T = TypeVar("T")


class Client(Protocol):
    """Who asks: a CentreClient, or one that is yet to be made."""

    def ask(self, question: Question, answer: type[T]) -> T | Refused | Unreachable:
        """Ask and return what was answered."""
        ...


class Gateway:
    """Every port of the centre, from data sharing to uplink, in one: a question each."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def catalogue(self) -> CatalogueAnswer | Refused | Unreachable:
        """Ask for the catalogue in force and what is closed."""
        return self._client.ask(Question(path="/v1/catalogue", deadline_s=LOOK_S), CatalogueAnswer)

    def edition_part(self, version: CatalogueVersion, offset: int) -> EditionPart | Refused | Unreachable:
        path = f"/v1/catalogues/{quote(version, safe='')}?offset={offset}"
        return self._client.ask(Question(path=path), EditionPart)

    def use(self) -> UseAnswer | Refused | Unreachable:
        return self._client.ask(Question(path="/v1/use"), UseAnswer)

    def records(self, request: RecordsRequest) -> RecordsAnswer | Refused | Unreachable:
        return self._post("/v1/records", request, RecordsAnswer)

    def lookup(self, request: LookupRequest) -> LookupAnswer | Refused | Unreachable:
        return self._post("/v1/lookups", request, LookupAnswer)

    def send(self, request: CodeRequest) -> CodeAnswer | Refused | Unreachable:
        return self._post("/v1/codes", request, CodeAnswer)

    def check(self, request: CodeCheck) -> CodeVerdict | Refused | Unreachable:
        return self._post("/v1/codes/check", request, CodeVerdict)

    def portrait(self, request: PortraitRequest) -> PortraitAnswer | Refused | Unreachable:
        return self._post("/v1/portraits", request, PortraitAnswer)

    def resolve(self, reference: str) -> EIdAnswer | Refused | Unreachable:
        return self._post("/v1/e-ids", EIdRequest(reference=reference), EIdAnswer)

    def open(self, request: OrderRequest) -> OrderAnswer | Refused | Unreachable:
        return self._post("/v1/orders", request, OrderAnswer)

    def status(self, order: str, *, wait_s: float) -> PaymentStatus | Refused | Unreachable:
        wait = min(max(wait_s, 0.0), LONGEST_WAIT_S)
        question = Question(
            path=f"/v1/orders/{quote(order, safe='')}?wait={wait:g}", deadline_s=wait + MARGIN_S
        )
        return _status(self._client.ask(question, OrderState))

    def charge(self, order: str, code: "PayerCode") -> PaymentStatus | Refused | Unreachable:
        path = f"/v1/orders/{quote(order, safe='')}/charge"
        return _status(self._post(path, ChargeRequest(code=code.digits), OrderState))

    def close(self, order: str) -> PaymentStatus | Refused | Unreachable:
        return _status(self._post(f"/v1/orders/{quote(order, safe='')}/close", {}, OrderState))

    def document(self, item: ItemId, *, pdf: bool = False) -> DocumentAnswer | Refused | Unreachable:
        return self._get(f"/v1/documents/{quote(item, safe='')}{'?pdf=1' if pdf else ''}", DocumentAnswer)

    def standing(self, token: str) -> ReceiptAnswer | Refused | Unreachable:
        return self._post("/v1/receipts", ReceiptRequest(token=token), ReceiptAnswer)

    def cases(self, request: CasesRequest) -> CasesAnswer | Refused | Unreachable:
        body = msgspec.json.encode(request)
        question = Question(method="POST", path="/v1/cases", body=body, deadline_s=CASES_S)
        return self._client.ask(question, CasesAnswer)

    def keep(self, request: KeepRequest) -> KeepAnswer | Refused | Unreachable:
        return self._post("/v1/kept", request, KeepAnswer)

    def kept(self, request: KeptRequest) -> KeptAnswer | Refused | Unreachable:
        body = msgspec.json.encode(request)
        question = Question(method="POST", path="/v1/kept/list", body=body, deadline_s=CASES_S)
        return self._client.ask(question, KeptAnswer)

    def open_kept(self, request: OneKeptRequest) -> OpenedAnswer | Refused | Unreachable:
        return self._post("/v1/kept/open", request, OpenedAnswer)

    def delete_kept(self, request: OneKeptRequest) -> KeptAnswer | Refused | Unreachable:
        return self._post("/v1/kept/delete", request, KeptAnswer)

    def call_help(self, request: HelpRequest) -> HelpAnswer | Refused | Unreachable:
        body = msgspec.json.encode(request)
        question = Question(method="POST", path="/v1/help", body=body, deadline_s=HELP_S)
        return self._client.ask(question, HelpAnswer)

    def item(self, item: ItemId) -> ItemStatus | Refused | Unreachable:
        """Ask how a case stands."""
        return self._get(f"/v1/items/{quote(item, safe='')}", ItemStatus)

    def items(self, batch: tuple[bytes, ...]) -> ItemsAnswer | Refused | Unreachable:
        return self._client.ask(_of_items("/v1/items", batch), ItemsAnswer)

    def carried(self, batch: tuple[bytes, ...]) -> CarriedAnswer | Refused | Unreachable:
        return self._client.ask(_of_items("/v1/carried", batch), CarriedAnswer)

    def attach(self, part: AttachmentPart) -> AttachmentAnswer | Refused | Unreachable:
        query = urlencode({"sha256": part.name.sha256.hex(), "size": part.name.size, "offset": part.offset})
        question = Question(
            method="PUT" if part.data else "GET",
            path=f"/v1/items/{quote(part.item, safe='')}/attachments/{part.place}?{query}",
            body=part.data,
            content_type=CHUNK_TYPE if part.data else JSON,
        )
        return self._client.ask(question, AttachmentAnswer)

    def lease_numbers(self) -> NumberBlock | Refused | Unreachable:
        return self._post("/v1/numbers", {}, NumberBlock)

    def open_epoch(self, request: EpochRequest) -> EpochAnswer | Refused | Unreachable:
        return self._post("/v1/epochs", request, EpochAnswer)

    def heartbeat(self, beat: Heartbeat) -> HeartbeatAnswer | Refused | Unreachable:
        return self._post("/v1/heartbeat", beat, HeartbeatAnswer)

    def compare(self, request: DigestRequest) -> DigestAnswer | Refused | Unreachable:
        return self._post("/v1/digests", request, DigestAnswer)

    def _get(self, path: str, answer: type[T]) -> T | Refused | Unreachable:
        return self._client.ask(Question(path=path), answer)

    def _post(self, path: str, body: object, answer: type[T]) -> T | Refused | Unreachable:
        question = Question(method="POST", path=path, body=msgspec.json.encode(body))
        return self._client.ask(question, answer)


def _status(answer: OrderState | Refused | Unreachable) -> PaymentStatus | Refused | Unreachable:
    return answer.status if isinstance(answer, OrderState) else answer


def _of_items(path: str, batch: tuple[bytes, ...]) -> Question:
    return Question(method="POST", path=path, body=encode_batch(batch), content_type=BATCH_TYPE)
