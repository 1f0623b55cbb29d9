"""What a model file says of itself: the metadata of ONNX, read without its library.

A protobuf message (onnx.proto of the ONNX project): ModelProto's field 14 holds pairs, key (1) and value (2).
"""

from collections.abc import Iterator

METADATA, KEY, VALUE = 14, 1, 2
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
WIDTH = {FIXED64: 8, FIXED32: 4}
MORE, SEVEN = 0x80, 0x7F


def metadata(model: bytes) -> dict[str, str]:
    """Return the pairs; ValueError where the bytes are no such message."""
    entries = (dict(_fields(part)) for number, part in _fields(memoryview(model)) if number == METADATA)
    pairs = ((entry.get(KEY, b""), entry.get(VALUE, b"")) for entry in entries)
    return {str(key, "utf-8"): str(value, "utf-8") for key, value in pairs}


def _fields(data: memoryview) -> Iterator[tuple[int, memoryview]]:
    """Yield the fields that hold bytes."""
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        kind = tag & 7
        if kind == VARINT:
            _, at = _varint(data, at)
        elif kind == BYTES:
            length, at = _varint(data, at)
            yield tag >> 3, data[at : at + length]
            at += length
        elif kind in WIDTH:
            at += WIDTH[kind]
        else:
            raise ValueError(f"no protobuf: a field of kind {kind}")


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(data):
        value |= (data[at] & SEVEN) << shift
        at, shift = at + 1, shift + 7
        if not data[at - 1] & MORE:
            return value, at
    raise ValueError("no protobuf: it breaks off")
