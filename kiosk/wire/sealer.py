"""The terminal's hand: signs with the key it has at that moment, for whoever seals, buries and claims."""

import datetime as dt
import functools
from collections.abc import Iterable
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from kiosk.domain.ids import ItemId
from kiosk.errors import KioskError, WireError
from kiosk.wire import attachment, envelope
from kiosk.wire.bundle import Bundle, write_bundle
from kiosk.wire.envelope import Header, SealedItem, Tombstone
from kiosk.wire.messages import KeyUse, PlatformKey
from kiosk.wire.own_key import Own
from kiosk.wire.token import ReceiptClaim, sign_claim, verify_claim

KEY_BYTES = 32


class Sealer:
    """Seals to the platform and signs as the terminal."""

    def __init__(self, own: Own) -> None:
        self._own = own

    def seal(self, header: Header, body: bytes, to: PlatformKey) -> SealedItem:
        """Seal a body under its header."""
        return envelope.seal(header, body, platform_key=_public(to.public), signing_key=self._own().private)

    def attach(self, item: ItemId, place: int, data: bytes, to: PlatformKey) -> bytes:
        """Seal what is too large for an item's body."""
        return attachment.seal_attachment(item, place, data, platform_key=_public(to.public))

    def entomb(self, item: SealedItem) -> Tombstone:
        """Return the tombstone of a cancelled item."""
        return envelope.entomb(item, signing_key=self._own().private)

    def token(self, claim: bytes) -> str:
        """Return the receipt token of an encoded claim."""
        return sign_claim(claim, self._own().private)

    def bundle(self, file: BinaryIO, about: Bundle, items: Iterable[bytes], count: int) -> None:
        """Write a signed bundle of items, as many as are counted, to an empty file."""
        write_bundle(file, about, items, count, key=self._own().private)

    def own_claim(self, token: str) -> ReceiptClaim | None:
        """Return what a receipt's token says; None when no key that this terminal has or had signed it."""
        try:
            return verify_claim(token, self._own().publics)
        except WireError:
            return None


@functools.lru_cache(maxsize=4)
def _public(raw: bytes) -> X25519PublicKey:
    """Return a platform key to work with: it is the same for months."""
    return X25519PublicKey.from_public_bytes(raw)


def sealing(keys: tuple[PlatformKey, ...]) -> tuple[PlatformKey, ...]:
    """Return the keys that can be sealed to; what can't be an X25519 key is none."""
    return tuple(key for key in keys if key.use is KeyUse.SEAL and len(key.public) == KEY_BYTES)


def key_to_seal_to(keys: tuple[PlatformKey, ...], now: dt.datetime) -> PlatformKey:
    """Return the sealing key that lives longest; KioskError `outbox_no_key` when none is alive."""
    alive = [key for key in sealing(keys) if key.not_after > now]
    if not alive:
        raise KioskError("outbox_no_key", "no key of the platform is valid now: nothing can be sealed for it")
    return max(alive, key=lambda key: key.not_after)
