import msgspec
import pytest

from kiosk.domain.ids import TerminalId
from kiosk.errors import KioskError
from kiosk.gateway.enrolment import Invitation, enrol, fingerprint
from kiosk.wire.messages import EnrolmentAnswer, EnrolmentRequest
from tests.unit.kiosk.gateway.conftest import Fault, SmallCentre


def given(centre: SmallCentre) -> EnrolmentAnswer:
    answer = EnrolmentAnswer(terminal=TerminalId("T1"), epoch=1, keys=centre.keys, base_url=centre.url)
    centre.says = lambda _: (200, msgspec.json.encode(answer), {})
    return answer


def invitation(centre: SmallCentre, pinned: str) -> Invitation:
    return Invitation(base_url=centre.url, code="abc", fingerprint=pinned, site="hall")


def test_answer_under_the_pinned_key_is_believed(centre: SmallCentre) -> None:
    answer = given(centre)
    pinned = fingerprint(centre.keys[0]).upper()
    assert answer == enrol(invitation(centre, pinned), centre.terminal_key, centre.clock)
    assert "ABC" == msgspec.json.decode(centre.seen[0][0].body, type=EnrolmentRequest).code


def test_answer_under_any_other_key_is_not(centre: SmallCentre) -> None:
    given(centre)
    with pytest.raises(KioskError) as raised:
        enrol(invitation(centre, "0" * 64), centre.terminal_key, centre.clock)
    assert "enrolment_unreachable" == raised.value.code


def test_page_of_a_portal_enrols_nobody(centre: SmallCentre, faults: type[Fault]) -> None:
    given(centre)
    centre.fault = faults.HTML
    with pytest.raises(KioskError):
        enrol(invitation(centre, fingerprint(centre.keys[0])), centre.terminal_key, centre.clock)
