"""The Drafts port over the kernel's keyring."""

import hashlib
import logging
import time
from pathlib import Path

from kiosk.domain.draft import LASTS, Draft
from kiosk.domain.identity import Identity
from kiosk.errors import KioskError
from kiosk.keyring import Keyring
from kiosk.wire.draft import open_draft, seal_draft

log = logging.getLogger(__name__)


class KeyringDrafts:
    """One draft of one terminal, sealed for its card."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def keep(self, holder: Identity, draft: Draft) -> None:
        """Keep it; where the kernel has no room an older one is not left in its place."""
        lasts_s = int(LASTS.total_seconds())
        try:
            sealed = seal_draft(draft, holder, until_s=_uptime_s() + lasts_s)
            self._keyring.put(sealed, timeout_s=lasts_s)
        except KioskError as error:
            log.info("a draft was not kept: %s", error.message)
            self._keyring.drop()

    def find(self, holder: Identity) -> Draft | None:
        sealed = self._keyring.get()
        return None if sealed is None else open_draft(sealed, holder, now_s=_uptime_s())

    def drop(self) -> None:
        self._keyring.drop()


def open_drafts(queue: Path) -> KeyringDrafts | None:
    """Return the drafts of the terminal with this queue; None where the kernel keeps none for it."""
    name = f"kiosk-draft:{hashlib.sha256(str(queue.resolve()).encode()).hexdigest()[:16]}"
    try:
        return KeyringDrafts(Keyring(name))
    except KioskError as error:
        log.info("after a crash of the screen no visit goes on: %s", error.message)
        return None


def _uptime_s() -> float:
    """Return seconds since the machine was started: no clock that is set moves it."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)
