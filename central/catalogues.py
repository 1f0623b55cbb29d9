"""The catalogue in force, and every version that ever was."""

import datetime as dt
import logging
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.refusal import Refusal
from central.store import Store
from central.tables import CatalogueRow, EditionRow
from kiosk.catalogue.folder import write_files
from kiosk.catalogue.loader import Catalogue, load
from kiosk.domain.edition import Edition
from kiosk.domain.ids import CatalogueVersion
from kiosk.domain.matter import Matter
from kiosk.errors import CatalogueError, WireError
from kiosk.wire.edition import read_edition, unpack

log = logging.getLogger(__name__)


class Catalogues:
    """Matters by version; in force is the newest edition, and until one is published the software's own."""

    def __init__(self, store: Store, *, now: dt.datetime) -> None:
        bundled = load()
        self._store = store
        self._bundled = Edition(version=bundled.version, sequence=0, made_at=now)
        self._matters: dict[str, dict[str, Matter]] = {bundled.version: dict(bundled.matters)}
        self._bundled_departments = frozenset(bundled.departments)
        with store.writing() as session:
            keep(session, bundled, now)

    def edition(self) -> Edition:
        """Return what is in force now: a command may have published it a moment ago."""
        with self._store.reading() as session:
            return newest(session) or self._bundled

    @property
    def version(self) -> CatalogueVersion:
        """The version in force."""
        return self.edition().version

    @property
    def departments(self) -> frozenset[str]:
        """The departments that are known here, by the names of their folders."""
        return self._bundled_departments | {matter.department_id for matter in self.current().values()}

    def current(self) -> dict[str, Matter]:
        """Return the matters in force by their code."""
        return self._version(self.version) or {}

    def matter(self, version: str, code: str) -> Matter:
        """Return a matter as that version declared it; Refusal 422 when there is none such."""
        matters = self._version(version)
        if matters is None:
            raise Refusal(422, "catalogue_unknown", f"catalogue version {version!r} was never in force here")
        if code not in matters:
            raise Refusal(422, "matter_unknown", f"catalogue {version} has no matter {code!r}")
        return matters[code]

    def known(self, code: str, version: str) -> Matter | None:
        """Return a matter as it is now, else as that version had it; None when neither has it."""
        return self.current().get(code) or (self._version(version) or {}).get(code)

    def _version(self, version: str) -> dict[str, Matter] | None:
        if version not in self._matters:
            with self._store.reading() as session:
                matters = matters_of(session, version)
            if matters is None:
                return None
            self._matters[version] = matters
        return self._matters[version]


def matters_of(session: Session, version: str) -> dict[str, Matter] | None:
    """Return the matters of a version that is kept; None when there is none, or nothing can be made of it."""
    row = session.get(CatalogueRow, version)
    return None if row is None else _decoded(row) or _read_anew(session, row)


def _decoded(row: CatalogueRow) -> dict[str, Matter] | None:
    """Return a kept version's matters; None for what older software kept otherwise."""
    with suppress(msgspec.ValidationError):
        matters = msgspec.json.decode(row.matters, type=tuple[Matter, ...])
        return {matter.code: matter for matter in matters}
    return None


def _read_anew(session: Session, row: CatalogueRow) -> dict[str, Matter] | None:
    """Return what this software makes of a published version's own files; None, and said, when nothing."""
    payload = session.scalar(select(EditionRow.payload).where(EditionRow.version == row.version).limit(1))
    if payload is not None:
        with suppress(CatalogueError, WireError), TemporaryDirectory() as scratch:
            root = Path(scratch) / "catalogue"
            write_files(root, unpack(read_edition(payload).packed))
            return dict(load(root).matters)
    log.error("ALARM: catalogue %s can't be read any more: its items go to the desk", row.version)
    return None


def newest(session: Session) -> Edition | None:
    """Return the edition of the highest sequence; None while none was published."""
    row = session.scalars(select(EditionRow).order_by(EditionRow.sequence.desc()).limit(1)).one_or_none()
    return None if row is None else edition_of(row)


def edition_of(row: EditionRow) -> Edition:
    """Return what a row says of its edition."""
    return Edition(version=CatalogueVersion(row.version), sequence=row.sequence, made_at=row.made_at)


def keep(session: Session, catalogue: Catalogue, now: dt.datetime) -> None:
    """Keep a version's matters: what was handed in under it is judged by it."""
    if session.get(CatalogueRow, catalogue.version) is None:
        data = msgspec.json.encode(tuple(catalogue.matters.values()))
        session.add(CatalogueRow(version=catalogue.version, matters=data, loaded_at=now))
