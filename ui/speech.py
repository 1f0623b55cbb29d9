"""Whether the screen is read aloud for the one who stands before it now, and hidden meanwhile."""

from typing import Protocol


class Emits(Protocol):
    """A signal of Qt."""

    def emit(self) -> None: ...


class Speech:
    """One visit's wish to listen; silence, and a screen to be seen, is what everybody finds."""

    def __init__(self, changed: Emits) -> None:
        self.there = self.on = self.dark = self._headphones = False
        self._changed = changed

    def offer(self) -> None:
        """Say that the terminal can speak."""
        self.there = True
        self._changed.emit()

    def say_aloud(self, *, on: bool) -> None:
        """Speak, or be silent; what is silent is to be seen."""
        self.on = on and self.there
        self.dark = self.dark and self.on
        self._changed.emit()

    def hide(self, *, dark: bool) -> None:
        """Hide the screen, while it is read aloud alone."""
        self.dark = dark and self.on
        self._changed.emit()

    def plug(self, *, headphones: bool) -> None:
        """Take note of headphones: they are wanted while they are in."""
        self._headphones = headphones
        self.say_aloud(on=headphones)

    def forget(self) -> None:
        """Be as everybody finds it; who leaves headphones in goes on listening."""
        self.dark = False
        self.say_aloud(on=self._headphones)
