"""A joined matter with those of its parts that the resident may have: the rest is left out, and said."""

import datetime as dt

import msgspec

from kiosk.domain.identity import Identity
from kiosk.domain.matter import Matter
from kiosk.domain.part import Part, joint_fee, joint_promise
from kiosk.domain.record import Records
from kiosk.domain.rules import refused_by
from kiosk.domain.text import Text


class LeftOut(msgspec.Struct, frozen=True):
    """A part that the resident may not have now, and why."""

    name: Text
    reason: Text


def left_out(
    matter: Matter, identity: Identity, records: Records, *, today: dt.date
) -> tuple[tuple[Part, Text], ...]:
    """Return each part whose own rules are not met, with the first reason."""
    judged = ((part, refused_by(part.eligibility, identity, records, today=today)) for part in matter.parts)
    return tuple((part, reasons[0]) for part, reasons in judged if reasons)


def narrowed(matter: Matter, codes: frozenset[str]) -> Matter:
    """Return the joined matter with these parts alone: what only the others asked for is not asked."""
    parts = tuple(part for part in matter.parts if part.code in codes)
    if parts == matter.parts:
        return matter
    fields = {joint for part in parts for joint in part.fields.values()}
    fields |= {one.source for part in parts for one in part.derived.values()}
    materials = {joint for part in parts for joint in part.materials.values()}
    asked = tuple(field for field in matter.fields if field.id in fields)
    lookups = {field.lookup for field in asked}
    kept = tuple(one for one in matter.lookups if one.id in lookups)
    return msgspec.structs.replace(
        matter,
        parts=parts,
        fields=asked,
        materials=tuple(one for one in matter.materials if one.id in materials),
        lookups=kept,
        promise=joint_promise(parts),
        fee=joint_fee(parts),
    )
