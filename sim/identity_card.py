"""An identity card of air: a person to the 256-byte text block that a reader gives (GA/T 490)."""

import datetime as dt

import msgspec

from devices.card.nations import NATIONS
from kiosk.domain.identity import CardKind, Identity, Sex
from sim.card_variants import Condition

BLOCK_LENGTH = 256
ADDRESS_LENGTH = 70
_SEXES = {Sex.MALE: "1", Sex.FEMALE: "2", Sex.UNKNOWN: "0"}
_CODES = {name: code for code, name in NATIONS.items()}
_ENGLISH_2023 = 35
Fields = tuple[tuple[int, int, str], ...]


class SimulatedCard(msgspec.Struct, frozen=True):
    """A card as somebody may lay it; its text block is worked out from the person."""

    identity: Identity
    additional_address: str | None = None
    condition: Condition = Condition.GOOD

    def text_block(self) -> bytes:
        """Return the 256 bytes; raise ValueError when a field is too long for its place."""
        return encode_text_block(self.identity)

    def additional_address_block(self) -> bytes | None:
        """Return the 70 bytes of the address written later, or None."""
        if self.additional_address is None:
            return None
        return _padded(self.additional_address, ADDRESS_LENGTH)


def expired(identity: Identity) -> Identity:
    """Return the same person with a card whose last valid day was yesterday."""
    yesterday = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
    first = min(identity.valid_from or yesterday, yesterday)
    return msgspec.structs.replace(identity, valid_from=first, valid_to=yesterday)


def encode_text_block(identity: Identity) -> bytes:
    """Return the text block for a person; raise ValueError when a field is too long for its place."""
    block = bytearray(_padded("", BLOCK_LENGTH))
    for offset, length, text in _fields(identity):
        block[offset : offset + length] = _padded(text, length)
    return bytes(block)


def _fields(identity: Identity) -> Fields:
    match identity.kind:
        case CardKind.RESIDENT:
            return (*_front(identity), *_home(identity), (32, 4, _CODES.get(identity.nation or "", "97")))
        case CardKind.PERMIT_HMT:
            passed = identity.pass_number or ""
            return (*_front(identity), *_home(identity), (220, 18, passed), (238, 4, "01"), (248, 2, "J"))
        case CardKind.FOREIGN_2017:
            return (*_validity(identity), *_foreign_2017(identity))
        case CardKind.FOREIGN_2023:
            return (*_front(identity), *_foreign_2023(identity))
        case CardKind.SOCIAL | CardKind.CITIZEN:
            raise ValueError("a social-security card has no identity card's text block")
        case CardKind.E_ID:
            raise ValueError("an e-ID is on no card")


def _front(identity: Identity) -> Fields:
    chinese = "" if identity.name == identity.english_name else identity.name
    return (
        *_validity(identity),
        (0, 30, chinese),
        (30, 2, _SEXES[identity.sex]),
        (36, 16, _digits(identity.birth)),
        (122, 36, identity.number),
    )


def _validity(identity: Identity) -> Fields:
    first, last = identity.valid_from, identity.valid_to
    return (
        (188, 16, _digits(first) if first else ""),
        (204, 16, _digits(last) if last else "长期"),
    )


def _home(identity: Identity) -> Fields:
    return ((52, 70, identity.address or ""), (158, 30, identity.issuer or ""))


def _foreign_2017(identity: Identity) -> Fields:
    chinese = "" if identity.name == identity.english_name else identity.name
    return (
        (0, 120, identity.english_name or ""),
        (120, 2, _SEXES[identity.sex]),
        (122, 30, identity.number),
        (152, 6, identity.nationality or ""),
        (158, 30, chinese),
        (220, 16, _digits(identity.birth)),
        (236, 4, "01"),
        (240, 8, identity.issuer or ""),
        (248, 2, "I"),
    )


def _foreign_2023(identity: Identity) -> Fields:
    english = identity.english_name or ""
    return (
        (32, 4, "01"),
        (52, 70, english[:_ENGLISH_2023]),
        (220, 22, english[_ENGLISH_2023:]),
        (242, 6, identity.nationality or ""),
        (248, 2, "Y"),
    )


def _digits(day: dt.date) -> str:
    return day.strftime("%Y%m%d") if day.year >= 1000 else f"{day.year:04d}{day:%m%d}"  # noqa: PLR2004


def _padded(text: str, length: int) -> bytes:
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) > length:
        raise ValueError(f"{len(encoded)} bytes do not fit into a field of {length}")
    return encoded + " ".encode("utf-16-le") * ((length - len(encoded)) // 2)
