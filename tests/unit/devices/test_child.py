"""A child that answers, hangs, dies, talks nonsense or can't start: each is an answer or a ChildLostError."""

import os
import sys
from pathlib import Path

import psutil
import pytest

from devices.child import Child, ChildLostError

LONG_S = 30.0
BEHAVIOUR = """
import os, sys, time
from devices.child_main import serve

def answer(question):
    match question[:1]:
        case b"e": return question[1:]
        case b"s": time.sleep(3600)
        case b"d": os._exit(7)
        case b"p": print("a library talks"); sys.stdout.flush(); os.write(2, b"and more"); return b"said"
        case b"m": return bytes(len(bytearray(400_000_000)) and 1)
        case b"l": os.write(OUT, (2**31).to_bytes(4)); time.sleep(3600)

OUT = os.dup(1)
def load():
    if "broken" in sys.argv: raise OSError("the model is not here")
    return answer

sys.exit(serve(load, memory_bytes=300_000_000))
"""


@pytest.fixture(autouse=True)
def behaviour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "behaviour.py").write_text(BEHAVIOUR)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), *sys.path)))


@pytest.mark.parametrize("size", [0, 1, 65_537, 9_000_000])
def test_answer_comes_back_whole(size: int) -> None:
    data = os.urandom(size)
    with Child("behaviour") as child:
        assert data == child.ask(b"e" + data, timeout_s=LONG_S)
        assert b"2" == child.ask(b"e2", timeout_s=LONG_S)


def test_what_a_library_prints_is_no_answer() -> None:
    with Child("behaviour") as child:
        assert [b"said", b"x"] == [child.ask(question, timeout_s=LONG_S) for question in (b"p", b"ex")]


@pytest.mark.parametrize(
    ("question", "timeout_s", "why"),
    [
        (b"s", 0.1, "behaviour gave no answer in time and was ended"),
        (b"s" + bytes(9_000_000), 0.1, "behaviour gave no answer in time and was ended"),
        (b"d", LONG_S, "behaviour ended while it was needed \\(exit code 7\\)"),
        (b"m", LONG_S, "behaviour ended while it was needed \\(exit code 1\\)"),
        (b"l", LONG_S, "behaviour talks nonsense: an answer of 2147483648 bytes"),
    ],
)
def test_child_that_fails_is_ended(question: bytes, timeout_s: float, why: str) -> None:
    with Child("behaviour") as child:
        pid = child.pid
        with pytest.raises(ChildLostError, match=why):
            child.ask(question, timeout_s=timeout_s)
        assert not psutil.pid_exists(pid)


def test_what_can_not_be_loaded_is_said_at_the_start() -> None:
    with pytest.raises(ChildLostError, match="behaviour can't start: the model is not here"):
        Child("behaviour", "broken")


def test_module_that_is_not_there_is_lost_at_once() -> None:
    with pytest.raises(ChildLostError, match="exit code 1"):
        Child("no_such_module")


def test_child_ends_with_its_pipe() -> None:
    child = Child("behaviour")
    process = psutil.Process(child.pid)
    assert child._process.stdin is not None
    child._process.stdin.close()
    assert 0 == process.wait(LONG_S)
    child.close()
