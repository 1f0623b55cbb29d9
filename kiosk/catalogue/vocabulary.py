"""What declarations may refer to: the departments, and the record types of the data exchange."""

from enum import StrEnum

import msgspec

from kiosk.domain.declared import Declared
from kiosk.domain.department import ServiceHours
from kiosk.domain.matter import Counter
from kiosk.domain.text import Text

DEPARTMENTS = "departments.toml"


class Department(Declared, frozen=True, kw_only=True):
    """A department, its unified social credit code (GB 32100-2015), and the hours its system keeps."""

    name: Text
    code: str
    counter: Counter
    """Where its matters are done by a person, unless one names another place."""
    service: ServiceHours = ServiceHours()


class KeyForm(StrEnum):
    """What the value behind a record's key is."""

    TEXT = "text"
    MONEY = "money"
    """Integer fen."""
    DATE = "date"
    """ISO 8601 day, or day and minute."""
    COUNT = "count"
    WORD = "word"
    """One of the key's `words`."""
    MASKED = "masked"
    """Text of which a screen shows the last four characters."""
    FLAG = "flag"


class RecordKey(Declared, frozen=True, kw_only=True):
    """One key of a record type."""

    key: str
    form: KeyForm
    words: tuple[str, ...] = ()


class RecordType(Declared, frozen=True, kw_only=True):
    """What one library keeps of a person; `library.zh` is the source that a record names."""

    library: Text
    name: Text
    keys: tuple[RecordKey, ...]

    def key(self, name: str) -> RecordKey | None:
        """Return the key called `name`, or None."""
        for key in self.keys:  # looked up ten thousand times at a start from TOML
            if key.key == name:
                return key
        return None


class Vocabulary(msgspec.Struct, frozen=True):
    """Everything that declarations may refer to, by its name."""

    departments: dict[str, Department]
    record_types: dict[str, RecordType]
    templates: tuple[str, ...] = ()
    """The certificates that the centre can set in type."""
