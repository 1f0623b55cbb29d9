"""A counter in the machine's TPM."""

import secrets
import time
from pathlib import Path

from devices.tpm import command
from devices.tpm.command import DEFINED, FIRST_INDEX, LAST_INDEX, SUCCESS, BadAnswer
from devices.tpm.line import QUIET_S, TRIES, NoIndex, ask
from kiosk.ports import Counted, NoCounter, TpmSilent


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
            ask(self._device, command.get_random())
        except (OSError, BadAnswer) as error:
            return TpmSilent(f"{self._device}: {error}")
        return None

    def _define(self) -> int:
        for _ in range(TRIES):
            index = FIRST_INDEX + secrets.randbelow(LAST_INDEX - FIRST_INDEX + 1)
            if ask(self._device, command.define(index), DEFINED).code == SUCCESS:
                return index
        raise BadAnswer("no free index was found")

    def _count(self, index: int) -> Counted:
        ask(self._device, command.increment(index))
        return Counted(index, command.counted(ask(self._device, command.read(index)).rest))

    def _silent(self, why: str) -> TpmSilent:
        self._why = f"{self._device}: {why}"
        self._asked_again = time.monotonic() + QUIET_S
        return TpmSilent(self._why)
