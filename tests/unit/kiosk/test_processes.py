import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from kiosk.errors import KioskError
from kiosk.processes import Ended, Processes, Program, ReadyLine, ReadyPort, Stopped
from tests.left import left_of

READY_THEN_SLEEP = "import time; print('{\"port\": 7}', flush=True); time.sleep(600)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);" + READY_THEN_SLEEP
WITH_GRANDCHILD = (
    "import subprocess, sys, time;"
    "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
    "print('{\"pid\": %d}' % p.pid, flush=True); time.sleep(600)"
)


def python(name: str, code: str, **more: object) -> Program:
    return Program(name=name, command=(sys.executable, "-c", code), ready=ReadyLine(), **more)  # type: ignore[arg-type]


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    return tmp_path / "log"


def test_ready_line_is_what_the_program_said(logs: Path) -> None:
    with Processes(logs) as processes:
        assert {"port": 7} == processes.start(python("one", READY_THEN_SLEEP)).said


def test_program_that_ends_instead_is_quoted(logs: Path) -> None:
    with Processes(logs) as processes, pytest.raises(KioskError) as caught:
        processes.start(python("one", "raise SystemExit('the disk is full')"))
    assert "one ended with 1" in caught.value.message
    assert "the disk is full" in caught.value.message


def test_program_that_says_nothing_is_given_up(logs: Path) -> None:
    with Processes(logs) as processes, pytest.raises(KioskError, match=r"not ready in 0\.05 s"):
        processes.start(python("one", "import time; time.sleep(600)", timeout_s=0.05))


def test_first_line_that_is_no_json_is_named(logs: Path) -> None:
    with Processes(logs) as processes, pytest.raises(KioskError, match=r"one\.out: the first line"):
        processes.start(python("one", "print('hello', flush=True); import time; time.sleep(600)"))


def test_program_that_does_not_exist_is_named(logs: Path) -> None:
    with Processes(logs) as processes, pytest.raises(KioskError, match="no-such-program"):
        processes.start(Program(name="one", command=("no-such-program",), ready=ReadyLine()))


def test_program_is_ready_when_its_port_answers(logs: Path, tmp_path: Path) -> None:
    code = (
        "import socket, pathlib, sys, time; s = socket.create_server(('127.0.0.1', 0));"
        "pathlib.Path(sys.argv[1]).write_text(str(s.getsockname()[1])); time.sleep(600)"
    )
    file = tmp_path / "port"
    probe = subprocess.Popen((sys.executable, "-c", code, str(file)))
    try:
        while not file.exists() or not file.read_text():
            pass
        ready = ReadyPort(int(file.read_text()))
        sleep = "import time; time.sleep(600)"
        with Processes(logs) as processes:
            program = Program(name="one", command=(sys.executable, "-c", sleep), ready=ready)
            assert {} == processes.start(program).said
    finally:
        probe.kill()
        probe.wait()


def test_what_ignores_sigterm_is_killed_after_its_grace(logs: Path) -> None:
    with Processes(logs) as processes:
        child = processes.start(python("one", STUBBORN, grace_s=0.05))
    assert -signal.SIGKILL == child.process.returncode


def test_what_a_program_started_ends_with_it(logs: Path) -> None:
    with Processes(logs) as processes:
        grandchild = psutil.Process(processes.start(python("one", WITH_GRANDCHILD)).said["pid"])
    assert [] == left_of([grandchild])


def test_program_that_ends_by_itself_ends_the_wait(logs: Path) -> None:
    with Processes(logs) as processes:
        processes.start(python("stays", READY_THEN_SLEEP))
        processes.start(python("goes", "print('{}', flush=True); raise SystemExit(3)"))
        assert Ended("goes", 3) == processes.wait()


def test_program_that_may_end_does_not_end_the_wait(logs: Path) -> None:
    with Processes(logs) as processes:
        processes.start(python("goes", "print('{}', flush=True)")).process.wait()
        assert Stopped() == processes.wait(but_not_for=("goes",), timeout_s=0.01)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stop_signal_ends_the_wait_and_the_handler_is_put_back(logs: Path, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with Processes(logs) as processes:
        processes.start(python("stays", READY_THEN_SLEEP))
        os.kill(os.getpid(), number)
        assert Stopped() == processes.wait()
    assert before == signal.getsignal(number)


def test_stop_signal_ends_the_waiting_for_readiness(logs: Path) -> None:
    with Processes(logs) as processes:
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(KeyboardInterrupt):
            processes.start(python("one", "import time; time.sleep(600)"))


def test_nothing_outlives_a_launcher_that_is_killed(logs: Path) -> None:
    launcher = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from kiosk.processes import *\n"
        "processes = Processes(Path(sys.argv[1])).__enter__()\n"
        f"child = processes.start(Program(name='one', command=(sys.executable, '-c', {STUBBORN!r}),"
        " ready=ReadyLine()))\n"
        "print(child.process.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    process = subprocess.Popen((sys.executable, "-c", launcher, str(logs)), stdout=subprocess.PIPE)
    assert process.stdout is not None
    with process.stdout as said:
        child = psutil.Process(int(said.readline()))
    process.kill()
    process.wait()
    assert [] == left_of([child])
