"""Money: orders, what can become of them, and how an amount is written."""

import datetime as dt

import msgspec

from kiosk.domain.text import Text

FEN_IN_YUAN = 100
MONEY = Text(zh="{yuan} 元", en="¥{yuan}")


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """A debt that may be paid once; `code` is what the QR shows."""

    number: str
    amount_fen: int
    payee: str
    code: str
    expires_at: dt.datetime


class PaymentWaiting(msgspec.Struct, frozen=True, tag="waiting"):
    """Nobody has paid yet; the order is open."""

    order: str


class PaymentSettled(msgspec.Struct, frozen=True, tag="settled", kw_only=True):
    """The platform says, signed, that the money is there."""

    order: str
    amount_fen: int
    transaction: str
    wallet: str
    paid_at: dt.datetime


class PaymentClosed(msgspec.Struct, frozen=True, tag="closed"):
    """The order is closed unpaid: nothing was and nothing can be charged."""

    order: str


class PaymentUnknown(msgspec.Struct, frozen=True, tag="unknown"):
    """Nobody could be asked: it may have been paid; a claim slip names the order."""

    order: str


PaymentStatus = PaymentWaiting | PaymentSettled | PaymentClosed | PaymentUnknown


def yuan(amount_fen: int) -> str:
    """Write an amount as residents do: 20000 -> 200.00."""
    return _written(amount_fen, between="")


def yuan_text(amount_fen: int) -> Text:
    """Write an amount for a sentence: 1000000 -> 10000.00, and 10,000.00 in English."""
    return Text(zh=_written(amount_fen, between=""), en=_written(amount_fen, between=","))


def money(amount_fen: int) -> Text:
    """Write an amount with its unit: 200.00 元, ¥200.00."""
    return MONEY.format(yuan=yuan_text(amount_fen))


def _written(amount_fen: int, *, between: str) -> str:
    sign = "-" if amount_fen < 0 else ""
    whole, rest = divmod(abs(amount_fen), FEN_IN_YUAN)
    return f"{sign}{whole:{between}}.{rest:02d}"


def fen_of(yuan_written: str) -> int:
    """Read an amount as it is typed: 12.5 -> 1250; what stands behind two places is left away."""
    whole, _, cents = yuan_written.partition(".")
    return int(whole or 0) * FEN_IN_YUAN + int(f"{cents}00"[:2])
