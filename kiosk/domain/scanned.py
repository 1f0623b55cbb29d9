"""What a scanned code is: pure, total, and of whatever bytes a stranger's phone or paper may show.

Nothing here is followed, opened or shown: a code is one of the few things the terminal waits for, or it is
unknown for a reason that can be said.
"""

import re
from enum import StrEnum
from typing import assert_never

import msgspec

from kiosk.domain.text import Text

LIMIT = 4096
"""Bytes; the largest QR code (version 40-L, ISO/IEC 18004) holds 2,953."""


class Wallet(StrEnum):
    """Whose payment code it is."""

    WECHAT = "wechat"
    ALIPAY = "alipay"
    UNIONPAY = "unionpay"


class PayerCode(msgspec.Struct, frozen=True, tag="payer"):
    """The code that a wallet shows to be charged: good once, for a minute; whoever has it can take money."""

    wallet: Wallet
    digits: str

    def __repr__(self) -> str:
        return f"PayerCode({self.wallet.value}, …)"


class EIdCode(msgspec.Struct, frozen=True, tag="e_id"):
    """A short-lived reference to an electronic identity, which only the centre can resolve."""

    reference: str

    def __repr__(self) -> str:
        return "EIdCode(…)"


class ReceiptCode(msgspec.Struct, frozen=True, tag="receipt"):
    """The token of a receipt, unverified: kiosk.wire.token says whether its signature holds."""

    token: str

    def __repr__(self) -> str:
        return "ReceiptCode(…)"


class Reason(StrEnum):
    """Why a code is unknown."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_TEXT = "not_text"
    """No UTF-8, or keys that write no character."""
    CONTROL = "control"
    """Control characters: nothing that the terminal waits for has any."""
    SHOP = "shop"
    """A code that a shop shows to be paid."""
    LINK = "link"
    """An address that is not a receipt of this centre."""
    OTHER = "other"


class UnknownCode(msgspec.Struct, frozen=True, tag="unknown"):
    """Nothing that this terminal waits for."""

    reason: Reason


Code = PayerCode | EIdCode | ReceiptCode | UnknownCode

_PAYER = {
    Wallet.WECHAT: re.compile(r"1[0-5][0-9]{16}"),
    Wallet.ALIPAY: re.compile(r"(?:2[5-9]|30)[0-9]{14,22}"),
    Wallet.UNIONPAY: re.compile(r"62[0-9]{17}"),
}
"""Prefixes and lengths of codes shown by payers, as the payment platforms publish them."""
_AIM = re.compile(rb"\][A-Za-z][0-9A-Za-z]")
"""The symbology identifier that some scanners send before the code (ISO/IEC 15424)."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_E_ID = re.compile(r"kiosk-eid:1:([A-Za-z0-9_-]{22})")
"""The reference platform's own grammar (docs/wire.md); a city's e-ID brings another."""
_RECEIPT = re.compile(r"(https?://[^\s?#]{1,255})/r/([A-Za-z0-9_-]{86,1024})")
"""86 characters are a signature alone."""
_LINK = re.compile(r"[a-z][a-z0-9+.-]{1,30}:|www\.", re.IGNORECASE)
_SHOP = re.compile(
    r"wxp://|weixin://wxpay/|https?://(?:qr\.alipay\.com|payapp\.weixin\.qq\.com|qr\.95516\.com)/",
    re.IGNORECASE,
)
_TLV_HEAD = re.compile(r"[0-9]{4}")
_MERCHANT = "000201"
"""Payload format indicator 01, always the first (EMVCo, QR code for payment systems, merchant-presented)."""


def recognise(payload: bytes, *, receipts_at: str | None) -> Code:
    """Return what a payload is, whatever its bytes.

    `receipts_at` is the address that this centre's receipts lead to; None takes a receipt of any centre.
    """
    if len(payload) > LIMIT:
        return UnknownCode(Reason.TOO_LONG)
    try:
        text = _AIM.sub(b"", payload, count=1).decode() if _AIM.match(payload) else payload.decode()
    except UnicodeDecodeError:
        return UnknownCode(Reason.NOT_TEXT)
    return _meaning(text.strip(" "), receipts_at)


def _meaning(text: str, receipts_at: str | None) -> Code:
    if not text:
        return UnknownCode(Reason.EMPTY)
    if "\ufffd" in text:
        return UnknownCode(Reason.NOT_TEXT)
    if _CONTROL.search(text):
        return UnknownCode(Reason.CONTROL)
    for wallet, pattern in _PAYER.items():
        if pattern.fullmatch(text):
            return PayerCode(wallet, text)
    if e_id := _E_ID.fullmatch(text):
        return EIdCode(e_id[1])
    receipt = _RECEIPT.fullmatch(text)
    if receipt and (receipts_at is None or receipt[1] == receipts_at.rstrip("/")):
        return ReceiptCode(receipt[2])
    return UnknownCode(_why(text))


def _why(text: str) -> Reason:
    if _SHOP.match(text) or _is_merchant(text):
        return Reason.SHOP
    return Reason.LINK if _LINK.match(text) else Reason.OTHER


def _is_merchant(text: str) -> bool:
    """Return whether a text is EMVCo's fields from end to end: id (2 digits), length (2 digits), value."""
    if not text.startswith(_MERCHANT):
        return False
    place = 0
    while _TLV_HEAD.fullmatch(head := text[place : place + 4]):
        place += len(head) + int(head[2:])
    return place == len(text)


def sentence(code: UnknownCode) -> Text:
    """Return what to tell a resident of a code that is unknown."""
    match code.reason:
        case Reason.EMPTY | Reason.NOT_TEXT:
            return Text(
                zh="没有读清这个码。请把屏幕调亮，离扫码口远一点再试。",
                en="That code could not be read. Turn the screen brighter and hold it a little further away.",
            )
        case Reason.TOO_LONG | Reason.CONTROL | Reason.OTHER:
            return Text(
                zh="这不是本机能用的码。这里能扫付款码、电子身份码和回执上的码。",
                en="This machine has no use for that code. It takes payment codes, e-ID codes and receipts.",
            )
        case Reason.SHOP:
            return Text(
                zh="这是商家的收款码，不能用来付款。请打开钱包里的“付款码”。",
                en="That is a shop's code and can't pay. Please open the payment code in your wallet.",
            )
        case Reason.LINK:
            return Text(
                zh="这个码是一个网址，不是本中心的回执，本机不会打开它。",
                en="That code is a web address and no receipt of this centre. This machine won't open it.",
            )
    assert_never(code.reason)
