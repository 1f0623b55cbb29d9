"""Ed25519 over a message that is too long to be held (RFC 8032, section 5.1.6): it is hashed twice.

The library signs bytes in memory alone; this comes to the same 64 bytes. The secret scalar that the base
point is multiplied by has a chance multiple of the group's order added: time tells nothing of it.
"""

import hashlib
import secrets
from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.errors import WireError

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME
BLIND_BITS = 128
Point = tuple[int, int, int, int]
"""Extended coordinates X, Y, Z and T = XY/Z (RFC 8032, section 5.1.4)."""
_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202
_Y = 46316835694926478169428394003475163141307993866256225615783033603165251855960
BASE: Point = (_X, _Y, 1, _X * _Y % PRIME)
NEUTRAL: Point = (0, 1, 1, 0)


class LongSignature:
    """Signs what is given twice: once to `feed` as it is written, then to `sign` as it is read again."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        halves = hashlib.sha512(key.private_bytes_raw()).digest()
        scalar = int.from_bytes(halves[:32], "little")
        self._scalar = scalar & ((1 << 254) - 8) | (1 << 254)
        self._public = key.public_key().public_bytes_raw()
        self._first = hashlib.sha512(halves[32:])
        self._came = hashlib.sha256()

    def feed(self, data: bytes) -> None:
        """Take the next bytes of the message."""
        self._first.update(data)
        self._came.update(data)

    def sign(self, message: Iterable[bytes]) -> bytes:
        """Return the 64 bytes, once the very same message came again.

        WireError `message_changed` when it is another: a stick that gives back what was never written would
        have its own words signed, and two signatures with one nonce tell the key.
        """
        nonce = int.from_bytes(self._first.digest(), "little") % ORDER
        commitment = _encoded(_times_base(nonce))
        second = hashlib.sha512(commitment + self._public)
        again = hashlib.sha256()
        for data in message:
            second.update(data)
            again.update(data)
        if again.digest() != self._came.digest():
            raise WireError("message_changed", "what was written is not what is read back: nothing is signed")
        challenge = int.from_bytes(second.digest(), "little") % ORDER
        return commitment + ((nonce + challenge * self._scalar) % ORDER).to_bytes(32, "little")


def _times_base(scalar: int) -> Point:
    scalar += secrets.randbits(BLIND_BITS) * ORDER
    found, doubled = NEUTRAL, BASE
    while scalar:
        if scalar & 1:
            found = _sum(found, doubled)
        doubled = _sum(doubled, doubled)
        scalar >>= 1
    return found


def _sum(left: Point, right: Point) -> Point:
    a = (left[1] - left[0]) * (right[1] - right[0]) % PRIME
    b = (left[1] + left[0]) * (right[1] + right[0]) % PRIME
    c = 2 * left[3] * right[3] * CURVE % PRIME
    d = 2 * left[2] * right[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


def _encoded(point: Point) -> bytes:
    x, y, z, _ = point
    inverse = pow(z, -1, PRIME)
    x, y = x * inverse % PRIME, y * inverse % PRIME
    return (y | (x & 1) << 255).to_bytes(32, "little")
