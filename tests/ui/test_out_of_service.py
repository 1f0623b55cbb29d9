"""A bug ends the visit in words, not in a frozen screen."""

import logging

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk.catalogue.search import Search
from kiosk.wire.messages import CatalogueAnswer
from tests.ui.memory import Terminal
from ui.conductor import Conductor
from ui.course import Page
from ui.pages import page


class BrokenCentre:
    """A port with a bug."""

    def catalogue(self) -> CatalogueAnswer:
        raise ZeroDivisionError


def test_a_bug_in_a_port_is_told_and_logged_and_ends_the_visit(
    qtbot: QtBot, terminal: Terminal, caplog: pytest.LogCaptureFixture
) -> None:
    ports = msgspec.structs.replace(terminal.ports, centre=BrokenCentre())
    conductor = Conductor(ports, terminal.catalogue, Search(terminal.catalogue))
    ended: list[bool] = []
    conductor.visit_ended.connect(lambda: ended.append(True))
    conductor.start()
    with caplog.at_level(logging.ERROR):
        conductor.open()
        qtbot.waitUntil(lambda: conductor.out_of_service is not None)
    conductor.close()
    assert ended == [True]
    assert page(conductor.session, code_sent=False, out_of_service=True) is Page.OUT_OF_SERVICE
    assert "ZeroDivisionError" in caplog.text
