"""What the centre is asked, and where: light enough for the start of a screen."""

from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from kiosk.domain.address import is_loopback
from kiosk.errors import ConfigurationError

DEADLINE_S = 8.0
JSON = "application/json"


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A request before it is signed."""

    method: str = "GET"
    path: str
    """With its query."""
    body: bytes = b""
    content_type: str = JSON
    deadline_s: float = DEADLINE_S


def checked_url(base_url: str, ca: Path | None) -> str:
    """Return the centre's address without a slash behind; ConfigurationError says why it can't be used."""
    parts = urlsplit(base_url)
    if parts.scheme == "https":
        if ca is None or not ca.is_file():
            raise ConfigurationError(
                "platform_ca", f"{base_url}: https needs [platform] ca, the pinned CA's PEM file"
            )
    elif parts.scheme != "http" or not is_loopback(parts.hostname or ""):
        raise ConfigurationError("platform_url", f"{base_url}: only https, or http to this very machine")
    if not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ConfigurationError("platform_url", f"{base_url}: not the address of a platform")
    return base_url.rstrip("/")
