"""What could be added to terminal.toml, over a machine made of files, in lines that are taken as they are."""

import tomllib
from pathlib import Path

import msgspec
import pytest

from devices.config import DevicesConfig, EscposUsb, Pcsc, SamSerial, SamUsb, ScannerSerial
from devices.inventory import LOOKS, UsbModel, spare_devices, usb_models
from devices.spare import Spare, Use, is_configured, suggestion
from kiosk.domain.device import Role

EMPTY = DevicesConfig()
BY_ID = "/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0"


def usb(root: Path, name: str, id_: str, *, klass: str = "ff", product: str = "", serial: str = "") -> Path:
    folder = root / "sys/bus/usb/devices" / name
    (folder / f"{name}:1.0").mkdir(parents=True)
    vendor, _, number = id_.partition(":")
    texts = {"idVendor": vendor, "idProduct": number, "product": product, "serial": serial}
    for file, text in texts.items():
        if text:
            (folder / file).write_text(text + "\n")
    (folder / f"{name}:1.0" / "bInterfaceClass").write_text(klass + "\n")
    return folder / f"{name}:1.0"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine with one of everything, as sysfs and /dev show it."""
    usb(tmp_path, "1-1", "0400:c35a", serial="A1")
    printer = usb(tmp_path, "1-2", "04b8:0e15", klass="07", product="TM-T20II", serial="J7")
    (printer / "usbmisc" / "lp0").mkdir(parents=True)
    usb(tmp_path, "1-3", "1d6b:0002", klass="09", product="xHCI Host Controller")
    usb(tmp_path, "1-4", "051d:0002", klass="03", product="Back-UPS")
    (tmp_path / "dev/serial/by-id").mkdir(parents=True)
    (tmp_path / "dev/ttyUSB0").touch()
    (tmp_path / "dev/ttyACM0").touch()
    (tmp_path / BY_ID[1:]).symlink_to("../../ttyUSB0")
    (tmp_path / "dev/input/by-id").mkdir(parents=True)
    (tmp_path / "dev/input/by-id/usb-Honeywell_Scanner_X1-event-kbd").touch()
    for node, index in (("video0", "0"), ("video1", "1")):
        camera = tmp_path / "sys/class/video4linux" / node
        camera.mkdir(parents=True)
        (camera / "index").write_text(index + "\n")
        (camera / "name").write_text("HD Webcam\n")
    return tmp_path


def found(machine: Path, config: DevicesConfig = EMPTY) -> dict[str, Spare]:
    """Return what this machine has; what the real one has behind PC/SC and CUPS is left out."""
    here = spare_devices(config, root=machine, within_s=60)
    return {spare.address: spare for spare in here if spare.use.driver not in ("pcsc", "cups")}


def test_one_of_everything_is_found_and_hubs_and_second_nodes_are_not(machine: Path) -> None:
    assert {
        "0400:c35a": Role.IDENTITY_CARD,
        BY_ID: Role.IDENTITY_CARD,
        "/dev/ttyACM0": Role.IDENTITY_CARD,
        "/dev/usb/lp0": Role.RECEIPT_PRINTER,
        "/dev/input/by-id/usb-Honeywell_Scanner_X1-event-kbd": Role.CODE_SCANNER,
        "/dev/video0": Role.DOCUMENT_CAMERA,
        "051d:0002": Role.POWER,
    } == {address: spare.use.role for address, spare in found(machine).items()}


def test_a_printer_gives_its_name_and_number(machine: Path) -> None:
    printer = found(machine)["/dev/usb/lp0"]
    assert ("TM-T20II", "J7", "Epson TM-T20II") == (printer.model, printer.serial, printer.message)


def test_every_suggestion_is_taken_as_it_stands(machine: Path) -> None:
    lines = [suggestion(spare, EMPTY) for spare in found(machine).values()]
    tables = [tomllib.loads(text)["devices"] for text in lines if text is not None]
    assert [1] * len(tables) == [
        sum(value is not None for value in msgspec.structs.asdict(taken).values())
        for taken in (msgspec.convert(table, DevicesConfig) for table in tables)
    ]
    assert tables


def test_the_lines_for_a_reader_are_exact(machine: Path) -> None:
    assert f'[devices.identity_card]\ndriver = "sam-serial"\nport = "{BY_ID}"\n' == suggestion(
        found(machine)[BY_ID], EMPTY
    )


def test_what_is_configured_is_not_offered_by_whatever_name(machine: Path) -> None:
    config = DevicesConfig(
        identity_card=SamUsb(),
        receipt_printer=EscposUsb(path="/dev/usb/lp0"),
        code_scanner=ScannerSerial(port="/dev/ttyACM0"),
    )
    here = found(machine, config)
    assert not {"0400:c35a", "/dev/usb/lp0", "/dev/ttyACM0"} & set(here)


def test_what_a_taken_table_could_be_for_is_offered_for_the_next_use(machine: Path) -> None:
    config = DevicesConfig(identity_card=SamUsb())
    port = found(machine, config)[BY_ID]
    assert f'[devices.code_scanner]\ndriver = "scanner-serial"\nport = "{BY_ID}"\n' == suggestion(
        port, config
    )
    full = DevicesConfig(
        identity_card=SamUsb(),
        code_scanner=ScannerSerial(port="/dev/ttyS9"),
        receipt_printer=EscposUsb(path="/dev/usb/lp0"),
    )
    assert suggestion(found(machine, full)[BY_ID], full) is None


@pytest.mark.parametrize(
    ("reader", "configured"), [("", True), ("ACS", True), ("ACS ACR39U 00 00", True), ("Feitian", False)]
)
def test_a_part_of_a_readers_name_is_its_name(
    reader: str,
    configured: bool,  # noqa: FBT001 pytest's
) -> None:
    spare = Spare(
        uses=(Use(Role.SOCIAL_CARD, "pcsc"),),
        address="ACS ACR39U 00 00",
        message="",
        settings=(("reader", "ACS ACR39U 00 00"),),
    )
    assert configured == is_configured(spare, DevicesConfig(social_card=Pcsc(reader=reader)))


def test_a_link_and_what_it_leads_to_are_one_device(tmp_path: Path) -> None:
    port, link = tmp_path / "ttyUSB0", tmp_path / "by-id"
    port.touch()
    link.symlink_to(port)
    spare = Spare(uses=(Use(Role.IDENTITY_CARD, "sam-serial"),), address=str(link), message="")
    assert is_configured(spare, DevicesConfig(identity_card=SamSerial(port=str(port))))


def test_a_machine_without_sysfs_has_nothing(tmp_path: Path) -> None:
    assert {} == found(tmp_path)


def test_a_name_with_quotes_stays_one_value() -> None:
    spare = Spare(
        uses=(Use(Role.SOCIAL_CARD, "pcsc"),),
        address="a",
        message="",
        settings=(("reader", 'Say "hi" \\o/'),),
    )
    text = suggestion(spare, EMPTY)
    assert text is not None
    assert {"driver": "pcsc", "reader": 'Say "hi" \\o/'} == tomllib.loads(text)["devices"]["social_card"]


def test_the_table_of_models_names_each_once_in_lower_case() -> None:
    models = usb_models()
    assert all(isinstance(row, UsbModel) and row.id == row.id.lower() for row in models.values())
    assert all(len(id_) in (len("0400:c35a"), len("0400:*")) for id_ in models)
    assert len(LOOKS) == len(set(LOOKS))
