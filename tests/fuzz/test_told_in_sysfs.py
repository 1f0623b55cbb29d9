"""Whatever names and texts sysfs and /dev show, they are offered in lines that a file takes, or not."""

import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devices.config import DevicesConfig
from devices.inventory import LOOKS, usb_devices
from devices.printer.usb_node import node_of
from devices.scanner.input_device import text_of
from devices.spare import Spare, Use, is_configured, suggestion
from devices.told import of_sysfs
from kiosk.domain.device import Role

EMPTY = DevicesConfig()
MEMORY = "/dev/shm"  # noqa: S108 folders by the hundred thousand, in a folder of our own
OF_FILES = LOOKS[:4]
"""USB, serial ports, keyboards and cameras; PC/SC and CUPS are asked otherwise."""
TEXTS = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=30).map(str.encode),
    st.sampled_from(
        (b"", b"\n", b"0400\n", b"c35a\n", b"04b8\n", b"07\n", b"0b\n", b"\x1b[2J\n", b"\xff\xfe", b"\x7f")
    ),
)
NAMES = st.one_of(st.binary(min_size=1, max_size=40), st.text(min_size=1, max_size=20).map(str.encode)).map(
    lambda name: name.replace(b"/", b"_").replace(b"\0", b"_")
)
FOLDERS = (b"dev/serial/by-id/", b"dev/input/by-id/", b"dev/ttyUSB")
ATTRIBUTES = st.dictionaries(
    st.sampled_from((b"idVendor", b"idProduct", b"product", b"serial", b"bcdDevice")), TEXTS
)


@pytest.fixture(scope="module")
def machine() -> Iterator[Path]:
    """Keep one folder for all cases: each fills it anew."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-sysfs-", dir=MEMORY))
    yield folder
    shutil.rmtree(folder)


def emptied(machine: Path) -> bytes:
    for path in machine.iterdir():
        shutil.rmtree(path)
    return os.fsencode(machine)


def put(path: bytes, data: bytes = b"") -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 names that are no text
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(data)


def can_be_offered(spare: Spare) -> None:
    """Assert that a technician can be shown it, and that its lines say in TOML what it is."""
    texts = (spare.address, spare.message, spare.model, spare.serial)
    assert all(text is None or text.isprintable() for text in texts)
    msgspec.json.encode(spare)
    lines = suggestion(spare, EMPTY)
    if lines is not None:
        table = tomllib.loads(lines)["devices"][spare.use.role]
        assert {"driver": spare.use.driver, **dict(spare.settings)} == table
    assert not is_configured(spare, EMPTY)


@given(
    device=st.one_of(st.just(b"1-1"), NAMES),
    attributes=ATTRIBUTES,
    klass=TEXTS,
    node=st.one_of(st.none(), NAMES),
    event=TEXTS,
)
@example(
    b"1-1",
    {b"idVendor": b"0400\n", b"idProduct": b"c35a\n", b"product": b"\x1b[2J\xff", b"serial": b"\n\n"},
    b"ff\n",
    None,
    b"",
)
@example(b"1-1", {b"idVendor": b"04b8", b"idProduct": b"0202"}, b"07", b'\xff"\n', b"DEVNAME=\xff")
def test_any_usb_device_is_offered_or_not(
    machine: Path,
    device: bytes,
    attributes: dict[bytes, bytes],
    klass: bytes,
    node: bytes | None,
    event: bytes,
) -> None:
    if device in {b".", b".."}:
        return
    root = emptied(machine)
    folder = root + b"/sys/bus/usb/devices/" + device
    for name, text in attributes.items():
        put(folder + b"/" + name, text)
    put(folder + b"/1-1:1.0/bInterfaceClass", klass)
    if node is not None:
        put(folder + b"/1-1:1.0/usbmisc/lp" + node)
        put(root + b"/class/lp0/device/none")
        put(root + b"/class/lp0/uevent", event)
        for name in (b"idVendor", b"idProduct"):
            put(root + b"/class/lp0/" + name, attributes.get(name, b""))
    for found in usb_devices(machine):
        assert all(text is None or text.isprintable() for text in (found.id, found.product, found.serial))
    for spare in OF_FILES[0](machine):
        can_be_offered(spare)
    place = node_of("04b8:0202", of_class=machine / "class", devices=machine)
    assert place is None or isinstance(place, Path)


@given(
    st.lists(NAMES, max_size=4),
    st.sampled_from((b"dev/serial/by-id/", b"dev/input/by-id/", b"dev/ttyUSB")),
    TEXTS,
)
@example([b"usb-\xff_Serial", b'usb-"a"\\b', b"usb-\x1b[2J", b"usb-\x7f"], b"dev/serial/by-id/", b"")
def test_any_name_is_offered_or_left_out(
    machine: Path, names: list[bytes], folder: bytes, name: bytes
) -> None:
    root = emptied(machine) + b"/"
    for one in names:
        if one not in {b".", b".."}:
            put(root + folder + one + (b"-event-kbd" if b"input" in folder else b""))
    for number in (b"video0", b"video" + (names[0] if names else b"1")):
        put(root + b"sys/class/video4linux/" + number + b"/name", name)
    for look in OF_FILES:
        for spare in look(machine):
            can_be_offered(spare)


@given(TEXTS, TEXTS, TEXTS)
def test_any_attribute_says_what_can_be_shown(
    machine: Path, name: bytes, serial: bytes, release: bytes
) -> None:
    root = emptied(machine)
    for file, text in ((b"name", name), (b"serial", serial), (b"bcdDevice", release)):
        put(root + b"/camera/" + file, text)
    for attribute in ("name", "serial", "bcdDevice", "nothing"):
        told = of_sysfs(machine / "camera" / attribute)
        assert told is None or (told and told.isprintable())


@given(st.one_of(st.binary(max_size=256), TEXTS.map(lambda text: text.ljust(256, b"\0"))))
def test_any_answer_of_an_input_device_is_a_name_that_can_be_shown(answer: bytes) -> None:
    told = text_of(answer)
    assert told.isprintable()
    assert told == told.strip()


@given(st.text(max_size=40))
def test_any_name_of_a_service_is_written_so_that_it_is_read_back(name: str) -> None:
    spare = Spare(
        uses=(Use(Role.SOCIAL_CARD, "pcsc"),), address="a", message="m", settings=(("reader", name),)
    )
    lines = suggestion(spare, EMPTY)
    assert lines is not None
    assert {"driver": "pcsc", "reader": name} == tomllib.loads(lines)["devices"]["social_card"]
