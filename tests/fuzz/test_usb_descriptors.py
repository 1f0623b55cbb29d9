"""Whatever a USB device says in its descriptors, it is a plate, a line, or a sentence for the technician."""

import errno
from types import SimpleNamespace

from hypothesis import example, given
from hypothesis import strategies as st

from devices.card.plate import Plate
from devices.card.sam_usb import SamUsbLine, plate
from devices.transport import TransportLostError
from sim.sam_module import SamModule
from sim.usb_bus import SimulatedUsb, UsbDevice, UsbFault
from sim.usb_reader import SimulatedUsbReader

MOST_TOLD = 254
FOUR = (0x02, 0x06, 0x81, 0x85)
FAULTS = st.sampled_from((errno.EPIPE, errno.ETIMEDOUT, errno.ENODEV, errno.EIO, errno.EACCES))
SCRAPS = st.sampled_from([b"\x04\x03\x09\x04", b"\x1b\0[\0", b"\0\xd8", b"\xff", b"R\0"])
TEXTS = st.one_of(
    st.binary(max_size=MOST_TOLD),
    st.text(max_size=40).map(
        lambda text: bytes([len(text.encode("utf-16-le")) + 2, 3]) + text.encode("utf-16-le")
    ),
    st.lists(
        st.sampled_from([b"\x04\x03\x09\x04", b"\x1b\0[\0", b"\0\xd8", b"\xff", b"R\0"]), max_size=9
    ).map(b"".join),
    FAULTS,
)
ENDPOINTS = st.one_of(st.just(FOUR), st.lists(st.integers(0, 255), max_size=8).map(tuple))
Told = bytes | int
"""What a device says when it is asked for a string: bytes as they are, or an errno."""


class StrangeUsb(SimulatedUsb):
    """A bus on which a reader's descriptors say anything."""

    def __init__(self, reader: UsbDevice, release: int, index: int, languages: Told, text: Told) -> None:
        super().__init__(reader)
        self._release, self._index = release, index
        self._languages, self._text = languages, text

    def get_device_descriptor(self, dev: UsbDevice) -> SimpleNamespace:
        told = super().get_device_descriptor(dev)
        return SimpleNamespace(**{**vars(told), "bcdDevice": self._release, "iSerialNumber": self._index})

    def string(self, device: UsbDevice, index: int) -> bytes:
        assert device.plugs
        told = self._text if index else self._languages
        if isinstance(told, int):
            raise UsbFault(told)
        return told


def bus(release: int, index: int, languages: Told, text: Told, endpoints: tuple[int, ...]) -> StrangeUsb:
    reader = SimulatedUsbReader(SamModule())
    reader.endpoints = endpoints
    return StrangeUsb(reader, release, index, languages, text)


BUSES = st.builds(
    bus,
    st.integers(0, 0xFFFF),
    st.integers(0, 255),
    st.one_of(st.just(b"\x04\x03\x09\x04"), TEXTS),
    TEXTS,
    ENDPOINTS,
)
ENGLISH = b"\x04\x03\x09\x04"


@given(BUSES, st.sampled_from(("", "R-0042")))
@example(bus(0x0100, 3, ENGLISH, b"", FOUR), "")
@example(bus(0x0100, 3, ENGLISH, b"\x04\x03\x00\xd8", FOUR), "")
@example(bus(0xFFFF, 3, ENGLISH, b"\x08\x03\x1b\0[\0J\0", FOUR), "")
def test_any_descriptor_is_a_plate_that_can_be_shown(strange: StrangeUsb, serial: str) -> None:
    told = plate(serial, backend=strange)
    assert isinstance(told, Plate)
    assert all(text is None or (text and text.isprintable()) for text in (told.serial, told.release))
    assert 0 == strange.opened


@given(BUSES, st.sampled_from(("", "R-0042")))
def test_any_descriptor_opens_a_line_or_says_why_not(strange: StrangeUsb, serial: str) -> None:
    try:
        line = SamUsbLine(serial, backend=strange)
    except TransportLostError as error:
        assert str(error).isprintable()  # noqa: PT017 either outcome is fine; this one has to say why
    else:
        line.close()
    assert 0 == strange.opened


@given(st.integers(0, 0xFFFF))
def test_any_release_is_written_as_it_is_coded(release: int) -> None:
    told = plate(backend=bus(release, 0, ENGLISH, b"", FOUR)).release
    assert told is not None
    major, _, minor = told.partition(".")
    assert release == int(major, 16) << 8 | int(minor, 16)
