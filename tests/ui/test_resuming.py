"""A screen that is killed in the middle of a form: the same card goes on, no other, and not after the end."""

import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.fact import CardAccepted
from kiosk.drafts import KeyringDrafts
from kiosk.keyring import Keyring
from tests.ui.cast import RECORDS
from tests.ui.hall import Hall
from tests.ui.memory import WANG
from tests.ui.stages import FILING, Stage
from ui.course import Page
from ui.resuming import Resuming

ROOT = Path(__file__).parents[2]
OTHER = msgspec.structs.replace(WANG, number="999901198001011234")


@pytest.fixture
def name() -> Iterator[str]:
    made = f"kiosk-test:{uuid.uuid4().hex}"
    yield made
    Keyring(made).drop()


@pytest.fixture
def killed(name: str) -> str:
    """A screen in a process of its own, killed with two answers given."""
    command = [sys.executable, "-m", "tests.ui.half_filled", name]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert -9 == ended.returncode, ended.stderr
    return name


def starts_again(hall: Hall, name: str) -> KeyringDrafts:
    """Give the hall's terminal the drafts of the one that was killed."""
    drafts = KeyringDrafts(Keyring(name))
    hall.conductor.ports = msgspec.structs.replace(hall.terminal.ports, drafts=drafts)
    hall.conductor.resuming = Resuming(hall.conductor.ports)
    return drafts


def test_same_card_goes_on_where_the_screen_was_killed(hall: Hall, killed: str) -> None:
    hall.terminal.centre.records_held = RECORDS.entries
    drafts = starts_again(hall, killed)
    hall.conductor.open()
    hall.may_begin()
    hall.conductor._identified(CardAccepted(WANG))
    hall.shows("dialogAction")
    assert "异地长期居住人员备案" in hall.screens.property("unfinished")
    hall.hand.tap("dialogAction")
    hall.stands(Page.FORM)
    session = hall.conductor.session
    assert session is not None
    assert ["why", "city"] == [answer.field for answer in session.answers]
    hall.conductor.finish()
    assert drafts.find(WANG) is None


def test_another_card_is_offered_nothing_and_leaves_it_to_its_holder(hall: Hall, killed: str) -> None:
    drafts = starts_again(hall, killed)
    hall.conductor.open()
    hall.may_begin()
    hall.conductor._identified(CardAccepted(OTHER))
    hall.stands(Page.CONSENT)
    assert "" == hall.screens.property("unfinished")
    hall.conductor.finish()
    assert drafts.find(WANG) is not None


def test_who_begins_anew_has_nothing_left(hall: Hall, killed: str) -> None:
    drafts = starts_again(hall, killed)
    hall.conductor.open()
    hall.may_begin()
    hall.conductor._identified(CardAccepted(WANG))
    hall.shows("dialogSecond")
    hall.hand.tap("dialogSecond")
    hall.stands(Page.CONSENT)
    assert "" == hall.screens.property("unfinished")
    assert drafts.find(WANG) is None


def test_visit_that_ends_leaves_nothing(hall: Hall, stage: Stage, name: str) -> None:
    drafts = starts_again(hall, name)
    stage.at(FILING)
    hall.conductor.advance()
    hall.conductor.answer("why", "retired")
    assert drafts.find(WANG) is not None
    hall.conductor.leave()
    assert drafts.find(WANG) is None
