"""The one signed HTTP client: what lacks the centre's signature bound to this request is not the centre."""

import datetime as dt
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from urllib3.exceptions import HTTPError

from kiosk.clock import CentreClock
from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.errors import WireError
from kiosk.gateway.deadline import Deadline, DeadlineAdapter
from kiosk.gateway.question import JSON, Question, checked_url
from kiosk.wire.http import Answer, Request, sign_request, verify_answer
from kiosk.wire.messages import ErrorBody, KeyUse, PlatformKey
from kiosk.wire.own_key import Own

MAX_ANSWER_BYTES = 8_388_608
CHUNK_BYTES = 65_536
CONNECT_S = 5.0
SKEW = "skew"
NONCE_BYTES = 16
KEY_BYTES = 32
BUSY = (408, 429)
NOT_ENROLLED = (401, 403)
SERVER_ERROR = 500
UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError)
"""msgspec leaves broken UTF-8 to Python's own error."""
T = TypeVar("T")
Signers = dict[str, Ed25519PublicKey]
CentreKeys = Callable[[], tuple[PlatformKey, ...]]
"""The centre's keys as it last named them."""


class CentreClient:
    """Signs questions as the terminal and believes signed answers only."""

    def __init__(  # noqa: PLR0913 what a terminal knows of its centre
        self,
        base_url: str,
        terminal: str,
        own: Own,
        keys: CentreKeys,
        clock: CentreClock,
        session: requests.Session | None = None,
        *,
        ca: Path | None = None,
    ) -> None:
        """Prepare; ConfigurationError when the address is neither https with a CA nor http on loopback.

        Own key and the centre's `keys` are asked for at every question: both may be rotated meanwhile.
        """
        self._base = checked_url(base_url, ca)
        self._terminal = terminal
        self._own = own
        self._keys = keys
        self._clock = clock
        self._session = session or requests.Session()
        self._session.trust_env = False
        self._session.verify = str(ca) if ca else True
        self._session.mount("http://", DeadlineAdapter(clock.span, self._note_end))
        self._session.mount("https://", DeadlineAdapter(clock.span, self._note_end))
        self.certificate_ends: dt.datetime | None = None
        """When the centre's certificate ends that was shown last."""

    def ask(
        self, question: Question, answer: type[T], *, brings: Callable[[bytes], Signers] | None = None
    ) -> T | Refused | Unreachable:
        """Ask and return what was answered; learns the centre's time and asks once more when told of it.

        `brings` finds keys in the answer itself that may be believed: at enrolment none is known yet.
        """
        seen = self._exchange(question, brings)
        if isinstance(seen, Answer) and self._learn_time(seen):
            seen = self._exchange(question, brings)
        return seen if isinstance(seen, Unreachable) else meaning(seen, answer)

    def _note_end(self, ends: dt.datetime) -> None:
        self.certificate_ends = ends

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _exchange(
        self, question: Question, brings: Callable[[bytes], Signers] | None
    ) -> Answer | Unreachable:
        request = self._signed(question)
        with Deadline(question.deadline_s) as deadline:
            try:
                answer = self._send(request, question.deadline_s)
            except (requests.RequestException, HTTPError, OSError, ValueError) as error:
                return _silence(error, question, over=deadline.over)
        if deadline.over:
            return _silence(None, question, over=True)
        if isinstance(answer, Unreachable):
            return answer
        return _believed(answer, brings(answer.body) if brings else signers(self._keys()))

    def _signed(self, question: Question) -> Request:
        headers = {"Accept": JSON, "Accept-Encoding": "identity"}
        if question.body:
            headers["Content-Type"] = question.content_type
        request = Request(question.method, self._base + question.path, headers, question.body)
        sign_request(
            request,
            key=self._own().private,
            key_id=self._terminal,
            nonce=secrets.token_hex(NONCE_BYTES),
            created=self._clock.now(),
        )
        return request

    def _send(self, request: Request, deadline_s: float) -> Answer | Unreachable:
        with self._session.request(
            request.method,
            request.url,
            data=request.body or None,
            headers=dict(request.headers),
            timeout=(min(CONNECT_S, deadline_s), deadline_s),
            allow_redirects=False,
            stream=True,
        ) as response:
            body = _body(response)
        if body is None:
            return Unreachable(Cause.PORTAL, f"an answer of more than {MAX_ANSWER_BYTES} bytes")
        return Answer(response.status_code, dict(response.headers), body, request)

    def _learn_time(self, answer: Answer) -> bool:
        if answer.status_code != 400:  # noqa: PLR2004 an HTTP status
            return False
        error = _error(answer)
        if error is None or error.code != SKEW:
            return False
        self._clock.hear(error.time)
        return True


def _believed(answer: Answer, keys: Signers) -> Answer | Unreachable:
    try:
        verify_answer(answer, keys)
    except WireError as error:
        message = f"status {answer.status_code} without the centre's signature: {error.message}"
        return Unreachable(Cause.PORTAL, message)
    return answer


def meaning(answer: Answer, wanted: type[T]) -> T | Refused | Unreachable:
    """Return what a believed answer comes to."""
    status = answer.status_code
    if 200 <= status < 300:  # noqa: PLR2004 HTTP statuses
        try:
            return msgspec.json.decode(answer.body, type=wanted)
        except UNREADABLE as error:
            return Refused("answer_unreadable", f"{answer.request.url}: {error}", SERVER_ERROR)
    body = _error(answer)
    said = f"{body.code}: {body.message}" if body else "no reason given"
    if status in NOT_ENROLLED:
        return Unreachable(Cause.NOT_ENROLLED, said)
    if status in BUSY or status >= SERVER_ERROR:
        return Unreachable(Cause.BUSY, f"status {status}, {said}", _retry_after_s(answer))
    return Refused(body.code if body else "no_reason", body.message if body else said, status)


def signers(keys: tuple[PlatformKey, ...]) -> Signers:
    """Return the keys that answers are checked with, by their id; what can't be a key checks nothing."""
    return {
        key.id: Ed25519PublicKey.from_public_bytes(key.public)
        for key in keys
        if key.use is KeyUse.SIGN and len(key.public) == KEY_BYTES
    }


def _body(response: requests.Response) -> bytes | None:
    """Read the whole body as it travelled; None when it is too large, an error when it was cut short."""
    body = bytearray()
    while chunk := response.raw.read1(CHUNK_BYTES, decode_content=False):
        body += chunk
        if len(body) > MAX_ANSWER_BYTES:
            return None
    return bytes(body)


def _error(answer: Answer) -> ErrorBody | None:
    try:
        return msgspec.json.decode(answer.body, type=ErrorBody)
    except UNREADABLE:
        return None


def _retry_after_s(answer: Answer) -> float | None:
    """Return the header's seconds; a date would be a wall clock's, and is not honoured."""
    names = {name.lower(): value for name, value in answer.headers.items()}
    text = names.get("retry-after", "").strip()
    return float(text) if text.isascii() and text.isdigit() else None


def _silence(error: Exception | None, question: Question, *, over: bool) -> Unreachable:
    if over or isinstance(error, requests.Timeout):
        return Unreachable(
            Cause.TIMEOUT, f"{question.path}: no whole answer within {question.deadline_s:g} s"
        )
    return Unreachable(Cause.NO_ROUTE, f"{question.path}: {error}")
