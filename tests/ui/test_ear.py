"""What a walk hears of the screen: everything that stood there, however shortly."""

from pytestqt.qtbot import QtBot

from kiosk.domain.card import CardMoved
from kiosk.domain.device import Absent, Ready, Role
from kiosk.walk.ear import Ear
from tests.ui.memory import WANG, Terminal
from ui.conductor import Conductor


def test_trouble_is_heard_though_it_went_before_anybody_looked(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor
) -> None:
    conductor.open()
    conductor.start()
    with Ear(conductor) as ear:
        terminal.devices.become(Role.IDENTITY_CARD, Absent("unplugged"))
        qtbot.waitUntil(lambda: conductor.trouble is not None)
        terminal.devices.become(Role.IDENTITY_CARD, Ready())
        terminal.reader.laid.put(CardMoved("taken away"))
        terminal.reader.lay(WANG)
        qtbot.waitUntil(lambda: conductor.session is not None and conductor.session.identity is not None)
        assert conductor.trouble is None
    assert ["no_reader", "moved"] == [trouble.code for trouble in ear.heard]


def test_trouble_that_stands_already_is_heard(qtbot: QtBot, terminal: Terminal, conductor: Conductor) -> None:
    conductor.open()
    terminal.devices.become(Role.IDENTITY_CARD, Absent("unplugged"))
    qtbot.waitUntil(lambda: conductor.trouble is not None)
    with Ear(conductor) as ear:
        pass
    assert ["no_reader"] == [trouble.code for trouble in ear.heard]
