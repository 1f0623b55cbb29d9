"""A power supply behind an upsd of its own, RFC 9271 over TCP; the mains can be taken from it."""

import contextlib
import shlex
import socketserver
import threading
import time
from types import TracebackType
from typing import Self

import msgspec

UPS = "ups"
FULL_RUNTIME_S = 1800
"""What a battery of this size carries a terminal of 60 W."""


class Power(msgspec.Struct, frozen=True, kw_only=True):
    """What the supply knows of mains and battery; the runtime is counted down from `at`."""

    status: str = "OL"
    runtime_s: float = FULL_RUNTIME_S
    at: float = 0.0
    plugged: bool = True
    """Its data cable."""

    def left_s(self, now: float) -> int:
        """Return how long the battery lasts."""
        gone = now - self.at if "OB" in self.status.split() else 0.0
        return max(0, round(self.runtime_s - gone))

    def variables(self, now: float) -> dict[str, str]:
        """Return what upsd lists."""
        left = self.left_s(now)
        return {
            "battery.charge": str(round(100 * min(1.0, left / FULL_RUNTIME_S))),
            "battery.runtime": str(left),
            "device.mfr": "Weilai",
            "device.model": "Sim 600 VA",
            "device.serial": "U0000001",
            "device.type": "ups",
            "driver.name": "dummy-ups",
            "ups.firmware": "1.0",
            "ups.status": self.status,
        }


class SimulatedPower:
    """One supply at one port of loopback (0: any free one); a context manager, or start and stop it."""

    def __init__(self, port: int = 0) -> None:
        self._power = Power()
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", port), _Client)
        self._server.supply = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name="simulated upsd", daemon=True
        )

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def power(self) -> Power:
        """What it knows now."""
        with self._lock:
            return self._power

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._server.drop_clients()
        self._thread.join()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def fail(self, runtime_s: float = FULL_RUNTIME_S) -> None:
        """Take the mains away, with so much in the battery."""
        self._set(status="OB DISCHRG", runtime_s=runtime_s, at=time.monotonic())

    def low(self, *, forced: bool = False) -> None:
        """Let the battery be nearly empty; `forced`: somebody is about to switch the supply off."""
        self._set(status="FSD OB LB" if forced else "OB DISCHRG LB", runtime_s=60.0, at=time.monotonic())

    def back(self) -> None:
        """Give the mains back."""
        left = self.power.left_s(time.monotonic())
        self._set(status="OL CHRG", runtime_s=left)

    def unplug(self) -> None:
        """Pull the data cable: upsd goes on, and knows nothing any more."""
        self._set(plugged=False)

    def replug(self) -> None:
        """Put the data cable back."""
        self._set(plugged=True)

    def _set(self, **values: object) -> None:
        with self._lock:
            self._power = msgspec.structs.replace(self._power, **values)

    def answer(self, line: str) -> list[str]:
        """Answer one line as upsd does."""
        try:
            asked = shlex.split(line)
        except ValueError:
            return ["ERR INVALID-ARGUMENT"]
        match asked:
            case ["VER"]:
                return ["Network UPS Tools upsd, simulated"]
            case ["NETVER"]:
                return ["1.3"]
            case ["LOGOUT"]:
                return ["OK Goodbye"]
            case ["LIST", "UPS"]:
                return ["BEGIN LIST UPS", f'UPS {UPS} "A simulated supply"', "END LIST UPS"]
            case ["LIST", "VAR", ups]:
                return self._list(ups)
            case ["GET", "VAR", ups, name]:
                return self._get(ups, name)
            case _:
                return ["ERR UNKNOWN-COMMAND"]

    def _known(self, ups: str) -> dict[str, str] | str:
        power = self.power
        if ups != UPS:
            return "ERR UNKNOWN-UPS"
        return power.variables(time.monotonic()) if power.plugged else "ERR DATA-STALE"

    def _list(self, ups: str) -> list[str]:
        known = self._known(ups)
        if isinstance(known, str):
            return [known]
        rows = [f'VAR {ups} {name} "{value}"' for name, value in known.items()]
        return [f"BEGIN LIST VAR {ups}", *rows, f"END LIST VAR {ups}"]

    def _get(self, ups: str, name: str) -> list[str]:
        known = self._known(ups)
        if isinstance(known, str):
            return [known]
        return [f'VAR {ups} {name} "{known[name]}"'] if name in known else ["ERR VAR-NOT-SUPPORTED"]


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    supply: SimulatedPower

    def __init__(self, address: tuple[str, int], handler: type[socketserver.BaseRequestHandler]) -> None:
        super().__init__(address, handler)
        self._clients: set[socketserver.BaseRequestHandler] = set()

    def drop_clients(self) -> None:
        """Hang up on whoever is connected."""
        for client in tuple(self._clients):
            with contextlib.suppress(OSError):
                client.request.shutdown(2)

    def keep(self, client: socketserver.BaseRequestHandler) -> None:
        self._clients.add(client)

    def forget(self, client: socketserver.BaseRequestHandler) -> None:
        self._clients.discard(client)


class _Client(socketserver.StreamRequestHandler):
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.keep(self)

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            for line in self.rfile:
                answer = self.server.supply.answer(line.decode("utf-8", errors="replace"))
                self.wfile.write("".join(f"{row}\n" for row in answer).encode())
                if answer == ["OK Goodbye"]:
                    return

    def finish(self) -> None:
        self.server.forget(self)
        with contextlib.suppress(OSError):
            super().finish()
