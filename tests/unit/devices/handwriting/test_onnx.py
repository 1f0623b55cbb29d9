"""What a model file says of itself, whatever bytes it is made of."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.handwriting.onnx import metadata


def test_pairs_are_read_and_everything_else_is_passed_by() -> None:
    pair = b"\x0a\x03key\x12\x04" + "我a".encode()
    fields = b"\x08\x96\x01" + b"\x11" + bytes(8) + b"\x1d" + bytes(4) + b"\x22\x02hi"
    assert {"key": "我a"} == metadata(fields + b"\x72" + bytes([len(pair)]) + pair)


@pytest.mark.parametrize("model", [b"\x08\x80", b"\x0b\x00"])
def test_what_is_no_message_is_named(model: bytes) -> None:
    with pytest.raises(ValueError, match="no protobuf"):
        metadata(model)


@given(st.binary(max_size=60))
def test_any_bytes_end_in_pairs_or_a_value_error(model: bytes) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(metadata(model), dict)
