"""What the screen says in the course of a walk, however shortly it stands there."""

from typing import Self

from kiosk.domain.trouble import Trouble
from ui.conductor import Conductor


class Ear:
    """Notes each trouble as it comes to stand on the screen, from where its context begins to its end."""

    def __init__(self, conductor: Conductor) -> None:
        self._conductor = conductor
        self._stands: Trouble | None = None
        self.heard: list[Trouble] = []

    def __enter__(self) -> Self:
        self._conductor.changed.connect(self._note)
        self._note()
        return self

    def __exit__(self, *_: object) -> None:
        self._conductor.changed.disconnect(self._note)

    @property
    def of_a_code(self) -> str | None:
        """What was said of a code laid before the scanner, where one was listened to or not."""
        return next((trouble.code for trouble in self.heard if trouble.code.startswith("code_")), None)

    def _note(self) -> None:
        before, self._stands = self._stands, self._conductor.trouble
        if self._stands is not None and self._stands is not before:
            self.heard.append(self._stands)
