"""How the screen looks and how patiently it waits, for the one who stands before it now."""

from typing import NamedTuple

CONTRAST_NAMES = ("normal", "high-light", "high-dark", "low")
SIZES, CONTRASTS = 4, len(CONTRAST_NAMES)
"""Of each the first is the usual one; Theme.qml says what each looks like."""
ELDER_SIZE = 1
"""The elder mode begins with the second text size, and never shows the first."""
ELDER_PACE = 2
"""How many times longer the elder mode waits."""


class Display(NamedTuple):
    """One visit's choices; a new one is what everybody finds."""

    size: int = 0
    contrast: int = 0
    still: bool = False
    """Nothing moves."""
    elder: bool = False
    wheelchair: bool = False
    """All that is touched stands in the lower half of an upright screen."""

    def sized(self, size: int) -> "Display":
        """Return it with a text size; what is out of range is the nearest one."""
        return self._replace(size=max(ELDER_SIZE if self.elder else 0, min(size, SIZES - 1)))

    def contrasted(self, contrast: int) -> "Display":
        """Return it with a contrast; what is out of range is the nearest one."""
        return self._replace(contrast=max(0, min(contrast, CONTRASTS - 1)))

    def for_elders(self, *, elder: bool) -> "Display":
        """Return it with the elder mode on, bigger, or off, as it was found."""
        return self._replace(elder=elder, size=max(self.size, ELDER_SIZE) if elder else 0)

    @property
    def words(self) -> tuple[str, ...]:
        """What is not usual about it, as the command line calls it."""
        size, contrast = f"size{self.size + 1}", CONTRAST_NAMES[self.contrast]
        return (
            *(("elder",) if self.elder else ()),
            *((size,) if self.size > (ELDER_SIZE if self.elder else 0) else ()),
            *((contrast,) if self.contrast else ()),
            *(("wheelchair",) if self.wheelchair else ()),
        )

    @property
    def pace(self) -> int:
        """How many times longer than usual everything waits."""
        return ELDER_PACE if self.elder else 1
