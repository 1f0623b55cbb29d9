import struct
from pathlib import Path

import pytest

from devices.document.ipp import (
    Asked,
    MalformedAnswerError,
    Operation,
    Tag,
    answer,
    question,
)

RECORDED = Path(__file__).with_name("recorded")
ASKED_AT = 8
"""After version, operation and request id."""


def recorded(name: str) -> bytes:
    return (RECORDED / f"{name}.ipp").read_bytes()


def value(tag: int, name: bytes, raw: bytes) -> bytes:
    return bytes((tag,)) + struct.pack(">H", len(name)) + name + struct.pack(">H", len(raw)) + raw


def printer(*values: bytes) -> bytes:
    return b"\x02\x00\x00\x00\x00\x00\x00\x01\x04" + b"".join(values) + b"\x03"


def test_a_printer_is_read_as_it_answered() -> None:
    (found,) = answer(recorded("ippeveprinter-2.4.2-printer")).of(Tag.PRINTER)
    assert found["printer-make-and-model"] == ("Simulated A4 printer",)
    assert found["printer-state-reasons"] == ("none",)
    assert found["printer-is-accepting-jobs"] == (True,)
    assert found["media-ready"] == ("iso_a4_210x297mm",)
    assert found["pages-per-minute"] == (30,)


def test_what_stands_inside_a_collection_is_stepped_over() -> None:
    (found,) = answer(recorded("ippeveprinter-2.4.2-printer")).of(Tag.PRINTER)
    assert "media-col-default" not in found
    assert "x-dimension" not in found


def test_jobs_are_read_one_group_each() -> None:
    (at_server,) = answer(recorded("cupsd-2.4.2-jobs")).of(Tag.JOB)
    (at_printer,) = answer(recorded("ippeveprinter-2.4.2-jobs")).of(Tag.JOB)
    assert at_server["job-name"] == at_printer["job-name"] == ("kiosk-1-0123456789abcdef",)
    assert at_printer["job-impressions-completed"] == (2,)


def test_a_refusal_is_no_success() -> None:
    refused = answer(recorded("cupsd-2.4.2-no-queue"))
    assert (refused.ok, refused.status) == (False, 0x0406)


def test_a_question_reads_back_as_it_was_asked() -> None:
    asked = (
        Asked(Tag.KEYWORD, "which-jobs", ("all",)),
        Asked(Tag.KEYWORD, "requested-attributes", ("job-id", "job-name")),
        Asked(Tag.INTEGER, "job-id", (7, -7)),
        Asked(Tag.BOOLEAN, "my-jobs", (True, False)),
        Asked(Tag.NAME, "job-name", ("样张",)),
    )
    data = question(Operation.GET_JOBS, "ipp://localhost/printers/a", asked, asked)
    assert data[:4] == b"\x02\x00\x00\x0a"
    operation, ticket = (group.attributes for group in answer(data).groups)
    assert operation.pop("attributes-charset") == ("utf-8",)
    assert operation.pop("attributes-natural-language") == ("en",)
    assert operation.pop("printer-uri") == ("ipp://localhost/printers/a",)
    assert operation == ticket == {one.name: one.values for one in asked}


def test_no_two_questions_have_the_same_number() -> None:
    first, second = (question(Operation.GET_JOBS, None)[4:ASKED_AT] for _ in range(2))
    assert first != second


def test_an_attribute_without_a_value_has_none() -> None:
    (found,) = answer(printer(value(0x13, b"printer-geo-location", b""))).of(Tag.PRINTER)
    assert found == {"printer-geo-location": ()}


def test_words_with_a_language_are_words() -> None:
    raw = b"\x00\x02zh\x00\x06" + "样张".encode()
    (found,) = answer(printer(value(0x35, b"printer-info", raw))).of(Tag.PRINTER)
    assert found == {"printer-info": ("样张",)}


def test_what_is_of_another_kind_stays_bytes() -> None:
    (found,) = answer(printer(value(0x32, b"printer-resolution-default", b"123456789"))).of(Tag.PRINTER)
    assert found == {"printer-resolution-default": (b"123456789",)}


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"", "ends at byte 0"),
        (b"\x02\x00\x00\x00\x00\x00\x00\x01", "ends at byte 8"),
        (printer(value(0x44, b"a", b"b"))[:-1], "ends at byte 16"),
        (printer(value(0x44, b"a", b"b"))[:-3], "ends at byte 14"),
        (printer(value(0x44, b"", b"b")), "without a name"),
        (printer(value(0x21, b"a", b"\x00")), "in the middle"),
        (b"\x02\x00\x00\x00\x00\x00\x00\x01" + value(0x44, b"a", b"b"), "outside every group"),
        (b"<!DOCTYPE html>", "outside every group"),
    ],
)
def test_what_is_no_answer_says_where(data: bytes, where: str) -> None:
    with pytest.raises(MalformedAnswerError, match=where):
        answer(data)
