import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.demo_display import BENCH_WIDTH, TERMINAL, arrange, authority, package_of


def test_display_in_memory_shows_both_windows_in_full() -> None:
    layout = arrange(TERMINAL[0] + BENCH_WIDTH, TERMINAL[1])
    assert 1.0 == layout.scale
    assert (TERMINAL[0], 0, BENCH_WIDTH, TERMINAL[1]) == layout.bench


def test_terminal_is_scaled_to_fit_a_desktop() -> None:
    layout = arrange(1920, 1080)
    assert layout.scale * TERMINAL[1] <= 1080
    assert layout.bench[0] >= layout.scale * TERMINAL[0] - 1


@given(st.integers(640, 8000), st.integers(480, 8000))
def test_bench_never_leaves_the_display(width: int, height: int) -> None:
    x, y, wide, high = arrange(width, height).bench
    assert 0 <= x
    assert x + wide <= width
    assert y + high <= height


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libGL.so.1", "libgl1"),
    ],
)
def test_package_of_a_missing_library_is_named_as_debian_does(library: str, package: str) -> None:
    assert package == package_of(library)


def test_authority_file_holds_one_cookie_for_every_display() -> None:
    written = authority(b"c" * 16)
    assert struct.pack(">HHH", 0xFFFF, 0, 0) == written[:6]
    assert written.endswith(b"\x00\x12MIT-MAGIC-COOKIE-1\x00\x10" + b"c" * 16)
