"""The face check on the screen: asked first, another way always there, nothing left when its page is left."""

from collections.abc import Iterator

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.device import Absent, Health, Ready, Role
from kiosk.domain.face import ATTEMPTS, FaceUnavailable, Glance, SeveralFaces
from kiosk.domain.matter import Assurance
from kiosk.domain.reach import Refused
from kiosk.steps.ports import FaceWay
from tests.ui.faces import FAR, LEFT, NEAR, RIGHT, MemoryCamera, MemoryChecker, MemoryPortraits
from tests.ui.memory import MemoryDevices
from tests.ui.stages import PROOF, Stage
from ui.conductor import Conductor
from ui.course import Page
from ui.models.screens import Screens
from ui.pointer import Pointer
from ui.visit_scene import VisitScene

SHOWN_MS = 5_000


class Hall:
    """A terminal with the face check, and who stands before its camera."""

    def __init__(self, stage: Stage, conductor: Conductor, screens: Screens, qtbot: QtBot) -> None:
        self.conductor, self._screens, self._qtbot = conductor, screens, qtbot
        scene = screens._scene
        assert isinstance(scene, VisitScene)
        self.pictures = scene._pictures
        self.camera, self.portraits = MemoryCamera(), MemoryPortraits()
        self.checkers: list[MemoryChecker] = []
        self.sees: tuple[Glance, ...] = (NEAR, LEFT, RIGHT)
        way = FaceWay(camera=self.camera, portraits=self.portraits, checker=self._checker, threshold=0.6)
        stage.enter("attract")
        self._ports = conductor.ports
        conductor.face._ports = conductor.ports = msgspec.structs.replace(self._ports, face=way)
        stage.at(PROOF, assured=None, records=None, refusals=None)
        conductor.advance()

    def _checker(self) -> MemoryChecker:
        self.checkers.append(MemoryChecker(*self.sees))
        return self.checkers[-1]

    def shows(self, page: Page) -> None:
        self._qtbot.waitUntil(lambda: str(self._screens.page) == page.value, timeout=SHOWN_MS)

    def camera_is(self, health: Health) -> None:
        """Have the supervisor tell how the camera is."""
        devices = self._ports.devices
        assert isinstance(devices, MemoryDevices)
        devices.become(Role.FACE_CAMERA, health)

    def assured(self) -> None:
        """Wait until the terminal is as sure as the matter asks for."""
        visit = self.conductor
        self._qtbot.waitUntil(lambda: bool(visit.session and visit.session.assured), timeout=SHOWN_MS)

    def dark(self) -> None:
        """Wait until the camera is off and what looked is ended."""
        self._qtbot.waitUntil(
            lambda: not self.camera.on and all(checker.ended for checker in self.checkers), timeout=SHOWN_MS
        )

    def leave(self) -> None:
        self.conductor.finish()
        self.dark()
        if Role.FACE_CAMERA in self._ports.devices.states():
            self.camera_is(Ready())
        self.conductor.ports = self.conductor.face._ports = self._ports


@pytest.fixture
def hall(stage: Stage, conductor: Conductor, screens: Screens, qtbot: QtBot) -> Iterator[Hall]:
    made = Hall(stage, conductor, screens, qtbot)
    yield made
    made.leave()


def test_camera_is_off_until_the_resident_agrees(hall: Hall) -> None:
    hall.shows(Page.FACE_CONSENT)
    assert ([], False) == (hall.portraits.asked, hall.camera.on)


def test_face_that_is_near_and_follows_is_as_good_as_a_code(hall: Hall, hand: Pointer) -> None:
    hall.shows(Page.FACE_CONSENT)
    hand.tap("action")
    hall.assured()
    session = hall.conductor.session
    assert session is not None
    assert session.assured is not None
    assert (Assurance.CARD_FACE, "p1") == (session.assured.assurance, session.assured.reference)
    hall.dark()


def test_another_way_is_there_before_and_while_it_looks(hall: Hall, hand: Pointer) -> None:
    hall.sees = (NEAR,)
    hall.shows(Page.FACE_CONSENT)
    hand.tap("action")
    hall.shows(Page.FACE)
    hand.tap("second")
    hall.shows(Page.CODE)
    hall.dark()


def test_a_camera_that_goes_before_anybody_agreed_leaves_the_code(hall: Hall, qtbot: QtBot) -> None:
    hall.shows(Page.FACE_CONSENT)
    qtbot.waitUntil(lambda: hall.conductor.cases.told is not None, timeout=SHOWN_MS)
    hall.camera_is(Absent("pulled"))
    hall.shows(Page.CODE)
    assert [] == hall.checkers


def test_a_camera_that_goes_while_it_looks_is_told_of_and_the_code_is_left(
    hall: Hall, hand: Pointer, qtbot: QtBot
) -> None:
    hall.sees = (NEAR,)
    hall.shows(Page.FACE_CONSENT)
    hand.tap("action")
    qtbot.waitUntil(lambda: bool(hall.pictures._mirrored), timeout=SHOWN_MS)
    hall.camera.pulled = True
    hall.camera_is(Absent("pulled"))
    qtbot.waitUntil(lambda: hall.conductor.face.last is not None, timeout=SHOWN_MS)
    hall.shows(Page.FACE)
    assert FaceUnavailable("pulled") == hall.conductor.face.last
    assert not hand.shows("action")
    hand.tap("second")
    hall.shows(Page.CODE)


def test_counter_is_a_way_too(hall: Hall, hand: Pointer) -> None:
    hall.shows(Page.FACE_CONSENT)
    hand.tap("counter")
    hall.shows(Page.CANNOT_FINISH)
    assert [] == hall.portraits.asked


def test_after_three_attempts_only_another_way_is_left(hall: Hall, hand: Pointer, qtbot: QtBot) -> None:
    hall.sees = (FAR,)
    hall.shows(Page.FACE_CONSENT)
    for left in range(ATTEMPTS - 1, -1, -1):
        hand.tap("action")
        hall.shows(Page.FACE)
        qtbot.waitUntil(lambda: hall.conductor.face.last is not None, timeout=SHOWN_MS)
        assert left == hall.conductor.face.tries_left
    qtbot.waitUntil(lambda: not hand.shows("action"), timeout=SHOWN_MS)
    assert ATTEMPTS == len(hall.checkers)
    hand.tap("second")
    hall.shows(Page.CODE)


def test_what_can_not_be_done_at_all_is_not_tried_again(hall: Hall, hand: Pointer, qtbot: QtBot) -> None:
    hall.portraits.says = Refused("portrait_none", "no photo", 404)
    hall.shows(Page.FACE_CONSENT)
    hand.tap("action")
    qtbot.waitUntil(lambda: hall.conductor.face.last is not None, timeout=SHOWN_MS)
    assert 0 == hall.conductor.face.tries_left
    assert [] == hall.checkers


def test_somebody_else_in_the_picture_ends_the_attempt(hall: Hall, hand: Pointer, qtbot: QtBot) -> None:
    hall.sees = (NEAR, SeveralFaces())
    hall.shows(Page.FACE_CONSENT)
    hand.tap("action")
    qtbot.waitUntil(lambda: hall.conductor.face.last == SeveralFaces(), timeout=SHOWN_MS)


def test_leaving_turns_the_camera_off_and_forgets_the_picture(
    hall: Hall, hand: Pointer, qtbot: QtBot
) -> None:
    hall.sees = (NEAR,)
    hall.shows(Page.FACE_CONSENT)
    hand.tap("action")
    qtbot.waitUntil(lambda: bool(hall.pictures._mirrored), timeout=SHOWN_MS)
    hall.conductor.finish()
    hall.dark()
    hall.shows(Page.ATTRACT)
    qtbot.wait(50)
    assert {} == hall.pictures._kept
