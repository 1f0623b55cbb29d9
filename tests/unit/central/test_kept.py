"""What is kept for residents: one a card and matter, gone after its time or once handed in, under any key."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from central.case_tables import KeptRow
from central.centre import Centre, open_centre
from central.custody import refuse_needed
from central.kept import drop_handed_in, keep, kept_by_matter, kept_lines, remove_expired, taken_out
from central.refusal import Refusal
from central.settings import Settings
from kiosk.domain.answers import Answer
from kiosk.domain.draft import Draft
from kiosk.domain.field import FieldKind
from kiosk.domain.identity import Identity
from kiosk.domain.ids import KeyId, MatterCode, VisitId
from kiosk.domain.kept import LASTS, MOST, KeptDraft
from kiosk.domain.matter import Assurance
from kiosk.domain.session import Consent
from kiosk.domain.submission import SubmissionBody
from kiosk.errors import KioskError
from kiosk.wire.kept import MAX_KEPT_BYTES, read_kept, seal_kept
from kiosk.wire.messages import KeepRequest, KeyUse
from kiosk.wire.sealer import key_to_seal_to
from tests.unit.kiosk.domain.sample import CATALOGUE, PERSON

NOW = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
OTHER = msgspec.structs.replace(PERSON, number="999901198001011234")
MATTER = MatterCode(CATALOGUE.by_slug("hotline-12345").code)
DAY = dt.timedelta(days=1)


class Hands:
    """A centre whose clock a test sets, and somebody who has things kept."""

    def __init__(self, data: Path) -> None:
        self.now = NOW
        self.centre: Centre = open_centre(Settings(data=data), clock=lambda: self.now)

    def request(
        self, name: str, place: str = "未来路", who: Identity = PERSON, matter: MatterCode = MATTER
    ) -> KeepRequest:
        to = key_to_seal_to(self.centre.keys.published(), self.now)
        draft = Draft(
            catalogue=CATALOGUE.version,
            matter=matter,
            consent=Consent("1", self.now),
            whom=None,
            warned=None,
            answers=(Answer("place", place),),
        )
        kept = KeptDraft(draft=draft, kinds={"place": FieldKind.TEXT})
        return KeepRequest(
            id=name,
            visit=VisitId("v"),
            person=who,
            consent="1",
            matter=matter,
            catalogue=CATALOGUE.version,
            key=KeyId(to.id),
            sealed=seal_kept(kept, who, matter, to),
        )

    def keep(self, request: KeepRequest) -> dt.datetime:
        with self.centre.store.writing() as session:
            return keep(session, self.centre, request).until

    def place(self, who: Identity = PERSON) -> str:
        with self.centre.store.reading() as session:
            _, body = taken_out(session, self.centre, who, MATTER)
        return read_kept(body).draft.answers[0].value

    def lines(self, who: Identity = PERSON) -> list[MatterCode]:
        with self.centre.store.reading() as session:
            return [line.matter for line in kept_lines(session, self.centre, who)]

    def handed_in(self, who: Identity, matter: MatterCode, at: dt.datetime) -> None:
        body = SubmissionBody(
            visit=VisitId("v"),
            matter=matter,
            matter_version=1,
            catalogue=CATALOGUE.version,
            applicant=who,
            assurance=Assurance.CARD,
            consent_version="1",
            consented_at=at,
            answers=(),
            materials=(),
            records_reached=True,
            confirmed_at=at,
        )
        with self.centre.store.writing() as session:
            drop_handed_in(session, self.centre, (body,))


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    hands = Hands(tmp_path)
    yield hands
    hands.centre.store.close()


def test_what_is_kept_again_takes_the_place_of_what_was(hands: Hands) -> None:
    assert NOW + LASTS == hands.keep(hands.request("a"))
    hands.now += DAY
    assert NOW + DAY + LASTS == hands.keep(hands.request("b", "样例路"))
    assert ("样例路", [MATTER]) == (hands.place(), hands.lines())


def test_the_same_keeping_again_is_answered_as_before(hands: Hands) -> None:
    request = hands.request("a")
    until = hands.keep(request)
    hands.now += DAY
    assert until == hands.keep(request) == hands.keep(hands.request("a", "别处"))
    assert "未来路" == hands.place()


def test_nobody_else_finds_it(hands: Hands) -> None:
    hands.keep(hands.request("a"))
    assert [] == hands.lines(OTHER)
    with pytest.raises(Refusal, match="nothing is kept"):
        hands.place(OTHER)


def test_a_row_put_under_another_card_does_not_open_for_it(hands: Hands) -> None:
    hands.keep(hands.request("a"))
    hands.keep(hands.request("b", who=OTHER))
    with hands.centre.store.writing() as session:
        mine, theirs = session.scalars(select(KeptRow).order_by(KeptRow.name))
        theirs.sealed = mine.sealed
    with pytest.raises(Refusal, match="does not open"):
        hands.place(OTHER)


def test_it_is_gone_after_its_time_and_then_removed(hands: Hands) -> None:
    hands.keep(hands.request("a"))
    hands.now += LASTS
    assert [] == hands.lines()
    with pytest.raises(Refusal, match="nothing is kept"):
        hands.place()
    with hands.centre.store.writing() as session:
        assert 1 == len(session.scalars(select(KeptRow)).all())
        remove_expired(session, hands.now)
        assert [] == session.scalars(select(KeptRow)).all()


def test_the_database_alone_says_neither_who_nor_what(hands: Hands, tmp_path: Path) -> None:
    hands.keep(hands.request("a"))
    hands.centre.store.close()
    disk = b"".join(path.read_bytes() for path in tmp_path.glob("central.sqlite3*"))
    assert MATTER.encode() in disk
    assert not [word for word in ("未来路", PERSON.number, PERSON.name) if word.encode() in disk]


@pytest.mark.parametrize(
    ("who", "matter", "after", "left"),
    [
        (PERSON, MATTER, DAY, 0),
        (PERSON, MATTER, dt.timedelta(minutes=-4), 0),
        (PERSON, MATTER, -DAY, 1),
        (PERSON, MatterCode("other"), DAY, 1),
        (OTHER, MATTER, DAY, 1),
    ],
)
def test_what_was_handed_in_since_is_deleted(
    hands: Hands, who: Identity, matter: MatterCode, after: dt.timedelta, left: int
) -> None:
    hands.keep(hands.request("a"))
    for _ in range(2):
        hands.handed_in(who, matter, NOW + after)
        assert left == len(hands.lines())


def test_what_was_kept_under_an_older_key_is_found_replaced_and_keeps_that_key(hands: Hands) -> None:
    hands.keep(hands.request("a"))
    old = hands.centre.keys.of(KeyUse.SEAL)[0].id
    hands.centre.ring.add(KeyUse.SEAL, now=NOW + DAY)
    assert "未来路" == hands.place()
    with hands.centre.store.reading() as session, pytest.raises(KioskError, match="1 drafts kept"):
        refuse_needed(session, hands.centre.keys, old)
    hands.keep(hands.request("b", "样例路"))
    assert ("样例路", [MATTER]) == (hands.place(), hands.lines())
    with hands.centre.store.reading() as session:
        refuse_needed(session, hands.centre.keys, old)


def test_what_does_not_open_is_not_kept(hands: Hands) -> None:
    request = hands.request("a")
    cut = msgspec.structs.replace(request, sealed=request.sealed[:-1])
    large = msgspec.structs.replace(request, sealed=bytes(MAX_KEPT_BYTES + 1))
    foreign = msgspec.structs.replace(request, key=KeyId("seal-none"))
    moved = msgspec.structs.replace(request, person=OTHER)
    for wrong, code in (
        (cut, "kept_seal"),
        (large, "kept_too_large"),
        (foreign, "kept_key"),
        (moved, "kept_seal"),
    ):
        with pytest.raises(Refusal) as refused:
            hands.keep(wrong)
        assert code == refused.value.code
    assert [] == hands.lines()


def test_so_many_matters_are_kept_and_no_more_but_each_may_be_kept_again(hands: Hands) -> None:
    codes = [MatterCode(code) for code in list(CATALOGUE.matters)[: MOST + 1]]
    for code in codes[:MOST]:
        hands.keep(hands.request(code, matter=code))
    with pytest.raises(Refusal, match=f"{MOST} matters"):
        hands.keep(hands.request("x", matter=codes[MOST]))
    hands.keep(hands.request("again", matter=codes[0]))
    assert MOST == len(hands.lines())


def test_operators_see_how_much_and_how_old_and_nothing_else(hands: Hands) -> None:
    hands.keep(hands.request("a"))
    hands.now += 3 * DAY
    hands.keep(hands.request("b", who=OTHER))
    hands.now += DAY
    with hands.centre.store.reading() as session:
        (one,) = kept_by_matter(session, hands.centre)
    assert (MATTER, "12345诉求登记", 2, 4, 1) == msgspec.structs.astuple(one)
