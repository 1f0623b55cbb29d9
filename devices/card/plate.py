"""What a reader's wire says of the reader, beside the SAM module in it."""

import msgspec


class Plate(msgspec.Struct, frozen=True, kw_only=True):
    """A serial number and a release of the reader itself; None: its wire does not tell."""

    serial: str | None = None
    release: str | None = None


def no_plate() -> Plate:
    """Tell nothing: a serial line carries what the module says, and that has no command for its firmware."""
    return Plate()
