"""What the bench can be told to do with cards and their readers."""

from kiosk.domain.identity import Identity
from sim.bank_card import NUMBER
from sim.card_variants import Condition, Generation
from sim.command import Command

AUTHENTICATION_FAILED = 0x31


class LayCard(Command, frozen=True, tag="lay_card"):
    """Lay a resident's card on the reader, or the card of an `identity` that is in no file."""

    resident: str | None = None
    identity: Identity | None = None
    additional_address: str | None = None
    condition: Condition = Condition.GOOD


class InsertSocial(Command, frozen=True, tag="insert_social"):
    """Insert a resident's social-security card, as it is in the file or otherwise."""

    resident: str
    condition: Condition = Condition.GOOD
    version: Generation | None = None
    pin: bool | None = None
    """None: as usual for the version, which is only 3.00."""
    purse: bool = False
    """A citizen card."""


class InsertBank(Command, frozen=True, tag="insert_bank"):
    """Insert a bank card into the reader of social-security cards."""

    number: str = NUMBER
    contactless: bool = False


class Damage(Command, frozen=True, tag="damage"):
    """Let so many reads of the identity card fail though it stays."""

    reads: int = 1


class Forge(Command, frozen=True, tag="forge"):
    """Let reader and card not accept each other, until `recover_reader`."""

    code: int = AUTHENTICATION_FAILED


class FailReader(Command, frozen=True, tag="fail_reader"):
    """Let the reader answer everything with this SW3, until `recover_reader`."""

    code: int


CardCommand = LayCard | InsertSocial | InsertBank | Damage | Forge | FailReader
