"""What asking the centre can come to besides an answer."""

from enum import StrEnum

import msgspec


class Cause(StrEnum):
    """Why the centre counts as not reached."""

    NO_ROUTE = "no_route"
    """Nothing answers at its address."""
    TIMEOUT = "timeout"
    """The whole request took longer than its deadline."""
    PORTAL = "portal"
    """Something answered that is not the centre: no signature bound to the request."""
    BUSY = "busy"
    """Signed 408, 429 or 5xx."""
    NOT_ENROLLED = "not_enrolled"
    """Signed 401 or 403: the terminal is not (or no longer) known."""


class Unreachable(msgspec.Struct, frozen=True, tag="unreachable"):
    """No network as far as this visit goes; `message` is for the technician."""

    cause: Cause
    message: str
    retry_after_s: float | None = None


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """The centre said no, signed, with a stable code."""

    code: str
    message: str
    status: int = 400
