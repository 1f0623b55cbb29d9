"""What the centre is told once a minute: the queue, its limits, and how the screen last saw the devices."""

import datetime as dt
import sqlite3
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.wire.messages import Heartbeat
from kiosk.wire.sealer import key_to_seal_to
from offline_queue import settings
from offline_queue.centre_time import time_now
from offline_queue.figures import figures
from offline_queue.seen_devices import devices
from offline_queue.stats import oldest_key, stats
from offline_queue.uptime import Moment


def heartbeat(
    connection: sqlite3.Connection, path: Path, *, wall: dt.datetime, now: Moment, version: str
) -> Heartbeat:
    """Return what the centre is told now."""
    time = time_now(settings.centre_time(connection), wall, now)
    queue, limited = stats(connection, time), figures(connection, path, wall=wall, now=now)
    keys = settings.keys(connection)
    return Heartbeat(
        epoch=queue.epoch,
        head_seq=queue.head_seq,
        head_hash=queue.head_hash,
        unsent=queue.unsent,
        oldest_unsent_s=queue.oldest_unsent_s,
        quarantined=queue.quarantined,
        key=_key(keys, time),
        oldest_key=oldest_key(connection),
        knows=tuple(key.id for key in keys),
        version=version,
        earlier=settings.earlier(connection),
        figures={name: round(value, 1) for name, value in limited.items()},
        devices=devices(connection),
    )


def _key(keys: settings.KEYS, time: dt.datetime) -> str:
    try:
        return key_to_seal_to(keys, time).id
    except KioskError:
        return ""
