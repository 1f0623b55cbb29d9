"""What a printer's own reasons mean for a sheet (RFC 8011, 5.4.12; PWG 5100.9); pure."""

from collections.abc import Iterable

from kiosk.domain.sheets import SheetPrinterState

STOPPED = 5
"""The value of printer-state."""
STATES = {
    "media-empty": SheetPrinterState.PAPER_OUT,
    "media-needed": SheetPrinterState.PAPER_OUT,
    "input-tray-missing": SheetPrinterState.PAPER_OUT,
    "media-jam": SheetPrinterState.JAM,
    "cover-open": SheetPrinterState.COVER_OPEN,
    "door-open": SheetPrinterState.COVER_OPEN,
    "interlock-open": SheetPrinterState.COVER_OPEN,
    "toner-empty": SheetPrinterState.TONER_OUT,
    "marker-supply-empty": SheetPrinterState.TONER_OUT,
    "output-area-full": SheetPrinterState.OUTPUT_FULL,
    "output-tray-missing": SheetPrinterState.OUTPUT_FULL,
    "offline": SheetPrinterState.OFFLINE,
    "shutdown": SheetPrinterState.OFFLINE,
    "paused": SheetPrinterState.OFFLINE,
    "moving-to-paused": SheetPrinterState.OFFLINE,
    "media-low": SheetPrinterState.PAPER_LOW,
    "toner-low": SheetPrinterState.TONER_LOW,
    "marker-supply-low": SheetPrinterState.TONER_LOW,
}
WORST_FIRST = (
    SheetPrinterState.COVER_OPEN,
    SheetPrinterState.JAM,
    SheetPrinterState.PAPER_OUT,
    SheetPrinterState.TONER_OUT,
    SheetPrinterState.OUTPUT_FULL,
    SheetPrinterState.FAULT,
    SheetPrinterState.OFFLINE,
    SheetPrinterState.PAPER_LOW,
    SheetPrinterState.TONER_LOW,
)


def state_of(printer_state: int, reasons: Iterable[str]) -> SheetPrinterState:
    """Return the worst that a printer says of itself; one that stopped for no known reason has a fault."""
    met = {_one(reason) for reason in reasons}
    if printer_state == STOPPED:
        met.add(SheetPrinterState.FAULT)
    return next((state for state in WORST_FIRST if state in met), SheetPrinterState.READY)


def _one(reason: str) -> SheetPrinterState | None:
    """Return what one reason means.

    How severe a printer calls it tells little: some say 'report' of an empty tray as long as nobody prints.
    But many go on printing with a cartridge that they call empty.
    """
    keyword, _, severity = reason.rpartition("-")
    if severity not in ("error", "warning", "report"):
        keyword, severity = reason, "error" if reason in STATES else "report"
    state = STATES.get(keyword)
    if state is SheetPrinterState.TONER_OUT and severity != "error":
        return SheetPrinterState.TONER_LOW
    return SheetPrinterState.FAULT if state is None and severity == "error" else state
