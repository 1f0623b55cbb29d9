"""The web application: every endpoint of docs/wire.md, behind the door that checks and signs."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, Request, Response
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ASGIApp

from central import (
    attachments,
    bench,
    charges,
    codes,
    digests,
    documents,
    e_ids,
    editions,
    enrolment,
    guides,
    help_calls,
    items,
    kept_doors,
    orders,
    own_cases,
    pages,
    portraits,
    receipts,
    sharing,
    upkeep,
    use,
)
from central.backup import keep_backing_up
from central.centre import Centre
from central.population import keep_population
from central.refusal import Refusal
from central.signing import MAX_REQUEST_BYTES, SignedDoor
from kiosk.domain.ids import TerminalId
from kiosk.wire.messages import ErrorBody

log = logging.getLogger(__name__)
HANDLERS = (
    enrolment.enrol,
    enrolment.name_next_key,
    upkeep.catalogue,
    editions.edition_part,
    sharing.share,
    sharing.look_up,
    portraits.give_portrait,
    codes.send_code,
    codes.check_code,
    e_ids.resolve_e_id,
    orders.open_order,
    orders.order_status,
    charges.charge_order,
    charges.close_order,
    items.hand_over,
    items.hand_on,
    items.item_status,
    attachments.how_far,
    attachments.bring_part,
    receipts.receipt_standing,
    own_cases.own_cases,
    kept_doors.keep_draft,
    kept_doors.list_kept,
    kept_doors.open_draft,
    kept_doors.delete_draft,
    documents.document,
    upkeep.heartbeat,
    use.use,
    help_calls.call_help,
    upkeep.lease_numbers,
    upkeep.open_epoch,
    digests.compare,
    documents.public_document,
    pages.check_receipt,
    pages.pay_page,
    guides.guide,
    guides.guide_in_english,
)
OPENAPI = OpenAPIConfig(
    title="Reference central platform of the self-service terminal",
    version="1",
    description="Everything under /v1 is signed (RFC 9421, Ed25519), both ways: docs/wire.md.",
    path="/schema",
    render_plugins=[JsonRenderPlugin(path="/openapi.json")],
)
CODES = {400: "body", 404: "not_found", 405: "method", 413: "too_large"}


def create_app(centre: Centre) -> ASGIApp:
    """Return the platform as an ASGI application."""
    with centre.store.writing() as session:
        keep_population(session, centre.today())
    application = Litestar(
        route_handlers=[*HANDLERS, *([bench.router()] if centre.settings.bench else [])],
        dependencies={
            "centre": Provide(lambda: centre, sync_to_thread=False),
            "terminal": Provide(signer, sync_to_thread=False),
        },
        exception_handlers={
            Refusal: _refused,
            HTTPException: _http,
            UnicodeDecodeError: _not_utf8,
            Exception: _bug,
        },
        openapi_config=OPENAPI,
        state=State({"centre": centre}),
        request_max_body_size=MAX_REQUEST_BYTES,
        lifespan=[_closing(centre), _backing_up(centre)],
        logging_config=None,
    )
    return SignedDoor(application, centre)


def signer(request: Request[Any, Any, Any]) -> TerminalId:
    """Return the terminal that signed the request."""
    return TerminalId(request.scope["state"]["terminal"])


def _closing(centre: Centre) -> Any:  # noqa: ANN401 Litestar's lifespan type
    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        yield
        centre.store.close()

    return lifespan


def _backing_up(centre: Centre) -> Any:  # noqa: ANN401 Litestar's lifespan type
    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        file, every_s = centre.settings.backup, centre.settings.backup_every_s
        if file is None or every_s is None:
            yield
            return
        over = threading.Event()
        work = asyncio.to_thread(keep_backing_up, centre, file, every_s=every_s, over=over)
        task = asyncio.create_task(work)
        try:
            yield
        finally:
            over.set()
            await task

    return lifespan


def _body(request: Request[Any, Any, Any], status: int, code: str, message: str) -> Response[ErrorBody]:
    centre: Centre = request.app.state.centre
    return Response(Refusal(status, code, message).body(centre.clock()), status_code=status)


def _refused(request: Request[Any, Any, Any], refusal: Refusal) -> Response[ErrorBody]:
    centre: Centre = request.app.state.centre
    wait = {} if refusal.retry_after_s is None else {"retry-after": str(refusal.retry_after_s)}
    return Response(refusal.body(centre.clock()), status_code=refusal.status, headers=wait)


def _http(request: Request[Any, Any, Any], error: HTTPException) -> Response[ErrorBody]:
    extra = f": {error.extra}" if error.extra else ""
    return _body(request, error.status_code, CODES.get(error.status_code, "http"), f"{error.detail}{extra}")


def _not_utf8(request: Request[Any, Any, Any], error: UnicodeDecodeError) -> Response[ErrorBody]:
    """Answer for a body that msgspec can't read: it raises this for broken UTF-8, not its own error."""
    return _body(request, 400, "body", f"the body is not UTF-8: {error.reason} at byte {error.start}")


def _bug(request: Request[Any, Any, Any], error: Exception) -> Response[ErrorBody]:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _body(request, 500, "internal", "the platform failed; it was logged")
