"""An edition: a version of the catalogue as the centre published it, and what comes after what."""

import datetime as dt

import msgspec

from kiosk.domain.ids import CatalogueVersion


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """Which catalogue, and its place in the order of publication: terminals go to a later one alone."""

    version: CatalogueVersion
    """What the loader makes of the files: two editions with the same files have the same version."""
    sequence: int
    """Rises with every publication; 0 for the catalogue that came with the software."""
    made_at: dt.datetime
