"""Ports of the catalogue's renewal: where editions come from, and where this terminal keeps them."""

from collections.abc import Mapping
from typing import Protocol

from kiosk.domain.edition import CatalogueWord, Edition
from kiosk.domain.ids import CatalogueVersion, MatterCode
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.text import Text
from kiosk.wire.messages import EditionPart


class CatalogueSource(Protocol):
    """The centre as it gives its editions."""

    def edition_part(self, version: CatalogueVersion, offset: int) -> EditionPart | Refused | Unreachable:
        """Ask for an edition's bytes from there on."""
        ...


class CatalogueShelf(Protocol):
    """The editions on this terminal."""

    def word(self) -> CatalogueWord:
        """Return what the centre is told of them."""
        ...

    def wants(self, edition: Edition) -> bool:
        """Return whether an edition is to be fetched."""
        ...

    def distrust(self, edition: Edition, why: str) -> None:
        """Keep that what came for an edition is not what the centre signed."""
        ...

    def stage(self, edition: Edition, contents: Mapping[str, bytes]) -> None:
        """Put an edition on the disk and prove it; CatalogueError when that fails, which is kept."""
        ...


class Withdrawals(Protocol):
    """The matters that the centre withdrew, as it last said."""

    def hear(self, withdrawn: Mapping[MatterCode, Text]) -> None:
        """Keep what the centre says now; KioskError when the disk does not take it."""
        ...

    def heard(self) -> Mapping[MatterCode, Text]:
        """Return what it last said, to this process or another; KioskError when the disk does not give it."""
        ...
