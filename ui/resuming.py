"""A visit that goes on after a crash of the screen: kept as it grows, and offered to the same card."""

from kiosk.domain.draft import Draft, draft_of, resumed
from kiosk.domain.ids import CatalogueVersion
from kiosk.domain.matter import Matter
from kiosk.domain.session import Session
from kiosk.steps.ports import Ports


class Resuming:
    """What is kept of the visit that runs, and what was found of one that broke off."""

    def __init__(self, ports: Ports) -> None:
        self._drafts = ports.drafts
        self._kept: Draft | None = None
        self.offered: tuple[Draft, Matter] | None = None
        """What the card that was just laid had begun, while its holder is asked whether to go on."""

    def follow(self, session: Session | None, catalogue: CatalogueVersion) -> None:
        """Keep what was filled in since; forget it when there is nothing to go on with any more."""
        if self._drafts is None:
            return
        draft = draft_of(session, catalogue) if session is not None else None
        if draft == self._kept:
            return
        if draft is not None and session is not None and session.identity is not None:
            self._drafts.keep(session.identity, draft)
        else:
            self._drafts.drop()
        self._kept = draft

    def look(self, session: Session, catalogue: CatalogueVersion, matters: dict[str, Matter]) -> None:
        """Find what this card had begun; what another edition of the catalogue asked is not gone on with."""
        found = self._drafts.find(session.identity) if self._drafts is not None and session.identity else None
        matter = matters.get(found.matter) if found is not None and found.catalogue == catalogue else None
        self.offered = (found, matter) if found is not None and matter is not None else None

    def take_up(self, session: Session) -> Session:
        """Return the visit with what was found."""
        (draft, matter), self.offered = self.offered or (None, None), None
        return resumed(session, draft, matter) if draft is not None and matter is not None else session

    def forget(self) -> None:
        """Forget what was found: its holder begins anew, or went."""
        if self.offered is not None and self._drafts is not None:
            self._drafts.drop()
        self.offered = None
