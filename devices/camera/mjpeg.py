"""Pictures out of an MJPEG stream (multipart/x-mixed-replace, RFC 2046 5.1), bounded; no I/O.

Cameras differ: some name no Content-Length, some write the dashes of the delimiter into `boundary` already.
"""

import re

import msgspec

MOST_FRAME_BYTES = 4_194_304
MOST_HEADER_BYTES = 8_192
MOST_BETWEEN_BYTES = 65_536
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,9})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_BLANK = re.compile(rb"\r?\n\r?\n")
_BOUNDARY = re.compile(r'boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))', re.IGNORECASE)
_END = b"\xff\xd9"


class BrokenStreamError(Exception):
    """The stream can't be followed any further; the sentence says why."""


class PasswordAskedError(BrokenStreamError):
    """The camera asks for a password, in one of these ways."""

    def __init__(self, challenges: tuple[str, ...]) -> None:
        super().__init__("the camera asks for a password: set user and password_file")
        self.challenges = challenges


class Head(msgspec.Struct, frozen=True):
    """How the answer begins: what it says of itself, and how many bytes of it that took."""

    content_type: str
    server: str | None
    length: int


def request_for(host: str, path: str, authorisation: str | None = None) -> bytes:
    """Return the question; HTTP/1.0, so that no answer comes in chunks (RFC 9112, 6.1)."""
    proof = f"Authorization: {authorisation}\r\n" if authorisation is not None else ""
    question = f"GET {path} HTTP/1.0\r\nHost: {host}\r\nUser-Agent: kiosk\r\nAccept: */*\r\n{proof}\r\n"
    return question.encode()


def head_of(data: bytes) -> Head | None:
    """Return the head of an answer, or None while it is not whole; BrokenStreamError for another than 200."""
    blank = _BLANK.search(data)
    if blank is None:
        if len(data) > MOST_HEADER_BYTES:
            raise BrokenStreamError(f"the head of the answer: over {MOST_HEADER_BYTES} bytes")
        return None
    status, *lines = data[: blank.start()].decode("latin-1").splitlines() or [""]
    words = status.split(" ", 1)
    named = [
        (name.strip().lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)
    ]
    if words[-1].startswith("401"):
        raise PasswordAskedError(tuple(value for name, value in named if name == "www-authenticate"))
    if not words[0].startswith("HTTP/") or not words[-1].startswith("200"):
        raise BrokenStreamError(f"the camera answers '{status[:80]}'")
    fields = dict(named)
    return Head(fields.get("content-type", ""), fields.get("server"), blank.end())


def boundary_of(content_type: str) -> bytes:
    """Return the boundary without its dashes; BrokenStreamError when this is no stream of pictures."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind != "multipart/x-mixed-replace":
        raise BrokenStreamError(f"the camera answers '{kind}', not multipart/x-mixed-replace")
    found = _BOUNDARY.search(content_type)
    name = (found[1] or found[2]).lstrip("-") if found else ""
    if not name or not name.isascii():
        raise BrokenStreamError(f"'{content_type}' names no boundary")
    return name.encode()


class MjpegParser:
    """Takes bytes as they come and gives the parts that are whole; keeps at most one part and its header."""

    def __init__(self, boundary: bytes) -> None:
        self._delimiter = b"--" + boundary
        self._buffer = bytearray()
        self._inside = False
        self._length: int | None = None

    @property
    def kept(self) -> int:
        """Bytes that wait for the rest of their part."""
        return len(self._buffer)

    def feed(self, data: bytes) -> list[bytes]:
        """Return the parts that became whole; BrokenStreamError when a bound is passed."""
        self._buffer += data
        parts: list[bytes] = []
        while True:
            if not self._inside and not self._enter():
                return parts
            part = self._part()
            if part is None:
                return parts
            if part:
                parts.append(part)

    def _enter(self) -> bool:
        """Go past the next delimiter and header, when they are there."""
        at = self._buffer.find(self._delimiter)
        if at < 0:
            self._bound(MOST_BETWEEN_BYTES, "no delimiter between pictures")
            return False
        blank = _BLANK.search(self._buffer, at)
        if blank is None:
            self._bound(at + MOST_HEADER_BYTES, "the header of a part")
            return False
        if blank.start() - at > MOST_HEADER_BYTES:
            raise BrokenStreamError(f"the header of a part: over {MOST_HEADER_BYTES} bytes")
        length = _LENGTH.search(self._buffer, at, blank.end())
        self._length = int(length[1]) if length else None
        if self._length is not None and self._length > MOST_FRAME_BYTES:
            raise BrokenStreamError(f"a picture of {self._length} bytes, at most {MOST_FRAME_BYTES}")
        del self._buffer[: blank.end()]
        self._inside = True
        return True

    def _part(self) -> bytes | None:
        """Return the part when all of it is there: by its length, else up to the next delimiter."""
        end = self._length if self._length is not None else self._buffer.find(self._delimiter)
        if end < 0 or len(self._buffer) < end:
            self._bound(MOST_FRAME_BYTES, "a picture")
            return None
        part = bytes(self._buffer[:end])
        del self._buffer[:end]
        self._inside = False
        return part if self._length is not None else _trimmed(part)

    def _bound(self, most: int, what: str) -> None:
        if len(self._buffer) > most + len(self._delimiter):
            raise BrokenStreamError(f"{what}: over {most} bytes")


def _trimmed(part: bytes) -> bytes:
    """Cut what stands between a picture's end and the delimiter."""
    end = part.rfind(_END)
    return part[: end + len(_END)] if end >= 0 else part.rstrip(b"-\r\n")
