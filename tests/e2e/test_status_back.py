"""What becomes of a case comes back: to the card at any terminal, to the slip without a name, off too."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest

from central.residents import identity_of
from kiosk.bootstrap import open_ports
from kiosk.config import Config
from kiosk.domain import standing as said
from kiosk.domain.case import CaseReceived, CasesNotTold, CasesTold, CaseSupplement, name_of
from kiosk.domain.fact import CardAccepted, apply
from kiosk.domain.identity import Identity
from kiosk.domain.scanned import ReceiptCode
from kiosk.domain.session import Session
from kiosk.domain.standing import Mark, Standing
from kiosk.flow import StepName
from kiosk.steps import resident
from kiosk.steps.cases import NO_ANSWER, own_cases
from kiosk.steps.follow import follow
from kiosk.steps.ports import Ports, new_visit
from kiosk.sync_process import open_sync
from tests.e2e.people import settle
from tests.e2e.place import Place, open_place
from tests.e2e.visitor import CATALOGUE, Visitor

HOTLINE = {
    "category": "roads",
    "place": "样例街道示范路口",
    "request": "路灯坏了三天，晚上看不见路，请尽快修好。",
    "phone": "19000000001",
}
LEASE: dict[str, object] = {
    "state": "supplement",
    "wanted": {"zh": "租房合同", "en": "The lease"},
    "until": "2099-12-05",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with open_place(tmp_path_factory.mktemp("place")) as place:
        yield place


class Terminals(msgspec.Struct):
    """Where it was handed in, another one, and both without the network."""

    config: Config
    here: Ports
    elsewhere: Ports
    here_cut: Ports
    elsewhere_cut: Ports


@pytest.fixture
def terminals(place: Place, tmp_path: Path) -> Iterator[Terminals]:
    configs = [place.enrolled(tmp_path / name) for name in ("here", "elsewhere")]
    dead = [
        msgspec.structs.replace(
            config, platform=msgspec.structs.replace(config.platform, url="http://127.0.0.1:1")
        )
        for config in configs
    ]
    with ExitStack() as opened:
        ports = [opened.enter_context(open_ports(config)) for config in (*configs, *dead)]
        yield Terminals(configs[0], *ports)


def visit(ports: Ports, person: Identity) -> Session:
    """Lay the card and agree to the notice."""
    session = apply(new_visit(ports.clock), CardAccepted(person))
    return apply(session, resident.agree(ports.clock.now()))


def slip(ports: Ports, token: str) -> Standing:
    """Lay the slip before the scanner."""
    standing = follow(ports, ReceiptCode(token), CATALOGUE.matters)
    assert isinstance(standing, Standing)
    return standing


def test_a_case_is_followed_by_card_and_by_slip_online_and_off(place: Place, terminals: Terminals) -> None:
    person = identity_of(settle(place, ()).card)
    handed_in = Visitor(terminals.here, place.door).visit(
        person, "hotline-12345", HOTLINE, until=StepName.RECEIPT
    )
    assert handed_in.submission is not None
    token, number = handed_in.submission.token, handed_in.submission.number

    assert CasesTold(()) == own_cases(terminals.elsewhere, visit(terminals.elsewhere, person))
    promised = slip(terminals.elsewhere, token)
    assert (Mark.WAIT, number) == (promised.mark, promised.number)
    assert said.PROMISED_HERE.title == slip(terminals.here_cut, token).title

    with open_sync(terminals.config) as sync:
        sync.run_once()
    told = own_cases(terminals.elsewhere, visit(terminals.elsewhere, person))
    assert isinstance(told, CasesTold)
    (case,) = told.cases
    assert (number, CaseReceived()) == (case.number, case.stands.state)
    assert said.RECEIVED_HERE.title == slip(terminals.here_cut, token).title

    place.door.post(f"/cases/{number}", LEASE)
    told = own_cases(terminals.here, visit(terminals.here, person))
    assert isinstance(told, CasesTold)
    assert msgspec.convert(LEASE, CaseSupplement) == told.cases[0].stands.state
    wanted = slip(terminals.elsewhere, token)
    assert (Mark.WAIT, "需要补材料") == (wanted.mark, wanted.title.zh)
    assert "租房" not in repr(wanted)

    cut = terminals.elsewhere_cut
    assert CasesNotTold(NO_ANSWER) == own_cases(cut, visit(cut, person))
    unchecked = slip(cut, token)
    assert (said.AS_IT_SAYS.title, number) == (unchecked.title, unchecked.number)
    assert terminals.here.site.terminal in unchecked.text.zh
    assert person.name not in repr((wanted, unchecked))


def test_nobody_else_is_told_and_nothing_of_it_lies_on_the_disk(
    place: Place, terminals: Terminals, tmp_path: Path
) -> None:
    person, other = (identity_of(settle(place, ()).card) for _ in range(2))
    visitor = Visitor(terminals.here, place.door)
    visitor.visit(person, "hotline-12345", HOTLINE, until=StepName.RECEIPT)
    with open_sync(terminals.config) as sync:
        sync.run_once()
    told = own_cases(terminals.elsewhere, visit(terminals.elsewhere, person))
    assert isinstance(told, CasesTold)
    assert "received" == name_of(told.cases[0].stands.state)
    assert CasesTold(()) == own_cases(terminals.elsewhere, visit(terminals.elsewhere, other))
    kept = b"".join(file.read_bytes() for file in (tmp_path / "elsewhere").rglob("*") if file.is_file())
    assert kept
    assert told.cases[0].number.encode() not in kept
    assert person.number.encode() not in kept
