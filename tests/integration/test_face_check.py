"""The face check as it runs: a simulated camera, the process with dlib, and the step over both."""

import datetime as dt
import threading
from collections.abc import Iterator

import msgspec
import psutil
import pytest

from central.portraits import photo_of
from central.residents import identity_of, load_residents
from devices.camera.stream import HttpCamera
from devices.config import CameraHttp
from devices.face.checker import FaceProcess
from kiosk.clock import SystemClock
from kiosk.domain.camera import Frame
from kiosk.domain.device import Role
from kiosk.domain.face import FaceUnavailable, Instruction, NoMatch
from kiosk.domain.fact import AssuranceReached
from kiosk.domain.matter import Assurance
from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.domain.session import Assured, Session
from kiosk.steps.face import FaceTried, check_face, is_offered
from kiosk.steps.ports import FaceWay, Ports
from kiosk.wire.messages import PortraitAnswer, PortraitRequest
from sim.camera import CameraFault, SimulatedCamera
from sim.face import face_of
from sim.portrait import moving, nobody
from tests.unit.kiosk.steps.memory import Terminal, visit

TODAY = dt.date(2026, 11, 25)
PEOPLE = {resident.slug: identity_of(resident.card) for resident in load_residents(today=TODAY)}
WANG, ZHAO = "wang-xiaoming", "zhao-jianguo"


class Library:
    """The population library, or what it is told to say."""

    def __init__(self) -> None:
        self.says: PortraitAnswer | Refused | Unreachable | None = None
        self.asked: list[PortraitRequest] = []

    def portrait(self, request: PortraitRequest) -> PortraitAnswer | Refused | Unreachable:
        self.asked.append(request)
        return self.says or PortraitAnswer(reference="p1", jpeg=photo_of(WANG))


class Hall:
    """A camera with somebody before it, and the step that looks."""

    def __init__(self) -> None:
        self.camera = SimulatedCamera(nobody(), fps=30)
        self.driver = HttpCamera(CameraHttp(self.camera.url), Role.FACE_CAMERA)
        self.library = Library()
        self.shown: list[Instruction] = []
        self.cancel = threading.Event()

    def ports(self, *, threshold: float = 0.2) -> Ports:
        way = FaceWay(
            camera=self.driver,
            portraits=self.library,
            checker=lambda: FaceProcess(answer_s=60),
            threshold=threshold,
        )
        return msgspec.structs.replace(Terminal().ports, clock=SystemClock(), face=way)

    def check(self) -> object:
        came = check_face(self.ports(), session(), self._show, self.cancel)
        return came.outcome if isinstance(came, FaceTried) else came

    def _show(self, frame: Frame, asked: Instruction) -> None:
        assert (640, 480) == (frame.width, frame.height)
        if asked not in self.shown:
            self.shown.append(asked)


def session() -> Session:
    return msgspec.structs.replace(visit("housing-fund-balance"), assured=None)


@pytest.fixture
def hall() -> Iterator[Hall]:
    made = Hall()
    yield made
    made.driver.close()
    made.camera.close()
    assert [] == psutil.Process().children()


def test_drawn_person_who_turns_as_asked_is_who_the_photo_shows(hall: Hall) -> None:
    hall.camera.show(moving(face_of(PEOPLE[WANG], today=TODAY)))
    assert AssuranceReached(Assured(Assurance.CARD_FACE, "p1")) == hall.check()
    assert [Instruction.AHEAD, Instruction.AGAIN] == [hall.shown[0], hall.shown[-1]]
    assert hall.shown[1] in (Instruction.LEFT, Instruction.RIGHT)
    assert ["2026-11"] == [request.consent for request in hall.library.asked]


def test_another_drawn_person_is_not(hall: Hall) -> None:
    hall.camera.show(moving(face_of(PEOPLE[ZHAO], today=TODAY)))
    assert isinstance(hall.check(), NoMatch)
    assert [Instruction.AHEAD] == hall.shown


def test_camera_is_let_go_whatever_came_of_it(hall: Hall) -> None:
    hall.camera.show(moving(face_of(PEOPLE[ZHAO], today=TODAY)))
    hall.check()
    wait = threading.Event()
    for _ in range(500):
        if hall.camera.watchers == 0:
            break
        wait.wait(0.01)
    assert 0 == hall.camera.watchers


def test_page_that_is_left_ends_the_check(hall: Hall) -> None:
    hall.cancel.set()
    hall.check()
    assert [] == hall.shown


@pytest.mark.parametrize("fault", [CameraFault.HTML, CameraFault.DROP])
def test_camera_that_fails_is_no_match_and_no_exception(hall: Hall, fault: CameraFault) -> None:
    hall.camera.fault = fault
    assert isinstance(hall.check(), FaceUnavailable)


def test_unplugged_camera_is_said_at_once(hall: Hall) -> None:
    hall.camera.unplug()
    outcome = hall.check()
    assert isinstance(outcome, FaceUnavailable)
    assert "refused" in outcome.reason


@pytest.mark.parametrize(
    "says",
    [
        Refused("portrait_none", "no photo", 404),
        Unreachable(Cause.NO_ROUTE, "cut"),
        PortraitAnswer(reference="p1", jpeg=nobody()[0]),
        PortraitAnswer(reference="p1", jpeg=b"no picture"),
    ],
)
def test_without_a_usable_reference_nothing_is_looked_at(
    hall: Hall, says: PortraitAnswer | Refused | Unreachable
) -> None:
    hall.library.says = says
    assert isinstance(hall.check(), FaceUnavailable)
    assert set(hall.shown) <= {Instruction.AHEAD}


def test_face_is_offered_only_in_place_of_a_code_and_from_fourteen_on(hall: Hall) -> None:
    ports, plain = hall.ports(), Terminal().ports
    child = msgspec.structs.replace(session(), identity=PEOPLE["xu-duoduo"])
    assert [True, False, False, False] == [
        is_offered(ports, session()),
        is_offered(plain, session()),
        is_offered(ports, visit("traffic-fine-payment")),
        is_offered(ports, child),
    ]
