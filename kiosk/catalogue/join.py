"""Makes the joint form of a joined matter 一件事: nothing is asked twice.

Questions of two parts are one when they are prefilled from the same place, pick the same rows, or stand
together in the declaration's `same`; papers are one when the same record proves them or they have one name.
"""

import msgspec

from kiosk.catalogue.joined import Joined, field_of
from kiosk.catalogue.policy import needed_records
from kiosk.domain.eligibility import Eligibility, Of, OverRecords
from kiosk.domain.fee import ChosenFee, EnteredFee, JointFee, PickedFee, SingleFee
from kiosk.domain.field import Condition, Field, FieldKind
from kiosk.domain.lookup import Lookup
from kiosk.domain.matter import Assurance, Beneficiary, Material, Matter, MatterKind
from kiosk.domain.part import Derived, Part, joint_fee, joint_promise
from kiosk.domain.record import HOLDER
from kiosk.domain.worked_fee import WorkedFee


def join(joined: Joined, matters: dict[str, Matter]) -> Matter:
    """Return the joined matter as one; KeyError where a part is missing (`flaws` says so before)."""
    own = tuple(matters[slug] for slug in joined.parts)
    form = _Form(joined, matters)
    parts = tuple(form.take(matter) for matter in own)
    sure = any(matter.assurance is Assurance.CARD_CODE for matter in own)
    whole = Matter(
        code=joined.code,
        version=joined.version,
        name=joined.name,
        aliases=joined.aliases,
        pinyin=joined.pinyin,
        alias_pinyin=joined.alias_pinyin,
        department=joined.department,
        kind=MatterKind.APPLICATION,
        life_event=joined.life_event,
        also=joined.also,
        summary=joined.summary,
        minutes=joined.minutes,
        promised=joined.promised,
        assurance=Assurance.CARD_CODE if sure else Assurance.CARD,
        for_whom=tuple(dict.fromkeys(whom for matter in own for whom in matter.for_whom)),
        purpose=joined.purpose,
        fields=tuple(form.fields),
        lookups=tuple(form.lookups),
        materials=tuple(form.materials),
        promise=joint_promise(parts),
        fee=joint_fee(parts),
        parts=parts,
        offline=joined.offline,
        completes_here=joined.left_to_do is None,
        left_to_do=joined.left_to_do,
        guide=joined.guide,
        needs=tuple(dict.fromkeys(role for matter in own for role in matter.needs)),
        after=joined.after,
        counter=joined.counter,
        unverified=joined.unverified or any(matter.unverified for matter in own),
    )
    return msgspec.structs.replace(whole, records=tuple(sorted(needed_records(whole))))


class _Form:
    """The joint form as the parts are taken into it, one after the other."""

    def __init__(self, joined: Joined, matters: dict[str, Matter]) -> None:
        self._joined = joined
        self._matters = matters
        self._first = {name: group[0] for group in joined.same for name in group}
        self._not_asked = {one.field: one for one in joined.derived}
        self._asked: dict[object, str] = {}
        self._papers: dict[str, str] = {}
        self.fields: list[Field] = []
        self.lookups: list[Lookup] = []
        self.materials: list[Material] = []

    def take(self, matter: Matter) -> Part:
        """Take a matter's questions and papers in, and return it as a part."""
        names: dict[str, str] = {}
        derived: dict[str, Derived] = {}
        for field in matter.fields:
            if f"{matter.slug}.{field.id}" in self._not_asked:
                derived[field.id] = self._derived(matter, field)
                continue
            when = translated(field.when, names, derived)
            if when is not NEVER:
                names[field.id] = self._field(matter, msgspec.structs.replace(field, when=when), names)
        return Part(
            code=matter.code,
            slug=matter.slug,
            name=matter.name,
            department=matter.department,
            eligibility=_rules(matter),
            fields=names,
            derived=derived,
            materials={one.id: self._material(matter, one, names, derived) for one in matter.materials},
            promise=matter.promise,
            fee=_renamed_fee(matter, names),
        )

    def _derived(self, matter: Matter, field: Field) -> Derived:
        one = self._not_asked[f"{matter.slug}.{field.id}"]
        source = field_of(self._joined, one.source, self._matters) if one.source else None
        named = source is not None and source.kind is FieldKind.PERSON and field.kind is FieldKind.TEXT
        joint = self._first.get(one.source, one.source)
        return Derived(source=joint, words=one.words, name_only=named, constant=one.constant)

    def _field(self, matter: Matter, field: Field, names: dict[str, str]) -> str:
        """Take a question in, unless one that is the same was; of several the first declared is asked."""
        key = self._key(matter, field)
        if key in self._asked:
            return self._asked[key]
        name = f"{matter.slug}.{field.id}"
        asked = field
        if name in self._first:
            name = self._first[name]
            asked = field_of(self._joined, name, self._matters) or field
            asked = msgspec.structs.replace(asked, when=field.when)
        self._asked[key] = name
        lookup = self._lookup(matter, field, names)
        known = None if asked.prefill is None else asked.prefill.removeprefix(HOLDER)
        own = msgspec.structs.replace(asked, id=name, lookup=lookup, prefill=known, whom=False)
        self.fields.append(own)
        return name

    def _key(self, matter: Matter, field: Field) -> object:
        name = f"{matter.slug}.{field.id}"
        if name in self._first:
            return self._first[name]
        if field.prefill is not None and field.when is None:
            return field.kind, field.prefill.removeprefix(HOLDER)
        if field.lookup is not None and field.when is None:
            lookup = matter.lookup(field.lookup)
            hangs = any(str(value).startswith("$") for value in lookup.where.values())
            if lookup.field is None and not hangs:
                return lookup.record, lookup.of, tuple(sorted(lookup.where.items(), key=str))
        return name

    def _lookup(self, matter: Matter, field: Field, names: dict[str, str]) -> str | None:
        if field.lookup is None:
            return None
        lookup = matter.lookup(field.lookup)
        where = {
            key: f"${names[value[1:]]}" if isinstance(value, str) and value.startswith("$") else value
            for key, value in lookup.where.items()
        }
        whose = names[lookup.field] if lookup.field is not None else None
        name = f"{matter.slug}.{lookup.id}"
        if name not in {known.id for known in self.lookups}:
            self.lookups.append(msgspec.structs.replace(lookup, id=name, field=whose, where=where))
        return name

    def _material(
        self, matter: Matter, material: Material, names: dict[str, str], derived: dict[str, Derived]
    ) -> str:
        """Take a paper in, unless the same record proves it or one of that name is there."""
        key = material.record or material.name.zh
        known = self._papers.get(key)
        when = translated(material.when, names, derived)
        name = known or f"{matter.slug}.{material.id}"
        if known is None and when is not NEVER:
            self.materials.append(msgspec.structs.replace(material, id=name, when=when))
            self._papers[key] = name
        elif when is None:  # asked for in any case, however the part before it saw it
            self.materials = [
                msgspec.structs.replace(one, when=None) if one.id == name else one for one in self.materials
            ]
        return name


def _rules(matter: Matter) -> tuple[Eligibility, ...]:
    """Return a part's rules about who laid the card: of another, a joint form knows the name alone."""
    if not matter.proven_by or Beneficiary.SELF in matter.for_whom:
        return matter.eligibility
    return tuple(
        rule for rule in matter.eligibility if not isinstance(rule, OverRecords) and rule.of is Of.HOLDER
    )


NEVER = Condition(field="")
"""Stands for a condition that no answer of the joint form can meet."""


def translated(
    when: Condition | None, names: dict[str, str], derived: dict[str, Derived]
) -> Condition | None:
    """Return a part's condition over the joint form's answers; NEVER where it can't be met."""
    if when is None:
        return None
    if when.field not in derived:
        return msgspec.structs.replace(when, field=names[when.field]) if when.field in names else NEVER
    one = derived[when.field]
    wanted = set(when.among)
    if not one.source:
        met = one.constant in wanted if wanted else one.constant not in when.not_among
        return None if met else NEVER
    if not one.words:
        return msgspec.structs.replace(when, field=one.source)
    among = tuple(
        here
        for here, there in one.words.items()
        if (there in wanted if wanted else there not in when.not_among)
    )
    return Condition(field=one.source, among=among) if among else NEVER


def _renamed_fee(matter: Matter, names: dict[str, str]) -> SingleFee:
    match matter.fee:
        case ChosenFee() | PickedFee() | EnteredFee() | WorkedFee():
            return msgspec.structs.replace(matter.fee, field=names[matter.fee.field])
        case JointFee():
            raise ValueError(f"{matter.slug} is joined itself")
        case _:
            return matter.fee
