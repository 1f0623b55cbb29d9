"""Questions to the libraries: whose entries, and which of them."""

from enum import StrEnum

import msgspec

from kiosk.domain.declared import Declared
from kiosk.domain.record import Scalar


class LookupSubject(StrEnum):
    """Whose entries are looked up."""

    PERSON = "person"
    ANYONE = "anyone"
    RELATIVE = "relative"
    """Those of the family member picked in `field`: the library of families proves the relation."""


class Lookup(Declared, frozen=True, kw_only=True):
    """A question to one library: entries that match, this person's, a relative's, or open ones of nobody."""

    id: str
    record: str
    of: LookupSubject = LookupSubject.PERSON
    field: str | None = None
    """For a relative: the pick of a `family.member`."""
    where: dict[str, Scalar] = msgspec.field(default_factory=dict)
    """Key and value; `$plate` stands for the answer to the field `plate`."""


CASES = "service.case"
"""The record type of the cases that were handed in: the centre's own table beside a library."""
FAMILY = "family.member"
"""The record type that proves who is whose child, parent or spouse."""
