"""Who still needs which of the platform's keys, as terminals say in their heartbeats."""

import datetime as dt

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.kept import sealed_to
from central.keys import KeyFile, PlatformKeys
from central.tables import HeartbeatRow, TerminalRow
from kiosk.domain.ids import KeyId
from kiosk.domain.kept import LASTS
from kiosk.errors import KioskError
from kiosk.wire.messages import Heartbeat, KeyUse

NOTHING = ""
NAMED = 10
"""So many terminals are named in one sentence."""


class Custody(msgspec.Struct, frozen=True, kw_only=True):
    """One key of the platform and the terminals for which it has to be kept."""

    id: KeyId
    use: KeyUse
    made_at: dt.datetime
    not_after: dt.datetime
    needed_by: tuple[str, ...]


def custody(session: Session, keys: PlatformKeys) -> tuple[Custody, ...]:
    """Return every key with the terminals that need it."""
    beats = _beats(session)
    return tuple(
        Custody(
            id=file.id,
            use=file.use,
            made_at=file.made_at,
            not_after=file.not_after,
            needed_by=tuple(
                name for name, revoked, beat in beats if _needs(keys, file, beat, revoked=revoked)
            ),
        )
        for file in keys.files
    )


def refuse_needed(session: Session, keys: PlatformKeys, key: KeyId) -> None:
    """Raise KioskError `key_needed` naming the terminals, or what is kept for residents, that need a key."""
    needed_by = [name for one in custody(session, keys) if one.id == key for name in one.needed_by]
    if needed_by:
        more = f" and {len(needed_by) - NAMED} more" if len(needed_by) > NAMED else ""
        raise KioskError("key_needed", f"{key} is needed by {', '.join(needed_by[:NAMED])}{more}")
    kept = sealed_to(session, key)
    if kept:
        raise KioskError(
            "key_needed", f"{key} is needed by {kept} drafts kept for residents, {LASTS.days} days at most"
        )


def _beats(session: Session) -> list[tuple[str, bool, Heartbeat | None]]:
    """Return each terminal with whether it is revoked, and its last heartbeat."""
    said = {
        row.terminal: msgspec.convert(row.said, Heartbeat) for row in session.scalars(select(HeartbeatRow))
    }
    terminals = session.scalars(select(TerminalRow).order_by(TerminalRow.id))
    return [(row.id, row.revoked_at is not None, said.get(row.id)) for row in terminals]


def _needs(keys: PlatformKeys, file: KeyFile, beat: Heartbeat | None, *, revoked: bool) -> bool:
    """Return whether a terminal needs a key; one that never said so may.

    A revoked terminal's items are still to be opened, but nothing is answered to it.
    """
    match file.use:
        case KeyUse.SEAL:
            return beat is None or _is_under(keys, file, beat)
        case KeyUse.SIGN:
            left = [other.id for other in keys.of(KeyUse.SIGN) if other is not file]
            return not revoked and (beat is None or not left or left[0] not in beat.knows)


def _is_under(keys: PlatformKeys, file: KeyFile, beat: Heartbeat) -> bool:
    """Return whether items of the terminal may be under a key: it uses keys in the order they were made."""
    order: list[str | None] = [other.id for other in keys.of(KeyUse.SEAL)]
    held = (beat.key,) if beat.oldest_key == NOTHING else (beat.key, beat.oldest_key)
    return any(key not in order or order.index(key) <= order.index(file.id) for key in held)
