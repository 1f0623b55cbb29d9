"""What any reminder promises, on the driver with the simulated board, and on written-down bytes."""

import os
import threading
import time
import tty
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.config import RelaySerial
from devices.reminder.factory import reminder
from devices.reminder.relay_frames import Relay, frame
from devices.reminder.relay_serial import RelayReminder, frames
from devices.thread import WrongThreadError
from kiosk.domain.device import Absent, Ready
from kiosk.ports import Attention
from sim.relay_board import SimulatedRelayBoard

WAIT_S = 10.0


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SimulatedRelayBoard]:
    made = SimulatedRelayBoard(tmp_path / "reminder")
    yield made
    made.close()


@pytest.fixture
def driver(board: SimulatedRelayBoard) -> Iterator[RelayReminder]:
    made = reminder(RelaySerial(port=board.port))
    yield made
    made.close()


def becomes(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_S
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def shows(board: SimulatedRelayBoard, *, light: bool, sound: bool) -> None:
    becomes(lambda: (board.light, board.sound) == (light, sound))


def test_light_and_sound_follow_what_is_wanted(board: SimulatedRelayBoard, driver: RelayReminder) -> None:
    driver.show(Attention.LIGHT_AND_SOUND)
    shows(board, light=True, sound=True)
    driver.show(Attention.LIGHT)
    shows(board, light=True, sound=False)
    driver.show(Attention.NONE)
    shows(board, light=False, sound=False)


def test_looking_after_it_switches_nothing(board: SimulatedRelayBoard, driver: RelayReminder) -> None:
    driver.show(Attention.LIGHT)
    shows(board, light=True, sound=False)
    before = board.switched
    for _ in range(5):
        assert Ready() == driver.health()
    driver.show(Attention.LIGHT_AND_SOUND)
    shows(board, light=True, sound=True)
    assert before + 1 == board.switched


def test_board_that_was_pulled_shows_it_again_when_it_is_back(
    board: SimulatedRelayBoard, driver: RelayReminder
) -> None:
    driver.show(Attention.LIGHT)
    shows(board, light=True, sound=False)
    board.unplug()
    becomes(lambda: isinstance(driver.health(), Absent))
    driver.show(Attention.LIGHT_AND_SOUND)
    assert not driver.identify().found
    board.replug()
    becomes(lambda: driver.health() == Ready())
    shows(board, light=True, sound=True)


def test_reminder_that_is_let_go_of_is_dark_and_silent(
    board: SimulatedRelayBoard, driver: RelayReminder
) -> None:
    driver.show(Attention.LIGHT_AND_SOUND)
    shows(board, light=True, sound=True)
    driver.close()
    shows(board, light=False, sound=False)


def test_what_a_killed_program_left_on_is_switched_off_at_the_next_start(board: SimulatedRelayBoard) -> None:
    killed = reminder(RelaySerial(port=board.port))
    killed.show(Attention.LIGHT_AND_SOUND)
    shows(board, light=True, sound=True)
    killed._let_go()  # as the kernel does, without a word to the board
    started = reminder(RelaySerial(port=board.port))
    assert Ready() == started.health()
    shows(board, light=False, sound=False)
    started.close()


def test_port_that_is_not_there_is_said_by_name(tmp_path: Path) -> None:
    driver = reminder(RelaySerial(port=str(tmp_path / "none")))
    driver.show(Attention.LIGHT)
    info = driver.identify()
    assert ("reminder", "relay-serial", False) == (info.device, info.driver, info.found)
    assert str(tmp_path / "none") in info.message
    driver.close()


def test_reminder_is_told_from_one_thread_only(driver: RelayReminder) -> None:
    driver.show(Attention.NONE)
    caught: list[BaseException] = []

    def tell() -> None:
        try:
            driver.show(Attention.LIGHT)
        except WrongThreadError as error:
            caught.append(error)

    thread = threading.Thread(target=tell)
    thread.start()
    thread.join()
    assert 1 == len(caught)


def test_frames_are_those_of_the_data_sheet() -> None:
    assert bytes.fromhex("A00101A2") == frame(1, Relay.ON)
    assert bytes.fromhex("A00100A1") == frame(1, Relay.OFF)
    assert bytes.fromhex("A00801A9") == frame(8, Relay.ON)
    both = RelaySerial(port="x")
    assert bytes.fromhex("A00101A2 A00200A2") == frames(both, Attention.LIGHT)
    assert bytes.fromhex("A00101A2") == frames(RelaySerial(port="x", sound=0), Attention.LIGHT_AND_SOUND)
    assert b"" == frames(RelaySerial(port="x", light=0, sound=0), Attention.LIGHT)


def test_bytes_on_the_wire_are_the_frames_and_nothing_else() -> None:
    inner, outer = os.openpty()
    tty.setraw(outer)
    driver = reminder(RelaySerial(port=os.ttyname(outer)))
    driver.show(Attention.LIGHT)
    assert bytes.fromhex("A00101A2 A00200A2") == os.read(inner, 64)
    driver.close()
    assert bytes.fromhex("A00100A1 A00200A2") == os.read(inner, 64)
    os.close(inner)
    os.close(outer)


def test_board_passes_over_what_is_no_frame(board: SimulatedRelayBoard) -> None:
    line = os.open(board.port, os.O_WRONLY | os.O_NOCTTY)
    os.write(line, b"\x00\xff" + bytes.fromhex("A00101A3 A00501A6 A001") + frame(2, Relay.ON))
    shows(board, light=False, sound=True)
    os.close(line)
