"""Enrolment: a one-time code and the fingerprint of the centre's key, given by hand, make a terminal."""

import hashlib
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.clock import CentreClock
from kiosk.domain.reach import Refused, Unreachable
from kiosk.errors import KioskError
from kiosk.gateway.client import UNREADABLE, CentreClient, Signers, signers
from kiosk.gateway.question import Question
from kiosk.ports import Clock
from kiosk.wire.messages import EnrolmentAnswer, EnrolmentRequest, KeyUse, PlatformKey
from kiosk.wire.own_key import OwnKey

KEY_ID = "enrolment"
"""The terminal has no name yet: the centre takes the key from the body."""


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """What a technician is given: where, the one-time code, and whose answer may be believed."""

    base_url: str
    code: str
    fingerprint: str
    site: str
    ca: Path | None = None


def fingerprint(key: PlatformKey) -> str:
    """Return what stands beside the one-time code: SHA-256 of the raw public key, 64 hexadecimal digits."""
    return hashlib.sha256(key.public).hexdigest()


def enrol(invitation: Invitation, key: Ed25519PrivateKey, clock: Clock) -> EnrolmentAnswer:
    """Make the terminal known; the same key and code again give the same answer.

    KioskError `enrolment_refused` or `enrolment_unreachable` says what the centre, or what is not it, said.
    """
    client = CentreClient(
        invitation.base_url, KEY_ID, lambda: OwnKey(key), tuple, CentreClock(clock), ca=invitation.ca
    )
    try:
        answer = client.ask(
            _question(invitation, key),
            EnrolmentAnswer,
            brings=lambda body: pinned(body, invitation.fingerprint),
        )
    finally:
        client.close()
    match answer:
        case EnrolmentAnswer():
            return answer
        case Refused():
            raise KioskError("enrolment_refused", f"{invitation.base_url}: {answer.code}: {answer.message}")
        case Unreachable():
            raise KioskError(
                "enrolment_unreachable",
                f"{invitation.base_url}: {answer.message}; check address, code and fingerprint",
            )


def pinned(body: bytes, wanted: str) -> Signers:
    """Return the signing key that an answer brings, when its fingerprint is the one given by hand."""
    try:
        brought = msgspec.json.decode(body, type=EnrolmentAnswer).keys
    except UNREADABLE:
        return {}
    plain = wanted.replace(":", "").replace(" ", "").lower()
    return signers(tuple(key for key in brought if key.use is KeyUse.SIGN and fingerprint(key) == plain))


def _question(invitation: Invitation, key: Ed25519PrivateKey) -> Question:
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    request = EnrolmentRequest(code=invitation.code.strip().upper(), public=public, site=invitation.site)
    return Question(method="POST", path="/v1/enrolment", body=msgspec.json.encode(request))
