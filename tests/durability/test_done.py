"""An enumeration that was broken off goes on where it was, and every failure stays a failure."""

from pathlib import Path

import pytest

from tests.durability import done
from tests.durability.disturbed import Fault, Point, Struck, strike_all
from tests.durability.done import read, summary

STRIKES = [Struck(Point("write", number), Fault.KILL) for number in (1, 2, 3)]


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "kept" / "log.jsonl"
    monkeypatch.setattr(done, "NAMED", str(file))
    return file


def test_what_passed_is_not_done_again_and_what_failed_is(tmp_path: Path, log: Path) -> None:
    judged: list[str] = []

    def one(struck: Struck, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        judged.append(struck.name)
        if judged.count("write-2-KILL") == 1 and struck.point.number == 2:
            raise OSError("unreadable")

    with pytest.raises(AssertionError, match="write-2-KILL: OSError: unreadable"):
        strike_all(tmp_path, STRIKES, one)
    assert ["write-2-KILL"] == [path.name for path in tmp_path.glob("write-*")], "what is left of it is kept"
    (failed,) = [case for case in read(log) if case.failure]
    assert ("write-2-KILL", "OSError: unreadable") == (failed.name, failed.failure)
    judged.append("again")
    strike_all(tmp_path, STRIKES, one)
    assert ["again", "write-2-KILL"] == judged[3:]
    assert [None] * 3 == [case.failure for case in read(log)]
    assert "3 points, 3 cases (3 KILL), 0 failed" in "".join(summary(read(log)))


def test_what_another_commit_passed_is_done_again(
    tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []

    def one(struck: Struck, folder: Path) -> None:
        folder.mkdir()
        judged.append(struck.name)

    strike_all(tmp_path, STRIKES[:1], one)
    monkeypatch.setattr(done, "_commit", lambda: "another")
    strike_all(tmp_path, STRIKES[:1], one)
    assert ["write-1-KILL"] * 2 == judged
    assert 1 == len(read(log))
