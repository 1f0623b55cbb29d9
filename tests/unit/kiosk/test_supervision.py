"""The supervisor over drivers that misbehave: stuck, broken, misconfigured; and those who listen to it."""

import logging
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.clock import SystemClock
from kiosk.device_threads import OnThread
from kiosk.domain.device import Absent, DeviceInfo, DeviceState, Doing, Faulty, Health, Ready, Role, Strained
from kiosk.errors import ConfigurationError
from kiosk.supervised import Rhythm
from kiosk.supervision import STUCK, Supervisor

QUICK = Rhythm(period_s=0.02, absent_s=(0.02,), stuck_s=0.1)
PATIENCE_S = 20


class Driver:
    """A driver that answers as it is told, and counts how often it was asked and let go."""

    def __init__(self) -> None:
        self.says: Health | Exception = Ready()
        self.holds = threading.Event()
        """While it is not set, `health` does not return."""
        self.holds.set()
        self.asked = 0
        self.let_go = 0

    def health(self) -> Health:
        self.asked += 1
        assert self.holds.wait(PATIENCE_S)
        if isinstance(self.says, Exception):
            raise self.says
        return self.says

    def identify(self) -> DeviceInfo:
        return DeviceInfo(device=Role.POWER, driver="test", address="", found=True, message="")

    def close(self) -> None:
        self.let_go += 1


class Scene:
    """A supervisor over such drivers, and all that it told."""

    def __init__(self) -> None:
        self.open = ExitStack()
        self.told: queue.Queue[DeviceState] = queue.Queue()

    def watch(self, *drivers: Driver, rhythm: Rhythm = QUICK) -> tuple[Supervisor, list[OnThread[Driver]]]:
        devices = [on_thread(driver, role) for driver, role in zip(drivers, Role, strict=False)]
        for device in devices:
            self.open.callback(device.close)
        supervisor = Supervisor(devices, SystemClock(), rhythm=rhythm)
        self.open.callback(supervisor.close)
        supervisor.subscribe(self.told.put)
        supervisor.start()
        return supervisor, devices

    def next(self) -> DeviceState:
        return self.told.get(timeout=PATIENCE_S)


def on_thread(driver: Driver, role: Role) -> OnThread[Driver]:
    return OnThread(lambda: driver, role)


@pytest.fixture
def scene() -> Iterator[Scene]:
    scene = Scene()
    yield scene
    scene.open.close()


def has_been_asked(driver: Driver, times: int) -> bool:
    return driver.asked > times


def until(holds: Callable[[], bool]) -> None:
    for _ in range(PATIENCE_S * 100):
        if holds():
            return
        threading.Event().wait(0.01)
    pytest.fail("it never came to hold")


def test_a_driver_that_never_answers_is_stuck_and_holds_up_no_other(scene: Scene) -> None:
    stuck, well = Driver(), Driver()
    stuck.holds.clear()
    supervisor, _ = scene.watch(stuck, well)
    try:
        assert Ready() == scene.next().health
        assert STUCK == scene.next().health
        asked = well.asked
        until(lambda: well.asked > asked + 3)
        assert 1 == stuck.asked
    finally:
        stuck.holds.set()
    assert Ready() == scene.next().health
    assert {Role.IDENTITY_CARD: Ready(), Role.SOCIAL_CARD: Ready()} == {
        role: state.health for role, state in supervisor.states().items()
    }


def test_a_question_behind_long_work_is_not_stuck(scene: Scene) -> None:
    driver, working = Driver(), threading.Event()
    supervisor, (device,) = scene.watch(driver, rhythm=Rhythm(period_s=600, absent_s=(600,), stuck_s=0.05))
    assert Ready() == scene.next().health
    work = device.submit(lambda _: working.wait(PATIENCE_S))
    question = device.ask(anew=False)
    supervisor.look(Role.IDENTITY_CARD)
    threading.Event().wait(0.3)
    working.set()
    assert work.result()
    assert Ready() == question.result()
    assert scene.told.empty()


def test_a_driver_with_a_bug_is_faulty_and_logged(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    driver = Driver()
    driver.says = ZeroDivisionError("a bug")
    with caplog.at_level(logging.ERROR):
        scene.watch(driver)
        told = scene.next().health
    assert isinstance(told, Faulty)
    assert ("driver_failed", True) == (told.code, "ZeroDivisionError" in caplog.text)
    driver.says = Ready()
    assert Ready() == scene.next().health


def test_a_configuration_that_a_driver_refuses_is_told_in_its_own_words(scene: Scene) -> None:
    driver = Driver()
    driver.says = ConfigurationError("profile_unknown", "there is no profile 'x'")
    scene.watch(driver)
    assert Faulty("profile_unknown", "there is no profile 'x'") == scene.next().health


def test_only_another_kind_is_a_change(scene: Scene) -> None:
    driver = Driver()
    driver.says = Strained("low", "12 % left")
    supervisor, _ = scene.watch(driver)
    first = scene.next()
    driver.says = Strained("low", "11 % left")
    asked = driver.asked
    until(lambda: driver.asked > asked + 2)
    assert scene.told.empty()
    assert first == supervisor.states()[Role.IDENTITY_CARD]
    driver.says = Strained("worn", "11 % left")
    assert Strained("worn", "11 % left") == scene.next().health


def test_a_look_anew_lets_go_of_the_device_first(scene: Scene) -> None:
    driver = Driver()
    supervisor, _ = scene.watch(driver, rhythm=Rhythm(period_s=600))
    assert Ready() == scene.next().health
    driver.says = Absent("gone")
    supervisor.look(Role.IDENTITY_CARD, anew=True)
    assert Absent("gone") == scene.next().health
    assert (2, 1) == (driver.asked, driver.let_go)


def test_a_look_while_it_is_asked_comes_to_one_more_question(scene: Scene) -> None:
    driver = Driver()
    driver.holds.clear()
    supervisor, _ = scene.watch(driver, rhythm=Rhythm(period_s=600))
    until(lambda: driver.asked == 1)
    for _ in range(50):
        supervisor.look(Role.IDENTITY_CARD)
    driver.says = Absent("gone")
    driver.holds.set()
    assert Absent("gone") == scene.next().health
    until(lambda: driver.asked == 2)
    threading.Event().wait(0.1)
    assert 2 == driver.asked


def test_a_look_at_what_is_not_here_changes_nothing(scene: Scene) -> None:
    supervisor, _ = scene.watch(Driver())
    assert Ready() == scene.next().health
    supervisor.look(Role.POWER)
    supervisor.look(Role.POWER, anew=True)
    assert {Role.IDENTITY_CARD} == set(supervisor.states())
    assert scene.told.empty()


def test_what_its_work_tells_is_heard_with_what_it_was_doing(scene: Scene) -> None:
    driver = Driver()
    _, (device,) = scene.watch(driver, rhythm=Rhythm(period_s=600, absent_s=(600,)))
    assert Ready() == scene.next().health
    device.do(lambda _: 1, doing=Doing.PRINT, tells=lambda _: Faulty("cutter", "stuck"))
    told = scene.next()
    assert (Faulty("cutter", "stuck"), Doing.PRINT) == (told.health, told.doing)


def test_a_fault_at_work_outlasts_answers_that_all_is_well_until_work_goes_well(scene: Scene) -> None:
    driver = Driver()
    held = Rhythm(period_s=0.02, absent_s=(0.02,), held_s=600)
    _, (device,) = scene.watch(driver, rhythm=held)
    assert Ready() == scene.next().health
    device.do(lambda _: None, doing=Doing.WAIT, tells=telling(Faulty("60", "no card can be found")))
    assert Faulty("60", "no card can be found") == scene.next().health
    until(partial(has_been_asked, driver, driver.asked))
    assert scene.told.empty()
    device.do(lambda _: None, doing=Doing.WAIT, tells=telling(Ready()))
    assert Ready() == scene.next().health


def test_a_fault_that_work_told_once_ends_by_itself(scene: Scene) -> None:
    driver = Driver()
    _, (device,) = scene.watch(driver, rhythm=Rhythm(period_s=0.02, held_s=0.1))
    assert Ready() == scene.next().health
    device.do(lambda _: None, doing=Doing.WAIT, tells=telling(Faulty("60", "")))
    assert [Faulty("60", ""), Ready()] == [scene.next().health, scene.next().health]


def test_who_is_no_subscriber_any_more_is_told_nothing(scene: Scene) -> None:
    driver = Driver()
    supervisor, _ = scene.watch(driver)
    assert Ready() == scene.next().health
    other: queue.Queue[DeviceState] = queue.Queue()
    supervisor.subscribe(other.put)()
    driver.says = Absent("gone")
    assert Absent("gone") == scene.next().health
    assert other.empty()


def test_started_twice_is_once_and_closed_before_it_started_is_fine() -> None:
    device = on_thread(Driver(), Role.POWER)
    supervisor = Supervisor((device,), SystemClock(), rhythm=QUICK)
    supervisor.close()
    supervisor.start()
    supervisor.start()
    assert ["supervisor"] == [thread.name for thread in threading.enumerate() if thread.name == "supervisor"]
    supervisor.close()
    device.close()


KINDS: tuple[Health, ...] = (
    Ready(),
    Strained("low", ""),
    Strained("worn", ""),
    Faulty("cover_open", ""),
    Faulty("paper_out", ""),
    Absent(""),
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.booleans()), min_size=1, max_size=12))
def test_whatever_happens_each_change_is_told_once_and_the_last_one_stands(
    happenings: list[tuple[Health, bool]],
) -> None:
    """The second part says whether the device is asked, or its own work tells it."""
    driver, told = Driver(), list[DeviceState]()
    driver.says = happenings[0][0]
    device = on_thread(driver, Role.POWER)
    supervisor = Supervisor((device,), SystemClock(), rhythm=Rhythm(period_s=600, absent_s=(600,), held_s=0))
    supervisor.subscribe(told.append)
    supervisor.start()
    try:
        for health, asked in happenings:
            driver.says = health
            if asked:
                supervisor.look(Role.POWER)
            else:
                device.do(lambda _: None, doing=Doing.WAIT, tells=telling(health))
            until(partial(stands, supervisor, health))
        assert [health for health, _ in groupby(health for health, _ in happenings)] == [
            state.health for state in told
        ]
    finally:
        supervisor.close()
        device.close()


def telling(health: Health) -> Callable[[None], Health]:
    return lambda _: health


def stands(supervisor: Supervisor, health: Health) -> bool:
    return supervisor.states()[Role.POWER].health == health


@pytest.mark.soak
def test_a_hundred_thousand_questions_leave_no_thread_and_no_memory(scene: Scene) -> None:
    from kiosk.burn_in.run import resident_kb  # noqa: PLC0415 for the soak alone

    driver = Driver()
    scene.watch(driver, rhythm=Rhythm(period_s=0.0001))
    until(lambda: driver.asked > 1000)
    begun, threads = resident_kb(), threading.active_count()
    for asked in range(1_000, 100_001, 250):  # it is waited for what hangs, not for what is slow
        until(partial(has_been_asked, driver, asked))
    assert resident_kb() < begun * 1.05
    assert threads == threading.active_count()
    assert 1 == scene.told.qsize()
