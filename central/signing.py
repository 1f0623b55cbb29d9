"""The outermost layer under /v1: who asks is proven before anything runs, and every answer is signed.

It works on ASGI messages, so that digests cover the very bytes that travel.
"""

import asyncio
import datetime as dt
import logging
import re
from collections.abc import MutableMapping
from typing import Any, cast

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from http_message_signatures.exceptions import HTTPMessageSignaturesException
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send
from sqlalchemy import Table as SqlTable
from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError

from central.centre import Behaviour, Centre
from central.refusal import Refusal
from central.tables import NonceRow, TerminalRow
from central.terminals import KnownKey, is_revoked, keys_of, make_present
from kiosk.errors import WireError
from kiosk.wire.envelope import MAX_BATCH_BYTES
from kiosk.wire.http import MAX_SKEW, Answer, Request, Signed, sign_answer, verify_request
from kiosk.wire.messages import EnrolmentRequest
from kiosk.wire.own_key import key_name

log = logging.getLogger(__name__)
PREFIX = "/v1/"
ENROLMENT = "/v1/enrolment"
KEYS = "/v1/keys"
MAX_REQUEST_BYTES = MAX_BATCH_BYTES
NONCE_WINDOW = 2 * MAX_SKEW + dt.timedelta(minutes=1)
CLEAR_EVERY = dt.timedelta(minutes=1)
"""How often nonces that are out of the window are let go of."""
MAX_NONCE = 64
SLOW_S = 5.0
BODY_WITHIN_S = 30.0
"""A body that drips in holds no place for longer; the server then cuts the connection."""
CLAIMED_KEY = re.compile(r'(?:^|,\s*)terminal=\([^)]*\)[^,]*;keyid="([^"\\]{1,64})"')
SEEN = insert(cast("SqlTable", NonceRow.__table__))
PORTAL = b"<!doctype html><title>Login</title><h1>Please sign in to use this network</h1>"


class SignedDoor:
    """Lets signed requests of enrolled terminals in and signs what comes out; other paths pass untouched."""

    def __init__(self, inner: ASGIApp, centre: Centre) -> None:
        self.inner = inner
        self.centre = centre
        self._clear_at = centre.clock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or not scope["path"].startswith(PREFIX):
            await self.inner(scope, receive, send)
            return
        match self.centre.behaviour:
            case Behaviour.HTML:
                await _send(send, 200, {"content-type": "text/html; charset=utf-8"}, PORTAL)
                return
            case Behaviour.SLOW:
                await asyncio.sleep(SLOW_S)
            case Behaviour.OK | Behaviour.FAILING:
                pass
        await self._answer(scope, receive, send)

    async def _answer(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        try:
            async with asyncio.timeout(BODY_WITHIN_S):
                body = await _body(receive)
        except TimeoutError:
            log.info("a request's body did not come within %s s", BODY_WITHIN_S)
            return
        request = Request(scope["method"], _url(scope), _headers(scope), body or b"")
        try:
            terminal = await asyncio.to_thread(self._admit, request, scope["path"], whole=body is not None)
        except Refusal as refusal:
            status, headers, out = self._refused(refusal)
        else:
            scope["state"] = {**scope.get("state", {}), "terminal": terminal}
            status, headers, out = await _run(self.inner, scope, request.body)
        self._sign(status, headers, out, request)
        await _send(send, status, headers, out)

    def _admit(self, request: Request, path: str, *, whole: bool) -> str:
        """Return the terminal that signed; Refusal tells it what is wrong in a signed answer."""
        if not whole:
            raise Refusal(413, "too_large", f"a request holds at most {MAX_REQUEST_BYTES} bytes")
        signed = self._verified(request, path)
        self._judge_time(signed)
        self._judge_nonce(signed)
        if self.centre.behaviour is Behaviour.FAILING:
            raise Refusal(503, "unavailable", "the platform is not available", retry_after_s=2)
        return signed.key_id

    def _verified(self, request: Request, path: str) -> Signed:
        claimed = CLAIMED_KEY.search(request.headers.get("signature-input", ""))
        terminal = "" if claimed is None else claimed[1]
        problem = "no signature that names a terminal"
        for key in self._keys(terminal, request, path):
            try:
                signed = verify_request(request, {terminal: Ed25519PublicKey.from_public_bytes(key.public)})
            except WireError as error:
                problem = error.message
            else:
                self._note_use(terminal, key, path)
                return signed
        raise Refusal(401, "unsigned", f"not signed by an enrolled terminal: {problem}")

    def _keys(self, terminal: str, request: Request, path: str) -> tuple[KnownKey, ...]:
        """Return the keys of an enrolled terminal; who enrols is known by the key in the body alone."""
        if path == ENROLMENT:
            return _enrolling(request.body)
        with self.centre.store.reading() as session:
            if is_revoked(session, terminal):
                raise Refusal(403, "revoked", f"terminal {terminal} is no longer enrolled")
            return keys_of(session, terminal)

    def _note_use(self, terminal: str, key: KnownKey, path: str) -> None:
        """Let a next key that is used take over; Refusal for a former one that is over.

        A former key never names the next one, or who stole it could.
        """
        if key.present:
            return
        if key.is_over(self.centre.clock()) or (key.ended_at is not None and path == KEYS):
            raise Refusal(403, "key_ended", f"terminal {terminal} has another key now: enrol it again")
        if key.ended_at is None:
            with self.centre.store.writing() as session:
                row = session.get_one(TerminalRow, terminal)
                make_present(session, row, key.public, self.centre.clock())
            log.info("terminal %s signs with its next key %s from now on", terminal, key_name(key.public))

    def _judge_time(self, signed: Signed) -> None:
        off = signed.created - self.centre.clock()
        if abs(off) > MAX_SKEW:
            raise Refusal(400, "skew", f"signed {off.total_seconds():+.0f} s away from the centre's clock")

    def _judge_nonce(self, signed: Signed) -> None:
        if not 1 <= len(signed.nonce) <= MAX_NONCE:
            raise Refusal(400, "nonce", f"a nonce has 1 to {MAX_NONCE} characters")
        now = self.centre.clock()
        try:
            with self.centre.store.writing() as session:
                if now >= self._clear_at:
                    session.execute(delete(NonceRow).where(NonceRow.seen_at < now - NONCE_WINDOW))
                    self._clear_at = now + CLEAR_EVERY
                seen = {"terminal": signed.key_id, "nonce": signed.nonce, "seen_at": now}
                session.execute(SEEN, seen)
        except IntegrityError as error:
            raise Refusal(400, "replayed", "this very request was seen before: sign it anew") from error

    def _refused(self, refusal: Refusal) -> tuple[int, MutableMapping[str, str], bytes]:
        headers: MutableMapping[str, str] = {"content-type": "application/json"}
        if refusal.retry_after_s is not None:
            headers["retry-after"] = str(refusal.retry_after_s)
        return refusal.status, headers, msgspec.json.encode(refusal.body(self.centre.clock()))

    def _sign(self, status: int, headers: MutableMapping[str, str], body: bytes, request: Request) -> None:
        """Bind the answer to the request; what carried no signature to bind to stays unsigned."""
        answer = Answer(status, headers, body, request)
        keys = self.centre.keys
        try:
            sign_answer(answer, key=keys.sign, key_id=keys.sign_id, created=self.centre.clock())
        except (HTTPMessageSignaturesException, ValueError) as error:
            log.info("answer %s not signed: %s", status, error)


def _enrolling(body: bytes) -> tuple[KnownKey, ...]:
    try:
        public = msgspec.json.decode(body, type=EnrolmentRequest).public
        Ed25519PublicKey.from_public_bytes(public)
    except (msgspec.DecodeError, msgspec.ValidationError, ValueError):
        return ()
    return (KnownKey(public=public, present=True),)


async def _body(receive: Receive) -> bytes | None:
    """Return the whole body, or None when it is too large."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return bytes(body)
        body += message["body"]
        if len(body) > MAX_REQUEST_BYTES:
            return None
        if not message["more_body"]:
            return bytes(body)


async def _run(inner: ASGIApp, scope: HTTPScope, body: bytes) -> tuple[int, MutableMapping[str, str], bytes]:
    """Run the application and collect its answer."""
    asked = False
    status, headers, out = 500, {}, bytearray()
    over = asyncio.Event()

    async def receive() -> Any:  # noqa: ANN401 one of the server's message types
        nonlocal asked
        if asked:
            await over.wait()
            return {"type": "http.disconnect"}
        asked = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def collect(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status = message["status"]
            headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in message["headers"]}
        elif message["type"] == "http.response.body":
            out.extend(message["body"])

    await inner(scope, receive, collect)
    over.set()
    return status, headers, bytes(out)


async def _send(send: Send, status: int, headers: MutableMapping[str, str], body: bytes) -> None:
    headers["content-length"] = str(len(body))
    raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _url(scope: HTTPScope) -> str:
    query = scope["query_string"].decode("latin-1")
    raw = scope.get("raw_path") or scope["path"].encode()
    return f"http://centre{raw.decode('latin-1')}" + (f"?{query}" if query else "")


def _headers(scope: HTTPScope) -> MutableMapping[str, str]:
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers
