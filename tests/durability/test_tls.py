"""https to the centre: one pinned authority, and nothing is said to whoever it did not vouch for."""

import datetime as dt
import logging
from pathlib import Path

import pytest
from cryptography import x509

from kiosk.bootstrap import set_clock
from kiosk.clock import CentreClock
from kiosk.domain.submission import ItemState
from offline_queue.figures import figures
from offline_queue.limits import Level, judge, limits
from offline_queue.retry import Later
from offline_queue.uptime import Moment, this_boot
from tests.durability.certificates import HOST, Authority, authority
from tests.durability.line import Line
from tests.durability.site import Site, service
from tests.integration.central.conftest import Platform

OURS, OTHER = authority("ours"), authority("other")
WRONG: dict[str, tuple[Authority, tuple[float, float], x509.GeneralName]] = {
    "another authority": (OTHER, (-1, 1), HOST),
    "expired": (OURS, (-3, -1), HOST),
    "not valid yet": (OURS, (1, 3), HOST),
    "another host": (OURS, (-1, 1), x509.DNSName("centre.example")),
}


@pytest.mark.parametrize("days", [-9_000, -30, 30, 9_000])
def test_wall_clock_that_is_off_by_years_after_a_restart_does_not_end_the_network(
    tmp_path: Path, platform: Platform, data: Path, days: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    line = Line(platform.port, OURS.context(tmp_path))
    site = Site(tmp_path, platform, data, f"https://127.0.0.1:{line.port}", ca=OURS.write(tmp_path))
    site.sync.run_once()
    item = site.outbox.put(service()).id
    site.clock.wrong, site.heard = dt.timedelta(days=days), CentreClock(site.clock)
    set_clock(site.heard, site.database, site.clock)
    site.move_to(site.url)
    site.sync.run_once()
    assert ([ItemState.RECEIVED], [item]) == (site.states(), site.arrived()), caplog.text
    site.close()
    line.close()


@pytest.mark.parametrize("name", WRONG)
def test_who_shows_a_wrong_certificate_hears_nothing(
    tmp_path: Path, platform: Platform, data: Path, name: str
) -> None:
    shown_by, days, host = WRONG[name]
    wrong = Line(platform.port, shown_by.context(tmp_path, days=days, host=host))
    site = Site(tmp_path, platform, data, f"https://127.0.0.1:{wrong.port}", ca=OURS.write(tmp_path))
    item = site.outbox.put(service()).id
    site.sync.run_once()
    assert isinstance(site.sync.pause, Later)
    assert ("certificate" in site.sync.pause.reason, 0) == (True, wrong.heard)
    assert [ItemState.PENDING] == site.states()
    right = Line(platform.port, OURS.context(tmp_path))
    site.move_to(f"https://127.0.0.1:{right.port}")
    site.sync.run_once()
    assert ([ItemState.RECEIVED], [item]) == (site.states(), site.arrived())
    site.close()
    wrong.close()
    right.close()


@pytest.mark.parametrize(
    ("days", "level"),
    [(60, Level.WELL), (2, Level.NOTICE), (0.5, Level.WARNING), (-1, Level.REACHED)],
)
def test_certificate_that_nears_its_end_is_told_before_it_ends(
    tmp_path: Path, platform: Platform, data: Path, days: float, level: Level
) -> None:
    line = Line(platform.port, OURS.context(tmp_path, days=(-30, days)))
    site = Site(tmp_path, platform, data, f"https://127.0.0.1:{line.port}", ca=OURS.write(tmp_path))
    site.sync.run_once()
    moment = Moment(this_boot(), site.clock.monotonic())
    with site.database.reading() as connection:
        seen = figures(connection, site.database.path, wall=site.clock.now(), now=moment)
    (found,) = (one for one in judge(seen, limits()) if one.name == "certificate")
    assert (level, False) == (found.level, found.stops), found
    site.close()
    line.close()
