from hypothesis import given
from hypothesis import strategies as st

from devices.card.frames import (
    FIND_CARD,
    MAX_GARBAGE,
    PREAMBLE,
    READ_CARD,
    Command,
    FrameProblem,
    Reply,
    broken_off,
    find_reply,
)
from devices.card.sam_answers import (
    CardBlocks,
    card_blocks,
    frame_trouble,
    later_address,
    sam_id_text,
    status_trouble,
)
from devices.card.text_block import BLOCK_LENGTH, parse_text_block, with_newer_address
from kiosk.domain.card import (
    CardBadNumber,
    CardDeviceFault,
    CardMoved,
    CardNotGenuine,
    CardUnsupported,
    NoReader,
)
from kiosk.domain.identity import Identity
from sim.cardholders import EVERYBODY, RESIDENT
from sim.identity_card import encode_text_block
from sim.sam_module import frame

near_frames = st.builds(
    lambda before, head, rest: before + head + rest,
    st.binary(max_size=12),
    st.sampled_from([b"", PREAMBLE, PREAMBLE[:3], PREAMBLE + b"\x00\x04", PREAMBLE + b"\x05\x08"]),
    st.binary(max_size=60),
)
blocks = st.sampled_from([encode_text_block(person) for person in EVERYBODY])


@given(near_frames)
def test_bytes_are_a_reply_a_problem_or_not_yet_whole(received: bytes) -> None:
    assert isinstance(find_reply(received), Reply | FrameProblem | None)
    assert isinstance(broken_off(received), FrameProblem)


@given(st.binary(max_size=40), st.integers(0, 255), st.binary(max_size=80), st.data())
def test_a_frame_in_noise_is_found_as_soon_as_it_is_whole_and_not_before(
    noise: bytes, status: int, content: bytes, data: st.DataObject
) -> None:
    # What could pass for the beginning of another frame would be taken for it: that is another test's case.
    noise = noise.replace(b"\xaa", b"\x00")
    whole = noise + frame(status, content)
    cut = data.draw(st.integers(0, len(whole) - 1))
    assert find_reply(whole[:cut]) is None
    assert Reply(status, content) == find_reply(whole)


@given(st.integers(1, 3 * MAX_GARBAGE))
def test_noise_without_end_is_given_up(length: int) -> None:
    expected = FrameProblem.NO_PREAMBLE if length > MAX_GARBAGE else None
    assert expected == find_reply(b"\x55" * length)


@given(st.integers(0, 255), st.binary(max_size=20))
def test_a_reply_is_done_or_one_of_four_troubles(status: int, data: bytes) -> None:
    named = CardMoved | CardNotGenuine | CardUnsupported | CardDeviceFault | None
    assert isinstance(status_trouble(Reply(status, data)), named)


@given(st.binary(max_size=1400))
def test_what_a_read_gives_is_256_bytes_of_text_or_a_fault(data: bytes) -> None:
    blocks = card_blocks(data)
    assert isinstance(blocks, CardDeviceFault | CardBlocks)
    if isinstance(blocks, CardBlocks):
        assert BLOCK_LENGTH == len(blocks.text)
        assert len(blocks.photo) in {0, int.from_bytes(data[2:4], "big")}


@given(st.integers(0, 255), st.binary(max_size=80))
def test_a_later_address_is_a_block_or_trouble(status: int, data: bytes) -> None:
    block = later_address(Reply(status, data))
    assert isinstance(block, bytes | CardMoved | CardNotGenuine | CardUnsupported | CardDeviceFault)


@given(st.sampled_from(FrameProblem), st.sampled_from([READ_CARD, FIND_CARD]))
def test_a_broken_frame_is_a_named_trouble(problem: FrameProblem, command: Command) -> None:
    assert isinstance(frame_trouble(problem, command, "/dev/x"), NoReader | CardMoved | CardDeviceFault)


@given(st.binary(max_size=20))
def test_a_security_modules_number_is_text_or_none(data: bytes) -> None:
    assert (len(data) == 16) is (sam_id_text(data) is not None)


@given(st.one_of(st.binary(max_size=300), st.binary(min_size=BLOCK_LENGTH, max_size=BLOCK_LENGTH)))
def test_any_text_block_is_a_person_or_a_named_trouble(block: bytes) -> None:
    assert isinstance(parse_text_block(block), Identity | CardBadNumber | CardUnsupported)


@given(blocks, st.integers(0, BLOCK_LENGTH - 1), st.binary(min_size=1, max_size=40))
def test_a_persons_block_with_a_scar_is_a_person_or_a_named_trouble(
    block: bytes, at: int, scar: bytes
) -> None:
    scarred = (block[:at] + scar + block[at + len(scar) :])[:BLOCK_LENGTH]
    assert isinstance(parse_text_block(scarred), Identity | CardBadNumber | CardUnsupported)


@given(st.binary(max_size=80))
def test_any_later_address_leaves_a_person_with_an_address(block: bytes) -> None:
    assert with_newer_address(RESIDENT, block).address
