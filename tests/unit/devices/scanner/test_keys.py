import struct

import pytest
from evdev import ecodes

from devices.scanner.keys import ENTER, EVENT, NO_CHARACTER, KeyEvent, Typist, events

NAMES = {
    **{f"KEY_{char.upper()}": (char, char.upper()) for char in "abcdefghijklmnopqrstuvwxyz"},
    **{f"KEY_{digit}": (digit, shifted) for digit, shifted in zip("1234567890", "!@#$%^&*()", strict=True)},
    "KEY_MINUS": ("-", "_"),
    "KEY_EQUAL": ("=", "+"),
    "KEY_LEFTBRACE": ("[", "{"),
    "KEY_RIGHTBRACE": ("]", "}"),
    "KEY_SEMICOLON": (";", ":"),
    "KEY_APOSTROPHE": ("'", '"'),
    "KEY_GRAVE": ("`", "~"),
    "KEY_BACKSLASH": ("\\", "|"),
    "KEY_COMMA": (",", "<"),
    "KEY_DOT": (".", ">"),
    "KEY_SLASH": ("/", "?"),
    "KEY_SPACE": (" ", " "),
    **{f"KEY_KP{digit}": (digit, digit) for digit in "0123456789"},
    "KEY_KPASTERISK": ("*", "*"),
    "KEY_KPPLUS": ("+", "+"),
    "KEY_KPMINUS": ("-", "-"),
    "KEY_KPDOT": (".", "."),
    "KEY_KPSLASH": ("/", "/"),
    "KEY_KPEQUAL": ("=", "="),
}
"""The keys of a US keyboard by the names that linux/input-event-codes.h gives them."""


def pressed(*names: str) -> bytes:
    """Return what the last of these keys types while the others are held."""
    typist = Typist()
    return b"".join(typist.type(KeyEvent(ecodes.EV_KEY, ecodes.ecodes[name], 1)) for name in names)


@pytest.mark.parametrize("name", NAMES)
def test_every_key_types_what_it_bears_plain_and_with_either_shift(name: str) -> None:
    plain, shifted = (char.encode() for char in NAMES[name])
    assert plain == pressed(name)
    assert shifted == pressed("KEY_LEFTSHIFT", name)
    assert shifted == pressed("KEY_RIGHTSHIFT", name)


@pytest.mark.parametrize("name", ["KEY_ENTER", "KEY_KPENTER"])
def test_either_enter_ends_a_code(name: str) -> None:
    assert ENTER == pressed(name)


@pytest.mark.parametrize(
    ("names", "typed"),
    [
        (("KEY_LEFTCTRL", "KEY_J"), b"\n"),
        (("KEY_RIGHTCTRL", "KEY_RIGHTBRACE"), b"\x1d"),
        (("KEY_ESC",), b"\x1b"),
        (("KEY_TAB",), b"\t"),
        (("KEY_BACKSPACE",), b"\x08"),
    ],
)
def test_what_controls_is_a_control_character(names: tuple[str, ...], typed: bytes) -> None:
    assert typed == pressed(*names)


@pytest.mark.parametrize(
    "names",
    [
        ("KEY_LEFTALT", "KEY_KP2"),
        ("KEY_RIGHTALT", "KEY_A"),
        ("KEY_LEFTMETA", "KEY_R"),
        ("KEY_F1",),
        ("KEY_UP",),
    ],
)
def test_what_types_no_character_is_said_to_be_none(names: tuple[str, ...]) -> None:
    assert NO_CHARACTER == pressed(*names)


@pytest.mark.parametrize("name", ["KEY_CAPSLOCK", "KEY_NUMLOCK", "KEY_SCROLLLOCK"])
def test_locks_of_a_desktop_change_nothing(name: str) -> None:
    assert b"a" == pressed(name, "KEY_A")


def test_repetition_and_release_type_nothing() -> None:
    typist = Typist()
    code = ecodes.ecodes["KEY_A"]
    assert [b"a", b"", b"", b""] == [
        typist.type(KeyEvent(ecodes.EV_KEY, code, value)) for value in (1, 2, 2, 0)
    ]


def test_dropped_events_are_a_gap_and_let_go_of_what_was_held() -> None:
    typist = Typist()
    typist.type(KeyEvent(ecodes.EV_KEY, ecodes.ecodes["KEY_LEFTSHIFT"], 1))
    assert NO_CHARACTER == typist.type(KeyEvent(ecodes.EV_SYN, ecodes.SYN_DROPPED, 0))
    assert b"a" == typist.type(KeyEvent(ecodes.EV_KEY, ecodes.ecodes["KEY_A"], 1))


def test_other_kinds_of_events_type_nothing() -> None:
    typist = Typist()
    others = (ecodes.EV_REL, ecodes.EV_MSC, ecodes.EV_LED, ecodes.EV_SYN)
    assert b"" == b"".join(typist.type(KeyEvent(kind, 2, 1)) for kind in others)


def test_an_event_is_24_bytes_and_a_part_of_one_is_kept() -> None:
    assert 24 == EVENT.size
    data = struct.pack("@llHHi", 1, 2, 1, 30, 1)
    assert ((KeyEvent(1, 30, 1),), b"") == events(data)
    assert ((KeyEvent(1, 30, 1),), data[:5]) == events(data + data[:5])
    assert ((), b"\x00") == events(b"\x00")
