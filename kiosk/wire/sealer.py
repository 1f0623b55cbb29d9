"""The terminal's hand: holds its private key for whoever seals, buries, claims and bundles."""

import datetime as dt

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from kiosk.errors import KioskError, WireError
from kiosk.wire import bundle, envelope
from kiosk.wire.bundle import Bundle, SignedBundle
from kiosk.wire.envelope import Header, SealedItem, Tombstone
from kiosk.wire.messages import KeyUse, PlatformKey
from kiosk.wire.token import ReceiptClaim, sign_claim, verify_claim


class Sealer:
    """Seals to the platform and signs as the terminal."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    def seal(self, header: Header, body: bytes, to: PlatformKey) -> SealedItem:
        """Seal a body under its header."""
        platform_key = X25519PublicKey.from_public_bytes(to.public)
        return envelope.seal(header, body, platform_key=platform_key, signing_key=self._key)

    def entomb(self, item: SealedItem) -> Tombstone:
        """Return the tombstone of a cancelled item."""
        return envelope.entomb(item, signing_key=self._key)

    def claim(self, claim: ReceiptClaim) -> str:
        """Return the receipt's token."""
        return sign_claim(claim, self._key)

    def bundle(self, content: Bundle) -> bytes:
        """Return the bytes of a signed bundle."""
        payload = msgspec.msgpack.encode(content)
        return msgspec.msgpack.encode(SignedBundle(payload, self._key.sign(bundle.DOMAIN + payload)))

    def own_claim(self, token: str) -> ReceiptClaim | None:
        """Return what a receipt's token says; None when it is not signed by this terminal."""
        try:
            return verify_claim(token, self._key.public_key())
        except WireError:
            return None


def key_to_seal_to(keys: tuple[PlatformKey, ...], now: dt.datetime) -> PlatformKey:
    """Return the sealing key that lives longest; KioskError `outbox_no_key` when none is alive."""
    alive = [key for key in keys if key.use is KeyUse.SEAL and key.not_after > now]
    if not alive:
        raise KioskError("outbox_no_key", "no key of the platform is valid now: nothing can be sealed for it")
    return max(alive, key=lambda key: key.not_after)
