"""A draft outlives the process that kept it, opens for its card alone, and is gone after its time."""

import datetime as dt
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.answers import Answer
from kiosk.domain.draft import LASTS, Draft, draft_of, resumed
from kiosk.domain.identity import CardKind
from kiosk.domain.ids import CatalogueVersion
from kiosk.domain.session import Confirmation, Session
from kiosk.drafts import KeyringDrafts, open_drafts
from kiosk.errors import KioskError
from kiosk.flow import StepName, current
from kiosk.keyring import MOST_BYTES, Keyring
from kiosk.wire.draft import open_draft, seal_draft
from tests.unit.kiosk.domain.sample import NOW, PERSON
from tests.unit.kiosk.steps.memory import visit

V1 = CatalogueVersion("v1")
OTHER = msgspec.structs.replace(PERSON, number="999901198001011234")
HALF = msgspec.structs.replace(
    visit("hotline-12345"),
    confirmed=None,
    answers=(Answer("category", "noise"), Answer("place", "未来路 8 号")),
)
KILLED = """
import os, signal, sys
from kiosk.drafts import KeyringDrafts
from kiosk.keyring import Keyring
from tests.unit.kiosk.domain.sample import PERSON
from tests.unit.kiosk.test_drafts import draft
KeyringDrafts(Keyring(sys.argv[1])).keep(PERSON, draft())
os.kill(os.getpid(), signal.SIGKILL)
"""


def draft(session: Session = HALF) -> Draft:
    made = draft_of(session, V1)
    assert made is not None
    return made


@pytest.fixture
def keyring() -> Iterator[Keyring]:
    made = Keyring(f"kiosk-test:{uuid.uuid4().hex}")
    yield made
    made.drop()


def test_draft_of_a_killed_process_opens_for_its_card_alone() -> None:
    name = f"kiosk-test:{uuid.uuid4().hex}"
    ended = subprocess.run([sys.executable, "-c", KILLED, name], cwd=Path(__file__).parents[3], check=False)
    drafts = KeyringDrafts(Keyring(name))
    assert -9 == ended.returncode
    assert drafts.find(OTHER) is None
    assert drafts.find(msgspec.structs.replace(PERSON, kind=CardKind.E_ID)) is None
    assert draft() == drafts.find(PERSON)
    drafts.drop()
    assert drafts.find(PERSON) is None


def test_kernel_forgets_at_the_timeout(keyring: Keyring) -> None:
    keyring.put(b"sealed", timeout_s=1)
    assert b"sealed" == keyring.get()
    for _ in range(1000):
        if keyring.get() is None:
            return
        time.sleep(0.01)
    pytest.fail("it is still there")


def test_draft_says_itself_when_it_is_too_old() -> None:
    lasts = LASTS.total_seconds()
    sealed = seal_draft(draft(), PERSON, until_s=lasts)
    assert draft() == open_draft(sealed, PERSON, now_s=lasts)
    assert open_draft(sealed, PERSON, now_s=lasts + 0.1) is None


def test_kernel_holds_nothing_readable(keyring: Keyring) -> None:
    KeyringDrafts(keyring).keep(PERSON, draft())
    kept = keyring.get()
    assert kept is not None
    words = ("未来路", "noise", "category", PERSON.number, PERSON.name)
    assert not [word for word in words if word.encode() in kept]


def test_what_has_no_room_leaves_no_older_draft_in_its_place(keyring: Keyring) -> None:
    drafts = KeyringDrafts(keyring)
    drafts.keep(PERSON, draft())
    long = msgspec.structs.replace(HALF, answers=(Answer("text", "长" * MOST_BYTES),))
    drafts.keep(PERSON, draft(long))
    assert drafts.find(PERSON) is None


def test_kernel_that_refuses_keeps_no_drafts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuses(_: Keyring, __: str) -> None:
        raise KioskError("keyring", "the kernel's keyring: Function not implemented")

    monkeypatch.setattr(Keyring, "__init__", refuses)
    assert open_drafts(tmp_path / "queue.sqlite3") is None


def test_resumed_visit_goes_on_at_its_question_with_everything_else_read_anew() -> None:
    matter = HALF.matter
    assert matter is not None
    laid = Session(id=HALF.id, started_at=NOW, identity=PERSON)
    again = resumed(laid, draft(), matter)
    assert (HALF.answers, HALF.consent, True) == (again.answers, again.consent, again.begun)
    assert (None, None) == (again.assured, again.records)
    assert StepName.ASSURE is current(again)
    known = msgspec.structs.replace(again, assured=HALF.assured, records=HALF.records, refusals=())
    assert current(HALF) is current(known)


def test_nothing_is_kept_before_the_start_nor_once_all_was_agreed_to() -> None:
    agreed = Confirmation(NOW + dt.timedelta(minutes=1))
    assert draft_of(msgspec.structs.replace(HALF, begun=None), V1) is None
    assert draft_of(msgspec.structs.replace(HALF, confirmed=agreed), V1) is None
