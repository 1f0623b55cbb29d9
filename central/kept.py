"""What residents have kept to finish another day: sealed, and found by a hash of the card."""

import datetime as dt
import hmac
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from central.case_tables import KeptRow
from central.centre import Centre
from central.keys import PlatformKeys
from central.refusal import Refusal
from kiosk.domain.identity import Identity
from kiosk.domain.ids import KeyId, MatterCode
from kiosk.domain.kept import LASTS, MOST, KeptLine
from kiosk.domain.submission import SubmissionBody
from kiosk.domain.text import Text
from kiosk.errors import WireError
from kiosk.wire.kept import MAX_KEPT_BYTES, open_kept
from kiosk.wire.messages import KeepRequest, KeyUse

HOLDER = b"kiosk kept holder v1"
SKEW = dt.timedelta(minutes=5)
"""So far a terminal's clock may be off the centre's: docs/wire.md, Signatures."""


class KeptOf(msgspec.Struct, frozen=True, kw_only=True):
    """How much is kept of one matter."""

    matter: str
    name: str
    kept: int
    oldest_days: int
    newest_days: int


def keep(session: Session, centre: Centre, data: KeepRequest) -> KeptRow:
    """Keep what opens for this card and matter, in place of what was kept; a name again changes nothing.

    Refusal 413 when it is too large, 400 when it does not open, 422 when too much is kept already.
    """
    remove_expired(session, centre.clock())
    here = rows_of(session, centre.keys, data.person)
    before = [row for row in here if row.matter == data.matter]
    for row in before:
        if row.name == data.id:
            return row
    if len(data.sealed) > MAX_KEPT_BYTES:
        raise Refusal(413, "kept_too_large", f"{len(data.sealed)} bytes, at most {MAX_KEPT_BYTES}")
    if len(here) - len(before) >= MOST:
        raise Refusal(422, "kept_many", f"{MOST} matters are kept for this card already")
    _opened(centre.keys, data.person, data.matter, data.key, data.sealed)
    for row in before:
        session.delete(row)
    session.flush()
    now = centre.clock()
    row = KeptRow(
        holder=_hash(centre.keys, data.key, data.person),
        matter=data.matter,
        name=data.id,
        catalogue=data.catalogue,
        key=data.key,
        sealed=data.sealed,
        kept_at=now,
        until=now + LASTS,
    )
    session.add(row)
    return row


def kept_lines(session: Session, centre: Centre, person: Identity) -> tuple[KeptLine, ...]:
    """Return of which matters something is kept for a card, the newest first."""
    rows = (row for row in rows_of(session, centre.keys, person) if row.until > centre.clock())
    return tuple(
        KeptLine(
            matter=MatterCode(row.matter),
            name=_name(centre, row.matter, row.catalogue),
            kept_at=row.kept_at,
            until=row.until,
        )
        for row in sorted(rows, key=lambda row: row.kept_at, reverse=True)
    )


def taken_out(session: Session, centre: Centre, person: Identity, matter: MatterCode) -> tuple[Text, bytes]:
    """Return the name of a matter, and what is kept of it for a card; Refusal 404 when nothing is."""
    for row in rows_of(session, centre.keys, person):
        if row.matter == matter and row.until > centre.clock():
            body = _opened(centre.keys, person, matter, KeyId(row.key), row.sealed)
            return _name(centre, row.matter, row.catalogue), body
    raise Refusal(404, "kept_none", "nothing is kept of this matter for this card")


def drop(session: Session, centre: Centre, person: Identity, matter: MatterCode) -> None:
    """Delete what is kept of a matter for a card, if anything is."""
    for row in rows_of(session, centre.keys, person):
        if row.matter == matter:
            session.delete(row)
    session.flush()


def drop_handed_in(session: Session, centre: Centre, bodies: Iterable[SubmissionBody]) -> None:
    """Delete what was kept of matters that were handed in since: no terminal has to remember it."""
    handed_in = [(body, _hashes(centre.keys, body.applicant)) for body in bodies]
    holders = {holder for _, hashes in handed_in for holder in hashes}
    kept = session.scalars(select(KeptRow).where(KeptRow.holder.in_(holders))).all() if holders else ()
    for row in kept:
        if any(row.holder in hashes and _follows(row, body) for body, hashes in handed_in):
            session.delete(row)


def _follows(row: KeptRow, body: SubmissionBody) -> bool:
    """Return whether a submission is of the matter that a row is kept of, and not older than it."""
    return row.matter == body.matter and row.kept_at <= body.confirmed_at + SKEW


def remove_expired(session: Session, now: dt.datetime) -> None:
    """Delete what was kept long enough."""
    session.execute(delete(KeptRow).where(KeptRow.until <= now))


def rows_of(session: Session, keys: PlatformKeys, person: Identity) -> list[KeptRow]:
    """Return the rows of a card, under whichever key of the platform."""
    return list(session.scalars(select(KeptRow).where(KeptRow.holder.in_(_hashes(keys, person)))))


def sealed_to(session: Session, key: KeyId) -> int:
    """Return how many rows need a key of the platform."""
    return session.scalar(select(func.count()).select_from(KeptRow).where(KeptRow.key == key)) or 0


def kept_by_matter(session: Session, centre: Centre) -> tuple[KeptOf, ...]:
    """Return how much is kept of which matter, and how long already."""
    now = centre.clock()
    columns = select(KeptRow.matter, KeptRow.catalogue, KeptRow.kept_at).where(KeptRow.until > now)
    rows = session.execute(columns.order_by(KeptRow.matter, KeptRow.kept_at)).all()
    return tuple(
        _counted(centre, matter, [(row.catalogue, (now - row.kept_at).days) for row in group])
        for matter, group in groupby(rows, key=lambda row: row.matter)
    )


def _counted(centre: Centre, matter: str, rows: list[tuple[str, int]]) -> KeptOf:
    days = [age for _, age in rows]
    name = _name(centre, matter, rows[-1][0]).zh
    return KeptOf(matter=matter, name=name, kept=len(rows), oldest_days=max(days), newest_days=min(days))


def _name(centre: Centre, matter: str, catalogue: str) -> Text:
    known = centre.catalogues.known(matter, catalogue)
    return known.name if known is not None else Text(zh=matter, en=matter)


def _opened(keys: PlatformKeys, person: Identity, matter: MatterCode, key: KeyId, sealed: bytes) -> bytes:
    private = keys.seal.get(key)
    if private is None:
        raise Refusal(400, "kept_key", f"sealed to {key}, no key of this platform")
    try:
        return open_kept(sealed, person, matter, private)
    except WireError as error:
        raise Refusal(400, "kept_seal", error.message) from error


def _hashes(keys: PlatformKeys, person: Identity) -> set[bytes]:
    return {_hash(keys, file.id, person) for file in keys.of(KeyUse.SEAL)}


def _hash(keys: PlatformKeys, key: KeyId, person: Identity) -> bytes:
    """Return what stands for a card: who has the database alone can't try all numbers."""
    secret = _secret(keys.seal[key].private_bytes_raw())
    return hmac.digest(secret, f"{person.kind}\x00{person.number}".encode(), "sha256")


@lru_cache(maxsize=16)
def _secret(private: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=HOLDER).derive(private)
