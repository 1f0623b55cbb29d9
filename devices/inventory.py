"""What is plugged into this machine: USB, serial ports, keyboards, cameras, card readers, print queues."""

import contextlib
import os
import queue
import threading
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from devices.config import DevicesConfig
from devices.spare import Spare, Use, is_configured
from devices.told import named, of_sysfs, printable
from kiosk.domain.device import Role

MODELS = Path(__file__).with_name("usb_models.toml")
PRINTER_CLASS, CARD_READER_CLASS = "07", "0b"
"""bInterfaceClass of printers and of contact card readers (USB CCID)."""
UNTOLD = "nothing says what is behind it"


SERIAL_USES = (
    Use(Role.IDENTITY_CARD, "sam-serial"),
    Use(Role.CODE_SCANNER, "scanner-serial"),
    Use(Role.RECEIPT_PRINTER, "escpos-serial"),
)
CAMERA_USES = (Use(Role.DOCUMENT_CAMERA, "camera-v4l2"), Use(Role.FACE_CAMERA, "camera-v4l2"))
SCANNER_MAKERS = ("honeywell", "zebra", "datalogic", "newland")


class UsbModel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of usb_models.toml; `id` is vendor:product, the product `*` for all of a vendor's."""

    id: str
    role: Role
    name: str


class UsbDevice(msgspec.Struct, frozen=True, kw_only=True):
    """A USB device as sysfs shows it."""

    folder: Path
    id: str
    classes: frozenset[str]
    product: str | None
    serial: str | None


@cache
def usb_models() -> dict[str, UsbModel]:
    """Return the table by id."""
    rows = tomllib.loads(MODELS.read_text(encoding="utf-8"))["model"]
    return {row.id: row for row in msgspec.convert(rows, list[UsbModel])}


def spare_devices(config: DevicesConfig, *, root: Path = Path("/"), within_s: float = 3.0) -> list[Spare]:
    """Return what is there and not configured; a service that does not answer in time is left out."""
    found: queue.Queue[list[Spare]] = queue.Queue()
    for look in LOOKS:
        # Daemons: a print server that hangs must not hold the command that asked.
        threading.Thread(target=_look, args=(look, root, found), name="inventory", daemon=True).start()
    deadline = time.monotonic() + within_s
    spares: list[Spare] = []
    with contextlib.suppress(queue.Empty):
        for _ in LOOKS:
            spares += found.get(timeout=max(0.0, deadline - time.monotonic()))
    order = {role: place for place, role in enumerate(Role)}
    spares.sort(key=lambda spare: (order[spare.use.role], spare.address))
    return [spare for spare in spares if not is_configured(spare, config)]


def _look(look: "Look", root: Path, found: queue.Queue[list[Spare]]) -> None:
    found.put(list(look(root)))


def usb_devices(root: Path = Path("/")) -> Iterator[UsbDevice]:
    """Yield the USB devices that sysfs shows below `root`."""
    for folder in named(root / "sys/bus/usb/devices", "*"):
        vendor, product = of_sysfs(folder / "idVendor"), of_sysfs(folder / "idProduct")
        if vendor and product:
            interfaces = {of_sysfs(path) or "" for path in folder.glob("*:*/bInterfaceClass")}
            yield UsbDevice(
                folder=folder,
                id=f"{vendor}:{product}",
                classes=frozenset(interfaces),
                product=of_sysfs(folder / "product"),
                serial=of_sysfs(folder / "serial"),
            )


def _usb(root: Path) -> Iterator[Spare]:
    for device in usb_devices(root):
        model = _model_of(device)
        if model is not None and model.role is Role.IDENTITY_CARD:
            yield _spare(device, model.role, "sam-usb", device.id, model.name)
        elif PRINTER_CLASS in device.classes or (model and model.role is Role.RECEIPT_PRINTER):
            yield from _usb_printer(device, model)
        elif model is not None and model.role is Role.POWER:
            yield _spare(device, model.role, "nut", device.id, f"{model.name}; it is watched through NUT")
        elif CARD_READER_CLASS in device.classes:
            yield _spare(device, Role.SOCIAL_CARD, "pcsc", device.id, "a contact card reader, through pcscd")


def _usb_printer(device: UsbDevice, model: UsbModel | None) -> Iterator[Spare]:
    files = [f"/dev/usb/{path.name}" for path in named(device.folder, "*:*/usbmisc/lp*")]
    name = model.name if model else "a printer; set a profile that fits if it prints receipts"
    if not files:
        yield _spare(device, Role.RECEIPT_PRINTER, "escpos-usb", device.id, f"{name}; usblp is not loaded")
    for path in files:
        spare = _spare(device, Role.RECEIPT_PRINTER, "escpos-usb", path, name)
        yield msgspec.structs.replace(spare, settings=(("path", path),))


def _model_of(device: UsbDevice) -> UsbModel | None:
    models = usb_models()
    return models.get(device.id) or models.get(f"{device.id.partition(':')[0]}:*")


def _spare(device: UsbDevice, role: Role, driver: str, address: str, message: str) -> Spare:
    return Spare(
        uses=(Use(role, driver),),
        address=address,
        message=message,
        model=device.product,
        serial=device.serial,
    )


def _serial(root: Path) -> Iterator[Spare]:
    """Yield serial ports on USB by their lasting names; nothing is sent to what may be anything."""
    lasting = tuple(named(root / "dev/serial/by-id", "*"))
    leads_to = {Path(os.path.realpath(path)).name for path in lasting}
    bare = [path for kind in ("ttyUSB*", "ttyACM*") for path in named(root / "dev", kind)]
    for path in (*lasting, *(path for path in bare if path.name not in leads_to)):
        address = "/" + path.relative_to(root).as_posix()
        scans = any(maker in path.name.lower() for maker in SCANNER_MAKERS)
        yield Spare(
            uses=SERIAL_USES[1:] if scans else SERIAL_USES,
            address=address,
            message=f"a serial port, for a card reader, a scanner or a printer: {UNTOLD}",
            settings=(("port", address),),
        )


def _inputs(root: Path) -> Iterator[Spare]:
    for path in named(root / "dev/input/by-id", "*-event-kbd"):
        address = "/" + path.relative_to(root).as_posix()
        yield Spare(
            uses=(Use(Role.CODE_SCANNER, "scanner-evdev"),),
            address=address,
            message="a keyboard, or a code scanner that types: a keyboard must not be configured",
            settings=(("device", address),),
        )


def _videos(root: Path) -> Iterator[Spare]:
    for folder in named(root / "sys/class/video4linux", "video*"):
        if (of_sysfs(folder / "index") or "0") != "0":
            continue  # further nodes of the same camera: metadata
        address = f"/dev/{folder.name}"
        yield Spare(
            uses=CAMERA_USES,
            address=address,
            message=f"a camera, for faces or papers: {UNTOLD}",
            settings=(("path", address),),
            model=of_sysfs(folder / "name"),
        )


def _card_readers(_: Path) -> Iterator[Spare]:
    try:
        from smartcard import scard  # noqa: PLC0415 loaded on the thread that lists
    except ImportError:
        return
    code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    if code != scard.SCARD_S_SUCCESS:
        return
    _, names = scard.SCardListReaders(context, [])
    scard.SCardReleaseContext(context)
    for name in names:
        yield Spare(
            uses=(Use(Role.SOCIAL_CARD, "pcsc"),),
            address=printable(str(name)) or "",
            message="a PC/SC reader",
            settings=(("reader", str(name)),),
            model=printable(str(name)),
        )


def _print_queues(_: Path) -> Iterator[Spare]:
    try:
        import cups  # noqa: PLC0415 loaded on the thread that lists
    except ImportError:
        return
    try:
        queues = cups.Connection().getPrinters()
    except (RuntimeError, cups.IPPError):
        return
    for name, attributes in sorted(queues.items()):
        yield Spare(
            uses=(Use(Role.DOCUMENT_PRINTER, "cups"),),
            address=str(name),
            message="a CUPS queue",
            settings=(("queue", str(name)),),
            model=attributes.get("printer-make-and-model"),
        )


Look = Callable[[Path], Iterable[Spare]]
LOOKS: tuple[Look, ...] = (_usb, _serial, _inputs, _videos, _card_readers, _print_queues)
