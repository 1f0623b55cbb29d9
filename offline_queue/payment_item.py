"""The item that pays for another: which id it has."""

import hashlib
import uuid

from kiosk.domain.ids import ItemId


def payment_id(item: ItemId) -> ItemId:
    """Return the id of the record that pays for an item: a UUIDv7 of the same moment, the same each time."""
    value = uuid.UUID(item).int
    digest = int.from_bytes(hashlib.sha256(b"payment for " + item.encode()).digest()[:10])
    value = (value >> 80 << 80) | digest
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return ItemId(str(uuid.UUID(int=value)))
