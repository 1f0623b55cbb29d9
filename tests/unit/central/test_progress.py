"""A case's history: what each state brings, what may follow, and what a clerk's command makes of it."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from sqlalchemy import delete

from central.__main__ import main
from central.case_tables import CaseChangeRow, CaseRow
from central.centre import Centre, open_centre
from central.desk import case_of, decide
from central.own_cases import cases_of
from central.population import keep_population
from central.progress import PUBLIC, come_to, history
from central.refusal import Refusal
from central.residents import load_residents
from central.settings import Settings
from central.tables import CardRow, ItemRow, TerminalRow
from kiosk.domain.case import (
    CaseAccepted,
    CaseAtDesk,
    CaseFinished,
    CaseReceived,
    CaseRefused,
    CaseState,
    CaseSupplement,
    name_of,
)
from kiosk.domain.ids import MatterCode, VisitId
from kiosk.domain.matter import Assurance
from kiosk.domain.submission import SubmissionBody
from kiosk.domain.text import Text
from tests.conftest import Clock
from tests.unit.kiosk.domain.sample import CATALOGUE, PERSON

LEASE = CaseSupplement(Text(zh="租房合同", en="The lease"), dt.date(2026, 3, 20))
DONE = CaseFinished(Text(zh="已签注", en="Endorsed"), Text(zh="不用来取", en="Nothing to fetch"))
PERMIT = CATALOGUE.by_slug("residence-permit-endorsement")
WANG = "wang-xiaoming"


@pytest.fixture
def centre(tmp_path: Path, clock: Clock) -> Iterator[Centre]:
    opened = open_centre(Settings(data=tmp_path), clock=clock)
    with opened.store.writing() as session:
        keep_population(session, opened.today())
        session.add(
            TerminalRow(
                id="T0001", public=b"k", site="", epoch=1, enrolled_at=opened.clock(), revoked_at=None
            )
        )
    yield opened
    opened.store.close()


def number_of(who: str, centre: Centre) -> str:
    return next(one.card.number for one in load_residents(today=centre.today()) if one.slug == who)


def body(centre: Centre, applicant: str) -> SubmissionBody:
    return SubmissionBody(
        visit=VisitId("v1"),
        matter=MatterCode(PERMIT.code),
        matter_version=PERMIT.version,
        catalogue=centre.catalogues.version,
        applicant=msgspec.structs.replace(PERSON, number=applicant),
        assurance=Assurance.CARD,
        consent_version="1",
        consented_at=centre.clock(),
        answers=(),
        materials=(),
        records_reached=True,
        confirmed_at=centre.clock(),
    )


def file_case(centre: Centre, number: str, *, item: str = "", who: str = WANG, card: str = "") -> str:
    """File a case and return its item."""
    item, card = item or f"item-{number}", card or number_of(who, centre)
    with centre.store.writing() as session:
        session.add(_item(centre, item, number))
        session.flush()
        case = CaseRow(
            item=item,
            number=number,
            matter=PERMIT.code,
            catalogue=centre.catalogues.version,
            applicant=card,
            body=msgspec.msgpack.encode(body(centre, card)),
            reasons=[],
            result=[],
        )
        session.add(case)
        come_to(session, centre, case, CaseReceived(), PERMIT)
    return item


def _item(centre: Centre, item: str, number: str) -> ItemRow:
    with centre.store.reading() as session:
        seq = session.query(ItemRow).count() + 1
    return ItemRow(
        id=item,
        terminal="T0001",
        epoch=1,
        seq=seq,
        kind="submission",
        number=number,
        matter=PERMIT.code,
        catalogue=centre.catalogues.version,
        about=None,
        tombstone=False,
        data=b"",
        previous=b"",
        seal_sha256=b"",
        chain_sha256=b"",
        status=200,
        code="",
        message="",
        received_at=centre.clock(),
    )


def states(centre: Centre, name: str) -> list[str]:
    with centre.store.reading() as session:
        return [name_of(line.state) for line in history(session, case_of(session, name))]


def told(centre: Centre, who: str = WANG) -> list[tuple[str, CaseState]]:
    with centre.store.reading() as session:
        cases = cases_of(session, centre, number_of(who, centre))
    return [(case.number, case.stands.state) for case in cases]


def test_every_state_is_kept_with_its_time_and_the_acceptance_number_comes_once(
    centre: Centre, clock: Clock
) -> None:
    file_case(centre, "N1")
    steps: tuple[CaseState, ...] = (LEASE, CaseReceived(), CaseAccepted(), LEASE, CaseAccepted(), DONE)
    numbers = set()
    for state in steps:
        clock.advance(dt.timedelta(days=1))
        decide(centre, "N1", state)
        with centre.store.reading() as session:
            numbers.add(case_of(session, "N1").acceptance_number)
    assert ["received", *map(name_of, steps)] == states(centre, "N1")
    with centre.store.reading() as session:
        lines = history(session, case_of(session, "N1"))
        assert [clock() - dt.timedelta(days=days) for days in range(6, -1, -1)] == [line.at for line in lines]
        assert (LEASE, DONE) == (lines[1].state, lines[-1].state)
    assert (2, True) == (len(numbers), None in numbers)


@pytest.mark.parametrize("after", [CaseFinished(LEASE.wanted, LEASE.wanted), CaseReceived()])
def test_what_can_not_follow_is_refused_and_changes_nothing(centre: Centre, after: CaseState) -> None:
    file_case(centre, "N1")
    with pytest.raises(Refusal) as refusal:
        decide(centre, "N1", after)
    assert "case_move" == refusal.value.code
    assert ["received"] == states(centre, "N1")


def test_a_number_given_twice_is_no_name_and_the_items_are(centre: Centre) -> None:
    first, second = file_case(centre, "N1", item="one"), file_case(centre, "N1", item="two")
    with pytest.raises(Refusal, match="one, two") as refusal:
        decide(centre, "N1", CaseAccepted())
    assert "case_double" == refusal.value.code
    decide(centre, second, CaseAccepted())
    assert (["received"], ["received", "accepted"]) == (states(centre, first), states(centre, second))
    with pytest.raises(Refusal, match="N9"):
        decide(centre, "N9", CaseAccepted())


def test_one_is_told_ones_own_cases_by_whichever_card_and_nobody_elses(centre: Centre) -> None:
    with centre.store.writing() as session:
        session.add(CardRow(number="S-1", resident=WANG))
    file_case(centre, "mine")
    file_case(centre, "by another card", card="S-1")
    file_case(centre, "hers", who="li-xiulan")
    assert {"mine", "by another card"} == {number for number, _ in told(centre)}
    assert ["hers"] == [number for number, _ in told(centre, "li-xiulan")]


def test_open_cases_are_told_always_and_what_is_over_for_ninety_days(centre: Centre, clock: Clock) -> None:
    for number in ("open", "over", "lately"):
        file_case(centre, number)
    decide(centre, "over", CaseRefused(LEASE.wanted))
    clock.advance(dt.timedelta(days=2))
    decide(centre, "lately", CaseRefused(LEASE.wanted))
    clock.advance(dt.timedelta(days=89))
    assert ["open", "lately"] == [number for number, _ in told(centre)]


def test_a_case_of_before_histories_says_at_least_how_it_stands(centre: Centre) -> None:
    file_case(centre, "N1")
    file_case(centre, "N2")
    file_case(centre, "N3")
    decide(centre, "N2", CaseAtDesk())
    decide(centre, "N3", CaseAccepted())
    decide(centre, "N3", DONE)
    with centre.store.writing() as session:
        session.execute(delete(CaseChangeRow))
    assert [["received"], ["desk"], ["finished"]] == [states(centre, number) for number in ("N1", "N2", "N3")]
    decide(centre, "N1", LEASE)
    assert ["received", "supplement"] == states(centre, "N1")


def test_every_state_has_words_for_who_holds_the_slip_and_they_tell_nothing_of_the_case(
    centre: Centre,
) -> None:
    assert {kind.__struct_config__.tag for kind in get_args(CaseState)} == set(PUBLIC)
    file_case(centre, "N1")
    decide(centre, "N1", LEASE)
    with centre.store.reading() as session:
        assert "租房" not in case_of(session, "N1").message_zh


def clerk(tmp_path: Path, *options: str) -> int:
    return main(["--data", str(tmp_path), *options])


def test_clerk_moves_a_case_and_reads_its_history(
    centre: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item = file_case(centre, "N1")
    wanted = ("--say=租房合同", "--say-en=The lease", "--until=2026-03-20")
    assert 0 == clerk(tmp_path, "--case=N1", "--move=supplement", *wanted)
    row = json.loads(capsys.readouterr().out)
    assert (item, "N1", PERMIT.code, "supplement", None) == (
        row["item"],
        row["number"],
        row["matter"],
        row["state"],
        row["acceptance_number"],
    )
    last = row["history"][-1]
    assert msgspec.to_builtins(LEASE) == {key: value for key, value in last.items() if key != "at"}
    assert number_of(WANG, centre) not in json.dumps(row)
    assert 0 == clerk(tmp_path, "--case=N1")
    assert ["received", "supplement"] == [
        line["state"] for line in json.loads(capsys.readouterr().out)["history"]
    ]


def test_clerk_names_the_papers_one_by_one(
    centre: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file_case(centre, "N1")
    wanted = ("--say=两份材料", "--until=2026-03-20", "--paper=合同|The lease", "--paper=照片")
    assert 0 == clerk(tmp_path, "--case=N1", "--move=supplement", *wanted)
    row = json.loads(capsys.readouterr().out)
    papers = [{"zh": "合同", "en": "The lease"}, {"zh": "照片", "en": "照片"}]
    assert (papers, []) == (row["history"][-1]["papers"], row["photographs"])


@pytest.mark.parametrize(
    ("options", "exit_code", "said"),
    [
        (("--case=N1", "--move=accepted", "--paper=x"), 2, "--paper goes with --move supplement"),
        (("--case=N1", "--move=supplement", *["--paper=x"] * 9), 2, "8 times at most"),
        (("--case=N1", "--move=supplement", "--say=x", "--until=2026-03-20", "--paper=|y"), 2, "has a name"),
        (("--photographs=/nowhere",), 2, "--case NUMBER"),
        (("--case=N1", "--move=supplement", "--say=x"), 2, "until"),
        (("--case=N1", "--move=supplement", "--say=x", "--until=soon"), 2, "--until YYYY-MM-DD"),
        (("--case=N1", "--move=finished", "--say=x"), 2, "handover"),
        (("--case=N1", "--move=lost"), 2, "lost"),
        (("--move=accepted",), 2, "--case NUMBER"),
        (("--case=N9",), 1, "N9"),
        (("--case=N1", "--move=finished", "--say=x", "--handover=y"), 1, "received does not become finished"),
    ],
)
def test_clerk_is_told_what_is_missing_or_can_not_be(
    centre: Centre,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    exit_code: int,
    said: str,
) -> None:
    file_case(centre, "N1")
    assert exit_code == clerk(tmp_path, *options)
    out, err = capsys.readouterr()
    assert ("", True) == (out, said in err)
    assert ["received"] == states(centre, "N1")
