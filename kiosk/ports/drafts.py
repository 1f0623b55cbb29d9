"""The port behind which a visit's draft outlives the screen's process."""

from typing import Protocol

from kiosk.domain.draft import Draft
from kiosk.domain.identity import Identity


class Drafts(Protocol):
    """One draft, in memory alone, that only the card it was made with opens."""

    def keep(self, holder: Identity, draft: Draft) -> None:
        """Keep it for ten minutes, in place of the one before."""
        ...

    def find(self, holder: Identity) -> Draft | None:
        """Return the draft made with this card; None when there is none, or it is another's."""
        ...

    def drop(self) -> None:
        """Forget it."""
        ...
