import pytest

from kiosk.domain.scanned import (
    LIMIT,
    Code,
    EIdCode,
    PayerCode,
    Reason,
    ReceiptCode,
    UnknownCode,
    Wallet,
    recognise,
    sentence,
)
from kiosk.domain.scanner import Scanned

HERE = "https://centre.example/city"
TOKEN = "Ab_-" * 40
MERCHANT = (
    "00020101021229300012D156000000000510A93FO3230Q52045812530315654031005802CN5914BEST TRANSPORT6007BEIJING"
)


def read(text: str) -> Code:
    return recognise(text.encode(), receipts_at=HERE)


@pytest.mark.parametrize(
    ("digits", "wallet"),
    [
        *((f"{prefix}4567890123456789", Wallet.WECHAT) for prefix in range(10, 16)),
        *((f"{prefix}34567890123456", Wallet.ALIPAY) for prefix in range(25, 31)),
        *((f"28{'7' * more}", Wallet.ALIPAY) for more in range(14, 23)),
        ("6223456789012345678", Wallet.UNIONPAY),
    ],
)
def test_a_payers_code_is_known_by_prefix_and_length(digits: str, wallet: Wallet) -> None:
    assert PayerCode(wallet, digits) == read(digits)


@pytest.mark.parametrize(
    "text",
    [
        "16" + "1" * 16,
        "09" + "1" * 16,
        "13" + "1" * 15,
        "13" + "1" * 17,
        "28" + "1" * 13,
        "28" + "1" * 23,
        "31" + "1" * 14,
        "62" + "1" * 16,
        "6" * 17,
        "13456789012345678a",
        "１３４５６７８９０１２３４５６７８９",
        "",
    ],
)
def test_other_digits_are_nobodys_wallet(text: str) -> None:
    assert isinstance(read(text), UnknownCode)


def test_the_symbology_that_some_scanners_send_first_is_no_part_of_a_code() -> None:
    assert PayerCode(Wallet.WECHAT, "134567890123456789") == read("]Q1134567890123456789")
    assert PayerCode(Wallet.WECHAT, "134567890123456789") == read(" 134567890123456789 ")


def test_an_e_id_is_its_reference() -> None:
    assert EIdCode("Ab_-567890123456789012") == read("kiosk-eid:1:Ab_-567890123456789012")
    assert UnknownCode(Reason.LINK) == read("kiosk-eid:2:Ab_-567890123456789012")


def test_a_receipt_is_its_token_where_it_leads_to_this_centre() -> None:
    assert ReceiptCode(TOKEN) == read(f"{HERE}/r/{TOKEN}")
    assert UnknownCode(Reason.LINK) == read(f"https://centre.example.evil.example/city/r/{TOKEN}")
    assert UnknownCode(Reason.LINK) == read(f"https://centre.example/r/{TOKEN}")
    assert ReceiptCode(TOKEN) == recognise(f"https://other.example/r/{TOKEN}".encode(), receipts_at=None)


@pytest.mark.parametrize(
    "rest", [f"/r/{TOKEN}?x=1", f"/r/{TOKEN}#x", f"/r/{TOKEN}/..", "/r/short", f"/d/{TOKEN}", "/pay/K1", ""]
)
def test_another_address_of_this_centre_is_only_a_link(rest: str) -> None:
    assert UnknownCode(Reason.LINK) == read(HERE + rest)


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"   ", Reason.EMPTY),
        (b"]Q1", Reason.EMPTY),
        (b"7" * (LIMIT + 1), Reason.TOO_LONG),
        (b"7" * 1_000_000, Reason.TOO_LONG),
        (b"7" * LIMIT, Reason.OTHER),
        ("付款码".encode("gb18030"), Reason.NOT_TEXT),
        (b"\xff\xfe1\x003\x00", Reason.NOT_TEXT),
        (b"\xc0\xaf", Reason.NOT_TEXT),
        (b"\xed\xa0\x80", Reason.NOT_TEXT),
        ("付\ufffd码".encode(), Reason.NOT_TEXT),
        (b"\x00", Reason.CONTROL),
        (b"134567890123456789\x00", Reason.CONTROL),
        (b"134567890123456789\n", Reason.CONTROL),
        (b"134567890123456789\r\n9", Reason.CONTROL),
        (b"\x1b[2J\x1b]0;title\x07", Reason.CONTROL),
        ("\x9b2J".encode(), Reason.CONTROL),
        (b"\x7f", Reason.CONTROL),
        (MERCHANT.encode() + b"6304A13A", Reason.SHOP),
        (b"wxp://f2f0A1b2C3", Reason.SHOP),
        (b"weixin://wxpay/bizpayurl?pr=x", Reason.SHOP),
        (b"HTTPS://QR.ALIPAY.COM/FKX01", Reason.SHOP),
        (b"https://qr.95516.com/00010000/1", Reason.SHOP),
        (b"https://evil.example/", Reason.LINK),
        (b"javascript:alert(1)", Reason.LINK),
        (b"file:///etc/passwd", Reason.LINK),
        (b"data:text/html,x", Reason.LINK),
        (b"www.evil.example", Reason.LINK),
        (b"WIFI:T:WPA;S:x;P:y;;", Reason.LINK),
        ("付款码".encode(), Reason.OTHER),
        (b"'; DROP TABLE item; --", Reason.OTHER),
        (b"$(reboot)", Reason.OTHER),
        (b"{{7*7}}%s%n", Reason.OTHER),
    ],
)
def test_all_else_is_unknown_for_a_reason(payload: bytes, reason: Reason) -> None:
    assert UnknownCode(reason) == recognise(payload, receipts_at=HERE)


@pytest.mark.parametrize("text", ["000201", "0002010102", MERCHANT + "63", "000201ab", "00020199"])
def test_what_only_begins_like_a_shops_code_may_be_one_or_not(text: str) -> None:
    code = read(text)
    assert code in (UnknownCode(Reason.SHOP), UnknownCode(Reason.OTHER))


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence_in_both_languages_that_says_what_it_is(reason: Reason) -> None:
    said = sentence(UnknownCode(reason))
    assert said.zh
    assert said.en
    assert "payer" not in said.en


def test_a_shops_code_is_called_one() -> None:
    assert "shop's code" in sentence(UnknownCode(Reason.SHOP)).en
    assert "收款码" in sentence(UnknownCode(Reason.SHOP)).zh


@pytest.mark.parametrize(
    "text", ["134567890123456789", "kiosk-eid:1:Ab_-567890123456789012", f"{HERE}/r/{TOKEN}"]
)
def test_what_a_code_says_is_in_no_repr(text: str) -> None:
    secret = text[-12:]
    for shown in (read(text), Scanned(text.encode()), [read(text)], {"code": read(text)}):
        assert secret not in repr(shown)
        assert secret not in str(shown)
