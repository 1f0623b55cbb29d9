"""A reader that is away is told where a card is wanted, for as long as it is away, and no longer."""

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.card import NoReader
from tests.ui.memory import Terminal
from ui import readers
from ui.conductor import Conductor


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "PAUSE_MS", 20)
    monkeypatch.setattr(readers, "RECOVERY_S", 0.05)


def told(conductor: Conductor) -> str | None:
    return conductor.trouble.code if conductor.trouble is not None else None


def test_a_reader_that_is_away_is_told_on_attract_and_on_identify(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor
) -> None:
    for _ in range(50):
        terminal.reader.laid.put(NoReader("unplugged"))
    conductor.open()
    qtbot.waitUntil(lambda: told(conductor) == "no_reader")
    conductor.start()
    assert "no_reader" == told(conductor)
    conductor.finish()
    assert "no_reader" == told(conductor)


def test_a_reader_that_came_back_is_complained_of_no_more(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor
) -> None:
    terminal.reader.laid.put(NoReader("unplugged"))
    conductor.open()
    qtbot.waitUntil(lambda: told(conductor) == "no_reader")
    qtbot.waitUntil(lambda: told(conductor) is None)
    conductor.start()
    assert told(conductor) is None
