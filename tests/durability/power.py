"""Power cuts replayed: every write that the putter made, kept, dropped or torn where it was not synced."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tests.durability.judge import Promise

HEX = r"(?:\\x[0-9a-f]{2})*"
CALL = re.compile(
    r"^\d+ +(?P<name>pwrite64|write|fdatasync|fsync|ftruncate)"
    rf"\((?P<fd>\d+)<(?P<path>{HEX}|[^>]*)>"
    rf'(?:, (?:"(?P<data>{HEX})", \d+(?:, (?P<offset>\d+))?|(?P<length>\d+)))?\)'
    r"\s+= (?P<result>-?\d+)"
)
SECTOR = 512
STDOUT = 1


class Write(msgspec.Struct, frozen=True):
    """Bytes put into a file at a place; `data` None cuts the file there."""

    file: str
    offset: int
    data: bytes | None


class Sync(msgspec.Struct, frozen=True):
    """What was written to this file is on the disk now."""

    file: str


Event = Write | Sync | Promise
Files = dict[str, bytes]


def events(trace: str, database: Path) -> tuple[Event, ...]:
    """Read what strace -y -xx wrote: every write and sync of database and log, and each promise, in order."""
    names = {str(database): database.name, f"{database}-wal": f"{database.name}-wal"}
    return tuple(event for line in trace.splitlines() for event in _event(line, names))


def _event(line: str, names: dict[str, str]) -> Iterator[Event]:
    call = CALL.match(line)
    if call is None or int(call["result"]) < 0:
        return
    data = _bytes(call["data"]) if call["data"] is not None else None
    path = _bytes(call["path"]).decode() if call["path"].startswith("\\x") else call["path"]
    if call["name"] == "write" and int(call["fd"]) == STDOUT and data is not None:
        kind, number = data.decode().split()
        yield Promise(kind, int(number))
    elif path in names:
        file = names[path]
        match call["name"]:
            case "pwrite64" if data is not None:
                yield Write(file, int(call["offset"]), data)
            case "ftruncate":
                yield Write(file, int(call["length"]), None)
            case "fdatasync" | "fsync":
                yield Sync(file)
            case other:
                raise ValueError(f"{other} on {file} is not replayed")


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def cuts(happened: tuple[Event, ...], every: int) -> Iterator[tuple[Files, tuple[Promise, ...]]]:
    """Yield what a disk may hold when power goes, and what had been promised by then.

    At each moment: nothing unsynced kept, all of it, all but one write, all with one write torn.
    """
    durable: Files = {}
    loose: list[Write] = []
    promised: list[Promise] = []
    for moment, event in enumerate(happened):
        match event:
            case Write():
                loose.append(event)
            case Promise():
                promised.append(event)
            case Sync(file=file):
                durable = _applied(durable, [write for write in loose if write.file == file])
                loose = [write for write in loose if write.file != file]
        if moment % every == 0:
            for kept in _kept(loose):
                yield _applied(durable, kept), tuple(promised)


def _kept(loose: list[Write]) -> Iterator[list[Write]]:
    yield []
    if loose:
        yield loose
    for place, write in enumerate(loose):
        before, after = loose[:place], loose[place + 1 :]
        if after:
            yield before + after
        if write.data is not None and len(write.data) > SECTOR:
            torn = Write(write.file, write.offset, write.data[: len(write.data) // 2 // SECTOR * SECTOR])
            yield [*before, torn, *after]


def _applied(files: Files, writes: list[Write]) -> Files:
    changed = {name: bytearray(data) for name, data in files.items()}
    for write in writes:
        data = changed.setdefault(write.file, bytearray())
        if write.data is None:
            del data[write.offset :]
            continue
        data.extend(bytes(max(0, write.offset - len(data))))
        data[write.offset : write.offset + len(write.data)] = write.data
    return {name: bytes(data) for name, data in changed.items()}
