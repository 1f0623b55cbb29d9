"""What the guide says of the libraries, and that none is asked before it was agreed to."""

import pytest

from kiosk.domain.printing import Line
from kiosk.domain.text import Locale
from tests.ui.cast import RECORDS
from tests.ui.hall import Hall
from tests.ui.test_own_cases import come
from ui.course import Page
from ui.models.guide import GuideModel
from ui.models.notice import libraries

ENROLMENT = "social-insurance-proof"
"""Asks for a code, then for records, then looks something up."""


@pytest.fixture
def hall(hall: Hall) -> Hall:
    """A resident before the guide of a matter that looks something up."""
    hall.conductor.open()
    hall.terminal.centre.records_held = RECORDS.entries
    come(hall)
    hall.conductor.choose(hall.catalogue.by_slug(ENROLMENT))
    hall.stands(Page.GUIDE)
    return hall


def test_the_guide_names_the_library_and_why_before_it_is_asked(hall: Hall) -> None:
    model = hall.screens.property("model")
    assert isinstance(model, GuideModel)
    hall.shows("libraries")
    matter = hall.catalogue.by_slug(ENROLMENT)
    said = libraries(hall.catalogue, matter, Locale.ZH)
    assert "人力社保库" in {row.name for row in said}
    assert len(said) == len(hall.hand.items("library"))
    assert matter.purpose.zh == model.property("purpose")
    assert [] == hall.terminal.centre.asked


def test_who_refuses_gets_a_slip_that_says_what_to_bring_and_nothing_is_asked(hall: Hall) -> None:
    hall.shows("second")
    hall.hand.tap("second")
    hall.stands(Page.CANNOT_FINISH)
    assert [] == hall.terminal.centre.asked
    (slip,) = hall.terminal.printer.printed
    assert "□ 身份证" in [part.text for part in slip if isinstance(part, Line)]
    assert {} == hall.terminal.outbox.kept
    hall.shows("bring")


def test_who_agrees_has_looked_up_what_was_said_by_one_touch(hall: Hall) -> None:
    hall.shows("action")
    hall.hand.tap("action")
    hall.stands(Page.CODE)
    assert 1 == len(hall.terminal.centre.asked)
