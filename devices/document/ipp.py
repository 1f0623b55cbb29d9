"""IPP messages as bytes (RFC 8010): questions out, answers in; no I/O.

Collections are stepped over: nothing here is worked out from one.
"""

import itertools
import struct
from collections.abc import Iterator
from enum import IntEnum

import msgspec

VERSION = b"\x02\x00"
_request_ids = itertools.count(1)


class MalformedAnswerError(Exception):
    """Bytes that are no IPP answer; the sentence says where they stop being one."""


class Operation(IntEnum):
    """What is asked (RFC 8011, 5.4.15; 0x4000 and above are CUPS' own)."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_DEFAULT = 0x4001


class Tag(IntEnum):
    """Delimiters and the kinds of value that are used here (RFC 8010, 3.5)."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    COLLECTION = 0x34
    TEXT_WITH_LANGUAGE = 0x35
    NAME_WITH_LANGUAGE = 0x36
    END_COLLECTION = 0x37
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49


FIRST_VALUE_TAG = 0x10
OUT_OF_BAND = range(0x10, 0x20)
"""unknown, no-value and their like: the attribute is there, and has none."""
NUMBERS = frozenset({Tag.INTEGER, Tag.ENUM})
WORDS = range(0x41, 0x4A)
WITH_LANGUAGE = frozenset({Tag.TEXT_WITH_LANGUAGE, Tag.NAME_WITH_LANGUAGE})

Value = bool | int | str | bytes
Attributes = dict[str, tuple[Value, ...]]


class Asked(msgspec.Struct, frozen=True):
    """One attribute of a question."""

    tag: Tag
    name: str
    values: tuple[Value, ...]


class Group(msgspec.Struct, frozen=True):
    """The attributes between two delimiters: one job, or one printer."""

    tag: int
    attributes: Attributes


class Answer(msgspec.Struct, frozen=True):
    """What came back: 0x0000 to 0x00FF is success (RFC 8011, B.1)."""

    status: int
    groups: tuple[Group, ...]

    @property
    def ok(self) -> bool:
        return self.status <= 0xFF  # noqa: PLR2004 the standard's own bound

    def of(self, tag: Tag) -> tuple[Attributes, ...]:
        """Return the groups of one kind."""
        return tuple(group.attributes for group in self.groups if group.tag == tag)


def question(
    operation: Operation, target: str | None, asked: tuple[Asked, ...] = (), job: tuple[Asked, ...] = ()
) -> bytes:
    """Return a request about `target` (a printer's URI); `job` is the job's ticket."""
    head = VERSION + struct.pack(">HI", operation, next(_request_ids) & 0x7FFFFFFF)
    first = [
        Asked(Tag.CHARSET, "attributes-charset", ("utf-8",)),
        Asked(Tag.LANGUAGE, "attributes-natural-language", ("en",)),
    ]
    if target is not None:
        first.append(Asked(Tag.URI, "printer-uri", (target,)))
    parts = [head, bytes((Tag.OPERATION,)), *(_encoded(one) for one in (*first, *asked))]
    if job:
        parts += [bytes((Tag.JOB,)), *(_encoded(one) for one in job)]
    return b"".join((*parts, bytes((Tag.END,))))


def _encoded(asked: Asked) -> bytes:
    names = itertools.chain((asked.name,), itertools.repeat(""))
    return b"".join(
        bytes((asked.tag,)) + _sized(name.encode()) + _sized(_raw(value))
        for name, value in zip(names, asked.values, strict=False)
    )


def _raw(value: Value) -> bytes:
    match value:
        case bool():
            return bytes((value,))
        case int():
            return struct.pack(">i", value)
        case str():
            return value.encode()
        case bytes():
            return value


def _sized(data: bytes) -> bytes:
    return struct.pack(">H", len(data)) + data


def answer(data: bytes) -> Answer:
    """Read an answer; MalformedAnswerError when it is none. What follows its end is left alone."""
    reader = _Reader(data)
    reader.take(2)  # the version that the other side speaks
    status = reader.number(">H")
    reader.take(4)
    return Answer(status, tuple(_groups(reader)))


def _groups(reader: "_Reader") -> Iterator[Group]:
    tag = reader.byte()
    while tag != Tag.END:
        if tag >= FIRST_VALUE_TAG:
            raise MalformedAnswerError(f"a value stands outside every group, before byte {reader.at}")
        attributes: Attributes = {}
        group, tag = tag, _attributes(reader, attributes)
        yield Group(group, attributes)


def _attributes(reader: "_Reader", into: Attributes) -> int:
    """Read a group's attributes and return the delimiter that ended it."""
    name, depth = "", 0
    while (tag := reader.byte()) >= FIRST_VALUE_TAG:
        given = reader.text(reader.sized())
        raw = reader.sized()
        if tag == Tag.END_COLLECTION:
            depth = max(0, depth - 1)
        elif tag == Tag.COLLECTION:
            depth += 1
        if depth or tag == Tag.END_COLLECTION:
            continue
        name = given or name
        if not name:
            raise MalformedAnswerError(f"a value without a name ends at byte {reader.at}")
        into[name] = (*into.get(name, ()), *_values(tag, raw))
    return tag


def _values(tag: int, raw: bytes) -> tuple[Value, ...]:
    if tag in OUT_OF_BAND:
        return ()
    if tag in NUMBERS:
        return (_Reader(raw).number(">i"),)
    if tag == Tag.BOOLEAN:
        return (raw not in (b"", b"\0"),)
    if tag in WITH_LANGUAGE:
        inner = _Reader(raw)
        inner.sized()
        return (inner.text(inner.sized()),)
    if tag in WORDS:
        return (_Reader.text(raw),)
    return (raw,)


class _Reader:
    """Bytes taken from the front, never past the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def take(self, n: int) -> bytes:
        taken = self._data[self.at : self.at + n]
        if len(taken) < n:
            raise MalformedAnswerError(f"the answer ends at byte {len(self._data)}, in the middle of a part")
        self.at += n
        return taken

    def byte(self) -> int:
        return self.take(1)[0]

    def number(self, shape: str) -> int:
        return int(struct.unpack(shape, self.take(struct.calcsize(shape)))[0])

    def sized(self) -> bytes:
        return self.take(self.number(">H"))

    @staticmethod
    def text(raw: bytes) -> str:
        return raw.decode(errors="replace")
