"""Whatever a device event says, it is about a device of ours or about none; nothing of it is an exception."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from devices.config import (
    CameraV4l2,
    Cups,
    DevicesConfig,
    EscposUsb,
    Nut,
    Pcsc,
    RelaySerial,
    SamSerial,
    ScannerEvdev,
)
from devices.hotplug import SUBSYSTEMS, DeviceEvent, concerns, parse, subsystems_of, wanted
from kiosk.domain.device import Role

READER, PRINTER = "/dev/ttyS9", "/dev/usb/lp9"
CONFIG = DevicesConfig(
    identity_card=SamSerial(port=READER),
    social_card=Pcsc(),
    receipt_printer=EscposUsb(path=PRINTER),
    document_printer=Cups(),
    code_scanner=ScannerEvdev(device="/dev/input/by-id/none-event-kbd"),
    document_camera=CameraV4l2("/dev/video9"),
    power=Nut(),
    reminder=RelaySerial(port="/dev/ttyS8"),
)
NODES = st.sampled_from((READER, PRINTER, "/dev/video9", "/dev/null", "//", "dev", " "))
BYTES = st.one_of(
    st.binary(max_size=40).map(lambda data: data.replace(b"\0", b"")),
    st.text(max_size=20).map(lambda text: text.replace("\0", "").encode()),
    st.lists(NODES, max_size=6).map(" ".join).map(str.encode),
    st.sampled_from((*SUBSYSTEMS, "add", "remove", "change", "bind", "block", "")).map(str.encode),
)
NAMES = st.one_of(
    st.sampled_from((b"ACTION", b"SUBSYSTEM", b"DEVNAME", b"DEVLINKS", b"ID_SERIAL", b"NAME", b"PRODUCT")),
    st.binary(max_size=12),
)
PLUGGED = st.fixed_dictionaries(
    {
        b"ACTION": st.sampled_from((b"add", b"remove", b"change")),
        b"SUBSYSTEM": st.sampled_from([name.encode() for name in SUBSYSTEMS]),
        b"DEVNAME": st.one_of(BYTES, NODES.map(str.encode)),
    },
    optional={b"DEVLINKS": BYTES, b"ID_SERIAL": BYTES, b"NAME": BYTES},
)


class Properties(Mapping[str, str]):
    """What pyudev's own mapping does: each name and value is decoded, strictly, when it is looked at."""

    def __init__(self, raw: dict[bytes, bytes]) -> None:
        self._raw = raw

    def __getitem__(self, name: str) -> str:
        return self._raw[name.encode()].decode(sys.getfilesystemencoding())

    def __iter__(self) -> Iterator[str]:
        return (name.decode(sys.getfilesystemencoding()) for name in self._raw)

    def __len__(self) -> int:
        return len(self._raw)


@given(st.one_of(st.dictionaries(NAMES, BYTES, max_size=8), PLUGGED))
@example({b"ACTION": b"add", b"SUBSYSTEM": b"tty", b"DEVNAME": READER.encode(), b"ID_SERIAL": b"\xff\xfe"})
@example({b"SUBSYSTEM": b"usb", b"DEVLINKS": b"\xff /dev/usb/lp9"})
def test_any_event_concerns_devices_that_are_configured(raw: dict[bytes, bytes]) -> None:
    found = wanted(Properties(raw))
    event = parse(found)
    assert (event is None) is (found.get("SUBSYSTEM") not in SUBSYSTEMS)
    if event is None:
        return
    for concern in concerns(event, CONFIG):
        table = getattr(CONFIG, concern.role)
        assert event.subsystem in subsystems_of(table)
        assert not concern.anew or event.action == "add"


@given(PLUGGED)
def test_a_device_of_ours_that_came_is_opened_anew_and_no_other(raw: dict[bytes, bytes]) -> None:
    event = parse(wanted(Properties(raw)))
    assert isinstance(event, DeviceEvent)
    anew = {concern.role for concern in concerns(event, CONFIG) if concern.anew}
    own = {Role.IDENTITY_CARD: READER, Role.RECEIPT_PRINTER: PRINTER}
    for role, node in own.items():
        came = event.action == "add" and node in event.nodes
        assert (role in anew) is (came and event.subsystem in subsystems_of(getattr(CONFIG, role)))
    assert all(Path(node) for node in event.nodes)
