"""What the centre adds up of papers and trips: by its own records, and naming nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.materials import MaterialState
from kiosk.wire.envelope import ItemKind
from tests.integration.central.test_central_items import HOTLINE, PERMIT
from tests.integration.cli_command import kiosk_here

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from central.residents import Resident
    from tests.integration.central.conftest import Platform

PERMIT_MATTER, QUERY = "residence-permit-application", "housing-fund-balance"


def savings(own: Platform) -> dict[str, dict[str, Any]]:
    said = kiosk_here("central", "--data", own.data, "--savings", "--json")
    assert 0 == said.code, said.err
    return {row.get("matter", "total"): row for row in said.rows}


def test_papers_and_trips_are_added_up_by_matter_from_the_centres_own_records(
    start: Callable[..., Platform], people: dict[str, Resident]
) -> None:
    own = start()
    terminal, min_ = own.enrol(), people["zheng-min"]
    permit, query, hotline = (own.matter(slug) for slug in (PERMIT_MATTER, QUERY, "hotline-12345"))
    honest = terminal.body(PERMIT_MATTER, min_, PERMIT)
    boasts = {
        "materials": tuple(
            type(given)(given.material, MaterialState.PROVIDED, "没有的库") for given in honest.materials
        )
    }
    items = (
        terminal.submission(PERMIT_MATTER, min_, PERMIT),
        terminal.submission(PERMIT_MATTER, min_, PERMIT, **boasts),
        terminal.submission("hotline-12345", people["wang-xiaoming"], HOTLINE),
        *(terminal.seal(terminal.header(kind=ItemKind.SERVICE, matter=query.code), {}) for _ in range(3)),
    )
    terminal.hand_over(*items)
    terminal.hand_over(*items)  # once more: the same items
    found = savings(own)
    one, other = found[permit.code], found[hotline.code]
    assert {permit.code, query.code, hotline.code, "total"} == set(found)
    assert (2, 0) == (one["received"], one["proven"] % 2), "what a terminal boasts of changes nothing"
    assert one["proven"] > 0
    assert (1, 0, 1) == (other["received"], other["proven"], other["trips"])
    assert (3, 0, 3) == (
        found[query.code]["received"],
        found[query.code]["proven"],
        found[query.code]["trips"],
    )
    assert {
        "total": True,
        "received": 6,
        "proven": one["proven"],
        "promised": one["promised"],
        "trips": 6,
    } == (found["total"])
    assert min_.card.name not in str(found)
    assert min_.card.number not in str(found)
