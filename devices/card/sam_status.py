"""What the third status byte (SW3) of a SAM_V reply means."""

from enum import StrEnum

import msgspec


class Meaning(StrEnum):
    """What follows from a status byte."""

    OK = "ok"
    FOUND = "found"
    NO_CONTENT = "no_content"
    NO_CARD = "no_card"
    MOVED = "moved"
    NOT_GENUINE = "not_genuine"
    UNSUPPORTED = "unsupported"
    FAULT = "fault"


class Status(msgspec.Struct, frozen=True):
    """One status byte, what follows from it, and a sentence for people."""

    code: int
    meaning: Meaning
    sentence: str


_TABLE: tuple[tuple[int, Meaning, str], ...] = (
    (0x90, Meaning.OK, "done"),
    (0x91, Meaning.NO_CONTENT, "the card holds no such content"),
    (0x9F, Meaning.FOUND, "a card was found"),
    (0x01, Meaning.FAULT, "the reader's port failed"),
    (0x02, Meaning.FAULT, "the reader waited in vain for the rest of a command"),
    (0x03, Meaning.FAULT, "the reader received a command with a wrong checksum"),
    (0x04, Meaning.FAULT, "the reader's USB port is not configured"),
    (0x05, Meaning.FAULT, "the reader's port is not available"),
    (0x06, Meaning.FAULT, "the reader's USB port is disabled"),
    (0x10, Meaning.FAULT, "the reader's security module received a wrong checksum"),
    (0x11, Meaning.FAULT, "the reader's security module received a wrong length or timed out"),
    (0x21, Meaning.FAULT, "the reader does not know the command"),
    (0x23, Meaning.FAULT, "the reader has no permission for the command"),
    (0x24, Meaning.FAULT, "the reader reports an unnamed error"),
    (0x31, Meaning.NOT_GENUINE, "the card does not accept the reader"),
    (0x32, Meaning.NOT_GENUINE, "the reader does not accept the card"),
    (0x33, Meaning.NOT_GENUINE, "what the card says failed its verification"),
    (0x34, Meaning.MOVED, "the reader has lost the card"),
    (0x40, Meaning.UNSUPPORTED, "the reader does not know this type of card"),
    (0x41, Meaning.MOVED, "the card could not be read to its end"),
    (0x47, Meaning.MOVED, "the card did not answer the reader's random number"),
    (0x50, Meaning.FAULT, "the reader failed to write"),
    (0x60, Meaning.FAULT, "the reader's self-test failed"),
    (0x61, Meaning.FAULT, "the reader's security module is not logged in"),
    (0x66, Meaning.FAULT, "the reader's security module has no key"),
    (0x80, Meaning.NO_CARD, "no card was found"),
    (0x81, Meaning.MOVED, "the card could not be selected"),
)
STATUSES = {code: Status(code, meaning, sentence) for code, meaning, sentence in _TABLE}


def status(code: int) -> Status:
    """Return what a status byte means; one that no table knows is a fault of the reader."""
    return STATUSES.get(code, Status(code, Meaning.FAULT, "the reader gave a status that no table knows"))
