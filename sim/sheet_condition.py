"""What the document printer's tray, cover and paper path are like, and what follows."""

import msgspec

ENDLESS = 1_000_000
PAGE_S = 0.2


class SheetCondition(msgspec.Struct, frozen=True, kw_only=True):
    """How it is now; `sheets` lie in the tray."""

    sheets: int = ENDLESS
    powered: bool = True
    jammed: bool = False
    cover_open: bool = False
    toner_low: bool = False
    page_s: float = PAGE_S

    @property
    def moves(self) -> bool:
        """Whether a sheet can move."""
        return self.sheets > 0 and not self.jammed and not self.cover_open

    @property
    def reasons(self) -> frozenset[str]:
        """What the print command tells of, as ippeveprinter names it; the tray has a form of its own."""
        met = {"media-jam": self.jammed, "cover-open": self.cover_open, "toner-low": self.toner_low}
        return frozenset(reason for reason, is_met in met.items() if is_met)
