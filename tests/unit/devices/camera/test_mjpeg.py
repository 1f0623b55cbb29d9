"""The bounds of an MJPEG stream, and the dialects that cameras speak."""

import pytest

from devices.camera.jpeg import BrokenPictureError, size_of
from devices.camera.mjpeg import (
    MOST_BETWEEN_BYTES,
    MOST_FRAME_BYTES,
    MOST_HEADER_BYTES,
    BrokenStreamError,
    Head,
    MjpegParser,
    PasswordAskedError,
    boundary_of,
    head_of,
    request_for,
)

JPEG = b"\xff\xd8picture\xff\xd9"


@pytest.mark.parametrize(
    ("content_type", "boundary"),
    [
        ("multipart/x-mixed-replace;boundary=frame", b"frame"),
        ("multipart/x-mixed-replace; boundary=--frame", b"frame"),
        ('Multipart/X-Mixed-Replace; charset=x; boundary="my frame"', b"my frame"),
    ],
)
def test_boundary_is_found_in_every_dialect(content_type: str, boundary: bytes) -> None:
    assert boundary == boundary_of(content_type)


@pytest.mark.parametrize("content_type", ["text/html", "", "image/jpeg", "multipart/x-mixed-replace"])
def test_what_is_no_stream_is_refused(content_type: str) -> None:
    with pytest.raises(BrokenStreamError):
        boundary_of(content_type)


def test_delimiter_with_the_dashes_of_its_boundary_is_one_too() -> None:
    parser = MjpegParser(boundary_of("multipart/x-mixed-replace; boundary=--frame"))
    part = b"----frame\r\nContent-Type: image/jpeg\r\n\r\n" + JPEG + b"\r\n"
    assert [JPEG] == parser.feed(part + b"----frame")


@pytest.mark.parametrize(
    ("stream", "why"),
    [
        (b"x" * (MOST_BETWEEN_BYTES + 10), "no delimiter between pictures: over 65536 bytes"),
        (b"--frame" + b"x" * (MOST_HEADER_BYTES + 1), "the header of a part: over 8192 bytes"),
        (b"--frame\r\nContent-Length: 67108864\r\n\r\n", "a picture of 67108864 bytes, at most 4194304"),
        (b"--frame\r\n\r\n" + b"x" * (MOST_FRAME_BYTES + 8), "a picture: over 4194304 bytes"),
    ],
)
def test_each_bound_ends_the_stream(stream: bytes, why: str) -> None:
    with pytest.raises(BrokenStreamError, match=why):
        MjpegParser(b"frame").feed(stream)


def test_head_is_waited_for_and_bounded() -> None:
    assert None is head_of(b"HTTP/1.0 200 OK\r\nServer: c")
    whole = b"HTTP/1.0 200 OK\r\nServer: cam\r\nContent-Type: x\r\n\r\n"
    assert Head("x", "cam", len(whole)) == head_of(whole + b"rest")
    with pytest.raises(BrokenStreamError, match="the head of the answer"):
        head_of(b"HTTP/1.0 200 OK\r\n" + b"x" * MOST_HEADER_BYTES)
    with pytest.raises(BrokenStreamError, match="404 Not Found"):
        head_of(b"HTTP/1.1 404 Not Found\r\n\r\n")
    with pytest.raises(PasswordAskedError) as asked:
        head_of(b"HTTP/1.1 401 No\r\nWWW-Authenticate: Basic x\r\nwww-authenticate: Digest y\r\n\r\n")
    assert ("Basic x", "Digest y") == asked.value.challenges


def test_question_asks_for_no_chunks() -> None:
    assert request_for("192.0.2.1:81", "/stream?x=1").startswith(
        b"GET /stream?x=1 HTTP/1.0\r\nHost: 192.0.2.1:81"
    )


def test_size_is_read_without_decoding() -> None:
    header = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc2\x00\x0b\x08\x01\x02\x03\x04\x01\x01\x11\x00"
    assert (0x304, 0x102) == size_of(header + b"\xff\xd9")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"GIF89a", "does not begin"),
        (b"\xff\xd8\xff\xc0\x00\x0b\x08\x01\x02\x03\x04", "cut short"),
        (b"\xff\xd8\xff\xda\x00\x04ab\xff\xd9", "names no size"),
        (b"\xff\xd8\xff\xc0\x00\x0b\x08\x00\x00\x03\x04\x01\xff\xd9", "0 pixels"),
        (b"\xff\xd8\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\xff\xd9", "65535 x 65535"),
    ],
)
def test_what_is_no_picture_says_why(data: bytes, why: str) -> None:
    with pytest.raises(BrokenPictureError, match=why):
        size_of(data)
