"""What people at the screen are told of the machine itself."""

import datetime as dt

import pytest

from kiosk.domain.availability import Surroundings
from kiosk.domain.device import Absent, DeviceState, Faulty, Health, Ready, Role, Strained
from kiosk.domain.device_words import AILS, MEANING, NAMES
from kiosk.domain.service import GRACE, notices, out_of_service, reader_notice, reader_trouble

MORNING = dt.datetime(2026, 11, 23, 2, 0, tzinfo=dt.UTC)
YESTERDAY = MORNING - dt.timedelta(days=1)
LATER = MORNING + dt.timedelta(hours=1)
GONE = Absent("gone")


def here(*states: DeviceState) -> Surroundings:
    return Surroundings(centre_reached=True, devices={state.role: state for state in states})


def state(role: Role, health: Health | None, since: dt.datetime = MORNING) -> DeviceState:
    return DeviceState(role=role, health=health, since=since)


@pytest.mark.parametrize("role", [role for role in MEANING if role is not Role.IDENTITY_CARD])
def test_each_device_that_is_down_is_told_in_both_languages(role: Role) -> None:
    (told,) = notices(here(state(role, GONE)), MORNING)
    assert f"{NAMES[role].zh}没有回应（10:00 起）：{MEANING[role].zh}" == told.zh
    assert f"{NAMES[role].en} does not answer (since 10:00). {MEANING[role].en}" == told.en


@pytest.mark.parametrize("health", [None, Ready(), Strained("paper_near_end", "little")])
def test_what_works_or_is_not_known_yet_is_not_told(health: Health | None) -> None:
    assert () == notices(here(state(Role.RECEIPT_PRINTER, health)), MORNING)


def test_since_another_day_is_told_with_the_day() -> None:
    (told,) = notices(here(state(Role.RECEIPT_PRINTER, GONE, YESTERDAY)), MORNING)
    assert "（11-22 10:00 起）" in told.zh


def test_a_light_that_is_away_means_nothing_to_residents() -> None:
    assert () == notices(here(state(Role.REMINDER, GONE)), MORNING)


@pytest.mark.parametrize("code", AILS)
def test_a_fault_is_named(code: str) -> None:
    (told,) = notices(here(state(Role.RECEIPT_PRINTER, Faulty(code, ""))), MORNING)
    assert AILS[code].zh in told.zh


def test_the_identity_reader_has_its_own_place_and_says_what_is_left() -> None:
    alone = here(state(Role.IDENTITY_CARD, GONE))
    both = here(state(Role.IDENTITY_CARD, GONE), state(Role.SOCIAL_CARD, Ready()))
    assert () == notices(both, MORNING)
    told = reader_notice(both, MORNING)
    assert told is not None
    assert told.zh.endswith("现在不能刷身份证，可以插社保卡办。")
    told = reader_notice(alone, MORNING)
    assert told is not None
    assert told.zh.endswith("现在不能刷身份证。")


@pytest.mark.parametrize(
    ("health", "code"),
    [(GONE, "no_reader"), (Faulty("60", ""), "device_fault"), (Ready(), None), (None, None)],
)
def test_trouble_of_the_identity_reader_has_a_code(health: Health | None, code: str | None) -> None:
    trouble = reader_trouble(here(state(Role.IDENTITY_CARD, health)))
    assert code == (trouble.code if trouble is not None else None)


def test_out_of_service_since_the_last_reader_went() -> None:
    down = here(state(Role.IDENTITY_CARD, GONE, YESTERDAY), state(Role.SOCIAL_CARD, GONE, MORNING))
    stopped = out_of_service(down, MORNING + GRACE)
    assert stopped is not None
    assert MORNING == stopped.since


@pytest.mark.parametrize("social", [Ready(), None])
def test_one_reader_is_enough_to_serve(social: Health | None) -> None:
    assert (
        out_of_service(here(state(Role.IDENTITY_CARD, GONE), state(Role.SOCIAL_CARD, social)), LATER) is None
    )


def test_a_machine_not_yet_looked_at_serves() -> None:
    assert out_of_service(here(), LATER) is None


def test_a_reader_away_for_a_moment_stops_nothing() -> None:
    down = here(state(Role.IDENTITY_CARD, GONE, MORNING))
    assert out_of_service(down, MORNING + GRACE - dt.timedelta(milliseconds=1)) is None
    assert out_of_service(down, MORNING + GRACE) is not None
