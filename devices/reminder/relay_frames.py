"""Frames of the serial relay boards sold as LCUS-1, -2, -4 and -8. Pure.

Four bytes: A0, the channel from 1, 01 on or 00 off, and the sum of the three. The board answers nothing.
Source: its sellers' data sheets (A0 01 01 A2 switches on, A0 01 00 A1 off).
"""

from enum import IntEnum

BEGIN = 0xA0


class Relay(IntEnum):
    """What a relay can be told."""

    OFF = 0
    ON = 1


def frame(channel: int, relay: Relay) -> bytes:
    """Write the frame that switches one channel."""
    body = bytes((BEGIN, channel, relay))
    return body + bytes((sum(body) & 0xFF,))
