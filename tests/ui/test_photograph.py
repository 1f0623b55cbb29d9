"""A paper photographed: taken, taken again, accepted; the camera off when its page is left."""

from collections.abc import Iterator

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.camera import MOST_PHOTO_BYTES, PaperBlurred, PhotoUnavailable
from kiosk.domain.materials import MaterialState
from tests.ui.desk import MemoryDesk
from tests.ui.stages import Stage
from ui.conductor import Conductor
from ui.course import Page
from ui.models.screens import Screens
from ui.pointer import Pointer
from ui.visit_scene import VisitScene

SHOWN_MS = 5_000


class Counter:
    """A terminal that stands at the materials, with a desk beside it."""

    def __init__(self, stage: Stage, conductor: Conductor, screens: Screens, qtbot: QtBot) -> None:
        stage.enter("materials")
        self.conductor, self._screens, self._qtbot = conductor, screens, qtbot
        self.desk = MemoryDesk()
        self._ports = conductor.ports
        conductor.ports = conductor.photo._ports = msgspec.structs.replace(
            self._ports, document_camera=self.desk
        )
        scene = screens._scene
        assert isinstance(scene, VisitScene)
        self.pictures = scene._pictures
        conductor.advance()

    def shows(self, page: Page) -> None:
        self._qtbot.waitUntil(lambda: str(self._screens.page) == page.value, timeout=SHOWN_MS)

    def sees(self) -> None:
        """Wait until the desk is shown."""
        self._qtbot.waitUntil(lambda: bool(self.pictures._mirrored), timeout=SHOWN_MS)

    def dark(self) -> None:
        self._qtbot.waitUntil(
            lambda: not self.desk.on and not self.conductor.photo._looking, timeout=SHOWN_MS
        )

    def leave(self) -> None:
        self.conductor.finish()
        self.dark()
        self.conductor.ports = self.conductor.photo._ports = self._ports


@pytest.fixture
def counter(stage: Stage, conductor: Conductor, screens: Screens, qtbot: QtBot) -> Iterator[Counter]:
    made = Counter(stage, conductor, screens, qtbot)
    yield made
    made.leave()


def taken(counter: Counter, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: counter.conductor.photo.last is not None and counter.conductor.working is None,
        timeout=SHOWN_MS,
    )


def test_photograph_takes_the_place_of_the_promise(counter: Counter, hand: Pointer, qtbot: QtBot) -> None:
    counter.shows(Page.MATERIALS)
    hand.tap("photograph")
    counter.shows(Page.PHOTOGRAPH)
    counter.sees()
    hand.tap("action")
    taken(counter, qtbot)
    hand.tap("action")
    counter.shows(Page.MATERIALS)
    counter.dark()
    hand.tap("action")
    counter.shows(Page.REVIEW)
    session = counter.conductor.session
    assert session is not None
    assert session.materials is not None
    assert [MaterialState.SCANNED] == [given.state for given in session.materials]
    assert [session.materials[0].photo_sha256] == [photo.name.sha256 for photo in session.photos]
    assert [MOST_PHOTO_BYTES] == counter.desk.asked_bytes


def test_photograph_is_taken_again_and_dropped(counter: Counter, hand: Pointer, qtbot: QtBot) -> None:
    hand.tap("photograph")
    counter.sees()
    for _ in range(2):
        hand.tap("action")
        taken(counter, qtbot)
        hand.tap("second")
    assert 2 == len(counter.desk.asked_bytes)
    hand.tap("action")
    taken(counter, qtbot)
    hand.tap("action")
    counter.shows(Page.MATERIALS)
    hand.tap("drop")
    hand.tap("action")
    counter.shows(Page.PROMISE)


@pytest.mark.parametrize("outcome", [PaperBlurred(), PhotoUnavailable("no camera")])
def test_what_can_not_be_used_is_said_and_the_desk_stays(
    counter: Counter, hand: Pointer, qtbot: QtBot, outcome: PaperBlurred | PhotoUnavailable
) -> None:
    counter.desk.says = outcome
    hand.tap("photograph")
    counter.sees()
    hand.tap("action")
    taken(counter, qtbot)
    assert None is counter.conductor.photo.photo
    counter.shows(Page.PHOTOGRAPH)
    counter.sees()


def test_back_leads_to_the_materials_and_turns_the_camera_off(counter: Counter, hand: Pointer) -> None:
    hand.tap("photograph")
    counter.sees()
    hand.tap("back")
    counter.shows(Page.MATERIALS)
    counter.dark()
    assert {} == counter.pictures._kept


def test_leaving_forgets_the_photograph(counter: Counter, hand: Pointer, qtbot: QtBot) -> None:
    hand.tap("photograph")
    counter.sees()
    hand.tap("action")
    taken(counter, qtbot)
    counter.conductor.finish()
    counter.dark()
    assert (None, None, {}) == (
        counter.conductor.photo.last,
        counter.conductor.photo.photo,
        counter.pictures._kept,
    )


def test_without_a_camera_nothing_is_offered(stage: Stage, hand: Pointer, qtbot: QtBot) -> None:
    stage.enter("materials")
    qtbot.waitUntil(lambda: hand.shows("action"), timeout=SHOWN_MS)
    assert not hand.shows("photograph")
