"""What a receipt number 收件编号 says of itself: leased or not, and what of it was drawn."""

from kiosk.domain.ids import ReceiptNumber

SLIP_PREFIX = "S-"


def is_slip_number(number: ReceiptNumber) -> bool:
    """Return whether a number was made without a leased block; the receipt says so."""
    return number.startswith(SLIP_PREFIX)


def drawn_part(number: ReceiptNumber) -> str | None:
    """Return what was drawn from a block: all before the random characters; None of a slip number.

    Two disks of one terminal draw the same, and only chance tells the numbers apart.
    """
    drawn, dash, _ = number.rpartition("-")
    return drawn if dash and not is_slip_number(number) else None
