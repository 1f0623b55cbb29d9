"""Where the demo's windows appear: the display that is there, or one in memory that VNC shows on loopback."""

import importlib.util
import json
import os
import re
import secrets
import shutil
import socket
import struct
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from kiosk.errors import KioskError
from kiosk.processes import Processes, Program, ReadyPort

PROBE_SECONDS = 30.0
TERMINAL = (1080, 1920)
"""The terminal's panel in pixels; the bench stands beside it."""
BENCH_WIDTH = 840
BARS = 90
"""Height that a desktop's panels and title bars take."""
SMALLEST_SCALE = 0.3
ANY_HOST = 0xFFFF
NOT_FOUND = re.compile(r"(lib[\w.+-]+\.so[.\d]*) => not found")
ODD_PACKAGES = {"libglib-2.0.so.0": "libglib2.0-0", "libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"}


class Display(msgspec.Struct, frozen=True, kw_only=True):
    """A display that windows can open on."""

    environment: Mapping[str, str]
    """What a program needs to find it."""
    width: int
    height: int
    vnc_port: int | None = None


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """Both windows side by side, in pixels of the display."""

    scale: float
    """Of the terminal's window."""
    bench: tuple[int, int, int, int]
    """x, y, width, height."""


def arrange(width: int, height: int) -> Layout:
    """Return the largest terminal window that leaves room for the bench beside it."""
    usable = height if height >= TERMINAL[1] else height - BARS
    scale = min(1.0, usable / TERMINAL[1], (width - BENCH_WIDTH) / TERMINAL[0])
    scale = max(SMALLEST_SCALE, round(scale, 3))
    left = min(round(TERMINAL[0] * scale), max(0, width - BENCH_WIDTH))
    return Layout(scale=scale, bench=(left, 0, min(BENCH_WIDTH, width), usable))


def own_display() -> Display | str:
    """Return the display that the environment names, or a sentence that says why there is none."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "this session has no display"
    probe = subprocess.run(
        (sys.executable, "-m", "ui.bench.probe"), capture_output=True, timeout=PROBE_SECONDS, check=False
    )
    if probe.returncode:
        lines = probe.stderr.decode(errors="replace").strip().splitlines()
        return f"the display of this session can't be used: {lines[0] if lines else 'Qt says nothing'}"
    size = json.loads(probe.stdout)
    return Display(environment={}, width=size["width"], height=size["height"])


def need_window_libraries() -> None:
    """Raise KioskError `qt_libraries` that names the packages to install when Qt could open no window."""
    listed = subprocess.run(("/usr/bin/ldd", _plugin()), capture_output=True, text=True, check=False)  # noqa: S603
    missing = NOT_FOUND.findall(listed.stdout)
    if missing:
        packages = " ".join(dict.fromkeys(map(package_of, missing)))
        raise KioskError(
            "qt_libraries", f"Qt can't open windows without {', '.join(missing)}: apt-get install {packages}"
        )


def package_of(library: str) -> str:
    """Return the Debian package of a library, by Debian's own rule for naming them."""
    name, _, version = library.partition(".so.")
    hyphen = "-" if name[-1].isdigit() else ""
    return ODD_PACKAGES.get(library, f"{name.lower()}{hyphen}{version}")


def display_in_memory(processes: Processes, folder: Path, *, vnc_port: int) -> Display:
    """Start Xvfb on a free display and x11vnc on loopback; KioskError names a program that is missing."""
    for program, package in (("Xvfb", "xvfb"), ("x11vnc", "x11vnc")):
        if shutil.which(program) is None:
            raise KioskError(
                "no_display", f"there is no display, and {program} is missing: apt-get install {package}"
            )
    width, height = TERMINAL[0] + BENCH_WIDTH, TERMINAL[1]
    key = folder / "xauthority"
    key.touch(mode=0o600)
    key.write_bytes(authority(secrets.token_bytes(16)))
    name = f":{_start_xvfb(processes, key, width, height)}"
    port = vnc_port or _free_port()
    processes.start(
        Program(
            name="vnc",
            command=("x11vnc", "-display", name, "-auth", str(key), "-rfbport", str(port), *VNC_OPTIONS),
            ready=ReadyPort(port),
        )
    )
    environment = {"DISPLAY": name, "XAUTHORITY": str(key), "QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": ""}
    return Display(environment=environment, width=width, height=height, vnc_port=port)


VNC_OPTIONS = ("-localhost", "-noipv6", "-no6", "-forever", "-shared", "-nopw", "-quiet", "-noxdamage")


def authority(cookie: bytes) -> bytes:
    """Return an Xauthority file (Xau(3)) whose one entry fits every host and display."""
    fields = (b"", b"", b"MIT-MAGIC-COOKIE-1", cookie)
    return struct.pack(">H", ANY_HOST) + b"".join(struct.pack(">H", len(field)) + field for field in fields)


def _start_xvfb(processes: Processes, key: Path, width: int, height: int) -> int:
    reading, writing = os.pipe()
    try:
        screen = ("-screen", "0", f"{width}x{height}x24")
        processes.start(
            Program(
                name="xvfb",
                command=(
                    "Xvfb",
                    "-displayfd",
                    str(writing),
                    *screen,
                    "-auth",
                    str(key),
                    "-nolisten",
                    "tcp",
                    "-noreset",
                ),
                pass_fds=(writing,),
            )
        )
    finally:
        os.close(writing)
    with os.fdopen(reading, "rb") as number:
        said = number.readline().strip()
    if not said:
        raise KioskError("not_started", f"Xvfb gives no display:\n{processes.last_words('xvfb')}")
    return int(said)


def _plugin() -> str:
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        raise KioskError("qt_libraries", "PySide6 is not installed: run make setup")
    return str(Path(spec.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
