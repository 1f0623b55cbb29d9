"""A process that lost its parent is found all the same, as long as it runs."""

import subprocess
import sys

import psutil

from tests.left_running import astray, children

ORPHAN = """
import subprocess
nowhere = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
print(subprocess.Popen(["sleep", "60"], **nowhere).pid)
"""


def test_process_whose_parent_ended_is_known_by_what_it_inherited() -> None:
    said = subprocess.run([sys.executable, "-c", ORPHAN], capture_output=True, text=True, check=True)
    orphan = psutil.Process(int(said.stdout))
    try:
        assert orphan not in children()
        assert orphan in astray()
    finally:
        orphan.kill()
    psutil.wait_procs([orphan], timeout=20)
    assert orphan not in astray()


def test_process_of_somebody_else_is_not_taken_for_ours() -> None:
    others = {psutil.Process(), *psutil.Process().parents()}
    assert others.isdisjoint(astray())
