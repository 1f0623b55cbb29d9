"""From a process's start until its attract screen is painted and a tap answered, against a blank window."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from compileall import compile_dir
from contextlib import contextmanager
from pathlib import Path
from shutil import which

from benchmarks.figure import Figure, against
from kiosk.tables import ScreenConfig
from kiosk.walk.stage import open_stage

HERE = Path(__file__).parent
RUNS = 9
GOAL = 1.5
PATIENCE_S = 60.0
DISPLAY_PATIENCE_S = 10.0
DEPTH = "1080x1920x24"
NOTE = "kiosk run, window of 1080x1920, software rendering; a blank Qt Quick window with one MouseArea"


def measure() -> Iterator[Figure]:
    """Start both in turn, without a display and on an X server when there is one to start.

    Bytecode is compiled first, as a package brings it, whatever PYTHONDONTWRITEBYTECODE says.
    """
    for room in ("kiosk", "ui", "benchmarks"):
        compile_dir(HERE.parent / room, quiet=1)
    with tempfile.TemporaryDirectory(prefix="bench-start-") as folder:
        screen = ScreenConfig(full_screen=False)
        with open_stage(Path(folder) / "stage", screen):
            config = str(Path(folder) / "stage" / "terminal.toml")
            here = {"XDG_CACHE_HOME": str(Path(folder) / "cache")}
            yield from _on("offscreen", {**here, "QT_QPA_PLATFORM": "offscreen"}, config)
            if which("Xvfb") is not None:
                with _display() as display:
                    yield from _on("xcb", {**here, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display}, config)


def _on(name: str, platform: Mapping[str, str], config: str) -> Iterator[Figure]:
    environment = {
        **os.environ,
        **platform,
        "QT_QUICK_BACKEND": "software",
        "PYTHONPATH": str(HERE.parent),
    }
    screens: list[dict[str, float]] = []
    blanks: list[dict[str, float]] = []
    for run in range(RUNS + 1):
        blank = _start(environment, "start_blank")
        screen = _start(environment, "start_screen", config)
        if run:  # the first fills Qt's and Python's caches
            blanks.append(blank)
            screens.append(screen)
    for moment, goal in (("answered", GOAL), ("painted", GOAL)):
        figure = f"cold_start_{name}" + ("" if moment == "answered" else "_painted")
        values, floors = [one[moment] for one in screens], [one[moment] for one in blanks]
        yield against(figure, values, floors, goal=goal, note=f"{NOTE}; {moment}")


def _start(environment: Mapping[str, str], script: str, *arguments: str) -> dict[str, float]:
    """Run a script to its end and return how long after its start it said what."""
    command = (sys.executable, "-m", f"benchmarks.{script}", *arguments)
    began = time.monotonic()
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=True
    )
    said = {moment: float(at) - began for moment, at in map(str.split, done.stdout.splitlines())}
    making = said["able"] - said["painted"]
    return {"painted": said["painted"], "answered": said["answered"] - making}


@contextmanager
def _display() -> Iterator[str]:
    """Give an X server of its own on a number that it finds itself."""
    reading, writing = os.pipe()
    command = ("Xvfb", "-displayfd", str(writing), "-screen", "0", DEPTH, "-nolisten", "tcp")
    with subprocess.Popen(
        command, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as said:
                yield f":{said.readline().strip()}"
        finally:
            server.terminate()
            server.wait(DISPLAY_PATIENCE_S)
