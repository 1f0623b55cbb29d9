"""BER-TLV as chip cards write it (ISO/IEC 8825-1, EMV book 3, annex B): bytes to tags and values."""

from collections.abc import Iterator

_MULTI_BYTE, _CONSTRUCTED, _LONG_FORM = 0x1F, 0x20, 0x80


def tlvs(data: bytes, depth: int = 8) -> Iterator[tuple[int, bytes]]:
    """Yield every (tag, value) of BER-TLV data, down to `depth`; stop where it breaks off."""
    at = 0
    while at < len(data):
        size = 2 if data[at] & _MULTI_BYTE == _MULTI_BYTE else 1
        tag, at = int.from_bytes(data[at : at + size], "big"), at + size
        if at >= len(data):
            return
        length, at = data[at], at + 1
        if length > _LONG_FORM:
            count = length - _LONG_FORM
            length, at = int.from_bytes(data[at : at + count], "big"), at + count
        value = data[at : at + length]
        if len(value) != length:
            return
        yield tag, value
        if depth and tag >> (8 * (size - 1)) & _CONSTRUCTED:
            yield from tlvs(value, depth - 1)
        at += length


def first(tag: int, data: bytes) -> bytes | None:
    """Return the value of the first such tag at any depth, or None."""
    return next((value for found, value in tlvs(data) if found == tag), None)


def tags_and_lengths(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield (tag, length) of a data object list such as a PDOL (EMV book 3, 5.4)."""
    at = 0
    while at < len(data):
        size = 2 if data[at] & _MULTI_BYTE == _MULTI_BYTE else 1
        if at + size >= len(data):
            return
        yield int.from_bytes(data[at : at + size], "big"), data[at + size]
        at += size + 1
