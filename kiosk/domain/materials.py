"""How each material of a matter is provided in this visit."""

import hashlib
from enum import StrEnum
from itertools import zip_longest

import msgspec

from kiosk.domain.answers import Answers, answer_for
from kiosk.domain.device import Role
from kiosk.domain.form import meets
from kiosk.domain.matter import MAX_PHOTOS, Material, MaterialWay, Matter
from kiosk.domain.record import Records
from kiosk.domain.text import Text


class MaterialState(StrEnum):
    """Where a material stands."""

    PROVIDED = "provided"
    """A library proves it: nothing to bring."""
    PROMISED = "promised"
    """A written promise stands in its place."""
    SCANNED = "scanned"
    """Its photograph goes with the submission; a clerk looks at it."""
    COUNTER = "counter"
    """It is handed in at the counter."""
    MISSING = "missing"
    """Not here now."""


class PhotoName(msgspec.Struct, frozen=True, kw_only=True):
    """The photograph of one material as a submission names it; its JPEG is attached."""

    material: str
    sha256: str
    """Of the JPEG, in hex: its provision names it so."""
    width: int
    height: int


PhotoNames = tuple[PhotoName, ...]


class Photo(msgspec.Struct, frozen=True, kw_only=True):
    """The photograph of one material, as JPEG; its repr shows nothing of it."""

    material: str
    jpeg: bytes
    width: int
    height: int

    def __repr__(self) -> str:
        return f"Photo({self.material!r}, …)"

    @property
    def name(self) -> PhotoName:
        """What the submission says of it."""
        digest = hashlib.sha256(self.jpeg).hexdigest()
        return PhotoName(material=self.material, sha256=digest, width=self.width, height=self.height)


Photos = tuple[Photo, ...]


class Provision(msgspec.Struct, frozen=True):
    """One material, where it stands, and the library that proves it or the photograph that shows it."""

    material: str
    state: MaterialState
    source: str | None = None
    photo_sha256: str | None = None


Provisions = tuple[Provision, ...]


def card_only(matter: Matter) -> bool:
    """Return whether nothing but the identity card has to be brought: no paper, and no other card."""
    papers = any(material.brought for material in matter.materials)
    return not papers and Role.SOCIAL_CARD not in matter.needs


def asked_materials(matter: Matter, answers: Answers) -> tuple[Material, ...]:
    """Return the materials that the answers ask for, those that a picked row names one by one."""
    asked = (material for material in matter.materials if meets(material.when, answers))
    return tuple(one for material in asked for one in _by_line(material, answers))


def _by_line(material: Material, answers: Answers) -> tuple[Material, ...]:
    """Return a material for each line of the row, in its order; itself where no row was picked yet."""
    answer = answer_for(answers, material.each.field) if material.each is not None else None
    if material.each is None or answer is None or answer.row is None:
        return (material,)
    values = answer.row.values
    names = str(values.get(material.each.zh) or material.name.zh).split("\n")[:MAX_PHOTOS]
    english = str(values.get(material.each.en) or "").split("\n")
    return tuple(
        msgspec.structs.replace(
            material, id=f"{material.id}-{place}", name=Text(zh=zh, en=en or zh), each=None
        )
        for place, (zh, en) in enumerate(zip_longest(names, english[: len(names)], fillvalue=""), 1)
    )


def names_of(photos: Photos) -> PhotoNames:
    """Return what a submission says of its photographs, in their order."""
    return tuple(photo.name for photo in photos)


def provide(material: Material, records: Records, photos: PhotoNames = ()) -> Provision:
    """Decide one material by its ways in order, else missing; a photograph goes before a promise."""
    photo = next((photo for photo in photos if photo.material == material.id and material.scan), None)
    entry = next(iter(records.of(material.record or "")), None)
    for way in material.ways:
        if way is MaterialWay.RECORD and entry is not None:
            return Provision(material.id, MaterialState.PROVIDED, entry.source)
        if way is MaterialWay.PROMISE and photo is None:
            return Provision(material.id, MaterialState.PROMISED)
        if way is MaterialWay.COUNTER and photo is None:
            return Provision(material.id, MaterialState.COUNTER)
    if photo is not None:
        return Provision(material.id, MaterialState.SCANNED, photo_sha256=photo.sha256)
    return Provision(material.id, MaterialState.MISSING)


def with_photo(photos: Photos, photo: Photo) -> Photos:
    """Return the photographs with this one in place of an earlier one of its material."""
    return (*without_photo(photos, photo.material), photo)


def without_photo(photos: Photos, material: str) -> Photos:
    """Return the photographs without that of a material."""
    return tuple(kept for kept in photos if kept.material != material)


def provide_all(
    matter: Matter, records: Records, photos: PhotoNames = (), answers: Answers = ()
) -> Provisions:
    """Decide every material of a matter that the answers ask for.

    While the centre is not reached, what a library would prove is left open for the centre to look up:
    it counts as provided, and the centre checks it when the submission arrives.
    """
    return tuple(
        provide(material, records, photos)
        if records.reached or MaterialWay.RECORD not in material.ways
        else Provision(material.id, MaterialState.PROVIDED)
        for material in asked_materials(matter, answers)
    )


def promised(provisions: Provisions) -> tuple[str, ...]:
    """Return the materials that a promise replaces."""
    return tuple(given.material for given in provisions if given.state is MaterialState.PROMISED)


def missing(provisions: Provisions) -> tuple[str, ...]:
    """Return the materials that are not here."""
    return tuple(given.material for given in provisions if given.state is MaterialState.MISSING)


def at_counter(provisions: Provisions) -> tuple[str, ...]:
    """Return the materials that are handed in at the counter."""
    return tuple(given.material for given in provisions if given.state is MaterialState.COUNTER)
