"""The handbook's pages as a phone opens them: of what is in force, of what is withdrawn, and of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.catalogue_folder import BUS_CARD, change, copied, without
from tests.integration.cli_command import kiosk_here

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.integration.central.conftest import Platform

BUS = "senior-bus-card-check"


@pytest.fixture
def own(start: Callable[..., Platform]) -> Platform:
    """A platform of the test's own: what it publishes and withdraws is nobody else's."""
    return start()


def opened(own: Platform, path: str) -> tuple[int, str]:
    reply = own.send("GET", path)
    assert "text/html; charset=utf-8" == reply.headers["content-type"]
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    return reply.status, reply.body.decode()


def central(own: Platform, *words: object) -> None:
    said = kiosk_here("central", "--data", own.data, *words)
    assert 0 == said.code, said.err


def test_a_guide_is_read_in_both_languages_by_anybody(platform: Platform) -> None:
    matter = platform.matter(BUS)
    status, zh = opened(platform, f"/g/{matter.code}")
    assert (200, True, True) == (status, matter.name.zh in zh, matter.counter.phone in zh)
    status, en = opened(platform, f"/g/{matter.code}/en")
    assert (200, True, True) == (status, matter.name.en in en, '<html lang="en">' in en)


@pytest.mark.parametrize("code", ["0" * 31, "x", "%3Cscript%3E"])
def test_a_code_that_is_no_matters_says_so(platform: Platform, code: str) -> None:
    status, zh = opened(platform, f"/g/{code}")
    assert (404, True) == (status, "没有这件事的指南" in zh)
    status, en = opened(platform, f"/g/{code}/en")
    assert (404, True, False) == (status, "There is no such guide" in en, "<script" in en)


def test_a_withdrawn_matter_says_why_until_it_is_restored_and_so_does_what_it_is_a_part_of(
    own: Platform,
) -> None:
    joined = next(matter for matter in own.catalogue.matters.values() if matter.parts)
    part = joined.parts[0].code
    central(own, "--withdraw", part, "--reason-zh", "先停几天。", "--reason-en", "Suspended for some days.")
    for code in (part, joined.code):
        status, zh = opened(own, f"/g/{code}")
        assert (404, True, True) == (status, "暂停办理" in zh, "先停几天。" in zh)
    assert "Suspended for some days." in opened(own, f"/g/{part}/en")[1]
    central(own, "--restore", part)
    assert 200 == opened(own, f"/g/{part}")[0]


def test_the_guide_is_that_of_the_edition_in_force(own: Platform, tmp_path: Path) -> None:
    matter = own.matter(BUS)
    folder = change(copied(tmp_path / "new"), matter.summary.zh, "新写的一句话")
    assert matter.summary.zh in opened(own, f"/g/{matter.code}")[1]
    central(own, "--publish", folder)
    assert "新写的一句话" in opened(own, f"/g/{matter.code}")[1]
    central(own, "--publish", without(folder, BUS_CARD))
    assert 404 == opened(own, f"/g/{matter.code}")[0]
