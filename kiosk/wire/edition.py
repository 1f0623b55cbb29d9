"""An edition as bytes: the catalogue's files packed in one, signed by the centre, brought in parts.

The signature is looked at before anything is inflated, and what is inflated has limits all the same.
"""

import datetime as dt
import re
import zlib
from collections.abc import Mapping

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.edition import Edition
from kiosk.domain.ids import CatalogueVersion
from kiosk.errors import WireError
from kiosk.wire.messages import KeyUse, PlatformKey
from kiosk.wire.own_key import KEY_BYTES, signed_by_any

DOMAIN = b"kiosk catalogue v1\x00"
PART_BYTES = 65_536
MAX_EDITION_BYTES = 33_554_432
"""Packed and signed."""
MAX_FILES = 30_000
MAX_FILE_BYTES = 1_048_576
MAX_FILES_BYTES = 134_217_728
NAME = re.compile(r"(?:[A-Za-z0-9_-]{1,100}/){0,3}[A-Za-z0-9_-]{1,100}\.toml")
"""Below the catalogue's folder: no dots but the ending's, so no way out of it."""
Files = Mapping[str, bytes]
"""A file's bytes by its name below the catalogue's folder."""
_Packed = tuple[tuple[str, bytes], ...]
_UNREADABLE = (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError)


class EditionPayload(msgspec.Struct, frozen=True, kw_only=True, array_like=True, forbid_unknown_fields=True):
    """What the centre signs."""

    version: int = 1
    catalogue: CatalogueVersion
    sequence: int
    made_at: dt.datetime
    packed: bytes
    """zlib of a msgpack array of [name, bytes], in the order of the names."""


class Published(msgspec.Struct, frozen=True):
    """An edition that the centre's signature proves, and its files, still packed."""

    edition: Edition
    packed: bytes


def pack(files: Files) -> bytes:
    """Return files as one: the same bytes for the same files; WireError for a name or size out of bounds."""
    ordered = tuple(sorted(files.items()))
    _refuse_strange(ordered)
    return zlib.compress(msgspec.msgpack.encode(ordered), 9)


def unpack(packed: bytes) -> dict[str, bytes]:
    """Return the files of `pack`; WireError when they are none, or their names or sizes out of bounds."""
    inflater = zlib.decompressobj()
    try:
        data = inflater.decompress(packed, MAX_FILES_BYTES)
    except zlib.error as error:
        raise WireError("edition_packed", f"edition: {error}") from error
    if not inflater.eof:
        raise WireError("edition_too_large", f"edition: cut short, or over {MAX_FILES_BYTES} bytes of files")
    try:
        files = msgspec.msgpack.decode(data, type=_Packed)
    except _UNREADABLE as error:
        raise WireError("edition_packed", f"edition: {error}") from error
    _refuse_strange(files)
    return dict(files)


def encode_edition(edition: Edition, packed: bytes) -> bytes:
    """Return the bytes that are signed; WireError when they are too many to be brought."""
    payload = msgspec.msgpack.encode(
        EditionPayload(
            catalogue=edition.version, sequence=edition.sequence, made_at=edition.made_at, packed=packed
        )
    )
    if len(payload) > MAX_EDITION_BYTES:
        raise WireError(
            "edition_too_large", f"edition: {len(payload)} bytes packed, at most {MAX_EDITION_BYTES}"
        )
    return payload


def sign_edition(payload: bytes, key: Ed25519PrivateKey) -> bytes:
    """Return the centre's signature over an edition's bytes."""
    return key.sign(DOMAIN + payload)


def verify_edition(payload: bytes, signature: bytes, *, key: str, keys: tuple[PlatformKey, ...]) -> Published:
    """Return the edition once the centre's key of that id proves it; WireError otherwise."""
    publics = tuple(
        one.public
        for one in keys
        if one.use is KeyUse.SIGN and one.id == key and len(one.public) == KEY_BYTES
    )
    if not publics:
        raise WireError("edition_key", f"edition: {key} is no signing key of the centre")
    if not signed_by_any(publics, signature, DOMAIN + payload):
        raise WireError("edition_signature", "edition: the centre's signature does not match")
    return read_edition(payload)


def read_edition(payload: bytes) -> Published:
    """Return what an edition says, unverified, for who made it; WireError when it is none."""
    try:
        said = msgspec.msgpack.decode(payload, type=EditionPayload)
    except _UNREADABLE as error:
        raise WireError("edition", f"edition: {error}") from error
    edition = Edition(version=said.catalogue, sequence=said.sequence, made_at=said.made_at)
    return Published(edition, said.packed)


def _refuse_strange(files: _Packed) -> None:
    if len(files) > MAX_FILES:
        raise WireError("edition_too_large", f"edition: {len(files)} files, at most {MAX_FILES}")
    for name, data in files:
        if not NAME.fullmatch(name):
            raise WireError("edition_name", f"edition: {name!r} is no name of a file of a catalogue")
        if len(data) > MAX_FILE_BYTES:
            raise WireError(
                "edition_too_large", f"edition: {name} has {len(data)} bytes, at most {MAX_FILE_BYTES}"
            )
    folded = {name.casefold() for name, _ in files}
    if len(folded) < len(files):
        raise WireError("edition_name", "edition: two of its files have the same name")
