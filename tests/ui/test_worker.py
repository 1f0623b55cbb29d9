"""Work off the GUI thread."""

import threading

from pytestqt.qtbot import QtBot

from ui.worker import Worker

BEFORE_S = 0.1
"""Long enough for a thread to begin, if it were told to."""


def test_work_begins_when_what_asked_for_it_has_been_handled(qtbot: QtBot) -> None:
    """A page that comes of the same touch is made first."""
    worker, begun, done = Worker(), threading.Event(), list[str]()
    worker.run(begun.set, lambda _: done.append("then"))
    assert not begun.wait(BEFORE_S)
    qtbot.waitUntil(lambda: done == ["then"])
    worker.close()


def test_work_asked_for_just_before_the_end_is_done(qapp: object) -> None:
    """A camera that is given back at the end must be."""
    assert qapp is not None
    worker, done = Worker(), list[str]()
    worker.run(lambda: done.append("work"), lambda _: done.append("then"))
    worker.close()
    assert ["work"] == done
