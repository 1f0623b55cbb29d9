"""Power cuts replayed: every write that the putter made, kept, dropped or torn where it was not synced."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from kiosk.wire.attachment import folder_beside
from tests.durability.judge import Promise

HEX = r"(?:\\x[0-9a-f]{2})*"
CALL = re.compile(
    r"^\d+ +(?P<name>pwrite64|write|fdatasync|fsync|ftruncate)"
    rf"\((?P<fd>\d+)<(?P<path>{HEX}|[^>]*)>"
    rf'(?:, (?:"(?P<data>{HEX})", \d+(?:, (?P<offset>\d+))?|(?P<length>\d+)))?\)'
    r"\s+= (?P<result>-?\d+)"
)
NAMING = re.compile(
    rf'^\d+ +(?:rename\("(?P<part>{HEX})", "(?P<whole>{HEX})"\)|unlink\("(?P<gone>{HEX})"\))\s+= 0'
)
SECTOR = 512
STDOUT = 1
APPEND = -1
"""The place of a write behind what is there: attachments are written in one go."""


class Write(msgspec.Struct, frozen=True):
    """Bytes put into a file at a place; `data` None cuts the file there."""

    file: str
    offset: int
    data: bytes | None


class Renamed(msgspec.Struct, frozen=True):
    """A file has another name; it lasts once its folder is synced."""

    file: str
    to: str


class Removed(msgspec.Struct, frozen=True):
    """A file is gone; that lasts once its folder is synced."""

    file: str


class Sync(msgspec.Struct, frozen=True):
    """What was written to this file, or named in this folder, is on the disk now."""

    file: str


Change = Write | Renamed | Removed
Event = Change | Sync | Promise
Files = dict[str, bytes]


def events(trace: str, database: Path) -> tuple[Event, ...]:
    """Read what strace -y -xx wrote: every change of database, log and attachments, and each promise."""
    return tuple(event for line in trace.splitlines() for event in _event(line, database))


def _event(line: str, database: Path) -> Iterator[Event]:
    if named := NAMING.match(line):
        yield from _naming(named, database)
        return
    call = CALL.match(line)
    if call is None or int(call["result"]) < 0:
        return
    data = _bytes(call["data"]) if call["data"] is not None else None
    path = _bytes(call["path"]).decode() if call["path"].startswith("\\x") else call["path"]
    if call["name"] == "write" and int(call["fd"]) == STDOUT and data is not None:
        kind, number = data.decode().split()
        yield Promise(kind, int(number))
    elif (file := _file(path, database)) is not None:
        match call["name"]:
            case "pwrite64" if data is not None:
                yield Write(file, int(call["offset"]), data)
            case "write" if data is not None:
                yield Write(file, APPEND, data)
            case "ftruncate":
                yield Write(file, int(call["length"]), None)
            case "fdatasync" | "fsync":
                yield Sync(file)
            case other:
                raise ValueError(f"{other} on {file} is not replayed")


def _naming(named: re.Match[str], database: Path) -> Iterator[Event]:
    old = _file(_bytes(named["part"] or named["gone"]).decode(), database)
    if old is not None and named["gone"]:
        yield Removed(old)
    elif old is not None and (new := _file(_bytes(named["whole"]).decode(), database)) is not None:
        yield Renamed(old, new)


def _file(path: str, database: Path) -> str | None:
    """Return a file's name in the queue's folder; None when it is none of the queue's."""
    folder = folder_beside(database)
    ours = {str(database), f"{database}-wal", str(folder)}
    return path.removeprefix(f"{database.parent}/") if path in ours or path.startswith(f"{folder}/") else None


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def cuts(happened: tuple[Event, ...], every: int) -> Iterator[tuple[Files, tuple[Promise, ...]]]:
    """Yield what a disk may hold when power goes, and what had been promised by then.

    At each moment: nothing unsynced kept, all of it, all but one write, all with one write torn.
    """
    durable: Files = {}
    loose: list[Change] = []
    promised: list[Promise] = []
    for moment, event in enumerate(happened):
        match event:
            case Write() | Renamed() | Removed():
                loose.append(event)
            case Promise():
                promised.append(event)
            case Sync(file=file):
                durable = _applied(durable, [change for change in loose if _lasts(change, file)])
                loose = [change for change in loose if not _lasts(change, file)]
        if moment % every == 0:
            for kept in _kept(loose):
                yield _applied(durable, kept), tuple(promised)


def _lasts(change: Change, synced: str) -> bool:
    """Return whether a sync of this file, or folder, makes a change last."""
    return change.file == synced if isinstance(change, Write) else change.file.startswith(f"{synced}/")


def _kept(loose: list[Change]) -> Iterator[list[Change]]:
    yield []
    if loose:
        yield loose
    for place, change in enumerate(loose):
        before, after = loose[:place], loose[place + 1 :]
        if after:
            yield before + after
        if isinstance(change, Write) and change.data is not None and len(change.data) > SECTOR:
            torn = Write(change.file, change.offset, change.data[: len(change.data) // 2 // SECTOR * SECTOR])
            yield [*before, torn, *after]


def _applied(files: Files, changes: list[Change]) -> Files:
    changed = {name: bytearray(data) for name, data in files.items()}
    for change in changes:
        match change:
            case Write():
                _write(changed.setdefault(change.file, bytearray()), change)
            case Renamed():
                changed[change.to] = changed.pop(change.file, bytearray())
            case Removed():
                changed.pop(change.file, None)
    return {name: bytes(data) for name, data in changed.items()}


def _write(file: bytearray, write: Write) -> None:
    if write.data is None:
        del file[write.offset :]
        return
    offset = len(file) if write.offset == APPEND else write.offset
    file.extend(bytes(max(0, offset - len(file))))
    file[offset : offset + len(write.data)] = write.data
