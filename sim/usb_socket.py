"""A USB device of air whose cable is a Unix socket: it is here, whoever plugs it in is another process."""

import base64
import contextlib
import errno
import json
import socket
import threading
from pathlib import Path
from typing import Any

from sim.control import ControlServer
from sim.usb_bus import UsbDevice, UsbFault


class UsbSocket:
    """Serves a device's transfers on a socket, one thread a host."""

    def __init__(self, path: Path, device: UsbDevice) -> None:
        self.path = path
        self._device = device
        self._server = ControlServer(path, self._handle)

    def close(self) -> None:
        """Hang up on every host."""
        self._server.close()

    def _handle(self, line: bytes) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(line)
        try:
            return {"gives": self._done(told)}
        except UsbFault as fault:
            return {"fault": fault.number}

    def _done(self, told: dict[str, Any]) -> Any:  # noqa: ANN401 JSON
        device, endpoint = self._device, told.get("endpoint", 0)
        match told["do"]:
            case "look":
                return [device.vendor, device.product, device.serial, device.endpoints, device.plugs]
            case "send":
                return device.send(endpoint, base64.b64decode(told["data"]), told["timeout_s"])
            case "take":
                data = device.take(endpoint, told["size"], told["timeout_s"])
                return base64.b64encode(data).decode()
            case "clear_halt":
                return device.clear_halt(endpoint)
            case "configure":
                return device.configure(told["value"])
            case "open" | "claim" | "has_kernel_driver" | "detach_kernel_driver" | "configuration" as name:
                return getattr(device, name)()
            case unknown:
                raise UsbFault(errno.ENOSYS) from ValueError(unknown)


class RemoteUsbDevice:
    """The device at the other end of a socket; a bench that is gone is a device that is unplugged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._line: socket.socket | None = None
        self.vendor = self.product = 0
        self.serial = ""
        self.endpoints: tuple[int, ...] = ()

    @property
    def plugs(self) -> int:
        """How often it was plugged in; 0: it is out."""
        try:
            self.vendor, self.product, self.serial, endpoints, plugs = self._told("look")
        except UsbFault:
            return 0
        self.endpoints = tuple(endpoints)
        return int(plugs)

    def open(self) -> None:
        self._told("open")

    def claim(self) -> None:
        self._told("claim")

    def has_kernel_driver(self) -> bool:
        return bool(self._told("has_kernel_driver"))

    def detach_kernel_driver(self) -> None:
        self._told("detach_kernel_driver")

    def configuration(self) -> int:
        return int(self._told("configuration"))

    def configure(self, value: int) -> None:
        self._told("configure", value=value)

    def send(self, endpoint: int, data: bytes, timeout_s: float) -> int:
        text = base64.b64encode(data).decode()
        return int(self._told("send", endpoint=endpoint, data=text, timeout_s=timeout_s))

    def take(self, endpoint: int, size: int, timeout_s: float) -> bytes:
        return base64.b64decode(self._told("take", endpoint=endpoint, size=size, timeout_s=timeout_s))

    def clear_halt(self, endpoint: int) -> None:
        self._told("clear_halt", endpoint=endpoint)

    def close(self) -> None:
        """Hang up; the next call connects again."""
        with self._lock:
            self._hang_up()

    def _told(self, name: str, **values: object) -> Any:  # noqa: ANN401 JSON
        with self._lock:
            try:
                answer = self._asked({"do": name, **values})
            except OSError as error:
                self._hang_up()
                raise UsbFault(errno.ENODEV) from error
        if "fault" in answer:
            raise UsbFault(answer["fault"])
        return answer["gives"]

    def _asked(self, question: dict[str, object]) -> dict[str, Any]:
        if self._line is None:
            self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self._line.connect(str(self._path))
        self._line.sendall(json.dumps(question).encode() + b"\n")
        said = b""
        while not said.endswith(b"\n"):
            chunk = self._line.recv(65_536)
            if not chunk:
                raise ConnectionResetError("the bench has hung up")
            said += chunk
        answer: dict[str, Any] = json.loads(said)
        return answer

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(OSError):
                line.close()
