"""Everything that a handler works with, put together once at the start."""

import datetime as dt
from collections import deque
from collections.abc import Callable
from enum import StrEnum

import msgspec
from litestar.di import NamedDependency

from central.catalogues import Catalogues
from central.keys import KeyRing, PlatformKeys
from central.settings import Settings
from central.store import Store
from kiosk.domain.department import DepartmentMode, DepartmentWord
from kiosk.domain.ids import TerminalId
from kiosk.domain.zone import ZONE


class Behaviour(StrEnum):
    """How the platform answers terminals; anything but OK is asked for on the bench."""

    OK = "ok"
    SLOW = "slow"
    FAILING = "failing"
    HTML = "html"


class WalletMood(StrEnum):
    """What wallets do when a payer's code is charged; anything but PAYS is asked for on the bench."""

    PAYS = "pays"
    ASKS = "asks"
    """The payer has to type a password on the phone."""
    REFUSES = "refuses"
    HANGS = "hangs"
    """No answer comes, nor one to taking it back."""


class PhoneMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A text message that a resident's phone would show."""

    phone: str
    resident: str
    code: str
    sent_at: dt.datetime


Clock = Callable[[], dt.datetime]
KEPT_MESSAGES = 50


class Centre:
    """The running platform; only the bench changes its behaviour."""

    def __init__(self, settings: Settings, store: Store, ring: KeyRing, clock: Clock) -> None:
        self.settings = settings
        self.store = store
        self.ring = ring
        self.clock = clock
        self.catalogues = Catalogues(store, now=clock())
        self.behaviour = Behaviour.OK
        self.departments: dict[str, DepartmentWord] = {
            name: DepartmentWord(mode=DepartmentMode.OPEN) for name in self.catalogues.departments
        }
        """How each department's system is; of one that is not here nothing is said."""
        self.wallet = WalletMood.PAYS
        self.phones: deque[PhoneMessage] = deque(maxlen=KEPT_MESSAGES)
        self.base_url = settings.public_url or ""
        """Known once the port is."""

    @property
    def keys(self) -> PlatformKeys:
        """The platform's keys, those included that a command has made since the start."""
        return self.ring.keys()

    def today(self) -> dt.date:
        """Return the day it is in the district."""
        return self.clock().astimezone(ZONE).date()


Service = NamedDependency[Centre]
"""What every handler asks for: the platform it works in."""
Signer = NamedDependency[TerminalId]
"""The terminal that signed the request."""


def wall_clock() -> dt.datetime:
    """Return aware UTC."""
    return dt.datetime.now(dt.UTC)


def open_centre(settings: Settings, *, clock: Clock = wall_clock) -> Centre:
    """Open database and keys, making both at the very first start."""
    settings.data.mkdir(parents=True, exist_ok=True)
    ring = KeyRing(settings.data / "platform-keys.json", now=clock())
    return Centre(settings, Store(settings.database_url), ring, clock)
