"""What every part of a declaration has in common."""

import msgspec


class Declared(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a declaration: read from TOML, an unknown key is an error."""
