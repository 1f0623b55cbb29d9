"""The payment directory of a chip card (EMV book 1, 12.2; contactless: book B, 3.3): its applications.

Reading it selects no application: a purse that it names stays untouched.
"""

import msgspec

from devices.card.apdu import Transmit, ask, read_record, select_name
from devices.card.tlv import first, tlvs

CONTACT, CONTACTLESS = b"1PAY.SYS.DDF01", b"2PAY.SYS.DDF01"
PURSES = (
    bytes.fromhex("A00000000386980701"),  # the purse of city cards (PBOC, housing ministry)
    bytes.fromhex("A000000632010105"),  # the purse of transport cards (交通联合)
)
"""Names of stored-value applications as public readers of such cards know them."""
_ENTRY, _NAME, _PRIORITY, _FILE = 0x61, 0x4F, 0x87, 0x88
_FIRST_FILE, _LAST_FILE = 1, 10
_MOST_RECORDS = 10
_LAST = 16
"""An application without a priority comes after all that have one (1 to 15)."""


class Application(msgspec.Struct, frozen=True):
    """One application by its name, and its place in the card's own order."""

    name: bytes
    priority: int = _LAST

    @property
    def is_purse(self) -> bool:
        """Say whether it holds stored value, which only its operator's terminals may touch."""
        return self.name.startswith(PURSES)


def applications(transmit: Transmit) -> tuple[Application, ...]:
    """Return what the card's directory names, the card's favourite first; () when it has none."""
    for directory in (CONTACT, CONTACTLESS):
        answer = ask(transmit, select_name(directory))
        if not answer.done:
            continue
        found = entries(answer.data) or _recorded(transmit, answer.data)
        if found:
            return tuple(sorted(found, key=lambda application: application.priority))
    return ()


def entries(data: bytes) -> tuple[Application, ...]:
    """Return the applications that directory data name, in their order."""
    listed = [value for tag, value in tlvs(data) if tag == _ENTRY]
    return tuple(
        Application(name, _priority(entry)) for entry in listed if (name := first(_NAME, entry)) is not None
    )


def _recorded(transmit: Transmit, about: bytes) -> tuple[Application, ...]:
    """Read the directory's file, record by record."""
    number = int.from_bytes(first(_FILE, about) or b"\x01", "big")
    if not _FIRST_FILE <= number <= _LAST_FILE:
        return ()
    found: tuple[Application, ...] = ()
    for place in range(1, _MOST_RECORDS + 1):
        record = ask(transmit, read_record(p1=place, p2=number << 3 | 4, length=0))
        if not record.done:
            break
        found += entries(record.data)
    return found


def _priority(entry: bytes) -> int:
    value = first(_PRIORITY, entry) or b"\0"
    return value[-1] & 0x0F or _LAST
