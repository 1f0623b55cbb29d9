"""A counter in the machine's TPM, over the kernel's /dev/tpmrm0 or a simulator's socket."""

import os
import secrets
import select
import socket
import stat
import time
from pathlib import Path

from devices.tpm import command
from devices.tpm.command import AGAIN, DEFINED, FIRST_INDEX, LAST_INDEX, SUCCESS, Answer, BadAnswer
from kiosk.ports import Counted, NoCounter, TpmSilent

ANSWER_S = 2.0
"""A TPM behind a slow bus takes some 20 ms; nobody's promise waits longer than this for one."""
QUIET_S = 60.0
"""So long a TPM that did not answer is not asked again."""
MOST_BYTES = 4_096
TRIES = 5


class NoIndex(BadAnswer):
    """There is no such NV index: another TPM, or one that was cleared."""


class TpmCounter:
    """The port `DrawCounter`."""

    def __init__(self, device: Path) -> None:
        self._device = device
        self._asked_again = 0.0
        self._why = ""

    def define(self) -> Counted | TpmSilent:
        """Make a counter at a free index and count its first step: before that it has no value."""
        try:
            index = self._define()
            return self._count(index)
        except (OSError, BadAnswer) as error:
            return self._silent(str(error))

    def count(self, index: int) -> Counted | NoCounter | TpmSilent:
        """Add one and return the value."""
        if time.monotonic() < self._asked_again:
            return TpmSilent(self._why)
        try:
            return self._count(index)
        except NoIndex:
            return NoCounter()
        except (OSError, BadAnswer) as error:
            return self._silent(str(error))

    def look(self) -> TpmSilent | None:
        """Say what is wrong when the TPM does not answer."""
        try:
            self._ask(command.get_random())
        except (OSError, BadAnswer) as error:
            return TpmSilent(f"{self._device}: {error}")
        return None

    def _define(self) -> int:
        for _ in range(TRIES):
            index = FIRST_INDEX + secrets.randbelow(LAST_INDEX - FIRST_INDEX + 1)
            if self._ask(command.define(index), DEFINED).code == SUCCESS:
                return index
        raise BadAnswer("no free index was found")

    def _count(self, index: int) -> Counted:
        self._ask(command.increment(index))
        return Counted(index, command.counted(self._ask(command.read(index)).rest))

    def _silent(self, why: str) -> TpmSilent:
        self._why = f"{self._device}: {why}"
        self._asked_again = time.monotonic() + QUIET_S
        return TpmSilent(self._why)

    def _ask(self, request: bytes, *fine: int) -> Answer:
        """Return the response; NoIndex or BadAnswer for a code that is neither success nor `fine`."""
        for _ in range(TRIES):
            seen = command.answer(_exchange(self._device, request))
            if seen.code not in AGAIN:
                break
        if seen.no_such_index:
            raise NoIndex
        if seen.code not in (SUCCESS, *fine):
            raise BadAnswer(f"TPM code {seen.code:#05x}")
        return seen


def _exchange(device: Path, request: bytes) -> bytes:
    """Send one command and return the response; OSError, with the time-out among them, when none comes."""
    if stat.S_ISSOCK(device.stat().st_mode):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(ANSWER_S)
            line.connect(str(device))
            line.sendall(request)
            return _whole(line)
    number = os.open(device, os.O_RDWR | os.O_NONBLOCK)
    try:
        os.write(number, request)
        if not select.select((number,), (), (), ANSWER_S)[0]:
            raise TimeoutError(f"no answer within {ANSWER_S:g} s")
        return os.read(number, MOST_BYTES)
    finally:
        os.close(number)


def _whole(line: socket.socket) -> bytes:
    """Read a response, whose length stands in its header, off a stream."""
    data = line.recv(MOST_BYTES)
    while data and len(data) < max(command.HEADER.size, int.from_bytes(data[2:6])):
        more = line.recv(MOST_BYTES)
        if not more:
            break
        data += more
    return data
