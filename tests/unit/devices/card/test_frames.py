import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.card import frames
from devices.card.frames import FrameProblem, Reply, broken_off, find_reply, request

READ_OK_HEAD = bytes.fromhex("AAAAAA96690508000090 0100 0400".replace(" ", ""))
NO_CARD = bytes.fromhex("AAAAAA9669000400008084")
FOUND = bytes.fromhex("AAAAAA9669000800009F0000000097")


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (frames.RESET_SAM, "AAAAAA9669000310FFEC"),
        (frames.SAM_STATUS, "AAAAAA9669000311FFED"),
        (frames.SAM_ID, "AAAAAA9669000312FFEE"),
        (frames.FIND_CARD, "AAAAAA96690003200122"),
        (frames.SELECT_CARD, "AAAAAA96690003200221"),
        (frames.READ_CARD, "AAAAAA96690003300132"),
        (frames.READ_MORE_ADDRESS, "AAAAAA96690003300330"),
    ],
)
def test_request_is_the_published_frame(command: frames.Command, expected: str) -> None:
    assert bytes.fromhex(expected) == request(command)


def test_published_replies_are_understood() -> None:
    assert Reply(0x80, b"") == find_reply(NO_CARD)
    assert Reply(0x9F, bytes(4)) == find_reply(FOUND)
    assert Reply(0x41, b"") == find_reply(bytes.fromhex("AAAAAA9669000400004145"))


def test_garbage_before_the_preamble_is_passed_over() -> None:
    assert Reply(0x80, b"") == find_reply(b"\x00\xaa\xaa\x96noise\xaa" + NO_CARD + b"after")


def test_unfinished_reply_is_not_yet_one() -> None:
    assert [None] * len(FOUND) == [find_reply(FOUND[:n]) for n in range(len(FOUND))]


def test_wrong_checksum_is_named() -> None:
    assert FrameProblem.CHECKSUM is find_reply(NO_CARD[:-1] + b"\x00")


def test_lengths_that_cannot_be_are_named() -> None:
    assert FrameProblem.TOO_LONG is find_reply(frames.PREAMBLE + b"\xff\xff")
    assert FrameProblem.TOO_SHORT is find_reply(frames.PREAMBLE + b"\x00\x03")


def test_the_readers_own_timeout_frame_is_known() -> None:
    assert FrameProblem.READER_TIMEOUT is find_reply(bytes.fromhex("AAAAAA96690005050505"))


def test_endless_noise_is_no_reply() -> None:
    assert FrameProblem.NO_PREAMBLE is find_reply(bytes(frames.MAX_GARBAGE + 1))


def test_what_broke_off_is_named() -> None:
    assert FrameProblem.SILENT is broken_off(b"")
    assert FrameProblem.NO_PREAMBLE is broken_off(b"noise")
    assert FrameProblem.TRUNCATED is broken_off(READ_OK_HEAD)


def test_every_problem_has_a_sentence() -> None:
    assert set(FrameProblem) == set(frames.SENTENCES)


def test_repr_of_a_reply_shows_no_content() -> None:
    assert "Reply(status=0x90, 4 bytes)" == repr(Reply(0x90, b"name"))


@given(st.binary(max_size=200), st.integers(0, 255))
def test_a_flipped_byte_in_a_read_never_passes(noise: bytes, flip: int) -> None:
    counted = (4 + len(noise)).to_bytes(2, "big") + b"\x00\x00\x90" + noise
    sound = frames.PREAMBLE + counted + bytes([frames.checksum(counted)])
    assert Reply(0x90, noise) == find_reply(sound)
    broken = sound[:9] + bytes([sound[9] ^ flip]) + sound[10:]
    assert (find_reply(broken) == FrameProblem.CHECKSUM) == (flip != 0)
