"""Calls for a person: one ticket each, listed and answered by hand, and never who called."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import msgspec
import pytest

from kiosk.domain.ids import MatterCode
from kiosk.wire.messages import HelpAnswer, HelpRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.central.conftest import Platform, Terminal


@pytest.fixture
def own(start: Callable[..., Platform]) -> Platform:
    return start()


def calls(terminal: Terminal, call: str, **more: str) -> HelpAnswer:
    request = msgspec.convert({"call": call, "page": "Guide", **more}, HelpRequest)
    return terminal.say("/v1/help", request, HelpAnswer)


def asked(platform: Platform, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "central", "--data", str(platform.data), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_call_is_one_ticket_and_its_screen_hears_of_the_answer(own: Platform) -> None:
    terminal = own.enrol()
    bus = MatterCode(own.matter("senior-bus-card-check").code)
    first = calls(terminal, "one", matter=bus)
    assert first == calls(terminal, "one", matter=bus)
    calls(terminal, "two", matter="0" * 31)
    rows = [json.loads(line) for line in asked(own, "--tickets").stdout.splitlines()]
    said = [(row["page"], row["matter"], row["answered_at"]) for row in rows]
    assert [("Guide", bus, None), ("Guide", None, None)] == said
    assert {"ticket", "terminal", "site", "page", "matter", "called_at", "answered_at"} == set(rows[0])
    assert 0 == asked(own, f"--answer-ticket={rows[0]['ticket']}").returncode
    answered = calls(terminal, "one").answered_at
    assert answered is not None
    assert answered >= first.called_at
    assert calls(terminal, "two").answered_at is None


def test_ticket_that_is_not_there_is_not_answered(own: Platform) -> None:
    ended = asked(own, "--answer-ticket=7")
    assert (1, "central: there is no ticket 7: --tickets lists them\n") == (ended.returncode, ended.stderr)


def test_call_without_a_name_is_refused(own: Platform) -> None:
    reply = own.enrol().ask("POST", "/v1/help", msgspec.json.encode(HelpRequest(call="", page="Guide")))
    assert (422, "help_call") == (reply.status, reply.error().code)
