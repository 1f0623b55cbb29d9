"""Every word on the screens has its English."""

import xml.etree.ElementTree as ET
from pathlib import Path

TS = Path(__file__).parents[2] / "ui" / "i18n" / "kiosk_en.ts"


def read() -> ET.Element:
    return ET.parse(TS).getroot()  # noqa: S314 our own file


def test_no_word_is_unfinished() -> None:
    messages = read().iter("message")
    words = [(message.findtext("source"), message.find("translation")) for message in messages]
    assert [] == [
        source for source, english in words if english is None or english.get("type") or not english.text
    ]


def test_placeholders_are_the_same_in_both() -> None:
    wrong = []
    for message in read().iter("message"):
        source, english = message.findtext("source") or "", message.findtext("translation") or ""
        if {mark for mark in ("%1", "%2") if mark in source} != {
            mark for mark in ("%1", "%2") if mark in english
        }:
            wrong.append(source)
    assert [] == wrong


def test_the_compiled_words_are_as_new_as_their_source() -> None:
    compiled = TS.with_suffix(".qm").read_bytes()
    for message in read().iter("message"):
        assert (message.findtext("translation") or "").encode("utf-16-be") in compiled
