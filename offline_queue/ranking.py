"""What terminals together count of use, asked of the centre once a day for search and suggestions."""

from collections.abc import Callable

from kiosk.domain.reach import Refused, Unreachable
from kiosk.ports import CatalogueShelf, UseSource

EVERY_S = 86_400.0


class Ranking:
    """Brings the figures here when that is due; a process that begins asks at once."""

    def __init__(self, source: UseSource, shelf: CatalogueShelf, seconds: Callable[[], float]) -> None:
        """Prepare; `seconds` never jump."""
        self._source, self._shelf, self._seconds = source, shelf, seconds
        self._due = float("-inf")

    def work(self) -> Unreachable | None:
        """Ask if it is due; a centre that counts none is asked again a day later."""
        if self._seconds() < self._due:
            return None
        answer = self._source.use()
        if isinstance(answer, Unreachable):
            return answer
        self._due = self._seconds() + EVERY_S
        if not isinstance(answer, Refused):
            self._shelf.learn_use(answer.begun)
        return None
