"""Reference photos: to whom they are given, how often, and what they stand for afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from central.portraits import photo_of
from central.residents import identity_of
from kiosk.domain.ids import MatterCode, VisitId
from kiosk.domain.matter import Assurance
from kiosk.wire.messages import PortraitAnswer, PortraitRequest

if TYPE_CHECKING:
    from central.residents import Resident
    from kiosk.domain.identity import Identity
    from tests.integration.central.conftest import Reply, Terminal

BALANCE, PROOF = "housing-fund-balance", "social-insurance-proof"


def request(terminal: Terminal, person: Identity, slug: str = BALANCE, **changes: object) -> PortraitRequest:
    asked = PortraitRequest(
        visit=terminal.visit,
        matter=MatterCode(terminal.platform.matter(slug).code),
        catalogue=terminal.platform.catalogue.version,
        person=person,
        consent="2026-11",
    )
    return msgspec.structs.replace(asked, **changes)


def ask(terminal: Terminal, asked: PortraitRequest) -> Reply:
    return terminal.ask("POST", "/v1/portraits", msgspec.json.encode(asked))


def given(terminal: Terminal, asked: PortraitRequest) -> PortraitAnswer:
    return msgspec.json.decode(ask(terminal, asked).body, type=PortraitAnswer)


def wang(people: dict[str, Resident]) -> Identity:
    return identity_of(people["wang-xiaoming"].card)


def test_photo_is_given_to_the_terminal_of_the_visit(terminal: Terminal, people: dict[str, Resident]) -> None:
    answer = given(terminal, request(terminal, wang(people)))
    assert photo_of("wang-xiaoming") == answer.jpeg
    assert "jpeg" not in repr(answer)


@pytest.mark.parametrize(
    ("who", "slug", "changes", "code"),
    [
        ("wang-xiaoming", BALANCE, {"consent": ""}, "consent"),
        ("wang-xiaoming", "traffic-fine-payment", {}, "portrait_not_needed"),
        ("gao-yuan", BALANCE, {}, "card_lost"),
        ("xu-duoduo", BALANCE, {}, "guardian"),
    ],
)
def test_photo_is_refused_with_the_reason(
    terminal: Terminal,
    people: dict[str, Resident],
    who: str,
    slug: str,
    changes: dict[str, object],
    code: str,
) -> None:
    answer = ask(terminal, request(terminal, identity_of(people[who].card), slug, **changes))
    assert (422, code) == (answer.status, answer.error().code)


def test_somebody_unknown_has_no_photo(terminal: Terminal, people: dict[str, Resident]) -> None:
    nobody = msgspec.structs.replace(wang(people), number="999999199001010017")
    answer = ask(terminal, request(terminal, nobody))
    assert (404, "portrait_none") == (answer.status, answer.error().code)


def test_photo_is_given_three_times_a_visit(terminal: Terminal, people: dict[str, Resident]) -> None:
    asked = request(terminal, wang(people), visit=VisitId("often"))
    assert [200, 200, 200, 422] == [ask(terminal, asked).status for _ in range(4)]


def test_face_opens_what_asks_for_a_code_for_this_person_and_visit_alone(
    terminal: Terminal, people: dict[str, Resident]
) -> None:
    person, other = wang(people), identity_of(people["zhao-jianguo"].card)
    reference = given(terminal, request(terminal, person)).reference
    lookup = terminal.lookup_request(BALANCE, "accounts", person, reference)

    def opened(**changes: object) -> int:
        asked = msgspec.structs.replace(lookup, **changes)
        return terminal.ask("POST", "/v1/lookups", msgspec.json.encode(asked)).status

    assert [200, 422, 422] == [opened(), opened(person=other), opened(visit=VisitId("another"))]


def test_certificate_by_face_is_accepted_and_only_with_a_photo_given(
    terminal: Terminal, people: dict[str, Resident]
) -> None:
    reference = given(terminal, request(terminal, wang(people), PROOF)).reference
    body = terminal.body(PROOF, people["wang-xiaoming"], {}, assurance=Assurance.CARD_FACE)
    by_face = msgspec.structs.replace(body, assurance_reference=reference)
    claimed = msgspec.structs.replace(body, assurance_reference="never given")
    as_code = msgspec.structs.replace(by_face, assurance=Assurance.CARD_CODE)
    items = [terminal.seal(terminal.header(matter=body.matter), one) for one in (claimed, as_code, by_face)]
    verdicts = terminal.hand_over(*items).verdicts
    assert ["assurance", "assurance", ""] == [verdict.code for verdict in verdicts]
