"""An identity card reader of air on USB: a SAM_V module behind four bulk endpoints, packet by packet."""

import errno
import threading
from collections import deque

from sim.sam_module import HEAD_LENGTH, PREAMBLE, SamModule, commanded
from sim.usb_bus import PACKET, UsbFault

HEAD_OUT, REST_OUT, HEAD_IN, REST_IN = 0x02, 0x06, 0x81, 0x85


class SimulatedUsbReader:
    """The cable and the endpoints; what is behind them is `module`. Any thread may unplug it."""

    vendor, product = 0x0400, 0xC35A
    endpoints: tuple[int, ...] = (HEAD_OUT, REST_OUT, HEAD_IN, REST_IN)

    def __init__(self, module: SamModule, *, serial: str = "", one_endpoint: bool = False) -> None:
        """`one_endpoint`: a reader that gives its whole reply on the first endpoint."""
        self.serial = serial
        self._module = module
        self._rest_in = HEAD_IN if one_endpoint else REST_IN
        self._changed = threading.Condition()
        self._count = 0
        self._is_in = False
        self._open_fault = self._claim_fault = self._transfer_fault = 0
        self._has_driver = False
        self._stalls: dict[int, int] = {}
        self._configuration = 1
        self._counted = b""
        self._expected = 0
        self._ready: dict[int, deque[bytes]] = {}
        self.replug()

    @property
    def plugs(self) -> int:
        """How often it was plugged in; 0: it is out."""
        return self._count if self._is_in else 0

    def unplug(self) -> None:
        """Pull the cable; whoever waits for bytes learns it at once."""
        with self._changed:
            self._is_in = False
            self._changed.notify_all()

    def replug(self) -> None:
        """Plug the cable in: another device to the host, in an empty state."""
        with self._changed:
            if self._is_in:
                return
            self._is_in, self._count = True, self._count + 1
            self._counted, self._expected = b"", 0
            self._ready = {HEAD_IN: deque(), REST_IN: deque()}

    def forbid(self) -> None:
        """Let this user not open it."""
        self._open_fault = errno.EACCES

    def hold(self) -> None:
        """Let another program hold it."""
        self._claim_fault = errno.EBUSY

    def give_to_kernel(self) -> None:
        """Let a driver of the kernel's hold it until it is sent away."""
        self._has_driver, self._claim_fault = True, errno.EBUSY

    def unconfigure(self) -> None:
        """Let nobody have chosen its configuration."""
        self._configuration = 0

    def stall(self, endpoint: int, *, times: int = 1) -> None:
        """Let the next transfers on an endpoint stall, each until the halt is cleared."""
        self._stalls[endpoint] = times

    def fail(self, number: int) -> None:
        """Let every transfer end with this errno until `recover`."""
        self._transfer_fault = number

    def recover(self) -> None:
        """End every fault of cable and rights; the module's own are its own."""
        self._open_fault = self._claim_fault = self._transfer_fault = 0
        self._stalls, self._configuration = {}, 1

    def open(self) -> None:
        _raise(self._open_fault)

    def claim(self) -> None:
        _raise(self._claim_fault)

    def has_kernel_driver(self) -> bool:
        return self._has_driver

    def detach_kernel_driver(self) -> None:
        self._has_driver, self._claim_fault = False, 0

    def configuration(self) -> int:
        return self._configuration

    def configure(self, value: int) -> None:
        self._configuration = value

    def clear_halt(self, endpoint: int) -> None:
        self._stalls[endpoint] = max(0, self._stalls.get(endpoint, 0) - 1)

    def send(self, endpoint: int, data: bytes, timeout_s: float) -> int:  # noqa: ARG002 it never waits
        """Take a host's bytes: a head on one endpoint, what it counts on the other; else they are lost."""
        self._check(endpoint)
        with self._changed:
            if endpoint == HEAD_OUT:
                is_head = len(data) == HEAD_LENGTH and data.startswith(PREAMBLE)
                self._counted = data[len(PREAMBLE) :] if is_head else b""
                self._expected = 2 + int.from_bytes(self._counted, "big")
            elif self._counted:
                self._counted += data
                if len(self._counted) >= self._expected:
                    self._give(self._module.answer(commanded(self._counted[: self._expected])))
                    self._counted = b""
        return len(data)

    def take(self, endpoint: int, size: int, timeout_s: float) -> bytes:
        """Give packets until `size` is full or a short one ended the transfer; wait for the first."""
        with self._changed:
            ready = self._ready[endpoint]
            if not self._changed.wait_for(
                lambda: ready or not self._is_in or self._is_faulty(endpoint), timeout_s
            ):
                raise UsbFault(errno.ETIMEDOUT)
            self._check(endpoint)
            given = b""
            while ready and len(given) < size:
                packet = ready.popleft()
                given += packet
                if len(given) > size:
                    raise UsbFault(errno.EOVERFLOW)
                if len(packet) < PACKET:
                    break
            return given

    def _give(self, answer: bytes) -> None:
        for endpoint, part in ((HEAD_IN, answer[:HEAD_LENGTH]), (self._rest_in, answer[HEAD_LENGTH:])):
            self._ready[endpoint] += [part[at : at + PACKET] for at in range(0, len(part), PACKET)]
        self._changed.notify_all()

    def _is_faulty(self, endpoint: int) -> bool:
        return bool(self._transfer_fault or self._stalls.get(endpoint))

    def _check(self, endpoint: int) -> None:
        if not self._is_in:
            raise UsbFault(errno.ENODEV)
        _raise(self._transfer_fault)
        if self._stalls.get(endpoint):
            raise UsbFault(errno.EPIPE)


def _raise(number: int) -> None:
    if number:
        raise UsbFault(number)
