"""e-IDs: a code on a phone is whose the centre says it is, once and not for long."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest

from central.centre import open_centre
from central.e_ids import LIFE, issue, resolve_e_id
from central.refusal import Refusal
from central.residents import identity_of
from central.settings import Settings
from kiosk.domain.identity import CardKind
from kiosk.domain.ids import TerminalId
from kiosk.domain.matter import Assurance
from kiosk.domain.scanned import EIdCode, recognise
from kiosk.wire.messages import EIdAnswer, EIdRequest

if TYPE_CHECKING:
    from pathlib import Path

    from central.residents import Resident
    from tests.conftest import Clock
    from tests.integration.central.conftest import Platform, Terminal

SLUG = "wang-xiaoming"


def shown(platform: Platform, slug: str = SLUG) -> str:
    """Return the reference in the code that a phone shows, read as a scanner's payload is."""
    code = recognise(platform.bench("POST", "/e-id", {"resident": slug})["code"].encode(), receipts_at=None)
    assert isinstance(code, EIdCode)
    return code.reference


def refused(terminal: Terminal, reference: str) -> tuple[int, str]:
    reply = terminal.ask("POST", "/v1/e-ids", msgspec.json.encode(EIdRequest(reference=reference)))
    return reply.status, reply.error().code


def test_code_is_its_residents_once(
    platform: Platform, terminal: Terminal, people: dict[str, Resident]
) -> None:
    reference = shown(platform)
    person = terminal.say("/v1/e-ids", EIdRequest(reference=reference), EIdAnswer).person
    assert identity_of(people[SLUG].card, kind=CardKind.E_ID) == person
    assert (422, "e_id_unknown") == refused(terminal, reference)


@pytest.mark.parametrize("reference", ["", "x" * 22, "🙂", "../../etc/passwd", "a" * 5000])
def test_code_that_nobody_was_shown_is_unknown(terminal: Terminal, reference: str) -> None:
    assert (422, "e_id_unknown") == refused(terminal, reference)


def test_only_residents_have_an_e_id(platform: Platform, people: dict[str, Resident]) -> None:
    foreigner = next(slug for slug, one in people.items() if one.card.kind is not CardKind.RESIDENT)
    for slug in (foreigner, "deng-chao"):  # his card has expired
        assert "e_id_none" == platform.bench("POST", "/e-id", {"resident": slug})["code"]
    assert "resident_unknown" == platform.bench("POST", "/e-id", {"resident": "nobody"})["code"]


def test_e_id_behind_a_lost_card_is_refused(
    platform: Platform, terminal: Terminal, people: dict[str, Resident]
) -> None:
    lost = next(
        slug for slug, one in people.items() if one.reported_lost and one.card.kind is CardKind.RESIDENT
    )
    assert (422, "card_lost") == refused(terminal, shown(platform, lost))


def test_code_is_too_old_after_a_minute_and_a_half(tmp_path: Path, clock: Clock) -> None:
    centre = open_centre(Settings(data=tmp_path), clock=clock)
    with centre.store.writing() as session:
        reference = issue(session, centre, SLUG).removeprefix("kiosk-eid:1:")
    clock.advance(LIFE + dt.timedelta(seconds=1))
    with pytest.raises(Refusal, match="too old"):
        resolve_e_id.fn(EIdRequest(reference=reference), centre, TerminalId("T1"))
    centre.store.close()


def test_submission_by_e_id_without_the_phones_code_goes_to_the_desk(
    terminal: Terminal, people: dict[str, Resident]
) -> None:
    slug = "hotline-12345"
    assert Assurance.CARD is terminal.platform.matter(slug).assurance
    answers = {
        "category": "roads",
        "place": "样例路",
        "request": "路灯坏了三天，看不见路。",
        "phone": "19000000001",
    }
    body = terminal.body(slug, people[SLUG], answers)
    unseen = msgspec.structs.replace(body.applicant, kind=CardKind.E_ID)
    header = terminal.header(matter=terminal.platform.matter(slug).code)
    item = terminal.seal(header, msgspec.structs.replace(body, applicant=unseen))
    verdict = terminal.hand_over(item).verdicts[0]
    assert (422, "assurance", "desk") == (verdict.status, verdict.code, verdict.disposition)
