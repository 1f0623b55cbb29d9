"""What a declaration must keep to beyond its form: codes, references, words."""

from collections.abc import Iterator, Sequence

import msgspec

from kiosk.catalogue.decode import Flaw
from kiosk.catalogue.vocabulary import Department, RecordType
from kiosk.domain.matter import Matter


class Vocabulary(msgspec.Struct, frozen=True):
    """What declarations may refer to."""

    departments: dict[str, Department]
    record_types: dict[str, RecordType]


class Declaration(msgspec.Struct, frozen=True):
    """A matter and the file that declares it."""

    file: str
    matter: Matter


class Flawed(msgspec.Struct, frozen=True):
    """A flaw and its file."""

    file: str
    flaw: Flaw


def check(declarations: Sequence[Declaration], vocabulary: Vocabulary) -> Iterator[Flawed]:
    """Yield every flaw."""
    yield from ()
