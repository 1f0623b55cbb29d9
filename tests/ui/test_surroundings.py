"""What the screen does about what it sees around it."""

from pytestqt.qtbot import QtBot

from tests.ui.memory import Terminal
from ui.conductor import Conductor


def look(qtbot: QtBot, conductor: Conductor, terminal: Terminal) -> int:
    """Look around once; return how often the sync process was woken in all."""
    with qtbot.waitSignal(conductor.around.seen, timeout=20_000):
        conductor.around.look()
    return terminal.doorbell.rings


def test_the_sync_process_is_woken_once_when_the_centre_is_back(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor
) -> None:
    assert 0 == look(qtbot, conductor, terminal)
    terminal.centre.cut = True
    assert 0 == look(qtbot, conductor, terminal)
    terminal.centre.cut = False
    assert 1 == look(qtbot, conductor, terminal)
    assert 1 == look(qtbot, conductor, terminal)
