"""A list longer than the screen: a finger finds and touches any of its rows."""

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from kiosk.catalogue.loader import Catalogue
from kiosk.flow import StepName
from tests.ui.stages import Stage
from ui.conductor import Conductor
from ui.pointer import Pointer

LONG_MS = 10_000


@pytest.mark.parametrize("engine", ["portrait", "landscape"], indirect=True)
def test_every_matter_of_the_longest_list_is_reached_by_dragging(
    stage: Stage, conductor: Conductor, hand: Pointer, catalogue: Catalogue, qtbot: QtBot
) -> None:
    event = max(events(catalogue), key=lambda one: len(listed(catalogue, one)))
    codes = listed(catalogue, event)
    for code in (*codes[:: max(1, len(codes) // 6)], codes[-1]):
        stage.enter("matters")
        qtbot.waitUntil(lambda: hand.shows(f"event_{event}"), timeout=LONG_MS)
        hand.tap(f"event_{event}")
        qtbot.waitUntil(partial(hand.shows, f"matter_{code}"), timeout=LONG_MS)
        hand.tap(f"matter_{code}")
        qtbot.waitUntil(lambda: conductor.step is not StepName.CHOOSE, timeout=LONG_MS)
        session = conductor.session
        assert session is not None
        assert session.matter is not None
        assert code == session.matter.code


def events(catalogue: Catalogue) -> set[str]:
    return {event.value for m in catalogue.matters.values() for event in (m.life_event, *m.also)}


def listed(catalogue: Catalogue, event: str) -> tuple[str, ...]:
    """Return the codes of a list in their order."""
    matters = catalogue.matters.values()
    return tuple(m.code for m in matters if event in {one.value for one in (m.life_event, *m.also)})
