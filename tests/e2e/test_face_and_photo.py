"""A face in place of a code, a photograph in place of a promise: cameras, wire and centre as they are."""

import datetime as dt
import http.client
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from central.residents import identity_of, load_residents
from devices.config import CameraHttp, DevicesConfig
from kiosk.bootstrap import open_ports
from kiosk.domain.camera import MOST_PHOTO_BYTES, PaperPhoto
from kiosk.domain.fact import (
    AssuranceReached,
    Confirmed,
    MaterialsProvided,
    PaperPhotographed,
    Submitted,
    apply,
)
from kiosk.domain.identity import Identity
from kiosk.domain.ids import ItemId
from kiosk.domain.materials import MaterialState, Photo
from kiosk.domain.matter import Assurance
from kiosk.domain.session import Confirmation, Session
from kiosk.domain.submission import ItemState
from kiosk.flow import StepName
from kiosk.steps import resident
from kiosk.steps.face import check_face
from kiosk.steps.hand_in import submit
from kiosk.steps.photo import may_photograph, photograph
from kiosk.steps.ports import Ports, new_item_id
from kiosk.sync_process import open_sync
from kiosk.tables import FaceConfig
from sim.camera import SimulatedCamera
from sim.desk import TURNED, on_desk, sheet
from sim.face import face_of
from sim.portrait import moving
from tests.e2e.place import Place, open_place
from tests.e2e.visitor import Visitor

TODAY = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date()
PEOPLE = {resident.slug: identity_of(resident.card) for resident in load_residents(today=TODAY)}
FILING = {
    "why": "retired",
    "city": "样例市",
    "address": "样例区示范路15号101室",
    "since": "2024-05-01",
    "phone": "19000000015",
}


class ByFace(Visitor):
    """A visitor who shows the face where a code is asked for."""

    def _assured(self, session: Session) -> AssuranceReached:
        came = check_face(self.ports, session, lambda _frame, _asked: None, threading.Event())
        assert isinstance(came, AssuranceReached), came
        return came


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with open_place(tmp_path) as opened:
        yield opened


def test_face_opens_what_a_code_would_have(place: Place, tmp_path: Path) -> None:
    with SimulatedCamera(moving(face_of(wang(), today=TODAY)), fps=20) as camera:
        config = place.enrolled(tmp_path / "t", DevicesConfig(face_camera=CameraHttp(camera.url)))
        config = msgspec.structs.replace(config, face=FaceConfig(enabled=True, threshold=0.2))
        with open_ports(config) as ports:
            session = ByFace(ports, place.door).visit(wang(), "social-insurance-proof", {}, StepName.ISSUE)
    assert session.assured is not None
    assert Assurance.CARD_FACE is session.assured.assurance
    assert [] == place.door.get("/codes")


def photographed(place: Place, ports: Ports) -> tuple[Session, bytes]:
    """Visit up to the review, with a photograph in place of a promise; return it too."""
    visitor = Visitor(ports, place.door)
    session = visitor.visit(PEOPLE["ma-hong"], "remote-residence-filing", FILING, StepName.MATERIALS)
    assert ("residence",) == may_photograph(ports, session)
    shot = photograph(ports).outcome
    assert isinstance(shot, PaperPhoto)
    assert 450_000 < len(shot.jpeg) <= MOST_PHOTO_BYTES
    photo = Photo(material="residence", jpeg=shot.jpeg, width=shot.width, height=shot.height)
    session = apply(session, PaperPhotographed(photo))
    accepted = resident.accept_materials(session)
    assert isinstance(accepted, MaterialsProvided)
    session = apply(session, accepted)
    assert session.materials is not None
    assert [MaterialState.SCANNED] == [given.state for given in session.materials]
    return apply(session, Confirmed(Confirmation(ports.clock.now()))), shot.jpeg


def at_the_centre(place: Place, item: ItemId) -> bytes:
    line = http.client.HTTPConnection(place.door.host, place.door.port, timeout=20)
    try:
        line.request("GET", f"/bench/attachments/{item}/0")
        return line.getresponse().read()
    finally:
        line.close()


def dense() -> bytes:
    """Return a sheet on the desk on which a photograph finds as much to keep as on the worst of papers."""
    page = sheet()
    place = (140, 900)
    size = (page.width - 2 * place[0], page.height - place[1] - 150)
    grain = Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3))
    page.paste(grain.point(lambda value: 255 - value * 60 // 255), place)
    return on_desk(page, TURNED)


def test_photograph_reaches_the_clerk_while_the_resident_waits(place: Place, tmp_path: Path) -> None:
    with SimulatedCamera((dense(),), fps=10) as camera:
        config = place.enrolled(tmp_path / "t", DevicesConfig(document_camera=CameraHttp(camera.url)))
        place.sync(config)
        with open_ports(config) as ports:
            session, jpeg = photographed(place, ports)
            handed_in = submit(ports, session, new_item_id(ports.clock))
    submission = getattr(handed_in, "submission", None)
    assert submission is not None
    assert submission.state in (ItemState.RECEIVED, ItemState.SETTLED)
    assert "desk" == submission.disposition
    assert jpeg == at_the_centre(place, submission.id)


def test_photograph_waits_sealed_until_the_network_is_there(place: Place, tmp_path: Path) -> None:
    with SimulatedCamera((dense(),), fps=10) as camera:
        config = place.enrolled(tmp_path / "t", DevicesConfig(document_camera=CameraHttp(camera.url)))
        with open_ports(config) as ports:
            session, jpeg = photographed(place, ports)
            handed_in = submit(ports, session, new_item_id(ports.clock))
            assert isinstance(handed_in, Submitted)
            assert ItemState.PENDING is handed_in.submission.state
            piece = jpeg[len(jpeg) // 2 :][:32]
            for file in (tmp_path / "t").rglob("*"):
                assert not file.is_file() or piece not in file.read_bytes(), f"in clear in {file}"
            with open_sync(config) as process:
                assert 1 == process.run_once()["received"]
            assert "desk" == ports.outbox.look(handed_in.submission.id).disposition
    assert jpeg == at_the_centre(place, handed_in.submission.id)


def wang() -> Identity:
    return PEOPLE["wang-xiaoming"]
