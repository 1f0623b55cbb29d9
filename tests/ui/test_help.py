"""A person called from any page: once, without a name, with what came of it on the screen."""

import datetime as dt

from tests.ui.hall import Hall
from tests.ui.memory import MORNING
from tests.ui.stages import FILING, Stage
from ui.help import AGAIN_MS, LASTS


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
