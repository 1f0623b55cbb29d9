"""An edition: a version of the catalogue as the centre published it, and what a terminal says of its own."""

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


class CatalogueWord(msgspec.Struct, frozen=True, kw_only=True):
    """What a terminal says of its catalogue to the centre."""

    version: CatalogueVersion
    """The one in force there."""
    sequence: int
    staged: CatalogueVersion | None = None
    """Fetched and proven, to be taken up when no visit runs."""
    setback: str = ""
    """Why an edition was not taken, or was left again; empty once a later one is in force."""
