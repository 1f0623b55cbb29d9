"""How the screen last saw the devices, kept for the next heartbeat."""

import sqlite3

import msgspec

from offline_queue import settings

DEVICES = "devices"


def note_devices(connection: sqlite3.Connection, seen: dict[str, str]) -> None:
    """Keep how the devices are, for the next heartbeat."""
    settings.keep(connection, DEVICES, msgspec.json.encode(seen).decode())


def devices(connection: sqlite3.Connection) -> dict[str, str]:
    """Return how the screen last saw the devices; empty while none ever ran."""
    text = settings.value_of(connection, DEVICES)
    return msgspec.json.decode(text, type=dict[str, str]) if text else {}
