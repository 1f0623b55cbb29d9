"""What the guide says before the start: cost, trips, what is left to do, what others asked."""

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.matter import Beneficiary
from kiosk.domain.printing import PrinterState, PrintVoid, QrCode
from kiosk.domain.text import Locale
from kiosk.flow import StepName
from tests.ui.hall import Hall
from tests.ui.memory import WANG
from tests.ui.stages import Stage
from tests.ui.test_own_cases import come
from ui.conductor import Conductor
from ui.course import Page
from ui.models.guide import GuideModel
from ui.models.review import ReviewModel
from ui.models.screens import Screens
from ui.pointer import Pointer

LONG_MS = 10_000


def guide(screens: Screens) -> GuideModel:
    found = screens.property("model")
    assert isinstance(found, GuideModel)
    return found


@pytest.mark.parametrize(
    ("state", "cost"),
    [
        ("guide", ("免费", "")),
        ("guide-fee", ("40.00 元", "免费：低保家庭\n20.00 元：残疾人")),
        ("guide-waived", ("免费", "低保家庭")),
    ],
)
def test_who_pays_less_is_said_and_who_does_sees_what_it_costs_him(
    state: str, cost: tuple[str, str], stage: Stage, screens: Screens, hand: Pointer, qtbot: QtBot
) -> None:
    stage.enter(state)
    qtbot.waitUntil(lambda: hand.shows("action"), timeout=LONG_MS)
    model = guide(screens)
    assert cost == (model.property("price"), model.property("reductions"))


def test_what_can_not_be_finished_here_says_so_before_the_start(
    stage: Stage, screens: Screens, conductor: Conductor, hand: Pointer, qtbot: QtBot
) -> None:
    stage.enter("guide-part")
    qtbot.waitUntil(lambda: hand.shows("left"), timeout=LONG_MS)
    assert "跑 1 趟" == guide(screens).property("trips")
    assert "新证 · 到窗口领" == guide(screens).property("outcome")
    conductor.set_locale(Locale.EN)
    assert "New card · from the counter" == guide(screens).property("outcome")


def test_for_whom_else_it_may_be_done_is_said(
    stage: Stage, screens: Screens, conductor: Conductor, qtbot: QtBot
) -> None:
    family = msgspec.structs.replace(
        stage.partly, for_whom=(Beneficiary.SELF, Beneficiary.CHILD, Beneficiary.PARENT)
    )
    stage.at("hotline-12345", begun=None, matter=family)
    conductor.changed.emit()
    qtbot.waitUntil(lambda: isinstance(screens.property("model"), GuideModel), timeout=LONG_MS)
    assert "也能替孩子、父母办" == guide(screens).property("forWhom")
    stage.enter("guide-part")
    assert "" == guide(screens).property("forWhom")


def test_an_answer_unfolds_at_a_touch_and_folds_at_the_next(
    stage: Stage, hand: Pointer, qtbot: QtBot
) -> None:
    stage.enter("guide-part")
    qtbot.waitUntil(lambda: hand.shows("fold0"), timeout=LONG_MS)
    assert not hand.shows("foldAnswer")
    hand.tap("fold0")
    assert hand.shows("foldAnswer")
    hand.tap("fold0")
    assert not hand.shows("foldAnswer")


def test_nothing_is_to_be_paid_by_who_is_let_off_and_the_review_says_why(
    stage: Stage, screens: Screens, hand: Pointer, qtbot: QtBot
) -> None:
    stage.enter("review-waived")
    qtbot.waitUntil(lambda: hand.shows("waived"), timeout=LONG_MS)
    model = screens.property("model")
    assert isinstance(model, ReviewModel)
    assert ("", "免费：低保家庭") == (model.property("amount"), model.property("waived"))


def test_nobody_fills_in_a_form_for_a_paper_that_cannot_be_handed_in_here(
    stage: Stage, screens: Screens, hand: Pointer, qtbot: QtBot
) -> None:
    stage.enter("guide-bring")
    qtbot.waitUntil(lambda: screens.property("model").property("blocked") is True, timeout=LONG_MS)
    assert not hand.shows("second")
    hand.tap("action")
    qtbot.waitUntil(lambda: bool(stage.conductor.session and stage.conductor.session.ended), timeout=LONG_MS)
    assert stage.conductor.session is not None
    assert () == stage.conductor.session.answers


def test_who_may_photograph_the_paper_here_goes_on(
    stage: Stage, screens: Screens, hand: Pointer, qtbot: QtBot
) -> None:
    stage.enter("guide-bring-photo")
    qtbot.waitUntil(lambda: hand.shows("second"), timeout=LONG_MS)
    assert screens.property("model").property("blocked") is False
    hand.tap("action")
    qtbot.waitUntil(lambda: stage.conductor.step is StepName.FILL, timeout=LONG_MS)


def test_the_last_page_says_what_is_left(stage: Stage, hand: Pointer, qtbot: QtBot) -> None:
    stage.enter("receipt-left")
    qtbot.waitUntil(lambda: hand.shows("left"), timeout=LONG_MS)
    assert "这里办好了，还有一步" == hand.items("title")[0].property("text")


def test_the_guide_may_be_taken_by_its_code_or_on_paper_and_names_nobody(hall: Hall) -> None:
    hall.conductor.open()
    come(hall)
    matter = hall.catalogue.by_slug("hotline-12345")
    hall.conductor.choose(matter)
    hall.stands(Page.GUIDE)
    model = guide(hall.screens)
    zh = model.property("code")
    hall.hand.tap("printGuide")
    hall.shows("paperState")
    assert "done" == model.property("paper")
    slip = hall.terminal.printer.printed[-1]
    codes = [part.data for part in slip if isinstance(part, QrCode)]
    assert [f"{hall.terminal.ports.site.base_url}/g/{matter.code}"] == codes
    assert WANG.name not in str(slip)
    hall.conductor.set_locale(Locale.EN)
    assert zh != model.property("code")
    hall.conductor.back()
    assert "none" == model.property("paper")


def test_a_guide_that_did_not_print_points_to_the_code(hall: Hall) -> None:
    hall.conductor.open()
    come(hall)
    hall.terminal.printer.says = PrintVoid(PrinterState.PAPER_OUT, "paper out")
    hall.conductor.choose(hall.catalogue.by_slug("hotline-12345"))
    hall.stands(Page.GUIDE)
    hall.hand.tap("printGuide")
    hall.shows("printGuideAgain")
    said = hall.hand.items("paperState")[0].property("text")
    assert "回执打印机缺纸，单子没打好。请用手机扫码看指南。" == said


def test_a_fine_that_is_late_says_what_is_added_and_one_in_time_does_not(
    stage: Stage, hand: Pointer, qtbot: QtBot
) -> None:
    stage.enter("review-late")
    qtbot.waitUntil(lambda: hand.shows("late"), timeout=LONG_MS)
    assert "30.00" in hand.items("late")[0].property("text")
    stage.enter("review-fine")
    qtbot.waitUntil(lambda: not hand.shows("late"), timeout=LONG_MS)
