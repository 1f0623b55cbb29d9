"""Makes the joint form of a joined matter 一件事: nothing is asked twice.

Questions of two parts are one when they are prefilled from the same place, pick the same rows, or stand
together in the declaration's `same`; papers are one when the same record proves them or they have one name.
"""

from collections.abc import Iterator

import msgspec

from kiosk.catalogue.decode import Flaw, near_miss
from kiosk.domain.declared import Declared
from kiosk.domain.fee import ChosenFee, EnteredFee, JointFee, PickedFee, SingleFee
from kiosk.domain.field import Condition, Field, FieldKind
from kiosk.domain.guide import Guide, Promised
from kiosk.domain.lookup import Lookup
from kiosk.domain.matter import Assurance, Counter, LifeEvent, Material, Matter, MatterKind, Offline
from kiosk.domain.part import Part, joint_fee, joint_promise
from kiosk.domain.text import Text

JOINABLE = (MatterKind.APPLICATION, MatterKind.REPORT, MatterKind.PAYMENT, MatterKind.APPOINTMENT)
"""Kinds that leave a submission and show no result of their own."""


class Joined(Declared, frozen=True, kw_only=True):
    """The declaration of a joined matter, joined/<slug>.toml."""

    code: str
    version: int = 1
    name: Text
    aliases: tuple[str, ...] = ()
    pinyin: str = ""
    alias_pinyin: tuple[str, ...] = ()
    department: Text
    life_event: LifeEvent
    also: tuple[LifeEvent, ...] = ()
    summary: Text
    minutes: int
    promised: Promised
    purpose: Text
    parts: tuple[str, ...]
    """Slugs of the matters, in the order in which they are asked about."""
    same: tuple[tuple[str, ...], ...] = ()
    """Questions that are one, each as `slug.field`; the first is asked."""
    offline: Offline
    guide: Guide
    left_to_do: Text | None = None
    after: Text
    counter: Counter
    unverified: bool = True


def flaws(joined: Joined, matters: dict[str, Matter]) -> Iterator[Flaw]:
    """Yield what keeps the parts from being joined; empty when `join` can."""
    if len(set(joined.parts)) < max(2, len(joined.parts)):
        yield ("parts",), "a joined matter has two different parts or more"
    for index, slug in enumerate(joined.parts):
        if slug not in matters:
            yield ("parts", index), f"no matter is called `{slug}`{near_miss(slug, tuple(matters))}"
        elif matters[slug].kind not in JOINABLE:
            yield ("parts", index), f"`{slug}` is a {matters[slug].kind}; parts are {', '.join(JOINABLE)}"
        elif joined.offline.accepted and not matters[slug].offline.accepted:
            yield ("offline", "accepted"), f"`{slug}` is not taken while the centre can't be reached"
    for index, group in enumerate(joined.same):
        yield from ((("same", index), flaw) for flaw in _group_flaws(joined, group, matters))


def _group_flaws(joined: Joined, group: tuple[str, ...], matters: dict[str, Matter]) -> Iterator[str]:
    kinds: set[FieldKind] = set()
    options: set[frozenset[str]] = set()
    for name in group:
        slug, _, id_ = name.partition(".")
        fields = {field.id: field for field in matters[slug].fields} if slug in matters else {}
        if slug not in joined.parts or id_ not in fields:
            yield f"`{name}` is no field of a part"
        else:
            kinds.add(fields[id_].kind)
            options.add(frozenset(option.value for option in fields[id_].options))
    if len(group) < 2:  # noqa: PLR2004 one is the same as itself
        yield "what is the same are two fields or more"
    if len(kinds) > 1:
        yield f"they are asked in different ways: {', '.join(sorted(kinds))}"
    if len(options) > 1:
        yield "they offer different answers"


def join(joined: Joined, matters: dict[str, Matter]) -> Matter:
    """Return the joined matter as one; KeyError where a part is missing (`flaws` says so before)."""
    own = tuple(matters[slug] for slug in joined.parts)
    form = _Form(joined.same)
    parts = tuple(form.take(matter) for matter in own)
    sure = any(matter.assurance is Assurance.CARD_CODE for matter in own)
    return Matter(
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
        records=tuple(sorted({type_ for matter in own for type_ in matter.records})),
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


class _Form:
    """The joint form as the parts are taken into it, one after the other."""

    def __init__(self, same: tuple[tuple[str, ...], ...]) -> None:
        self._first = {name: group[0] for group in same for name in group}
        self._asked: dict[object, str] = {}
        self._papers: dict[object, str] = {}
        self.fields: list[Field] = []
        self.lookups: list[Lookup] = []
        self.materials: list[Material] = []

    def take(self, matter: Matter) -> Part:
        """Take a matter's questions and papers in, and return it as a part."""
        names: dict[str, str] = {}
        for field in matter.fields:
            names[field.id] = self._field(matter, field, names)
        return Part(
            code=matter.code,
            slug=matter.slug,
            name=matter.name,
            department=matter.department,
            eligibility=matter.eligibility,
            fields=names,
            materials={one.id: self._material(matter, one, names) for one in matter.materials},
            promise=matter.promise,
            fee=_renamed_fee(matter, names),
        )

    def _field(self, matter: Matter, field: Field, names: dict[str, str]) -> str:
        key = self._key(matter, field)
        if key in self._asked:
            return self._asked[key]
        name = f"{matter.slug}.{field.id}"
        self._asked[key] = name
        lookup = self._lookup(matter, field, names)
        self.fields.append(
            msgspec.structs.replace(field, id=name, lookup=lookup, when=_renamed_when(field.when, names))
        )
        return name

    def _key(self, matter: Matter, field: Field) -> object:
        name = f"{matter.slug}.{field.id}"
        if name in self._first:
            return self._first[name]
        if field.prefill is not None and field.when is None:
            return field.kind, field.prefill
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

    def _material(self, matter: Matter, material: Material, names: dict[str, str]) -> str:
        key = (material.record or material.name.zh, material.when is not None and material.id)
        if key not in self._papers:
            name = f"{matter.slug}.{material.id}"
            self._papers[key] = name
            when = _renamed_when(material.when, names)
            self.materials.append(msgspec.structs.replace(material, id=name, when=when))
        return self._papers[key]


def _renamed_when(when: Condition | None, names: dict[str, str]) -> Condition | None:
    return None if when is None else msgspec.structs.replace(when, field=names[when.field])


def _renamed_fee(matter: Matter, names: dict[str, str]) -> SingleFee:
    match matter.fee:
        case ChosenFee() | PickedFee() | EnteredFee():
            return msgspec.structs.replace(matter.fee, field=names[matter.fee.field])
        case JointFee():
            raise ValueError(f"{matter.slug} is joined itself")
        case _:
            return matter.fee
