"""Finds texts of Qt that are alive in another process: what is freed may be read there too, for a while."""

import re
import struct

from tests.e2e.memory_of import writable

HEAD = struct.Struct("<IIq")
"""QArrayData, before a QString's characters: references, flags, room; freed, malloc writes over it."""
MOST = 1 << 20
"""Of references and of characters; what is larger is an address."""


def living(pid: int, text: str) -> list[str]:
    """Return, for each living QString that begins with a text, where it is and how many refer to it."""
    spelled = re.compile(re.escape(text.encode("utf-16-le")))
    return [
        f"{first + match.start():#x}, {references} references"
        for first, _, held in writable(pid)
        for match in spelled.finditer(held, HEAD.size)
        for references, flags, room in [HEAD.unpack_from(held, match.start() - HEAD.size)]
        if 0 < references < MOST and flags < MOST and len(text) <= room < MOST
    ]
