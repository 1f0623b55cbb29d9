"""The tables of terminal.toml that rooms read; config.py reads the file."""

from typing import Annotated

import msgspec

from kiosk.domain.face import DEFAULT_THRESHOLD
from kiosk.domain.text import Locale

Threshold = Annotated[float, msgspec.Meta(gt=0.0, le=1.0)]


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table of terminal.toml."""


class PlatformConfig(Table, frozen=True):
    """`[platform]`: the centre's address, the CA it is pinned to, and this terminal's credentials."""

    url: str = "http://127.0.0.1:8600"
    ca: str | None = None
    """PEM file of the pinned CA; needed for https."""
    credentials: str = "/var/lib/kiosk/credentials"
    """Directory with the terminal's key and what enrolment gave."""


class QueueConfig(Table, frozen=True):
    """`[queue]`: where the outbox lies."""

    path: str = "/var/lib/kiosk/queue.db"
    journal_days: Annotated[int, msgspec.Meta(ge=1)] = 180
    """How long the journal keeps acts that have an outcome; open ones stay."""
    row_days: Annotated[int, msgspec.Meta(ge=1)] = 90
    """How long a row without a body stays after the centre's backup covered it, by the centre's clock."""


class TpmConfig(Table, frozen=True):
    """`[tpm]`: the counter that keeps a restored disk from drawing a receipt number again."""

    device: str = ""
    """/dev/tpmrm0; empty: none, a number drawn twice is then seen afterwards."""


class ScreenConfig(Table, frozen=True):
    """`[screen]`: the panel."""

    diagonal_mm: int = 546
    """546 mm: a 21.5 inch panel."""
    width: int = 1080
    height: int = 1920
    full_screen: bool = True
    locale: Locale = Locale.ZH
    idle_s: int = 60
    """Seconds without a touch before the terminal asks whether someone is still there."""
    card_left_s: int = 180
    """Seconds for which a card left in the slot keeps everybody waiting; then it counts as found."""
    paper_left_s: int = 30
    """Seconds for which a slip left at the printer's mouth does."""
    scan_s: Annotated[float, msgspec.Meta(ge=0.3, le=10)] = 1.5
    """Seconds for which the frame stands at each stop while a switch is used."""


class FaceConfig(Table, frozen=True):
    """`[face]`: whether a face may stand in place of a code; needs a face camera and the extra [face]."""

    enabled: bool = False
    threshold: Threshold = DEFAULT_THRESHOLD
    """Distance up to which two faces count as one person's; measure it: `kiosk face measure`."""


class SiteConfig(Table, frozen=True):
    """`[site]`: what the papers and the status bar say of the place."""

    name_zh: str = "综合自助办事服务机"
    name_en: str = "Self-service terminal"
    contact: str = "12345"
    intercom: tuple[str, ...] = ()
    """The program, and its arguments, that calls a person by voice while it runs; empty: there is none."""
    point: str = ""
    """The service point of points.toml that the terminal stands in: distances are seen from there.
    Empty: the first."""
