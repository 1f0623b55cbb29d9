import pytest

from devices.card import frames
from devices.card.frames import FrameProblem, Reply
from devices.card.sam_answers import (
    CardBlocks,
    card_blocks,
    frame_trouble,
    later_address,
    sam_id_text,
    status_trouble,
)
from devices.card.sam_status import STATUSES
from kiosk.domain.card import CardDeviceFault, CardMoved, CardNotGenuine, CardUnsupported, NoReader
from kiosk.domain.trouble import Trouble, Way
from kiosk.steps.ask import card_fact

DONE = (0x90, 0x9F)
LAY_AGAIN = (0x34, 0x41, 0x47, 0x80, 0x81, 0x91)
COUNTER = (0x31, 0x32, 0x33, 0x40)
NAMED_FAULTS = (0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x10, 0x11, 0x21, 0x23, 0x24, 0x50, 0x60, 0x61, 0x66)


def expected(code: int) -> type[object]:
    """Return what a resident or the technician is to do about a status, as the type that stands for it."""
    if code in DONE:
        return type(None)
    if code in LAY_AGAIN:
        return CardMoved
    if code in COUNTER:
        return CardUnsupported if code == 0x40 else CardNotGenuine
    return CardDeviceFault


@pytest.mark.parametrize("code", range(256), ids=lambda code: f"{code:02X}")
def test_every_status_is_done_lay_again_counter_or_device_fault(code: int) -> None:
    trouble = status_trouble(Reply(code, b""))
    assert expected(code) is type(trouble)
    if isinstance(trouble, CardMoved | CardNotGenuine | CardUnsupported | CardDeviceFault):
        assert f"(status {code:02X})" in trouble.message


@pytest.mark.parametrize("code", range(256), ids=lambda code: f"{code:02X}")
def test_every_status_that_is_trouble_has_a_sentence_on_the_screen(code: int) -> None:
    trouble = status_trouble(Reply(code, b""))
    if trouble is None:
        assert code in DONE
        return
    said = card_fact(trouble)
    assert isinstance(said, Trouble)
    # Another kind of card is named as such: another one may be laid, and the sentence names the counter too.
    again = isinstance(trouble, CardMoved | CardUnsupported)
    assert (Way.AGAIN if again else Way.COUNTER) is said.way


def test_the_published_statuses_have_sentences_of_their_own() -> None:
    published = {*DONE, *LAY_AGAIN, *COUNTER, *NAMED_FAULTS}
    assert published == set(STATUSES)
    assert len(published) == len({status.sentence for status in STATUSES.values()})


def test_fault_carries_its_code_and_its_sentence() -> None:
    assert CardDeviceFault("60", "the reader's self-test failed (status 60)") == status_trouble(
        Reply(0x60, b"")
    )


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


def test_text_and_photo_are_taken_out_of_a_read_untouched() -> None:
    text, photo = bytes(range(256)), bytes(range(255, -1, -1)) * 4
    assert CardBlocks(text, photo) == card_blocks(bytes.fromhex("01000400") + text + photo)


def test_a_photo_that_broke_off_is_none_and_the_text_stays() -> None:
    assert CardBlocks(b"t" * 256, b"") == card_blocks(bytes.fromhex("01000400") + b"t" * 256 + b"p" * 1023)


def test_blocks_show_nothing_of_themselves() -> None:
    assert "CardBlocks(3 and 5 bytes)" == repr(CardBlocks(b"abc", b"photo"))


@pytest.mark.parametrize(
    ("status", "block"),
    [(0x90, b"later"), (0x91, b""), (0x21, b"")],
    ids=["written", "none", "reader does not know the command"],
)
def test_later_address_is_a_block_or_none(status: int, block: bytes) -> None:
    assert block == later_address(Reply(status, block))


@pytest.mark.parametrize("status", [0x41, 0x80, 0x81, 0x31, 0x60])
def test_an_address_that_could_not_be_asked_for_is_trouble_of_the_whole_read(status: int) -> None:
    assert status_trouble(Reply(status, b"")) == later_address(Reply(status, b""))


@pytest.mark.parametrize(
    "data", [b"", b"\x01", bytes.fromhex("01000400") + bytes(255), bytes.fromhex("02000400") + bytes(2000)]
)
def test_read_with_wrong_lengths_is_a_fault(data: bytes) -> None:
    assert isinstance(card_blocks(data), CardDeviceFault)


def test_sam_id_is_written_as_on_the_label() -> None:
    data = bytes.fromhex("05000300DEF13301" + "40E20100" + "F1FB0900")
    assert "05.03-20181470-0000123456-0000654321" == sam_id_text(data)
    assert sam_id_text(data[:-1]) is None
