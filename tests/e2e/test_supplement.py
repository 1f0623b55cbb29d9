"""A supplement from desk to clerk: asked for, photographed at a terminal, seen with its case, accepted."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec
import pytest

from central.residents import identity_of
from devices.config import CameraHttp, DevicesConfig
from kiosk.bootstrap import open_ports
from kiosk.config import Config
from kiosk.domain.camera import PaperPhoto
from kiosk.domain.case import CaseAccepted, CaseAtDesk, CasesTold, CaseSupplement, OwnCase
from kiosk.domain.fact import (
    CardAccepted,
    Confirmed,
    MaterialsProvided,
    PaperPhotographed,
    Submitted,
    apply,
)
from kiosk.domain.identity import Identity
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.materials import Photo
from kiosk.domain.session import Confirmation, Ended
from kiosk.domain.submission import ItemState, Submission
from kiosk.flow import StepName
from kiosk.steps import resident
from kiosk.steps.cases import own_cases
from kiosk.steps.hand_in import submit
from kiosk.steps.photo import may_photograph, photograph
from kiosk.steps.ports import Ports, new_item_id, new_visit
from kiosk.sync_process import open_sync
from sim.camera import SimulatedCamera
from tests.e2e.people import settle
from tests.e2e.place import Place, open_place
from tests.e2e.test_face_and_photo import dense
from tests.e2e.test_status_back import HOTLINE
from tests.e2e.visitor import Visitor
from tests.integration.cli_command import kiosk

SLUG = "supplement-papers"
ASKED = (
    *("--move", "supplement", "--say", "租房合同和收入证明", "--say-en", "The lease and a proof of income"),
    *("--until", "2099-12-05", "--paper", "租房合同|The lease", "--paper", "收入证明|Proof of income"),
)


class Desk(msgspec.Struct):
    """A clerk's command, a terminal with a document camera, and somebody of whom papers are wanted."""

    place: Place
    config: Config
    ports: Ports
    person: Identity
    number: ReceiptNumber

    def clerk(self, name: str, *options: object) -> dict[str, Any]:
        said = kiosk("central", "--data", self.place.data, "--case", name, *options)
        assert 0 == said.code, said.err
        return said.row

    def sync(self) -> None:
        with open_sync(self.config) as sync:
            sync.run_once()

    def card(self) -> dict[str, OwnCase]:
        """Lay the card and agree: what is told of each case."""
        session = apply(new_visit(self.ports.clock), CardAccepted(self.person))
        told = own_cases(self.ports, apply(session, resident.agree(self.ports.clock.now())))
        assert isinstance(told, CasesTold)
        return {str(case.number): case for case in told.cases}

    def hand_in(self) -> tuple[Submission, bytes]:
        """Pick the case, photograph its first paper, leave the other for the counter, and hand it in."""
        visitor = Visitor(self.ports, self.place.door)
        session = visitor.visit(self.person, SLUG, {}, StepName.MATERIALS)
        assert ("paper-1", "paper-2") == may_photograph(self.ports, session)
        shot = photograph(self.ports).outcome
        assert isinstance(shot, PaperPhoto)
        photo = Photo(material="paper-1", jpeg=shot.jpeg, width=shot.width, height=shot.height)
        session = apply(session, PaperPhotographed(photo))
        accepted = resident.accept_materials(session)
        assert isinstance(accepted, MaterialsProvided)
        session = apply(apply(session, accepted), Confirmed(Confirmation(self.ports.clock.now())))
        handed_in = submit(self.ports, session, new_item_id(self.ports.clock))
        assert isinstance(handed_in, Submitted)
        return handed_in.submission, shot.jpeg


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        place = stack.enter_context(open_place(tmp_path))
        camera = stack.enter_context(SimulatedCamera((dense(),), fps=10))
        config = place.enrolled(tmp_path / "t", DevicesConfig(document_camera=CameraHttp(camera.url)))
        ports = stack.enter_context(open_ports(config))
        person = identity_of(settle(place, ()).card)
        visit = Visitor(ports, place.door).visit(person, "hotline-12345", HOTLINE, StepName.RECEIPT)
        assert visit.submission is not None
        made = Desk(place, config, ports, person, visit.submission.number)
        made.sync()
        yield made


def test_a_paper_goes_from_the_desk_to_the_clerk_byte_for_byte(desk: Desk, tmp_path: Path) -> None:
    asked = desk.clerk(desk.number, *ASKED)["history"][-1]
    wanted = desk.card()[desk.number].stands.state
    assert isinstance(wanted, CaseSupplement)
    assert asked["papers"] == msgspec.to_builtins(list(wanted.papers))
    desk.place.sync(desk.config)
    submission, jpeg = desk.hand_in()
    assert (True, None) == (
        submission.state in (ItemState.RECEIVED, ItemState.SETTLED),
        submission.disposition,
    )

    seen = desk.clerk(desk.number, "--photographs", tmp_path / "seen")
    assert ["received", "supplement", "desk"] == [line["state"] for line in seen["history"]]
    assert [("租房合同", submission.id)] == [(one["paper"], one["item"]) for one in seen["photographs"]]
    assert jpeg == (tmp_path / "seen" / f"{submission.id}-0.jpg").read_bytes()
    assert desk.person.number not in repr(seen)
    told = desk.card()[desk.number].stands.state
    assert isinstance(told, CaseAtDesk)
    assert told.supplied is not None
    assert (submission.number, ["收入证明"]) == (
        told.supplied.number,
        [paper.zh for paper in told.supplied.at_counter],
    )
    nothing = Visitor(desk.ports, desk.place.door).visit(desk.person, SLUG, {}, StepName.TAKE).ended
    assert isinstance(nothing, Ended)
    assert "现在没有等您补材料的办件" in nothing.reason.zh

    accepted = desk.clerk(desk.number, "--move", "accepted")
    case = desk.card()[desk.number]
    assert (CaseAccepted(), accepted["acceptance_number"]) == (case.stands.state, case.acceptance_number)


def test_what_waited_without_the_network_says_when_the_clerk_decided_before_it(
    desk: Desk, tmp_path: Path
) -> None:
    desk.clerk(desk.number, *ASKED)
    submission, jpeg = desk.hand_in()
    assert ItemState.PENDING is submission.state
    assert all(
        jpeg[len(jpeg) // 2 :][:32] not in file.read_bytes()
        for file in (tmp_path / "t").rglob("*")
        if file.is_file()
    )
    desk.clerk(desk.number, "--move", "accepted")
    desk.sync()
    assert "desk" == desk.ports.outbox.look(submission.id).disposition
    own = desk.clerk(submission.number, "--photographs", tmp_path / "own")
    assert ("desk", ["case_settled"]) == (own["state"], [reason["code"] for reason in own["reasons"]])
    assert jpeg == (tmp_path / "own" / f"{submission.id}-0.jpg").read_bytes()
    case = desk.clerk(desk.number)
    assert ("accepted", []) == (case["state"], case["photographs"])


def test_what_waited_without_the_network_moves_its_case_when_it_comes(desk: Desk) -> None:
    desk.clerk(desk.number, *ASKED)
    submission, _ = desk.hand_in()
    assert "supplement" == desk.clerk(desk.number)["state"]
    desk.sync()
    seen = desk.clerk(desk.number)
    assert ("desk", [submission.id]) == (seen["state"], [one["item"] for one in seen["photographs"]])
