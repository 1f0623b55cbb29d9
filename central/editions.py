"""Editions: a folder of catalogue files is published, kept packed, and given to terminals in parts."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from litestar import get
from litestar.params import FromPath, QueryParameter
from sqlalchemy import select

from central.catalogues import edition_of, keep, newest
from central.centre import Centre, Service
from central.refusal import Refusal
from central.tables import EditionRow
from kiosk.catalogue.folder import read_files, write_files
from kiosk.catalogue.loader import Catalogue, load
from kiosk.catalogue.proof import prove
from kiosk.domain.edition import Edition
from kiosk.errors import KioskError
from kiosk.wire.edition import PART_BYTES, encode_edition, pack, sign_edition, unpack
from kiosk.wire.messages import EditionPart


@get(
    "/v1/catalogues/{version:str}",
    sync_to_thread=True,
    tags=["Terminal"],
    summary="A part of a published catalogue",
)
def edition_part(
    version: FromPath[str],
    centre: Service,
    offset: Annotated[int, QueryParameter(ge=0, description="how many bytes are there already")] = 0,
) -> EditionPart:
    """Give bytes of the newest edition of that version, and the signature over all of them."""
    of_version = select(EditionRow.payload).where(EditionRow.version == version)
    with centre.store.reading() as session:
        payload = session.scalar(of_version.order_by(EditionRow.sequence.desc()).limit(1))
    if payload is None:
        raise Refusal(404, "edition_unknown", f"no catalogue {version!r} was published here")
    keys = centre.keys
    return EditionPart(
        key=keys.sign_id,
        signature=sign_edition(payload, keys.sign),
        size=len(payload),
        data=payload[offset : offset + PART_BYTES],
    )


def publish(centre: Centre, folder: Path) -> Edition:
    """Prove the catalogue in a folder as terminals do, keep it, and so put it in force.

    CatalogueError as kiosk.catalogue.proof says; WireError when it can't be packed; KioskError `edition_same`
    when this very catalogue is in force.
    """
    packed = pack(read_files(folder))
    catalogue = _proven(packed)
    now = centre.clock()
    with centre.store.writing() as session:
        before = newest(session)
        if before is not None and before.version == catalogue.version:
            raise KioskError(
                "edition_same", f"{folder}: this very catalogue is in force, as edition {before.sequence}"
            )
        # The time goes into it, so that a platform restored from a backup publishes nothing as older.
        sequence = max(before.sequence + 1 if before else 1, int(now.timestamp()))
        edition = Edition(version=catalogue.version, sequence=sequence, made_at=now)
        keep(session, catalogue, now)
        session.flush()
        row = EditionRow(
            sequence=sequence,
            version=edition.version,
            made_at=now,
            matters=len(catalogue.matters),
            payload=encode_edition(edition, packed),
        )
        session.add(row)
    return edition


def _proven(packed: bytes) -> Catalogue:
    """Return what a terminal will make of it: the very bytes are unpacked and tried."""
    with TemporaryDirectory() as scratch:
        root = Path(scratch) / "catalogue"
        write_files(root, unpack(packed))
        return prove(root, load(root).version).catalogue


def editions(centre: Centre) -> tuple[tuple[Edition, int], ...]:
    """Return every edition, the oldest first, with how many matters it has."""
    with centre.store.reading() as session:
        rows = session.scalars(select(EditionRow).order_by(EditionRow.sequence))
        return tuple((edition_of(row), row.matters) for row in rows)
