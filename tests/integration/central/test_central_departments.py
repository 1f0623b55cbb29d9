"""A department's system taken down: said in the catalogue's answer, and nothing is asked of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from central.residents import identity_of
from kiosk.domain.department import DepartmentMode, DepartmentWord
from kiosk.wire.messages import CatalogueAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from central.residents import Resident
    from tests.integration.central.conftest import Platform, Terminal

TRAFFIC = "traffic_police"
OPEN = DepartmentWord(mode=DepartmentMode.OPEN)
UNTIL = dt.datetime(2030, 1, 1, 21, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def afterwards_open(platform: Platform) -> Iterator[None]:
    yield
    tell(platform, "open")


def tell(platform: Platform, mode: str, department: str = TRAFFIC, **more: object) -> dict[str, object]:
    answer = platform.bench("POST", "/department", {"department": department, "mode": mode, **more})
    assert isinstance(answer, dict)
    return answer


def said(terminal: Terminal) -> dict[str, DepartmentWord]:
    return terminal.get("/v1/catalogue", CatalogueAnswer).departments


def test_every_department_is_said_to_be_open(terminal: Terminal) -> None:
    assert dict.fromkeys(terminal.platform.catalogue.departments, OPEN) == said(terminal)


def test_a_department_that_is_down_is_said_and_asked_nothing(
    terminal: Terminal, people: dict[str, Resident]
) -> None:
    person = identity_of(people["liu-fang"].card)
    tell(terminal.platform, "down")
    assert DepartmentWord(mode=DepartmentMode.DOWN) == said(terminal)[TRAFFIC]
    refused = terminal.look_up("traffic-fine-payment", "unpaid", person)
    assert (503, "department_down", True) == (refused.status, refused.error().code, refused.signed)
    elsewhere = terminal.look_up("social-insurance-proof", "enrolments", person)
    assert "assurance" == elsewhere.error().code, "another department's system is asked as ever"
    tell(terminal.platform, "open")
    assert 200 == terminal.look_up("traffic-fine-payment", "unpaid", person).status


def test_maintenance_says_until_when(terminal: Terminal) -> None:
    tell(terminal.platform, "maintenance", until=UNTIL.isoformat())
    assert DepartmentWord(mode=DepartmentMode.MAINTENANCE, until=UNTIL) == said(terminal)[TRAFFIC]


def test_with_hours_nothing_is_said_and_terminals_go_by_the_hours_they_know(terminal: Terminal) -> None:
    tell(terminal.platform, "hours")
    assert TRAFFIC not in said(terminal)


def test_an_unknown_department_is_refused_by_name(platform: Platform) -> None:
    answer = tell(platform, "down", department="trafic_police")
    assert "department_unknown" == answer["code"]
    assert "there is no department 'trafic_police'; there are: " in str(answer["message"])
    assert " exit_entry, " in str(answer["message"])


def test_reset_opens_every_department(platform: Platform, terminal: Terminal) -> None:
    tell(platform, "down")
    platform.bench("POST", "/reset")
    assert OPEN == said(terminal)[TRAFFIC]
