"""How each material of a matter is provided in this visit."""

from enum import StrEnum

import msgspec

from kiosk.domain.matter import Material, MaterialWay, Matter
from kiosk.domain.record import Records


class MaterialState(StrEnum):
    """Where a material stands."""

    PROVIDED = "provided"
    """A library proves it: nothing to bring."""
    PROMISED = "promised"
    """A written promise stands in its place."""
    MISSING = "missing"
    """Not here now."""


class Provision(msgspec.Struct, frozen=True):
    """One material, where it stands, and the library that proves it."""

    material: str
    state: MaterialState
    source: str | None = None


Provisions = tuple[Provision, ...]


def provide(material: Material, records: Records) -> Provision:
    """Decide one material by its ways in order: an entry of a library, else a promise, else missing."""
    for way in material.ways:
        entry = next(iter(records.of(material.record or "")), None)
        if way is MaterialWay.RECORD and entry is not None:
            return Provision(material.id, MaterialState.PROVIDED, entry.source)
        if way is MaterialWay.PROMISE:
            return Provision(material.id, MaterialState.PROMISED)
    return Provision(material.id, MaterialState.MISSING)


def provide_all(matter: Matter, records: Records) -> Provisions:
    """Decide every material of a matter.

    While the centre is not reached, what a library would prove is left open for the centre to look up:
    it counts as provided, and the centre checks it when the submission arrives.
    """
    return tuple(
        provide(material, records)
        if records.reached or MaterialWay.RECORD not in material.ways
        else Provision(material.id, MaterialState.PROVIDED)
        for material in matter.materials
    )


def promised(provisions: Provisions) -> tuple[str, ...]:
    """Return the materials that a promise replaces."""
    return tuple(given.material for given in provisions if given.state is MaterialState.PROMISED)


def missing(provisions: Provisions) -> tuple[str, ...]:
    """Return the materials that are not here."""
    return tuple(given.material for given in provisions if given.state is MaterialState.MISSING)
