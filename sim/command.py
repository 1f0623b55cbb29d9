"""What every record that the bench is told is, and what is said when one can't be done."""

import msgspec


class CommandError(Exception):
    """What was told can't be done; the sentence says why, for people."""


class Command(msgspec.Struct, frozen=True, tag_field="do", forbid_unknown_fields=True):
    """Something told with more than its name."""
