"""One's own cases in a visit: a button beside the matters, a page, and nothing that waits or stays."""

import threading

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.case import CasesNotTold, CasesTold
from kiosk.domain.device import Absent, Role
from kiosk.domain.ids import ItemId, MatterCode
from kiosk.domain.printing import PrintDone, PrinterState, PrintVoid
from kiosk.domain.standing import CARD_WAS_LAID, LOOKING
from kiosk.ports import ItemDraft
from kiosk.steps.cases import NO_ANSWER
from kiosk.wire.envelope import ItemKind
from kiosk.wire.messages import CasesAnswer, CasesRequest
from tests.ui.cast import CASES
from tests.ui.hall import LONG_MS, Hall
from tests.ui.memory import WANG, MemoryCentre, Terminal
from tests.ui.test_pages import below, strings
from ui.conductor import Conductor
from ui.course import Page
from ui.models.cases import CasesModel

E_ID = b"kiosk-eid:1:Ab_-567890123456789012"


def come(hall: Hall, *, told: bool = True) -> None:
    """Lay a card and agree; wait until the centre was heard, or was not."""
    if hall.conductor.session is None:
        hall.may_begin()
        hall.terminal.reader.lay(WANG)
    hall.stands(Page.CONSENT)
    hall.hand.tap("action")
    hall.stands(Page.MATTERS)
    if told:
        hall.qtbot.waitUntil(lambda: hall.conductor.cases.told is not None, timeout=LONG_MS)


@pytest.fixture
def hall(hall: Hall) -> Hall:
    """A terminal that serves, and a centre that knows cases."""
    hall.terminal.centre.cases_held = CASES
    hall.conductor.open()
    return hall


def text_of(hall: Hall, name: str) -> list[str]:
    return [str(item.property("text")) for item in hall.hand.items(name)]


@pytest.mark.parametrize("engine", ["portrait", "landscape"], indirect=True)
def test_what_is_wanted_is_on_the_button_and_first_on_the_page(hall: Hall) -> None:
    come(hall)
    hall.shows("action")
    (button,) = hall.hand.items("action")
    assert "1 件要补材料" == button.property("name")
    hall.hand.tap("action")
    hall.stands(Page.CASES)
    hall.shows(f"case_{CASES[0].number}")
    assert ["要补材料", "等您核对", "正在办理", "办好了"] == text_of(hall, "caseState")
    (asked,) = hall.terminal.centre.cases_asked
    assert (WANG, True) == (asked.person, bool(asked.consent))
    hall.hand.tap("action")
    hall.stands(Page.MATTERS)


@pytest.mark.parametrize("way", ["action", "back"])
def test_the_page_leads_back_to_the_matters_and_the_matter_is_chosen_there(hall: Hall, way: str) -> None:
    come(hall)
    hall.hand.tap("action")
    hall.stands(Page.CASES)
    hall.hand.tap("action") if way == "action" else hall.screens.back()
    hall.stands(Page.MATTERS)
    assert hall.conductor.session is not None
    assert (WANG, None) == (hall.conductor.session.identity, hall.conductor.session.matter)
    matter = hall.catalogue.by_slug("hotline-12345")
    hall.conductor.choose(matter)
    hall.stands(Page.GUIDE)
    assert matter == hall.conductor.session.matter


def test_where_nothing_is_wanted_the_line_says_how_many_and_the_button_leads_there(hall: Hall) -> None:
    hall.terminal.centre.cases_held = CASES[2:3]
    come(hall)
    (button,) = hall.hand.items("second")
    assert "我的办件" == button.property("name")
    said = {item.property("text") for item in below(hall.hand._window.contentItem())}
    assert "您有 1 件在办，点“我的办件”看进度。" in said
    assert not hall.hand.shows("action")
    hall.hand.tap("second")
    hall.stands(Page.CASES)


def test_without_the_centre_the_page_says_so_and_asks_again_when_told_to(hall: Hall) -> None:
    hall.terminal.centre.cut = True
    come(hall)
    assert CasesNotTold(NO_ANSWER) == hall.conductor.cases.told
    hall.hand.tap("second")
    hall.stands(Page.CASES)
    hall.shows("slipWay")
    hall.terminal.centre.cut = False
    hall.hand.tap("second")
    hall.qtbot.waitUntil(lambda: hall.conductor.cases.told == CasesTold(CASES), timeout=LONG_MS)
    hall.shows(f"case_{CASES[0].number}")
    assert not hall.hand.shows("slipWay")


def test_without_the_centre_this_machine_shows_what_it_took_in_itself(hall: Hall) -> None:
    hall.terminal.centre.cut = hall.terminal.outbox.tpm = hall.terminal.outbox.held = True
    matter = hall.catalogue.by_slug("hotline-12345")
    kept = hall.terminal.outbox.put(
        ItemDraft(
            id=ItemId("mine"),
            kind=ItemKind.SUBMISSION,
            matter=MatterCode(matter.code),
            catalogue=hall.catalogue.version,
            body=b"",
            holder=WANG.number,
        )
    )
    come(hall)
    hall.hand.tap("second")
    hall.stands(Page.CASES)
    hall.shows(f"case_{kept.number}")
    hall.shows("slipWay")
    assert ["已收件，待上传"] == text_of(hall, "caseState")
    hall.terminal.centre.cut = False
    hall.hand.tap("second")
    hall.qtbot.waitUntil(lambda: hall.conductor.cases.told == CasesTold(CASES), timeout=LONG_MS)


class HeldCentre(MemoryCentre):
    """A centre that answers about cases when it is let go."""

    def __init__(self, terminal: Terminal) -> None:
        super().__init__(terminal.catalogue, terminal.clock)
        self.let_go = threading.Event()

    def cases(self, request: CasesRequest) -> CasesAnswer:
        self.cases_asked.append(request)
        assert self.let_go.wait(LONG_MS / 1000)
        return CasesAnswer(cases=CASES)


@pytest.fixture
def held(hall: Hall) -> HeldCentre:
    """Let the question about cases hang."""
    centre = HeldCentre(hall.terminal)
    hall.conductor.cases._ports = msgspec.structs.replace(hall.terminal.ports, cases=centre)
    return centre


def test_a_question_that_hangs_holds_nothing_up_and_its_late_answer_is_nobodys(
    hall: Hall, held: HeldCentre
) -> None:
    come(hall, told=False)
    hall.conductor.choose(hall.catalogue.by_slug("hotline-12345"))
    hall.stands(Page.GUIDE)
    hall.conductor.finish()
    hall.stands(Page.ATTRACT)
    held.let_go.set()
    hall.may_begin()
    hall.terminal.reader.lay(WANG)
    hall.stands(Page.CONSENT)
    assert hall.conductor.cases.told is None


def test_an_answer_that_comes_while_the_page_stands_fills_it(hall: Hall, held: HeldCentre) -> None:
    come(hall, told=False)
    hall.hand.tap("second")
    hall.stands(Page.CASES)
    assert ["正在查您的办件"] == text_of(hall, "title")
    held.let_go.set()
    hall.shows(f"case_{CASES[0].number}")


def test_a_new_matter_of_the_same_person_asks_anew(hall: Hall) -> None:
    come(hall)
    hall.conductor.another()
    hall.qtbot.waitUntil(lambda: len(hall.terminal.centre.cases_asked) == 2, timeout=LONG_MS)
    visits = {asked.visit for asked in hall.terminal.centre.cases_asked}
    assert 2 == len(visits)


def test_nothing_of_the_cases_stays_behind_a_visit(hall: Hall) -> None:
    come(hall)
    hall.hand.tap("action")
    hall.stands(Page.CASES)
    model = hall.screens.property("model")
    assert isinstance(model, CasesModel)
    assert any("租房" in text for text in strings(model))
    hall.conductor.finish()
    hall.stands(Page.ATTRACT)
    assert {"", "none"} == set(strings(model))
    assert (None, False, None) == (
        hall.conductor.cases.told,
        hall.conductor.cases.reading,
        hall.conductor.cases._session,
    )


def test_a_slip_is_looked_up_beside_the_cases_and_nowhere_else_in_a_visit(hall: Hall) -> None:
    come(hall)
    waits = hall.terminal.scanner.waits
    slip = f"{hall.terminal.ports.site.base_url}/r/{'T' * 120}".encode()
    hall.hand.tap("action")
    hall.stands(Page.CASES)
    hall.qtbot.waitUntil(lambda: hall.terminal.scanner.waits > waits, timeout=LONG_MS)
    hall.terminal.scanner.lay(slip)
    hall.shows("dialogAction")
    following = hall.conductor.codes.following
    hall.qtbot.waitUntil(lambda: following.shown not in (None, LOOKING), timeout=LONG_MS)
    assert ["T" * 120] == hall.terminal.centre.followed
    hall.terminal.scanner.lay(E_ID)
    hall.qtbot.waitUntil(lambda: following.shown == CARD_WAS_LAID, timeout=LONG_MS)
    hall.hand.tap("dialogAction")
    hall.hand.tap("action")
    hall.stands(Page.MATTERS)
    hall.terminal.scanner.lay(slip)
    hall.qtbot.wait(100)
    assert (None, 1) == (following.shown, len(hall.terminal.centre.followed))


def test_nobody_is_asked_about_before_the_notice_was_agreed_to(
    hall: Hall, conductor: Conductor, qtbot: QtBot
) -> None:
    hall.may_begin()
    hall.terminal.reader.lay(WANG)
    hall.stands(Page.CONSENT)
    qtbot.wait(100)
    assert ([], None) == (hall.terminal.centre.cases_asked, conductor.cases.told)
    conductor.refuse()
    assert [] == hall.terminal.centre.cases_asked


def printed(hall: Hall) -> str:
    """Return all words of the slips that came out."""
    return "\n".join(
        str(msgspec.to_builtins(part)) for layout in hall.terminal.printer.printed for part in layout
    )


def test_what_is_wanted_is_printed_once_to_take_home_and_nothing_else(hall: Hall) -> None:
    come(hall)
    hall.hand.tap("action")
    hall.stands(Page.CASES)
    hall.hand.tap("second")
    hall.shows("paperState")
    wanted, *others = CASES
    for word in ("租房合同（要有房东签字）", wanted.number, "2026年3月13日"):
        assert word in printed(hall)
    assert [] == [case.number for case in others if case.number in printed(hall)]
    assert WANG.name not in printed(hall)
    assert [("print", "done")] == hall.terminal.journal.acts
    assert not hall.hand.shows("second")


def test_a_note_that_did_not_come_out_is_told_and_printed_again(hall: Hall) -> None:
    hall.terminal.printer.says = PrintVoid(PrinterState.PAPER_OUT, "paper out")
    come(hall)
    hall.hand.tap("action")
    hall.stands(Page.CASES)
    hall.hand.tap("second")
    hall.shows("reprint")
    hall.terminal.printer.says = PrintDone()
    hall.hand.tap("reprint")
    hall.qtbot.waitUntil(lambda: len(hall.terminal.journal.acts) > 1, timeout=LONG_MS)
    assert ["void:paper_out", "done"] == [outcome for _, outcome in hall.terminal.journal.acts]
    hall.qtbot.waitUntil(lambda: not hall.hand.shows("reprint"), timeout=LONG_MS)


def test_an_impatient_hand_gets_one_note(hall: Hall) -> None:
    come(hall)
    hall.hand.tap("action")
    hall.stands(Page.CASES)
    model = hall.screens.property("model")
    assert isinstance(model, CasesModel)
    model.printNote()
    model.printNote()
    hall.shows("paperState")
    assert 1 == len(hall.terminal.printer.printed)


def test_where_nothing_is_wanted_or_no_printer_works_no_note_is_offered(hall: Hall) -> None:
    hall.terminal.centre.cases_held = CASES[2:]
    come(hall)
    hall.hand.tap("second")
    hall.stands(Page.CASES)
    hall.shows("action")
    assert not hall.hand.shows("second")
    hall.terminal.centre.cases_held = CASES
    hall.conductor.cases.ask_again()
    hall.shows("second")
    hall.terminal.devices.become(Role.RECEIPT_PRINTER, Absent(""))
    hall.qtbot.waitUntil(lambda: not hall.hand.shows("second"), timeout=LONG_MS)
