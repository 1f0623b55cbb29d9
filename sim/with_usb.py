"""`python -m sim.with_usb SOCKET MODULE [ARGUMENT…]`: runs a program whose USB is the bench's.

The program is what it always is; pyusb's own libusb is taken away from under it. A program that serves a
platform on another machine is not run: a real platform never hears of a simulated device.
"""

import itertools
import runpy
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import usb.backend.libusb1

from kiosk.config import load
from kiosk.config_path import config_path
from kiosk.domain.address import is_loopback
from kiosk.errors import KioskError
from sim.usb_bus import SimulatedUsb
from sim.usb_socket import RemoteUsbDevice

USAGE = 2


def main(arguments: Sequence[str]) -> None:
    """Put the bench's reader where libusb was, then become the program."""
    if len(arguments) < USAGE:
        sys.exit(__doc__)
    path, module = Path(arguments[0]), arguments[1]
    _refuse_a_real_platform(arguments)
    bus = SimulatedUsb(RemoteUsbDevice(path))
    usb.backend.libusb1.get_backend = lambda **_: bus
    sys.argv[:] = [module, *arguments[2:]]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _refuse_a_real_platform(arguments: Sequence[str]) -> None:
    named = dict(itertools.pairwise(arguments)).get("--config")
    try:
        url = load(config_path(named)).platform.url
    except KioskError:
        return  # the program itself says what is wrong with its configuration
    if not is_loopback(urlsplit(url).hostname or ""):
        sys.exit(f"with_usb: the platform {url} is real, and the USB reader would be a simulator")


if __name__ == "__main__":
    main(sys.argv[1:])
