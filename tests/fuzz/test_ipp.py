from contextlib import suppress
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from devices.document.ipp import Answer, MalformedAnswerError, answer

RECORDED = Path(__file__).parents[1] / "unit" / "devices" / "document" / "recorded"
ANSWERS = [path.read_bytes() for path in sorted(RECORDED.glob("*.ipp"))]


@given(st.binary(max_size=400))
def test_bytes_are_an_answer_or_say_why_not(data: bytes) -> None:
    with suppress(MalformedAnswerError):
        assert isinstance(answer(data), Answer)


@given(st.sampled_from(ANSWERS), st.data())
def test_a_spoilt_answer_is_an_answer_or_says_why_not(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    spoilt = whole[:at] + data.draw(st.binary(max_size=3)) + whole[at + data.draw(st.integers(0, 3)) :]
    with suppress(MalformedAnswerError):
        assert isinstance(answer(spoilt), Answer)


@given(st.sampled_from(ANSWERS), st.data())
def test_half_an_answer_is_none(whole: bytes, data: st.DataObject) -> None:
    half = whole[: data.draw(st.integers(0, len(whole) - 1))]
    try:
        answer(half)
    except MalformedAnswerError as error:
        assert "byte" in str(error)  # noqa: PT017 hypothesis and pytest.raises: every case must raise
    else:
        raise AssertionError("half an answer was read as a whole one")
