"""`kiosk` as people start it: a process, its exit code, and what it said on either stream."""

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

from kiosk.cli.parser import main

PATIENCE_S = 60


class Said(msgspec.Struct, frozen=True):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return stdout as JSON Lines; whatever else is there fails the test."""
        rows = [json.loads(line) for line in self.out.splitlines()]
        assert all(isinstance(row, dict) for row in rows), self.out
        return rows

    @property
    def row(self) -> dict[str, Any]:
        """Return the only line."""
        (row,) = self.rows
        return row


def kiosk(*words: object, stdin: str = "", **environment: str) -> Said:
    """Run one command to its end."""
    done = subprocess.run(
        (sys.executable, "-m", "kiosk", *map(str, words)),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
        env={**os.environ, **environment},
    )
    return Said(done.returncode, done.stdout, done.stderr)


def kiosk_here(*words: object) -> Said:
    """Run one command to its end in this process: sooner, and with what a test has patched."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(word) for word in words])
    return Said(code, out.getvalue(), err.getvalue())


def written(path: Path, text: str) -> Path:
    """Write a configuration and return where it is."""
    path.write_text(text, encoding="utf-8")
    return path
