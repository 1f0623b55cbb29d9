"""Signed requests and answers (RFC 9421, Ed25519): one way to sign and to check for both ends.

A request covers method, path, query, content digest; its parameters carry created, nonce, keyid and tag.
An answer covers its status and digest, and the signature of the very request it answers, so that no
answer can be replayed for another question.
"""

import datetime as dt
from collections.abc import MutableMapping

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    algorithms,
)
from http_message_signatures.exceptions import HTTPMessageSignaturesException

from kiosk.errors import WireError

REQUEST_TAG = "kiosk-request"
ANSWER_TAG = "kiosk-answer"
REQUEST_LABEL = "terminal"
ANSWER_LABEL = "centre"
REQUEST_COMPONENTS = ("@method", "@path", "@query", "content-digest")
ANSWER_COMPONENTS = ("@status", "content-digest", f'"signature";req;key="{REQUEST_LABEL}"')
MAX_SKEW = dt.timedelta(minutes=5)
ANY_SKEW = dt.timedelta(days=36_500)
"""The library's own check is opened wide: a skewed terminal must still get a signed answer that says so."""


class Request:
    """A request as the signature sees it."""

    def __init__(self, method: str, url: str, headers: MutableMapping[str, str], body: bytes) -> None:
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body


class Answer:
    """An answer as the signature sees it, with the request it belongs to."""

    def __init__(self, status: int, headers: MutableMapping[str, str], body: bytes, request: Request) -> None:
        self.status_code = status
        self.headers = headers
        self.body = body
        self.request = request


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed, when and with which nonce."""

    key_id: str
    created: dt.datetime
    nonce: str


class _Keys(HTTPSignatureKeyResolver):
    def __init__(self, private: Ed25519PrivateKey | None, public: dict[str, Ed25519PublicKey]) -> None:
        self.private = private
        self.public = public

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        return self.public.get(key_id)

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        if self.private is None:
            raise WireError("no_key", f"no private key for {key_id}")
        return self.private


def sign_request(
    request: Request, *, key: Ed25519PrivateKey, key_id: str, nonce: str, created: dt.datetime
) -> None:
    """Add Content-Digest, Signature-Input and Signature to the request's headers."""
    _signer(key).sign(
        request,
        key_id=key_id,
        created=created,
        nonce=nonce,
        label=REQUEST_LABEL,
        tag=REQUEST_TAG,
        covered_component_ids=REQUEST_COMPONENTS,
        body=request.body,
    )


def sign_answer(answer: Answer, *, key: Ed25519PrivateKey, key_id: str, created: dt.datetime) -> None:
    """Add Content-Digest, Signature-Input and Signature to the answer's headers."""
    _signer(key).sign(
        answer,
        key_id=key_id,
        created=created,
        label=ANSWER_LABEL,
        tag=ANSWER_TAG,
        covered_component_ids=ANSWER_COMPONENTS,
        body=answer.body,
    )


def verify_request(request: Request, keys: dict[str, Ed25519PublicKey]) -> Signed:
    """Return who signed the request; WireError when nobody known did. Freshness is the caller's to judge."""
    return _verify(request, keys, REQUEST_TAG, REQUEST_LABEL, REQUEST_COMPONENTS)


def verify_answer(answer: Answer, keys: dict[str, Ed25519PublicKey]) -> Signed:
    """Return who signed the answer to this very request; WireError when the centre did not."""
    return _verify(answer, keys, ANSWER_TAG, ANSWER_LABEL, ANSWER_COMPONENTS)


def _signer(key: Ed25519PrivateKey) -> HTTPMessageSigner:
    return HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=_Keys(key, {}))


def _verify(
    message: Request | Answer,
    keys: dict[str, Ed25519PublicKey],
    tag: str,
    label: str,
    components: tuple[str, ...],
) -> Signed:
    verifier = HTTPMessageVerifier(signature_algorithm=algorithms.ED25519, key_resolver=_Keys(None, keys))
    verifier.max_clock_skew = ANY_SKEW
    try:
        results = verifier.verify(
            message,
            max_age=None,
            expect_tag=tag,
            expect_label=label,
            require_components=components,
            body=message.body,
        )
    except (HTTPMessageSignaturesException, ValueError, TypeError, KeyError) as error:
        raise WireError("signature", f"{label} signature: {error}") from error
    parameters = results[0].parameters
    return Signed(
        key_id=str(parameters["keyid"]),
        created=_moment(parameters["created"]),
        nonce=str(parameters.get("nonce", "")),
    )


def _moment(value: object) -> dt.datetime:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC)
    return dt.datetime.fromtimestamp(int(str(value)), dt.UTC)
