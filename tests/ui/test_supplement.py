"""From the card's notice to the slip: the case that is touched is the one picked, its papers photographed."""

from collections.abc import Iterator

import msgspec
import pytest

from kiosk.domain.device import Absent, Ready, Role
from kiosk.domain.materials import MaterialState
from kiosk.domain.record import Record
from kiosk.domain.session import Session
from kiosk.domain.text import Locale
from kiosk.steps.resident import ALL_AT_COUNTER
from tests.ui.cast import CASES, WAITING
from tests.ui.desk import MemoryDesk
from tests.ui.hall import LONG_MS, Hall
from tests.ui.memory import WANG
from tests.ui.test_own_cases import come
from ui.course import Page

NUMBER = str(CASES[0].number)
TOUCHED = msgspec.structs.replace(WAITING, id=NUMBER)
OTHER = msgspec.structs.replace(WAITING, id="SJ2600OTHER", values={**WAITING.values, "papers": "别的材料"})
LATE = msgspec.structs.replace(TOUCHED, values={**TOUCHED.values, "until": "2026-01-01"})


@pytest.fixture
def hall(hall: Hall) -> Iterator[Hall]:
    """A terminal with a document camera, before somebody of whom papers are wanted."""
    conductor, ports = hall.conductor, hall.conductor.ports
    hall.terminal.centre.cases_held = CASES
    hall.terminal.centre.records_held = (OTHER, TOUCHED)
    conductor.ports = conductor.photo._ports = msgspec.structs.replace(ports, document_camera=MemoryDesk())
    conductor.open()
    hall.terminal.devices.become(Role.DOCUMENT_CAMERA, Ready())
    yield hall
    conductor.finish()
    conductor.ports = conductor.photo._ports = ports


def here(hall: Hall) -> Session:
    session = hall.conductor.session
    assert session is not None
    return session


def touch(hall: Hall) -> None:
    """Lay the card, open one's cases and touch the one that waits."""
    come(hall)
    hall.hand.tap("action")
    hall.stands(Page.CASES)
    hall.shows(f"supply_{NUMBER}")
    hall.hand.tap(f"supply_{NUMBER}")
    hall.stands(Page.GUIDE)


def photograph(hall: Hall) -> None:
    hall.hand.tap("photograph")
    hall.stands(Page.PHOTOGRAPH)
    hall.hand.tap("action")
    hall.qtbot.waitUntil(
        lambda: hall.conductor.photo.photo is not None and hall.conductor.working is None, timeout=LONG_MS
    )
    hall.hand.tap("action")
    hall.stands(Page.MATERIALS)


@pytest.mark.parametrize("engine", ["portrait", "landscape"], indirect=True)
@pytest.mark.parametrize("locale", list(Locale))
def test_what_is_wanted_is_photographed_and_the_rest_is_for_the_counter(hall: Hall, locale: Locale) -> None:
    hall.conductor.set_locale(locale)
    touch(hall)
    hall.hand.tap("action")
    hall.stands(Page.MATERIALS)
    assert [("case", NUMBER)] == [(answer.field, answer.value) for answer in here(hall).answers]
    assert not hall.hand.shows("action")
    photograph(hall)
    hall.shows("action")
    hall.hand.tap("action")
    hall.stands(Page.REVIEW)
    standing = [given.state for given in here(hall).materials or ()]
    assert [MaterialState.SCANNED, MaterialState.COUNTER, MaterialState.COUNTER] == standing
    hall.hand.tap("action")
    hall.stands(Page.RECEIPT)
    draft = hall.terminal.outbox.drafts[-1]
    assert (1, WANG.number) == (len(draft.attachments), draft.holder)
    slip = str(msgspec.to_builtins(hall.terminal.printer.printed[-1]))
    word = "到窗口交" if locale is Locale.ZH else "to be handed in at the counter"
    paper = "租房合同" if locale is Locale.ZH else "The lease"
    assert (2, True, True) == (slip.count(f"'{word}'"), paper in slip, NUMBER in slip)


def test_nothing_photographed_ends_with_a_slip_for_the_counter(hall: Hall) -> None:
    touch(hall)
    hall.hand.tap("action")
    hall.stands(Page.MATERIALS)
    hall.hand.tap("second")
    hall.stands(Page.CANNOT_FINISH)
    ended = here(hall).ended
    assert ended is not None
    assert (ALL_AT_COUNTER, ["身份证", "租房合同", "照片回执", "收入证明"]) == (
        ended.reason,
        [paper.zh for paper in ended.bring],
    )
    assert () == tuple(hall.terminal.outbox.kept)


def test_back_shows_every_case_and_another_one_takes_its_photographs_away(hall: Hall) -> None:
    touch(hall)
    hall.hand.tap("action")
    hall.stands(Page.MATERIALS)
    photograph(hall)
    hall.screens.back()
    hall.stands(Page.FORM)
    hall.shows(f"option_{OTHER.id}")
    hall.hand.tap(f"option_{OTHER.id}")
    hall.hand.tap("action")
    hall.stands(Page.MATERIALS)
    assert (OTHER.id, ()) == (here(hall).answers[0].value, here(hall).photos)


@pytest.mark.parametrize("rows", [(), (OTHER,)])
def test_a_case_that_waits_no_more_is_told_so(hall: Hall, rows: tuple[Record, ...]) -> None:
    touch(hall)
    hall.terminal.centre.records_held = rows
    hall.hand.tap("action")
    hall.stands(Page.CANNOT_FINISH)
    ended = here(hall).ended
    assert ended is not None
    assert "现在没有等您补材料的办件" in ended.reason.zh


def test_a_case_past_its_last_day_is_told_so_and_not_picked(hall: Hall) -> None:
    touch(hall)
    hall.terminal.centre.records_held = (LATE,)
    hall.hand.tap("action")
    hall.qtbot.waitUntil(lambda: hall.conductor.trouble is not None, timeout=LONG_MS)
    trouble = hall.conductor.trouble
    assert trouble is not None
    assert ("期限已经过了" in trouble.text.zh, ()) == (True, here(hall).answers)


def test_without_a_camera_the_card_says_where_to_bring_it_alone(hall: Hall) -> None:
    hall.terminal.devices.become(Role.DOCUMENT_CAMERA, Absent(""))
    come(hall)
    hall.hand.tap("action")
    hall.stands(Page.CASES)
    hall.shows(f"case_{NUMBER}")
    assert not hall.hand.shows(f"supply_{NUMBER}")


def test_the_network_away_after_the_case_was_picked_leaves_it_in_the_outbox(hall: Hall) -> None:
    touch(hall)
    hall.hand.tap("action")
    hall.stands(Page.MATERIALS)
    photograph(hall)
    hall.terminal.centre.cut = hall.terminal.outbox.held = True
    hall.hand.tap("action")
    hall.stands(Page.REVIEW)
    hall.hand.tap("action")

    def given() -> bool:
        hall.pass_time(1)
        return str(hall.screens.property("page")) == Page.RECEIPT.value

    hall.qtbot.waitUntil(given, timeout=LONG_MS)
    slip = str(msgspec.to_builtins(hall.terminal.printer.printed[-1]))
    assert ("已收件·待上传" in slip) is True
