"""Whether a matter can be done here and now, and why not: what a tile says before anything is begun."""

import msgspec

from kiosk.domain.ids import MatterCode
from kiosk.domain.matter import Matter
from kiosk.domain.printing import PrinterState
from kiosk.domain.text import Text


class Available(msgspec.Struct, frozen=True, tag="available"):
    """It can be done; `note` says what will be different (offline, no paper)."""

    note: Text | None = None


class NotAvailable(msgspec.Struct, frozen=True, tag="not_available"):
    """It can't be done here now."""

    reason: Text
    short: Text
    """For the tile: 现在不可用·网络不通."""


Availability = Available | NotAvailable


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What the terminal knows of itself at this moment."""

    centre_reached: bool
    printer: PrinterState
    outbox_open: bool = True
    """False when nothing more can be promised (disk, keys, limits)."""
    closed: dict[MatterCode, Text] = {}


WITHOUT_PAPER = frozenset(
    {
        PrinterState.PAPER_OUT,
        PrinterState.COVER_OPEN,
        PrinterState.CUTTER,
        PrinterState.OVERHEATED,
        PrinterState.OFFLINE,
        PrinterState.SILENT,
        PrinterState.ABSENT,
    }
)


def availability(matter: Matter, here: Surroundings) -> Availability:
    """Decide one matter; without paper everything stays open, with number and QR on the screen instead."""
    closed = here.closed.get(MatterCode(matter.code))
    if closed is not None:
        return NotAvailable(closed, CLOSED_SHORT)
    if not here.outbox_open:
        return NotAvailable(FULL, FULL_SHORT)
    if not here.centre_reached and not matter.offline.accepted:
        return NotAvailable(matter.offline.reason, OFFLINE_SHORT)
    if not here.centre_reached:
        return Available(TAKEN_OFFLINE)
    if here.printer in WITHOUT_PAPER:
        return Available(NO_PAPER)
    return Available()


CLOSED_SHORT = Text(zh="现在不可用·暂停办理", en="Not available now: closed")
FULL = Text(
    zh="这台机器现在不能再收件，请到服务台办理，或换一台机器。",
    en="This machine can't take anything in at the moment. Please go to the counter or to another machine.",
)
FULL_SHORT = Text(zh="现在不可用·本机停收", en="Not available now: machine can't take it in")
OFFLINE_SHORT = Text(zh="现在不可用·网络不通", en="Not available now: no network")
TAKEN_OFFLINE = Text(
    zh="网络不通，先收件，联网后自动上传。",
    en="No network: it is taken in now and sent on by itself later.",
)
NO_PAPER = Text(
    zh="打印机没有纸，编号和二维码会显示在屏幕上。",
    en="The printer has no paper: number and QR code will be shown on the screen.",
)
