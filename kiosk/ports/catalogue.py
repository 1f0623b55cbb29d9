"""Ports of the catalogue's renewal: where editions come from, and where this terminal keeps them."""

from collections.abc import Mapping
from typing import Protocol

from kiosk.domain.edition import CatalogueWord, Edition
from kiosk.domain.ids import CatalogueVersion, MatterCode
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.text import Text
from kiosk.wire.messages import EditionPart, UseAnswer


class CatalogueSource(Protocol):
    """The centre as it gives its editions."""

    def edition_part(self, version: CatalogueVersion, offset: int) -> EditionPart | Refused | Unreachable:
        """Ask for an edition's bytes from there on."""
        ...


class UseSource(Protocol):
    """The centre as it tells what is used."""

    def use(self) -> UseAnswer | Refused | Unreachable:
        """Ask how often matters are begun at all terminals together."""
        ...


class UseCounter(Protocol):
    """The count of use on this terminal: by matter and day alone. It fails nobody."""

    def begun(self, matter: MatterCode) -> None:
        """Count a start."""
        ...

    def done(self, matter: MatterCode) -> None:
        """Count a completion."""
        ...


class CatalogueShelf(Protocol):
    """The editions on this terminal."""

    def word(self) -> CatalogueWord:
        """Return what the centre is told of them."""
        ...

    def learn_use(self, figures: Mapping[str, int]) -> None:
        """Keep how often matters are begun at all terminals together, by their codes."""
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
