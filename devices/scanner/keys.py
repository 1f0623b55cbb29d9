"""Keys of a scanner that types, to the bytes of the code it read: pure; US layout, as from the factory.

Key codes: linux/input-event-codes.h. What types no character here (Alt with the keypad, as some scanners send
Chinese; function keys) becomes U+FFFD, so that the code is unknown and never half right.
"""

import struct

import msgspec

EVENT = struct.Struct("@llHHi")
"""struct input_event (linux/input.h) where long has 64 bits: seconds, microseconds, type, code, value."""
EV_SYN, EV_KEY = 0, 1
SYN_DROPPED = 3
PRESSED = 1
"""0 is released; 2 is the kernel's own repetition of a key that is held, which no scanner means."""
ENTER = b"\r"
NO_CHARACTER = "\ufffd".encode()

_SHIFT = frozenset({42, 54})
_CTRL = frozenset({29, 97})
_ALT_META = frozenset({56, 100, 125, 126})
_LOCKS = frozenset({58, 69, 70})
"""Caps, Num and Scroll Lock: the locks of a desktop; what is typed here depends on Shift alone."""
_PLAIN_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)
_KEYPAD = {55: "*", 78: "+", 74: "-", 83: ".", 98: "/", 117: "="} | dict(
    zip((82, 79, 80, 81, 75, 76, 77, 71, 72, 73), "0123456789", strict=True)
)
_CONTROLS = {1: b"\x1b", 14: b"\x08", 15: b"\t", 28: ENTER, 96: ENTER}
_PLAIN = _KEYPAD | {first + n: char for first, row, _ in _PLAIN_ROWS for n, char in enumerate(row)}
_SHIFTED = _KEYPAD | {first + n: char for first, _, row in _PLAIN_ROWS for n, char in enumerate(row)}
_CTRL_MASK = 0x1F


class KeyEvent(msgspec.Struct, frozen=True):
    """One event of an input device."""

    type: int
    code: int
    value: int


def events(data: bytes) -> tuple[tuple[KeyEvent, ...], bytes]:
    """Return the whole events in `data`, and the bytes of one that is not whole yet."""
    whole = len(data) - len(data) % EVENT.size
    return tuple(KeyEvent(*fields[2:]) for fields in EVENT.iter_unpack(data[:whole])), data[whole:]


class Typist:
    """Knows which modifiers are held, and says what each event types."""

    def __init__(self) -> None:
        self._held: set[int] = set()

    def type(self, event: KeyEvent) -> bytes:
        """Return the bytes that an event types; none for most."""
        if event.type == EV_SYN and event.code == SYN_DROPPED:
            self._held.clear()
            return NO_CHARACTER  # the kernel dropped events: what was typed is not whole
        if event.type != EV_KEY:
            return b""
        if event.code in _SHIFT | _CTRL | _ALT_META:
            (self._held.add if event.value else self._held.discard)(event.code)
            return b""
        if event.value != PRESSED or event.code in _LOCKS:
            return b""
        return self._character(event.code)

    def _character(self, code: int) -> bytes:
        if self._held & _ALT_META:
            return NO_CHARACTER
        char = (_SHIFTED if self._held & _SHIFT else _PLAIN).get(code)
        if char is None:
            return _CONTROLS.get(code, NO_CHARACTER)
        if self._held & _CTRL:
            return bytes([ord(char) & _CTRL_MASK])
        return char.encode()
