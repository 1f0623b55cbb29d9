"""A signature over what is read twice is the library's own over the same bytes."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.errors import WireError
from kiosk.wire.long_signature import LongSignature


@settings(max_examples=60, deadline=None)
@given(seed=st.binary(min_size=32, max_size=32), parts=st.lists(st.binary(max_size=200), max_size=6))
def test_signature_is_the_librarys(seed: bytes, parts: list[bytes]) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    signing = LongSignature(key)
    for part in parts:
        signing.feed(part)
    assert key.sign(b"".join(parts)) == signing.sign([b"".join(parts)])


def test_other_bytes_the_second_time_get_none() -> None:
    signing = LongSignature(Ed25519PrivateKey.generate())
    signing.feed(b"one")
    with pytest.raises(WireError, match="not what is read back"):
        signing.sign([b"two"])
