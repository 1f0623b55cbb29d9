"""What was typed is in no living text of the screen's process once the visit is over, seen from outside."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.living import living
from tests.ui.test_keyboard import ROOT, with_keyboard


@pytest.mark.parametrize("by", ["keys", "hand"])
def test_what_was_typed_lives_no_longer_than_the_visit(by: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.ui.typed_once", by]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=with_keyboard(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        typed = json.loads(process.stdout.readline())
        assert [] != living(process.pid, typed), "while it is being typed it must be found"
        process.stdin.write("\n")
        process.stdin.flush()
        assert "over" == json.loads(process.stdout.readline())
        assert [] == living(process.pid, typed)
        process.stdin.close()
    assert 0 == process.returncode
