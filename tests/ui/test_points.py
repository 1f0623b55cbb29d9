"""The map of service points in a visit: from the matters, from what can't be done here, and from the end."""

import datetime as dt

import msgspec
import pytest

from kiosk.domain.device import Absent, Role
from kiosk.domain.matter import Matter
from kiosk.domain.point import AnyPoint, CounterFor, InTown, ServiceMap, TerminalWith, Wanted, nearest
from kiosk.domain.printing import PrintDone, PrinterState, PrintVoid
from tests.ui.hall import LONG_MS, Hall
from tests.ui.memory import WANG
from tests.ui.stages import Stage
from tests.ui.test_own_cases import come, printed
from tests.ui.test_pages import strings
from ui.conductor import Conductor
from ui.course import Page
from ui.models.points import PointsModel

SATURDAY = dt.timedelta(days=5)


@pytest.fixture
def hall(hall: Hall) -> Hall:
    """A terminal that serves."""
    hall.conductor.open()
    return hall


def at_the_map(hall: Hall) -> PointsModel:
    come(hall)
    hall.hand.tap("beside1")
    hall.stands(Page.POINTS)
    model = hall.screens.property("model")
    assert isinstance(model, PointsModel)
    return model


def nearest_slugs(hall: Hall) -> list[str]:
    here = hall.conductor.here
    assert here is not None
    found = nearest(hall.catalogue.service_map, here, AnyPoint(), hall.conductor.now)
    return [near.point.slug for near in found[:3]]


def wanted(hall: Hall) -> Wanted:
    return hall.conductor.points.wanted


@pytest.mark.parametrize("engine", ["portrait", "landscape"], indirect=True)
def test_the_nearest_three_stand_beside_the_map(hall: Hall) -> None:
    at_the_map(hall)
    assert [True] * 3 == [hall.hand.shows(f"point_{slug}") for slug in nearest_slugs(hall)]


def test_towns_open_by_their_names(hall: Hall) -> None:
    model = at_the_map(hall)
    hall.shows("town_330109102")
    hall.hand.tap("town_330109102")
    assert InTown("330109102") == wanted(hall)
    hall.hand.tap("back")
    assert "any" == model.property("wanted")
    hall.hand.tap("terminals")
    assert TerminalWith() == wanted(hall)
    hall.hand.tap("second")
    hall.stands(Page.MATTERS)


def test_a_touch_of_the_map_itself_opens_the_town_there(hall: Hall) -> None:
    model = at_the_map(hall)
    model.touch(2_500, 6_400)
    assert InTown("330109101") == wanted(hall)
    model.all()
    model.touch(1, 1)
    assert "any" == model.property("wanted")


def test_the_chosen_point_is_printed_to_take_along_and_names_nobody(hall: Hall) -> None:
    at_the_map(hall)
    second = nearest_slugs(hall)[1]
    hall.hand.tap(f"point_{second}")
    hall.hand.tap("action")
    hall.shows("paperState")
    chosen = hall.catalogue.service_map.point(second)
    assert chosen is not None
    assert chosen.name.zh in printed(hall)
    assert WANG.name not in printed(hall)
    assert [("print", "done")] == hall.terminal.journal.acts
    hall.hand.tap("action")
    hall.stands(Page.MATTERS)


def test_a_slip_that_did_not_come_out_is_told_and_printed_again(hall: Hall) -> None:
    hall.terminal.printer.says = PrintVoid(PrinterState.PAPER_OUT, "paper out")
    at_the_map(hall)
    hall.hand.tap("action")
    hall.shows("reprint")
    hall.terminal.printer.says = PrintDone()
    hall.hand.tap("reprint")
    hall.qtbot.waitUntil(lambda: len(hall.terminal.journal.acts) > 1, timeout=LONG_MS)
    assert ["void:paper_out", "done"] == [outcome for _, outcome in hall.terminal.journal.acts]


def test_without_a_printer_nothing_is_offered_to_be_printed(hall: Hall) -> None:
    at_the_map(hall)
    hall.qtbot.waitUntil(lambda: hall.hand.shows("second"), timeout=LONG_MS)
    hall.terminal.devices.become(Role.RECEIPT_PRINTER, Absent(""))
    hall.qtbot.waitUntil(lambda: not hall.hand.shows("second"), timeout=LONG_MS)
    hall.hand.tap("action")
    hall.stands(Page.MATTERS)


def test_what_can_not_be_done_here_leads_to_where_it_can(hall: Hall) -> None:
    hall.terminal.centre.cut = True
    come(hall)
    hall.qtbot.waitUntil(lambda: not hall.conductor.surroundings.centre_reached, timeout=LONG_MS)
    matter = online(hall)
    hall.screens.property("model").choose(matter.code)
    hall.shows("dialogSecond")
    hall.hand.tap("dialogSecond")
    hall.stands(Page.POINTS)
    assert (CounterFor(matter.department_id), matter) == (
        hall.conductor.points.wanted,
        hall.conductor.points.matter,
    )


def online(hall: Hall) -> Matter:
    return next(matter for matter in hall.catalogue.matters.values() if not matter.offline.accepted)


@pytest.mark.parametrize("name", ["cannot-finish", "not-eligible"])
def test_the_end_of_a_matter_leads_to_the_map_and_back(stage: Stage, hall: Hall, name: str) -> None:
    stage.enter(name)
    stands = Page.CANNOT_FINISH if name == "cannot-finish" else Page.NOT_ELIGIBLE
    hall.stands(stands)
    hall.conductor.points.follow(hall.conductor.session)
    hall.hand.tap("whereElse")
    hall.stands(Page.POINTS)
    hall.hand.tap("second")
    hall.stands(stands)


def test_a_closed_counter_names_the_nearest_open_point(stage: Stage, hall: Hall) -> None:
    stage.enter("cannot-finish")
    hall.stands(Page.CANNOT_FINISH)
    assert not hall.hand.shows("instead_vehicle-office")
    hall.terminal.clock.advance(SATURDAY.total_seconds())
    stage.at("id-card-renewal", ended=hall.conductor.session.ended)  # type: ignore[union-attr]  # at an end
    hall.conductor.changed.emit()
    hall.shows("instead_weilai-hall")


def test_out_of_service_names_the_nearest_other_machines(stage: Stage, hall: Hall) -> None:
    stage.enter("out-of-service")
    hall.stands(Page.OUT_OF_SERVICE)
    hall.shows("elsewhere_weilai-bank")


def test_nothing_of_the_map_stays_behind_a_visit(hall: Hall) -> None:
    model = at_the_map(hall)
    hall.conductor.points.open(online(hall))
    hall.conductor.finish()
    hall.stands(Page.ATTRACT)
    points = hall.conductor.points
    assert (False, None) == (points.reading, points.matter)
    assert [] == [text for text in strings(model) if "0571" in text]


def test_a_catalogue_without_a_map_offers_none(conductor: Conductor, hall: Hall) -> None:
    conductor.catalogue = msgspec.structs.replace(conductor.catalogue, service_map=ServiceMap())
    come(hall)
    assert not hall.hand.shows("beside1")
