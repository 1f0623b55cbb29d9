"""A film of JPEG pictures: an AVI file with one MJPG stream, written by hand."""

import struct


def film(frames: tuple[bytes, ...], size: tuple[int, int], fps: int = 15) -> bytes:
    """Return the file's bytes (RIFF, Microsoft's AVI reference)."""
    width, height = size
    largest = max(map(len, frames))
    main = struct.pack(
        "<14I", 1_000_000 // fps, largest * fps, 0, 0x10, len(frames), 0, 1, largest, width, height, *[0] * 4
    )
    stream = b"vidsMJPG" + struct.pack(
        "<IHHIIIIIIiI4H", 0, 0, 0, 0, 1, fps, 0, len(frames), largest, -1, 0, 0, 0, width, height
    )
    picture = struct.pack("<IiiHH4sIiiII", 40, width, height, 1, 24, b"MJPG", width * height * 3, 0, 0, 0, 0)
    header = _list(
        b"hdrl", _chunk(b"avih", main), _list(b"strl", _chunk(b"strh", stream), _chunk(b"strf", picture))
    )
    movie = _list(b"movi", *(_chunk(b"00dc", frame) for frame in frames))
    return _chunk(b"RIFF", b"AVI " + header + movie + _index(frames))


def _index(frames: tuple[bytes, ...]) -> bytes:
    at, entries = 4, b""
    for frame in frames:
        entries += b"00dc" + struct.pack("<3I", 0x10, at, len(frame))
        at += 8 + len(frame) + len(frame) % 2
    return _chunk(b"idx1", entries)


def _list(name: bytes, *chunks: bytes) -> bytes:
    return _chunk(b"LIST", name + b"".join(chunks))


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)
