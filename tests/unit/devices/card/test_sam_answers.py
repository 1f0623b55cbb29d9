import pytest

from devices.card import frames
from devices.card.frames import FrameProblem, Reply
from devices.card.sam_answers import card_text, frame_trouble, sam_id_text, status_trouble
from devices.card.sam_status import STATUSES
from kiosk.domain.card import CardDeviceFault, CardMoved, CardNotGenuine, CardUnsupported, NoReader

FAULTS = (0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x10, 0x11, 0x21, 0x23, 0x24, 0x50, 0x60, 0x61, 0x66)


@pytest.mark.parametrize("code", [0x90, 0x9F])
def test_done_and_found_are_no_trouble(code: int) -> None:
    assert status_trouble(Reply(code, b"")) is None


@pytest.mark.parametrize("code", [0x31, 0x32, 0x33])
def test_card_or_reader_not_accepted_is_not_genuine(code: int) -> None:
    assert isinstance(status_trouble(Reply(code, b"")), CardNotGenuine)


@pytest.mark.parametrize("code", [0x34, 0x41, 0x47, 0x80, 0x81])
def test_lost_card_was_moved(code: int) -> None:
    assert isinstance(status_trouble(Reply(code, b"")), CardMoved)


@pytest.mark.parametrize("code", FAULTS)
def test_fault_carries_its_code_and_a_sentence(code: int) -> None:
    trouble = status_trouble(Reply(code, b""))
    assert isinstance(trouble, CardDeviceFault)
    assert f"{code:02X}" == trouble.code
    assert STATUSES[code].sentence in trouble.message


def test_unknown_type_is_unsupported() -> None:
    assert isinstance(status_trouble(Reply(0x40, b"")), CardUnsupported)


def test_status_that_no_table_knows_is_a_fault() -> None:
    assert CardDeviceFault(
        "EE", "the reader gave a status that no table knows (status EE)"
    ) == status_trouble(Reply(0xEE, b""))


def test_silence_is_no_reader() -> None:
    assert isinstance(frame_trouble(FrameProblem.SILENT, frames.FIND_CARD, "/dev/x"), NoReader)


def test_a_read_that_broke_off_means_that_the_card_left() -> None:
    for problem in (FrameProblem.TRUNCATED, FrameProblem.READER_TIMEOUT):
        assert isinstance(frame_trouble(problem, frames.READ_CARD, "/dev/x"), CardMoved)
        assert isinstance(frame_trouble(problem, frames.FIND_CARD, "/dev/x"), CardDeviceFault)


def test_broken_frame_is_a_fault_that_says_where_and_what() -> None:
    assert CardDeviceFault(
        "frame-checksum", "the reader's answer to 'read' on /dev/x is unusable: its checksum is wrong"
    ) == frame_trouble(FrameProblem.CHECKSUM, frames.READ_CARD, "/dev/x")


def test_text_is_taken_out_of_a_read_and_the_photo_is_not() -> None:
    assert b"t" * 256 == card_text(bytes.fromhex("01000400") + b"t" * 256 + b"p" * 1024)


@pytest.mark.parametrize(
    "data", [b"", b"\x01", bytes.fromhex("01000400") + bytes(255), bytes.fromhex("02000400") + bytes(2000)]
)
def test_read_with_wrong_lengths_is_a_fault(data: bytes) -> None:
    assert isinstance(card_text(data), CardDeviceFault)


def test_sam_id_is_written_as_on_the_label() -> None:
    data = bytes.fromhex("05000300DEF13301" + "40E20100" + "F1FB0900")
    assert "05.03-20181470-0000123456-0000654321" == sam_id_text(data)
    assert sam_id_text(data[:-1]) is None
