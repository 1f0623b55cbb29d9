"""Every way in which reading a card can end."""

import msgspec

from kiosk.domain.device import Absent, Faulty, Health, Ready
from kiosk.domain.identity import Identity


class CardPhoto(msgspec.Struct, frozen=True):
    """The picture on the card, as a licensed decoder made it: BMP or PNG, in memory for this visit alone."""

    image: bytes

    def __repr__(self) -> str:
        return f"CardPhoto({len(self.image)} bytes)"


class CardRead(msgspec.Struct, frozen=True, tag="ok"):
    """The card was read and its holder may go on; `photo` only where a licensed decoder is configured."""

    identity: Identity
    photo: CardPhoto | None = None


class CardExpired(msgspec.Struct, frozen=True, tag="expired"):
    """The card was read but its last valid day has passed."""

    identity: Identity


class NoReader(msgspec.Struct, frozen=True, tag="no_reader"):
    """The reader does not answer: unplugged, switched off or another port."""

    message: str


class NoCard(msgspec.Struct, frozen=True, tag="no_card"):
    """No card came before the caller stopped waiting for this look."""


class CardMoved(msgspec.Struct, frozen=True, tag="moved"):
    """The card left the field while it was read: take it away and lay it again."""

    message: str


class CardNotGenuine(msgspec.Struct, frozen=True, tag="not_genuine"):
    """Card and reader do not accept each other: to the counter."""

    message: str


class CardBadNumber(msgspec.Struct, frozen=True, tag="bad_number"):
    """What the card says can't be: number, check or dates; `message` holds no personal data."""

    message: str


class CardUnsupported(msgspec.Struct, frozen=True, tag="unsupported"):
    """A card of a kind this reader can't read."""

    message: str


class CardPinNeeded(msgspec.Struct, frozen=True, tag="pin_needed"):
    """The card gives its holder's data after a PIN alone; none is asked for on a screen."""

    message: str


class CardDeviceFault(msgspec.Struct, frozen=True, tag="device_fault"):
    """The reader answered with a fault of its own: out of service, alarm."""

    code: str
    message: str


class CardTimeout(msgspec.Struct, frozen=True, tag="timeout"):
    """No card came in the whole time asked for."""


class CardCancelled(msgspec.Struct, frozen=True, tag="cancelled"):
    """The caller no longer wants a card."""


CardOutcome = (
    CardRead
    | CardExpired
    | NoReader
    | NoCard
    | CardMoved
    | CardNotGenuine
    | CardBadNumber
    | CardUnsupported
    | CardPinNeeded
    | CardDeviceFault
    | CardTimeout
    | CardCancelled
)


def health_told(outcome: CardOutcome) -> Health | None:
    """Return what an outcome tells of the reader itself; None when it tells nothing."""
    match outcome:
        case NoReader(message=message):
            return Absent(message)
        case CardDeviceFault(code=code, message=message):
            return Faulty(code, message)
        case CardCancelled():
            return None
        case _:
            return Ready()
