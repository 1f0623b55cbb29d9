import datetime as dt

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ids import ItemId, MatterCode, ReceiptNumber, TerminalId
from kiosk.domain.submission import ItemState
from kiosk.errors import WireError
from kiosk.wire.own_key import OwnKey
from kiosk.wire.token import ReceiptClaim, encode_claim, read_claim, sign_claim, verify_claim

KEY = Ed25519PrivateKey.generate()
KEYS = OwnKey(KEY).publics
CLAIM = ReceiptClaim(
    terminal=TerminalId("T1"),
    epoch=1,
    seq=7,
    item=ItemId("019cac0f-2680-7000-8000-000000000001"),
    number=ReceiptNumber("N000001-ABCD"),
    matter=MatterCode("m"),
    at=dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC),
    state=ItemState.PENDING,
    seal_sha256=bytes(32),
)


def test_token_says_what_was_claimed() -> None:
    token = sign_claim(encode_claim(CLAIM), KEY)
    assert CLAIM == read_claim(token) == verify_claim(token, KEYS)
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_token_of_another_terminal_is_refused() -> None:
    with pytest.raises(WireError) as raised:
        verify_claim(sign_claim(encode_claim(CLAIM), KEY), OwnKey(Ed25519PrivateKey.generate()).publics)
    assert "receipt_signature" == raised.value.code


@given(st.text(max_size=200))
def test_any_text_is_a_token_or_a_sentence(text: str) -> None:
    with pytest.raises(WireError):
        verify_claim(text, KEYS)
