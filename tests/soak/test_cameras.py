"""Cameras over a long while: pictures, papers and face checks; memory flat, nothing left behind."""

import datetime as dt
import threading
from pathlib import Path

import msgspec
import psutil
import pytest

from central.portraits import photo_of
from central.residents import identity_of, load_residents
from devices.camera.factory import camera, document_camera
from devices.config import CameraHttp
from devices.face.checker import FaceProcess
from kiosk.clock import SystemClock
from kiosk.domain.camera import Frame, PaperPhoto
from kiosk.domain.device import Role
from kiosk.domain.fact import AssuranceReached
from kiosk.steps.face import check_face
from kiosk.steps.ports import FaceWay, Ports
from kiosk.wire.messages import PortraitAnswer, PortraitRequest
from sim.camera import SimulatedCamera
from sim.desk import SheetPlace, laid
from sim.face import face_of
from sim.portrait import moving
from tests.unit.kiosk.steps.memory import Terminal, visit

pytestmark = pytest.mark.soak

PICTURES, WARM_PICTURES = 1_000, 200
PAPERS, WARM_PAPERS = 100, 10
CHECKS, WARM_CHECKS = 50, 5
TODAY = dt.date(2026, 11, 25)
FLAT = 0.05
LONG_S = 60.0


class Library:
    def portrait(self, request: PortraitRequest) -> PortraitAnswer:  # noqa: ARG002 the port's signature
        return PortraitAnswer(reference="p1", jpeg=photo_of("wang-xiaoming"))


def rss(process: psutil.Process | None = None) -> int:
    return int((process or psutil.Process()).memory_info().rss)


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def wang() -> tuple[bytes, ...]:
    people = {resident.slug: resident for resident in load_residents(today=TODAY)}
    return moving(face_of(identity_of(people["wang-xiaoming"].card), today=TODAY))


def test_a_thousand_pictures_leave_memory_flat() -> None:
    with SimulatedCamera(wang(), fps=100) as simulated:
        lens = camera(CameraHttp(simulated.url), Role.FACE_CAMERA)
        came, before = 0, 0
        for number in range(WARM_PICTURES + PICTURES):
            before = rss() if number == WARM_PICTURES else before
            came += isinstance(lens.frame(timeout_s=LONG_S), Frame)
            if number % 100 == 0:
                lens.release()
        lens.close()
        assert (WARM_PICTURES + PICTURES, True) == (came, rss() <= before * (1 + FLAT))


def test_a_hundred_papers_leave_both_processes_flat() -> None:
    with SimulatedCamera((laid(SheetPlace.TURNED),), fps=50) as simulated:
        desk = document_camera(CameraHttp(simulated.url))
        desk.photograph()
        (child,) = psutil.Process().children()
        before = (0, 0)
        for number in range(WARM_PAPERS + PAPERS):
            before = (rss(), rss(child)) if number == WARM_PAPERS else before
            assert isinstance(desk.photograph(), PaperPhoto)
        after = (rss(), rss(child))
        desk.close()
    assert [True, True] == [now <= then * (1 + FLAT) for now, then in zip(after, before, strict=True)]


def test_fifty_face_checks_leave_nothing_behind() -> None:
    with SimulatedCamera(wang(), fps=40) as simulated:
        lens = camera(CameraHttp(simulated.url), Role.FACE_CAMERA)
        ports = with_face(FaceWay(camera=lens, portraits=Library(), checker=FaceProcess, threshold=0.2))
        session = msgspec.structs.replace(visit("housing-fund-balance"), assured=None)
        reached, before = 0, (0, 0, 0)
        for number in range(WARM_CHECKS + CHECKS):
            if number == WARM_CHECKS:
                before = (rss(), open_files(), threading.active_count())
            came = check_face(ports, session, lambda _frame, _asked: None, threading.Event())
            reached += isinstance(came, AssuranceReached)
        after = (rss(), open_files())
        lens.close()
    assert WARM_CHECKS + CHECKS == reached
    assert after[0] <= before[0] * (1 + FLAT)
    assert after[1] <= before[1]
    assert [] == psutil.Process().children()


def with_face(way: FaceWay) -> Ports:
    return msgspec.structs.replace(Terminal().ports, clock=SystemClock(), face=way)
