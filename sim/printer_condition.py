"""What the sensors and switches of a simulated receipt printer tell, and how DLE EOT says it."""

import msgspec

ENDLESS_MM = 80_000.0
"""A new roll."""


class Condition(msgspec.Struct):
    """The printer as it is now."""

    paper_mm: float = ENDLESS_MM
    near_end: bool = False
    cover_open: bool = False
    cutter_blocked: bool = False
    """The next cut will fail."""
    cutter_stuck: bool = False
    overheated: bool = False
    silent: bool = False
    untaken: bool = False
    """A cut paper waits at the mouth."""
    powered: bool = True

    @property
    def paper_out(self) -> bool:
        return self.paper_mm <= 0

    @property
    def stopped(self) -> bool:
        ill = self.cover_open or self.cutter_stuck or self.overheated
        return ill or self.paper_out or not self.powered


def status_byte(now: Condition, kind: int) -> int:
    """Answer DLE EOT: 1 printer, 2 offline cause, 3 error cause, 4 paper."""
    ill = now.cutter_stuck or now.overheated
    bits = {
        1: now.stopped << 3,
        2: now.cover_open << 2 | now.paper_out << 5 | ill << 6,
        3: now.cutter_stuck << 3 | now.overheated << 6,
        4: 0x60 * now.paper_out | 0x0C * (now.near_end or now.paper_out),
    }
    return 0x12 | bits[kind]
