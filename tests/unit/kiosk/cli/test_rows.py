"""What commands print: masked unless asked, one word a status, and nothing personal on the way."""

import pytest

from kiosk.cli.device import card_row, print_row
from kiosk.cli.output import Exit, Output
from kiosk.domain.card import (
    CardCancelled,
    CardExpired,
    CardMoved,
    CardOutcome,
    CardRead,
    CardTimeout,
    NoCard,
)
from kiosk.domain.printing import PrintDone, PrinterState, PrintOutcome, PrintUnconfirmed, PrintVoid
from sim.cardholders import EVERYBODY, FOREIGN_2017, RESIDENT


@pytest.mark.parametrize("person", EVERYBODY, ids=lambda person: person.name)
def test_masked_row_shows_only_the_ends_of_name_and_number(person: object) -> None:
    known = next(every for every in EVERYBODY if every is person)
    row = card_row(CardRead(known), full=False)
    number = str(row["number"])
    assert (len(known.number), known.number[-4:]) == (len(number), number.lstrip("*"))
    assert row["birth"] is None
    hidden = (row[key] for key in ("address", "nation", "pass_number", "english_name"))
    assert {""} == {str(value or "").strip("*") for value in hidden}


def test_full_row_shows_what_the_card_says() -> None:
    row = card_row(CardExpired(FOREIGN_2017), full=True)
    assert ("expired", FOREIGN_2017.number, "CAN") == (row["status"], row["number"], row["nationality"])
    assert FOREIGN_2017.english_name == row["english_name"]


@pytest.mark.parametrize("outcome", [NoCard(), CardTimeout(), CardCancelled(), CardMoved("it moved")])
def test_reading_without_a_card_has_a_sentence_and_no_person(outcome: CardOutcome) -> None:
    row = card_row(outcome, full=True)
    assert row["message"]
    assert [None] * 3 == [row[key] for key in ("kind", "name", "number")]


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (PrintDone(), "done"),
        (PrintDone(near_end=True), "paper_near_end"),
        (PrintVoid(PrinterState.CUTTER, "stuck"), "cutter"),
        (PrintUnconfirmed("one-way"), "unconfirmed"),
    ],
)
def test_print_has_one_word_and_a_sentence(outcome: PrintOutcome, status: str) -> None:
    row = print_row(outcome)
    assert status == row["status"]
    assert row["message"]


def test_row_is_one_line_of_json_or_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    Output(json=True).row({"name": "王\n明", "kind": RESIDENT.kind}, "words")
    Output(json=False).row({"name": "x"}, "words")
    assert '{"name":"王\\n明","kind":"resident"}\nwords\n' == capsys.readouterr().out


def test_exit_codes_are_those_of_the_contract() -> None:
    assert (0, 1, 2) == (Exit.DONE, Exit.NOT_DONE, Exit.USAGE)
