"""A request the centre says no to; every handler raises it, the application turns it into the error body."""

import datetime as dt

from kiosk.domain.ids import ItemId
from kiosk.errors import KioskError
from kiosk.wire.messages import ErrorBody


class Refusal(KioskError):
    """A signed answer with an HTTP status and a stable code (docs/wire.md lists them)."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        items: tuple[ItemId, ...] = (),
        retry_after_s: int | None = None,
    ) -> None:
        super().__init__(code, message)
        self.status = status
        self.items = items
        self.retry_after_s = retry_after_s

    def body(self, now: dt.datetime) -> ErrorBody:
        """Return what is sent."""
        return ErrorBody(code=self.code, message=self.message, item_ids=self.items, time=now)
