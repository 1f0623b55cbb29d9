"""What the centre last announced of the catalogue: which edition is in force, which matters are withdrawn."""

import sqlite3
from collections.abc import Mapping

import msgspec

from kiosk.domain.edition import Edition
from kiosk.domain.ids import MatterCode
from kiosk.domain.text import Text
from offline_queue import settings

EDITION, WITHDRAWN = "edition", "withdrawn"
NO_EDITION, NOTHING = "null", "{}"


def learn_edition(connection: sqlite3.Connection, edition: Edition | None) -> None:
    """Keep which edition the centre has in force; None by a centre that publishes none."""
    _keep(connection, EDITION, msgspec.json.encode(edition).decode(), NO_EDITION)


def edition(connection: sqlite3.Connection) -> Edition | None:
    """Return which edition the centre has in force."""
    return msgspec.json.decode(settings.value_of(connection, EDITION) or NO_EDITION, type=Edition | None)


def learn_withdrawn(connection: sqlite3.Connection, reasons: Mapping[MatterCode, Text]) -> None:
    """Keep which matters are withdrawn, each with its reason."""
    _keep(connection, WITHDRAWN, msgspec.json.encode(dict(sorted(reasons.items()))).decode(), NOTHING)


def withdrawn(connection: sqlite3.Connection) -> dict[MatterCode, Text]:
    """Return which matters are withdrawn."""
    text = settings.value_of(connection, WITHDRAWN) or NOTHING
    return msgspec.json.decode(text, type=dict[MatterCode, Text])


def _keep(connection: sqlite3.Connection, name: str, text: str, first: str) -> None:
    """Keep it where it is another than before: heartbeats bring the same each minute."""
    if text != (settings.value_of(connection, name) or first):
        settings.keep(connection, name, text)
