import pytest

from devices.config import Terminator
from devices.scanner.burst import LOST_QUIET_S, MARKED_QUIET_S, PAUSE_QUIET_S, Burst
from kiosk.domain.scanned import LIMIT


def burst(terminator: Terminator, *chunks: bytes) -> Burst:
    made = Burst(terminator)
    for chunk in chunks:
        made.add(chunk)
    return made


@pytest.mark.parametrize(
    ("terminator", "chunks", "payload"),
    [
        (Terminator.CR, (b"abc\r",), b"abc"),
        (Terminator.CR, (b"a", b"bc", b"\r"), b"abc"),
        (Terminator.CR, (b"\r",), b""),
        (Terminator.CR, (b"a\rb\r",), b"a\rb"),
        (Terminator.CR, (b"abc\r\n",), None),
        (Terminator.LF, (b"abc\n",), b"abc"),
        (Terminator.CRLF, (b"abc\r", b"\n"), b"abc"),
        (Terminator.CRLF, (b"abc\n",), None),
        (Terminator.PAUSE, (b"abc",), b"abc"),
        (Terminator.PAUSE, (b"abc\r",), b"abc\r"),
    ],
)
def test_a_code_is_what_came_before_its_mark(
    terminator: Terminator, chunks: tuple[bytes, ...], payload: bytes | None
) -> None:
    assert payload == burst(terminator, *chunks).payload()


def test_silence_is_short_behind_the_mark_and_long_without_it() -> None:
    assert MARKED_QUIET_S == burst(Terminator.CR, b"abc\r").quiet_s
    assert LOST_QUIET_S == burst(Terminator.CR, b"abc").quiet_s
    assert LOST_QUIET_S == burst(Terminator.CR, b"abc\r", b"d").quiet_s
    assert PAUSE_QUIET_S == burst(Terminator.PAUSE, b"abc").quiet_s


@pytest.mark.parametrize("terminator", Terminator)
@pytest.mark.parametrize("length", [LIMIT - 1, LIMIT, LIMIT + 1, 10_000])
def test_a_long_code_is_kept_up_to_one_byte_too_many(terminator: Terminator, length: int) -> None:
    marks = {Terminator.CR: b"\r", Terminator.LF: b"\n", Terminator.CRLF: b"\r\n", Terminator.PAUSE: b""}
    payload = burst(terminator, *(b"x" for _ in range(length)), marks[terminator]).payload()
    assert payload is not None
    assert min(length, LIMIT + 1) == len(payload)


@pytest.mark.parametrize(
    ("terminator", "data", "said"),
    [
        (
            Terminator.CR,
            b"ab\n",
            '3 bytes came without the CR that ends a code, but with LF: set terminator = "lf"',
        ),
        (Terminator.CR, b"ab\r\n", 'but with CRLF: set terminator = "crlf"'),
        (Terminator.CRLF, b"ab\r", 'but with CR: set terminator = "cr"'),
        (
            Terminator.LF,
            b"ab",
            "2 bytes came without the LF that ends a code: let the scanner send LF after each code",
        ),
    ],
)
def test_a_missing_mark_is_told_with_what_to_set(terminator: Terminator, data: bytes, said: str) -> None:
    assert said in burst(terminator, data).complaint()
