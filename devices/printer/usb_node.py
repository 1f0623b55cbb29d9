"""USB printers by vendor and product: which device file the kernel's usblp gave one now."""

from pathlib import Path

CLASS = Path("/sys/class/usbmisc")
DEVICES = Path("/dev")


def node_of(usb: str, *, of_class: Path = CLASS, devices: Path = DEVICES) -> Path | None:
    """Find the node of the first printer with the id `vvvv:pppp`; None when none is plugged in."""
    for printer in sorted(of_class.glob("lp*")):
        interface = (printer / "device").resolve()
        if _read(interface.parent / "idVendor") + ":" + _read(interface.parent / "idProduct") == usb.lower():
            names = [line for line in _read(printer / "uevent").splitlines() if line.startswith("DEVNAME=")]
            return devices / names[0].removeprefix("DEVNAME=") if names else devices / "usb" / printer.name
    return None


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
