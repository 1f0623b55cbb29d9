"""The handwriting process as the screen sees it: it answers, dies, comes back, takes whatever it is given."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import psutil
import pytest

from devices.handwriting.config import HandwritingConfig
from devices.handwriting.writing import HandwritingProcess
from kiosk.domain.handwriting import (
    MOST_CANDIDATES,
    MOST_POINTS,
    MOST_STROKES,
    SIDE,
    Candidates,
    HandwritingAway,
    Recognised,
    Strokes,
)
from tests.strokes import medians

LONG_S = 60.0
CHARACTERS = dict(medians())
I = CHARACTERS["我"]  # noqa: E741 the word
BEHAVIOUR = """
import os, sys, time
from devices.child_main import serve

def answer(question):
    if "garbage" in sys.argv: return b"garbage"
    if "dies" in sys.argv: os._exit(7)
    if "sleeps" in sys.argv: time.sleep(3600)

sys.exit(serve(lambda: answer, memory_bytes=300_000_000))
"""


@pytest.fixture
def process() -> Iterator[HandwritingProcess]:
    made = HandwritingProcess(HandwritingConfig(), answer_s=LONG_S)
    yield made
    made.close()


def read(process: HandwritingProcess, strokes: Strokes) -> Recognised:
    """Wait for the answer."""
    answers: Queue[Recognised] = Queue()
    process.read(strokes, answers.put)
    return answers.get(timeout=LONG_S)


def first(answer: Recognised) -> str:
    assert isinstance(answer, Candidates), answer
    assert MOST_CANDIDATES >= len(answer.characters)
    return answer.characters[0]


def test_a_character_is_recognised_in_any_order_of_its_strokes(process: HandwritingProcess) -> None:
    assert ["我", "我"] == [first(read(process, strokes)) for strokes in (I, tuple(reversed(I)))]


def test_a_process_that_was_killed_is_not_missed(process: HandwritingProcess) -> None:
    read(process, I)
    before = process.pid
    assert before is not None
    psutil.Process(before).kill()
    assert "我" == first(read(process, I))
    assert before != process.pid


@pytest.mark.parametrize(
    "strokes",
    [
        (),
        ((),),
        (((0, SIDE + 1),),),
        (((-1, 0),),),
        (((5, 5),),) * (MOST_STROKES + 1),
        (((5, 5),) * (MOST_POINTS + 1),),
        ("me",),
        (((5,),),),
        (((5, 5),) * 900_000,),
    ],
)
def test_what_is_no_character_is_said_so_and_ends_nothing(
    process: HandwritingProcess, strokes: Strokes, caplog: pytest.LogCaptureFixture
) -> None:
    answer = read(process, strokes)
    assert isinstance(answer, HandwritingAway)
    assert answer.reason.startswith("what was asked is no character: ")
    assert [answer.reason] == [line.getMessage().removeprefix("handwriting: ") for line in caplog.records]
    there = process.pid
    assert "我" == first(read(process, I))
    assert there == process.pid


def test_a_dot_and_a_page_full_of_lines_are_answered(process: HandwritingProcess) -> None:
    dot = (((SIDE, SIDE),),)
    lines = tuple(tuple((at % SIDE, row * 15) for at in range(MOST_POINTS)) for row in range(MOST_STROKES))
    assert all(isinstance(read(process, strokes), Candidates) for strokes in (dot, lines))


def test_nothing_of_it_runs_once_it_is_to_forget(process: HandwritingProcess) -> None:
    read(process, I)
    pid = process.pid
    assert pid is not None
    seen = psutil.Process(pid)
    process.forget()
    seen.wait(LONG_S)
    assert "我" == first(read(process, I))


def test_only_the_newest_strokes_are_answered_when_a_hand_is_faster(process: HandwritingProcess) -> None:
    answers: list[Recognised] = []
    for count in range(1, len(I)):
        process.read(I[:count], answers.append)
    assert "我" == first(read(process, I))
    assert len(I) - 1 > len(answers), "the process was not loaded yet when the last of them was written"


@pytest.mark.parametrize("how", ["garbage", "dies", "sleeps"])
def test_a_process_that_fails_is_away_and_gone(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "behaviour.py").write_text(BEHAVIOUR)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), *sys.path)))
    process = HandwritingProcess(HandwritingConfig(strokes=how), "behaviour", answer_s=0.2)
    assert isinstance(read(process, I), HandwritingAway)
    assert (None, 1) == (process.pid, len(caplog.records))
    process.close()


def test_a_missing_model_is_named_with_what_brings_it(caplog: pytest.LogCaptureFixture) -> None:
    process = HandwritingProcess(HandwritingConfig(strokes="/nowhere"))
    process.begin()
    answer = read(process, I)
    process.close()
    assert isinstance(answer, HandwritingAway)
    assert "zinnia can't read /nowhere: install tegaki-zinnia-simplified-chinese" in answer.reason
    assert answer.reason in caplog.text
