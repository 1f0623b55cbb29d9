"""A program of its own, in the dark: a matter of every kind by accessible names, over AT-SPI on X11."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE_S = 115
DONE = "办好了"
SHARES = (("certificate", "query"), ("verification", "application"), ("report", "appointment", "payment"))


@pytest.mark.parametrize("kinds", SHARES, ids="-".join)
def test_a_matter_is_done_from_outside_by_names_alone(kinds: tuple[str, ...], tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "DBUS_"))}
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", "tests.e2e.outside", str(tmp_path), *kinds],
        env=env, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    assert 0 == done.returncode, done.stderr[-2000:]
    walks = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert list(kinds) == [walk["matter"] for walk in walks]
    for walk in walks:
        assert walk["end"].startswith(DONE)
        assert "请把身份证平放在读卡区" in walk["spoken"][0]
        assert not any("undefined" in page or "QMLTYPE" in page for page in walk["spoken"])
