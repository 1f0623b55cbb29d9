"""Every fault of the line at every kind of exchange: nothing counts that is not so, and all arrives."""

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.reach import Cause, Unreachable
from kiosk.domain.submission import ItemState
from offline_queue.retry import Later, Stopped
from tests.durability import line as faults
from tests.durability.exchanges import HERE, KINDS, Kind, Receipt
from tests.durability.line import Fault, Line
from tests.durability.site import Site
from tests.integration.central.conftest import Platform

SHORT_S = 0.4
"""A deadline for a line on which nothing whole ever comes."""
ENOUGH_PASSES = 4
EVERY = int(os.environ.get("KIOSK_NETWORK_EVERY", "5"))
"""1 tries every fault at every exchange; CI takes a share in which each fault and each exchange occurs."""


@pytest.fixture
def line(platform: Platform) -> Iterator[Line]:
    made = Line(platform.port)
    yield made
    made.close()


@pytest.fixture
def site(tmp_path: Path, platform: Platform, data: Path, line: Line) -> Iterator[Site]:
    made = Site(tmp_path, platform, data, f"http://127.0.0.1:{line.port}")
    yield made
    made.close()


NEVER_HEARD: dict[str, Fault] = {
    "dropped": faults.dropped,
    "cut in the request": faults.cut_in_request,
    "held back": faults.held_back,
    "page 200": faults.page(HTTPStatus.OK),
    "page 401": faults.page(HTTPStatus.UNAUTHORIZED),
    "page 403": faults.page(HTTPStatus.FORBIDDEN),
    "page 409": faults.page(HTTPStatus.CONFLICT),
    "page 413": faults.page(HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    "page 422": faults.page(HTTPStatus.UNPROCESSABLE_ENTITY),
    "page 500": faults.page(HTTPStatus.INTERNAL_SERVER_ERROR),
    "not http": faults.not_http,
    "bad chunk": faults.bad_chunk,
    "flooding": faults.flooding,
}
"""The centre does not do it, or nobody hears that it did."""
NOT_BELIEVED: dict[str, Fault] = {
    "half an answer": faults.half_an_answer,
    "reset in the answer": faults.reset_in_answer,
    "lost answer": faults.lost_answer,
    "500 after the commit": faults.failed_after_commit,
    "second answer": faults.twice_second_answer,
    "bent": faults.bent,
    "shortened": faults.shortened,
    "other status": faults.other_status,
}
"""The centre has done it, and what comes back is not its answer."""
SLOW: dict[str, Fault] = {"silent": faults.silent, "dripping": faults.dripping}


all_kinds = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__.lower())


def all_kinds_with(name: str, values: Iterable[object]) -> pytest.MarkDecorator:
    pairs = [(value, kind) for value in values for kind in KINDS][::EVERY]
    ids = [f"{value}-{kind.__name__.lower()}" for value, kind in pairs]
    return pytest.mark.parametrize((name, "kind"), pairs, ids=ids)


def nothing_is_counted_that_is_not_so(site: Site) -> None:
    arrived = site.arrived()
    assert [] == [row.id for row in site.rows() if row.state in HERE and row.id not in arrived]
    assert [] == [row.reason for row in site.rows() if row.state is ItemState.QUARANTINED]


def healthy(line: Line, kind: Kind) -> None:
    """Let everything arrive once the line is well again."""
    line.heal()
    for _ in range(ENOUGH_PASSES):
        kind.once()
        if kind.done():
            return
    pytest.fail("it does not arrive on a line that is well again")


@all_kinds_with("name", [*NEVER_HEARD, *NOT_BELIEVED, *SLOW])
@pytest.mark.usefixtures("caplog")  # what is wrong is told in the log too
def test_fault_costs_nothing_but_time(line: Line, site: Site, kind: type[Kind], name: str) -> None:
    fault = (NEVER_HEARD | NOT_BELIEVED | SLOW)[name]
    due = kind(site)
    line.spoil(kind.method, kind.path, fault)
    site.client.hurry = (kind.path, SHORT_S) if name in SLOW else None
    due.once()
    assert not due.done()
    assert line.spoiled > 0
    nothing_is_counted_that_is_not_so(site)
    site.client.hurry = None
    healthy(line, due)
    due.count()


@all_kinds
@pytest.mark.usefixtures("caplog")
def test_answer_to_an_earlier_request_counts_for_nothing(line: Line, site: Site, kind: type[Kind]) -> None:
    line.watch(kind.method, kind.path)
    healthy(line, kind(site))
    due = kind(site)
    line.spoil(kind.method, kind.path, faults.replayed)
    due.once()
    assert (True, False) == (line.spoiled > 0, due.done())
    nothing_is_counted_that_is_not_so(site)
    healthy(line, due)


@all_kinds
@pytest.mark.usefixtures("caplog")
def test_request_that_comes_twice_is_done_once(line: Line, site: Site, kind: type[Kind]) -> None:
    due = kind(site)
    line.spoil(kind.method, kind.path, faults.twice_first_answer)
    due.once()
    assert (True, True) == (line.spoiled > 0, due.done())
    healthy(line, due)
    due.count()


@all_kinds
@pytest.mark.usefixtures("caplog")
def test_request_that_comes_after_a_newer_one_changes_nothing(
    line: Line, site: Site, kind: type[Kind]
) -> None:
    due = kind(site)
    line.spoil(kind.method, kind.path, faults.held_back)
    due.once()
    healthy(line, due)
    assert 200 == line.deliver_held()
    due.count()


@all_kinds
@pytest.mark.usefixtures("caplog")
def test_what_nobody_signed_is_not_heard_however_well_it_reads(
    line: Line, site: Site, kind: type[Kind]
) -> None:
    due = kind(site)
    line.spoil(kind.method, kind.path, faults.saying(msgspec.json.encode(due.lie())))
    due.once()
    assert (True, False) == (line.spoiled > 0, due.done())
    nothing_is_counted_that_is_not_so(site)
    healthy(line, due)
    due.count()


@all_kinds_with("status", [301, 302, 303, 307, 308])
@pytest.mark.usefixtures("caplog")
def test_redirect_leads_nowhere(
    line: Line, site: Site, platform: Platform, kind: type[Kind], status: int
) -> None:
    elsewhere = Line(platform.port)
    due = kind(site)
    target = f"http://127.0.0.1:{elsewhere.port}{kind.path}"
    line.spoil(kind.method, kind.path, faults.redirected(HTTPStatus(status), target))
    due.once()
    assert (True, False, 0) == (line.spoiled > 0, due.done(), elsewhere.taken)
    elsewhere.close()
    nothing_is_counted_that_is_not_so(site)
    healthy(line, due)
    due.count()


@all_kinds
@pytest.mark.usefixtures("caplog")
def test_busy_centre_is_left_alone_for_as_long_as_it_says(
    site: Site, platform: Platform, kind: type[Kind], line: Line
) -> None:
    due = kind(site)
    platform.bench("POST", "/behaviour", {"mode": "failing"})
    due.once()
    platform.bench("POST", "/behaviour", {"mode": "ok"})
    assert not due.done()
    if isinstance(due, Receipt):
        assert isinstance(due.answer, Unreachable)
        assert (Cause.BUSY, 2.0) == (due.answer.cause, due.answer.retry_after_s)
    else:
        assert isinstance(site.sync.pause, Later)
        assert (2.0, True) == (site.sync.pause.delay_s, site.sync.pause.ordered)
    healthy(line, due)
    due.count()


@all_kinds
@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize("away", ["revoked", "never enrolled"])
def test_terminal_that_is_not_known_keeps_everything_and_resumes(
    site: Site, kind: type[Kind], line: Line, away: str
) -> None:
    due = kind(site)
    if away == "revoked":
        site.write_at_centre("UPDATE terminal SET revoked_at = enrolled_at WHERE id = ?")
    else:
        site.client.client._terminal = "T9999"
    before = site.states()
    due.once()
    due.once()
    assert (before, False) == (site.states(), due.done())
    if isinstance(due, Receipt):
        assert isinstance(due.answer, Unreachable)
        assert Cause.NOT_ENROLLED is due.answer.cause
    else:
        assert isinstance(site.sync.pause, Stopped)
    site.write_at_centre("UPDATE terminal SET revoked_at = NULL WHERE id = ?")
    site.client.client._terminal = site.name
    healthy(line, due)
    due.count()


@all_kinds_with("days", [-400, -1, 1, 400, 20_000])
@pytest.mark.usefixtures("caplog")
def test_wrong_clock_costs_one_more_question(site: Site, kind: type[Kind], line: Line, days: int) -> None:
    site.clock.wrong = dt.timedelta(days=days)
    site.sync.run_once()  # before the centre was heard a clock may say that all keys are over
    due = kind(site)
    due.once()
    healthy(line, due)
    due.count()
    assert abs(site.heard.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=5)
