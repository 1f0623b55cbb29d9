"""A matter's shape: what is left without names, words and places; two of one shape work the same way."""

import hashlib

import msgspec

from kiosk.domain.field import Field
from kiosk.domain.matter import Matter


def shape(matter: Matter) -> str:
    """Return a short name of the shape of (fields, lookups, rules, papers, fee, template)."""
    parts = (
        matter.kind,
        tuple(_field(field) for field in matter.fields),
        tuple((lookup.record, lookup.of, tuple(sorted(lookup.where))) for lookup in matter.lookups),
        tuple(_rule(rule) for rule in matter.eligibility),
        tuple((paper.ways, paper.record, paper.scan) for paper in matter.materials),
        matter.document.template if matter.document else "",
        matter.fee.__struct_config__.tag,
        matter.offline.accepted,
        matter.assurance,
        tuple(part.code for part in matter.parts),
        *((matter.for_whom, matter.proven_by) if matter.proven_by else ()),
    )
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:12]


def of_every_shape(matters: tuple[Matter, ...]) -> tuple[Matter, ...]:
    """Return the first matter of every shape, in their order."""
    first = {shape(matter): matter for matter in reversed(matters)}
    kept = {matter.code for matter in first.values()}
    return tuple(matter for matter in matters if matter.code in kept)


def _field(field: Field) -> tuple[object, ...]:
    return (
        field.kind,
        field.required,
        field.when is not None,
        field.prefill,
        len(field.options),
        tuple(column.kind for column in field.columns),
    )


def _rule(rule: msgspec.Struct) -> tuple[object, ...]:
    """Return a rule without its sentence and figures: which rule, over which record and key."""
    return (rule.__struct_config__.tag, getattr(rule, "record", ""), getattr(rule, "key", ""))
