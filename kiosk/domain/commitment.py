"""A promise that was read and signed by finger."""

import datetime as dt
import hashlib

import msgspec

from kiosk.domain.promise import Promise
from kiosk.domain.text import Locale


class Stroke(msgspec.Struct, frozen=True):
    """One movement of the finger: (x, y, ms since the first touch), in thousandths of the box's width."""

    points: tuple[tuple[int, int, int], ...]


class Commitment(msgspec.Struct, frozen=True, kw_only=True):
    """What was promised, the exact text by its hash, and the signature under it."""

    version: str
    text_sha256: str
    materials: tuple[str, ...]
    strokes: tuple[Stroke, ...]
    signed_at: dt.datetime
    locale: Locale
    bound_sha256: str = ""
    """`binding` of all the above; empty only in what terminals before 0.2 sealed."""

    def __repr__(self) -> str:
        return f"Commitment(version={self.version!r}, …)"


def text_hash(promise: Promise, locale: Locale) -> str:
    """Return the SHA-256 (hex) of title, text and consequence as they were shown."""
    shown = "\n".join((promise.title.at(locale), promise.text.at(locale), promise.consequence.at(locale)))
    return hashlib.sha256(shown.encode()).hexdigest()


def binding(commitment: Commitment) -> str:
    """Return the SHA-256 (hex) that ties strokes, moment and materials to the text signed.

    Over a msgpack array: a fixed word, then the record's fields in their order but for this hash itself.
    """
    parts = (
        BINDING,
        commitment.version,
        commitment.text_sha256,
        commitment.materials,
        commitment.strokes,
        commitment.signed_at,
        commitment.locale,
    )
    return hashlib.sha256(msgspec.msgpack.encode(parts)).hexdigest()


def bound(commitment: Commitment) -> Commitment:
    """Return the commitment with its binding."""
    return msgspec.structs.replace(commitment, bound_sha256=binding(commitment))


BINDING = "kiosk commitment v1"
