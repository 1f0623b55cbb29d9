"""The driver of supplies behind NUT's upsd: it asks, never logs in and never commands (RFC 9271)."""

import socket
import time
from contextlib import suppress

from devices.config import Nut
from devices.power import ups_variables
from devices.power.nut_lines import Begin, End, Line, NutLineError, Other, Refusal, Supplied, Variable, read
from devices.thread import SameThread
from kiosk.domain.device import DeviceInfo, Health
from kiosk.domain.power import PowerAbsent, PowerFault, PowerState, health_of

PATIENCE_S = 1.0
"""For a whole answer; upsd answers from memory."""
MOST_BYTES = 65_536
"""A real list of variables takes some three thousand."""
STALE = frozenset({"DATA-STALE", "DRIVER-NOT-CONNECTED"})


class _SilentError(Exception):
    """Nobody answers; the sentence says why."""


class _RefusedError(Exception):
    """upsd answered, but not with what was asked for; the argument is its code."""


class NutPowerSupply:
    """One UPS of one upsd, over a connection that is made anew after trouble."""

    def __init__(self, config: Nut) -> None:
        self._config = config
        self._socket: socket.socket | None = None
        self._rest = b""
        self._thread = SameThread("the power supply")

    def state(self) -> PowerState:
        self._thread.check()
        try:
            return ups_variables.state_of(self._variables())
        except _SilentError as silent:
            return PowerAbsent(str(silent))
        except _RefusedError as refused:
            return self._fault(str(refused))

    def health(self) -> Health:
        return health_of(self.state())

    def identify(self) -> DeviceInfo:
        self._thread.check()
        try:
            variables = self._variables()
        except _SilentError as silent:
            return self._info(found=False, message=str(silent))
        except _RefusedError as refused:
            return self._info(found=False, message=self._fault(str(refused)).message)
        state = ups_variables.state_of(variables)
        health = health_of(state)
        return self._info(
            found=True,
            message=getattr(health, "message", "the mains are there"),
            variables=variables,
        )

    def close(self) -> None:
        """Let go of the connection; the next question makes another."""
        if self._socket is not None:
            with suppress(OSError):
                self._socket.close()
        self._socket, self._rest = None, b""

    def _variables(self) -> dict[str, str]:
        lines = self._list(f"VAR {self._config.ups}")
        return {line.name: line.value for line in lines if isinstance(line, Variable)}

    def _list(self, what: str) -> list[Line]:
        """Ask for a list, on a new connection when the old one turns out to be gone."""
        kept = self._socket is not None
        try:
            return self._ask(what)
        except _SilentError:
            if not kept:
                raise
        return self._ask(what)

    def _ask(self, what: str) -> list[Line]:
        deadline = time.monotonic() + PATIENCE_S
        try:
            self._connected().sendall(f"LIST {what}\n".encode())
            return self._listed(deadline)
        except (OSError, NutLineError) as error:
            self.close()
            why = "no answer in time" if isinstance(error, TimeoutError) else error
            raise _SilentError(f"upsd at {self._address}: {why}") from error

    def _listed(self, deadline: float) -> list[Line]:
        found: list[Line] = []
        while not isinstance(line := read(self._line(deadline)), End):
            match line:
                case Refusal(code=code):
                    raise _RefusedError(code)
                case Variable() | Supplied():
                    found.append(line)
                case Begin() | Other():
                    pass
        return found

    def _line(self, deadline: float) -> str:
        connection, size = self._connected(), len(self._rest)
        while b"\n" not in self._rest:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if size > MOST_BYTES:
                raise NutLineError("a line without an end")
            connection.settimeout(left)
            data = connection.recv(4096)
            if not data:
                raise ConnectionResetError("it hung up")
            self._rest += data
            size += len(data)
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode("utf-8", errors="replace")

    def _connected(self) -> socket.socket:
        if self._socket is None:
            place = (self._config.host, self._config.port)
            self._socket = socket.create_connection(place, timeout=PATIENCE_S)
        return self._socket

    def _fault(self, code: str) -> PowerFault:
        if code in STALE:
            return PowerFault(
                "stale", f"upsd does not hear the supply ({code}): look at its cable and driver"
            )
        if code == "UNKNOWN-UPS":
            return PowerFault("unknown_ups", f"upsd knows no supply '{self._config.ups}'{self._known()}")
        return PowerFault("refused", f"upsd at {self._address} refuses: {code}")

    def _known(self) -> str:
        try:
            names = [line.ups for line in self._list("UPS") if isinstance(line, Supplied)]
        except (_SilentError, _RefusedError):
            return ""
        return f"; it has: {', '.join(names)}" if names else "; it has none"

    @property
    def _address(self) -> str:
        return f"{self._config.host}:{self._config.port}"

    def _info(self, *, found: bool, message: str, variables: dict[str, str] | None = None) -> DeviceInfo:
        known = variables or {}
        return DeviceInfo(
            device="power",
            driver="nut",
            address=f"{self._config.ups}@{self._address}",
            found=found,
            message=message,
            model=ups_variables.model_of(known),
            serial=ups_variables.serial_of(known),
            firmware=ups_variables.firmware_of(known),
        )
