"""The catalogue in force, and every version that ever was."""

import datetime as dt

import msgspec

from central.refusal import Refusal
from central.store import Store
from central.tables import CatalogueRow
from kiosk.catalogue.loader import load
from kiosk.domain.ids import CatalogueVersion, MatterCode
from kiosk.domain.matter import Matter


class Catalogues:
    """Matters by version; versions other than the one in force come from the database."""

    def __init__(self, store: Store, *, now: dt.datetime) -> None:
        current = load()
        self.version = CatalogueVersion(current.version)
        self.departments = frozenset(current.departments)
        self._store = store
        self._matters: dict[str, dict[str, Matter]] = {self.version: dict(current.matters)}
        _keep(store, self.version, self._matters[self.version], now)

    def current(self) -> dict[str, Matter]:
        """Return the matters in force by their code."""
        return self._matters[self.version]

    def matter(self, version: str, code: str) -> Matter:
        """Return a matter as that version declared it; Refusal 422 when there is none such."""
        matters = self._version(version)
        if matters is None:
            raise Refusal(422, "catalogue_unknown", f"catalogue version {version!r} was never in force here")
        if code not in matters:
            raise Refusal(422, "matter_unknown", f"catalogue {version} has no matter {code!r}")
        return matters[code]

    def in_force(self, code: MatterCode) -> Matter | None:
        """Return a matter of the current version."""
        return self.current().get(code)

    def _version(self, version: str) -> dict[str, Matter] | None:
        if version not in self._matters:
            with self._store.reading() as session:
                row = session.get(CatalogueRow, version)
            if row is None:
                return None
            matters = msgspec.json.decode(row.matters, type=tuple[Matter, ...])
            self._matters[version] = {matter.code: matter for matter in matters}
        return self._matters[version]


def _keep(store: Store, version: str, matters: dict[str, Matter], now: dt.datetime) -> None:
    with store.writing() as session:
        if session.get(CatalogueRow, version) is None:
            data = msgspec.json.encode(tuple(matters.values()))
            session.add(CatalogueRow(version=version, matters=data, loaded_at=now))
