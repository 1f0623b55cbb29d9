"""How much is fuzzed: each test in this folder has two faces, a share for every day and a soak.

`make test` runs the share, 200 cases a test; `make soak` the twin marked `soak`, 100,000 cases. A test here
is a plain `@given` without `settings` of its own and without fixtures that last for one case.
"""

from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

CASES = {"share": 200, "soak": 100_000}
for name, cases in CASES.items():
    settings.register_profile(
        name,
        parent=settings.get_profile("kiosk"),
        max_examples=cases,
        suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no finding
    )


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Choose the profile while the modules of this folder are imported: `@given` keeps that of its birth."""
    wanted = collector.config.option.markexpr.replace("not soak", "")
    settings.load_profile("soak" if "soak" in wanted else "share")
    try:
        return (yield)
    finally:
        settings.load_profile("kiosk")


@pytest.fixture(autouse=True, scope="module", params=["share", pytest.param("soak", marks=pytest.mark.soak)])
def face(request: pytest.FixtureRequest) -> str:
    """Return which of a test's two faces runs."""
    return str(request.param)
