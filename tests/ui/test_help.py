"""A person called from any page: once, without a name, with what came of it on the screen."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.hall import Hall
from tests.ui.memory import MORNING
from tests.ui.stages import FILING, Stage
from ui.help import AGAIN_MS, LASTS
from ui.intercom import HANGS_UP_MS, Intercom


def says(hall: Hall) -> tuple[object, object]:
    return hall.screens.property("help"), hall.screens.property("helpAt")


def calls(hall: Hall) -> None:
    hall.hand.tap("help")
    hall.shows("dialogAction")
    hall.hand.tap("dialogAction")
    hall.qtbot.waitUntil(lambda: says(hall)[0] not in {"", "calling"}, timeout=5000)


def test_call_says_where_and_never_who(hall: Hall, stage: Stage) -> None:
    matter = stage.at(FILING, begun=None)
    stage.conductor.changed.emit()
    hall.shows("action")
    calls(hall)
    (request,) = hall.terminal.centre.helped
    assert ("Guide", matter.code) == (request.page, request.matter)
    session = hall.conductor.session
    assert session is not None
    assert {"call", "page", "matter"} == set(request.__struct_fields__)
    assert session.id != request.call
    assert ("called", "09:00") == says(hall)


def test_nobody_is_called_twice_and_the_answer_comes_by_itself(hall: Hall, stage: Stage) -> None:
    stage.enter("matters")
    calls(hall)
    hall.screens.callHelp()
    assert 1 == len(hall.terminal.centre.helped)
    hall.terminal.centre.help_answered_at = MORNING + dt.timedelta(minutes=2)
    again = hall.conductor.help._again
    assert (True, AGAIN_MS) == (again.isActive(), again.interval())
    again.timeout.emit()
    hall.qtbot.waitUntil(lambda: says(hall) == ("answered", "09:02"), timeout=5000)
    assert not again.isActive()
    first, second = hall.terminal.centre.helped
    assert first == second


def test_without_the_centre_the_telephone_is_said_and_it_may_be_tried_again(hall: Hall, stage: Stage) -> None:
    stage.enter("matters")
    hall.terminal.centre.cut = True
    calls(hall)
    assert ("away", "") == says(hall)
    (question,) = hall.hand.items("helpQuestion")
    assert hall.conductor.site.contact in question.property("text")
    hall.terminal.centre.cut = False
    hall.hand.tap("dialogAction")
    hall.qtbot.waitUntil(lambda: says(hall)[0] == "called", timeout=5000)


def test_next_visit_knows_of_no_call_and_after_a_while_one_may_call_anew(hall: Hall, stage: Stage) -> None:
    stage.enter("matters")
    hall.conductor.help.follow(hall.conductor.session)
    calls(hall)
    hall.conductor.finish()
    assert ("", "") == says(hall)
    stage.enter("attract")
    calls(hall)
    hall.pass_time(LASTS.total_seconds() + 1)
    assert ("", "") == says(hall)


@pytest.fixture
def rings(hall: Hall, tmp_path: Path) -> Callable[[str], Intercom]:
    """Give the terminal an intercom: a shell's script."""

    def given(script: str) -> Intercom:
        program = tmp_path / "call"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        hall.conductor.help.intercom = Intercom((str(program),), hall.conductor)
        hall.conductor.help.intercom.changed.connect(hall.conductor.help.changed)
        return hall.conductor.help.intercom

    return given


def comes(hall: Hall, state: str) -> None:
    hall.qtbot.waitUntil(lambda: says(hall)[0] == state, timeout=5000)


def asked_for(pidfile: Path) -> int:
    return int(pidfile.read_text(encoding="utf-8"))


def gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


def test_intercom_rings_is_answered_and_hung_up(
    hall: Hall, stage: Stage, rings: Callable[[str], Intercom], tmp_path: Path
) -> None:
    go = tmp_path / "go"
    rings(
        f"echo $$ > {tmp_path}/pid; until [ -e {go} ]; do sleep 0.02; done; echo noise; echo answered;"
        "exec sleep 99"
    )
    stage.enter("matters")
    hall.hand.tap("help")
    hall.shows("dialogAction")
    hall.hand.tap("dialogAction")
    comes(hall, "ringing")
    hall.qtbot.waitUntil(lambda: len(hall.terminal.centre.helped) == 1, timeout=5000)
    go.touch()
    comes(hall, "speaking")
    hall.hand.tap("dialogSecond")
    comes(hall, "called")
    pid = asked_for(tmp_path / "pid")
    hall.qtbot.waitUntil(lambda: gone(pid), timeout=5000)


def test_visit_is_not_timed_while_somebody_is_spoken_to(
    hall: Hall, stage: Stage, rings: Callable[[str], Intercom]
) -> None:
    intercom = rings("echo answered; exec sleep 99")
    stage.enter("matters")
    hall.conductor.help.call("Matters", None)
    comes(hall, "speaking")
    hall.terminal.clock.advance(1_000)
    hall.conductor._second()
    assert (None, True) == (hall.conductor.idle_left_s, hall.conductor.session is not None)
    intercom.hang_up()
    hall.terminal.clock.advance(65)
    hall.conductor._second()
    assert hall.conductor.idle_left_s is not None


@pytest.mark.parametrize("script", ["exit 3", "exit 0", "kill -9 $$"])
def test_call_that_nobody_takes_leaves_the_ticket(
    hall: Hall,
    stage: Stage,
    rings: Callable[[str], Intercom],
    caplog: pytest.LogCaptureFixture,
    script: str,
) -> None:
    rings(script)
    stage.enter("matters")
    calls(hall)
    comes(hall, "called")
    assert not hall.conductor.help.intercom.holds
    assert ("ended with" in caplog.text) is (script != "exit 0")


def test_call_ends_with_the_visit_though_the_program_will_not(
    hall: Hall, stage: Stage, rings: Callable[[str], Intercom], tmp_path: Path
) -> None:
    rings(f"trap '' TERM; echo $$ > {tmp_path}/pid; echo answered; while :; do sleep 0.1; done")
    stage.enter("matters")
    hall.conductor.help.follow(hall.conductor.session)
    hall.conductor.help.call("Matters", None)
    comes(hall, "speaking")
    pid = asked_for(tmp_path / "pid")
    hall.conductor.finish()
    assert ("", "") == says(hall)
    hall.qtbot.waitUntil(lambda: gone(pid), timeout=HANGS_UP_MS + 5000)


def test_program_that_is_not_there_is_named_and_the_ticket_goes(
    hall: Hall, stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    hall.conductor.help.intercom = Intercom(("/nowhere/call",), hall.conductor)
    stage.enter("matters")
    calls(hall)
    assert "called" == says(hall)[0]
    assert "/nowhere/call can't be run" in caplog.text
