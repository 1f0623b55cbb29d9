import threading

import pytest

from devices.thread import DeviceThread, WrongThreadError


def test_all_work_runs_on_one_thread_that_is_not_the_callers() -> None:
    device = DeviceThread("reader")
    homes = {device.submit(threading.get_ident).result() for _ in range(5)}
    device.close()
    assert 1 == len(homes)
    assert threading.get_ident() not in homes


def test_check_passes_on_the_devices_thread_and_fails_elsewhere() -> None:
    device = DeviceThread("reader")
    device.submit(device.check).result()
    with pytest.raises(WrongThreadError):
        device.check()
    device.close()


def test_error_of_the_work_reaches_who_asks_for_its_result() -> None:
    device = DeviceThread("reader")
    future = device.submit(lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        future.result()
    device.close()


def test_closed_thread_takes_no_work() -> None:
    device = DeviceThread("reader")
    device.close()
    with pytest.raises(RuntimeError):
        device.submit(threading.get_ident)
