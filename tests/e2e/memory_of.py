"""Looks for planted secrets in what a process can write of its memory, in each spelling of a text."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

WRITABLE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw\S+ \S+ \S+ \S+\s*(.*)")
ENCODINGS = ("utf-8", "utf-16-le", "gb18030", "utf-32-le")
"""Python keeps a text of Chinese in two bytes a character, Qt always; wires and printers have the others."""


def found_in(pid: int, secrets: tuple[str, ...]) -> Counter[str]:
    """Count where in a process's memory secrets can be read: secret, spelling and kind of mapping."""
    found: Counter[str] = Counter()
    spelled = {secret.encode(code): (secret, code) for secret in secrets for code in ENCODINGS}
    for _, kind, held in writable(pid):
        for data, (secret, code) in spelled.items():
            if times := held.count(data):
                found[f"{secret} {code} {kind}"] += times
    return found


def writable(pid: int) -> Iterator[tuple[int, str, bytes]]:
    """Give each writable mapping of a process: its address, its kind, and what it holds."""
    place = Path("/proc") / str(pid)
    with (place / "mem").open("rb", buffering=0) as memory:
        for line in (place / "maps").read_text(encoding="utf-8").splitlines():
            mapping = WRITABLE.fullmatch(line)
            if mapping is None:
                continue
            first, last = int(mapping[1], 16), int(mapping[2], 16)
            memory.seek(first)
            try:
                yield first, mapping[3] or "anonymous", memory.read(last - first)
            except OSError:  # a device's, or gone meanwhile
                continue
