"""Looks for planted secrets in everything below a folder, in each spelling that a program might use."""

import base64
import json
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

SHORTEST = 5
"""Bytes; what is shorter may be there by chance."""
DEFLATED = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
MOST_INFLATED = 1 << 20


def spellings(secret: str) -> dict[str, bytes]:
    """Return the byte strings that would give a secret away, by the name of the spelling."""
    plain = secret.encode()
    found = {
        "utf-8": plain,
        "utf-16-le": secret.encode("utf-16-le"),
        "utf-16-be": secret.encode("utf-16-be"),
        "gb18030": secret.encode("gb18030"),
        "json": json.dumps(secret)[1:-1].encode(),
        "percent": quote(secret).encode(),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
    }
    found |= {f"base64+{shift}": _base64(plain, shift) for shift in range(3)}
    digits = secret.rstrip("X")
    if digits.isdigit():
        even = [digits[start : start + (len(digits) - start) // 2 * 2] for start in (0, 1)]
        found |= {f"packed+{start}": bytes.fromhex(text) for start, text in enumerate(even)}
        size = (int(digits).bit_length() + 7) // 8
        found |= {f"integer-{order}": int(digits).to_bytes(size, order) for order in ("big", "little")}
    return {name: data for name, data in found.items() if len(data) >= SHORTEST}


def readable(secrets: tuple[str, ...], *folders: Path) -> list[str]:
    """Return where a secret can be read: file, spelling and how it was looked at; empty when nowhere."""
    known = [(name, data) for secret in secrets for name, data in spellings(secret).items()]
    return [
        f"{path}: {name} ({how})"
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for how, text in _looks(path)
        for name, data in known
        if data in text
    ]


def _looks(path: Path) -> Iterator[tuple[str, bytes]]:
    """Give a file's name, its bytes, what is deflated in them, and each value of a database that it is."""
    raw = path.read_bytes()
    yield "name", str(path).encode()
    yield "raw", raw
    for head in DEFLATED:
        at = raw.find(head)
        while at >= 0:
            yield f"inflated at {at}", _inflated(raw[at:])
            at = raw.find(head, at + 1)
    if raw.startswith(b"SQLite format 3\x00"):
        yield "values", _values(path)


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, MOST_INFLATED)
    except zlib.error:
        return b""


def _values(path: Path) -> bytes:
    """Return every value of a copy, joined: in the file a long one is cut by pages."""
    with tempfile.TemporaryDirectory() as folder:
        for end in ("", "-wal"):
            beside = path.with_name(path.name + end)
            if beside.exists():
                shutil.copy(beside, Path(folder) / ("copy" + end))
        with closing(sqlite3.connect(Path(folder) / "copy")) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            names = [f'"{name}"' for (name,) in tables]
            rows = [row for name in names for row in connection.execute(f"SELECT * FROM {name}")]  # noqa: S608 own
    values = (value for row in rows for value in row)
    return b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in values)


def _base64(data: bytes, shift: int) -> bytes:
    """Return the characters that do not depend on what stands around the data."""
    text = base64.b64encode(bytes(shift) + data)
    first = (shift * 8 + 5) // 6
    return text[first : (shift + len(data)) * 8 // 6]
