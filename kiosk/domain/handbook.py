"""The handbook: one matter's guide as a page or a slip tells it, made from its declaration alone."""

from collections.abc import Iterable, Iterator
from typing import assert_never

import msgspec

from kiosk.domain import guide_words
from kiosk.domain import handbook_words as words
from kiosk.domain.device import Role
from kiosk.domain.fee import ChosenFee, FixedFee, FreeOfCharge, JointFee
from kiosk.domain.field import Condition, FieldKind
from kiosk.domain.guide import Legal, Question
from kiosk.domain.matter import Assurance, Beneficiary, Material, MaterialWay, Matter, MatterKind
from kiosk.domain.text import Locale, Text
from kiosk.domain.worked_fee import WorkedFee


class Entry(msgspec.Struct, frozen=True):
    """One fact: what it is called, what it is, and what is to be said of it."""

    label: Text
    says: Text
    more: tuple[Text, ...] = ()


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """One material: whether it has to be brought, what takes its place, and what is known of it."""

    name: Text
    brought: bool
    instead: Text
    notes: tuple[Text, ...]
    """Its source, which of the four 一律取消 removes it, its basis, and when it is asked for."""


class Handbook(msgspec.Struct, frozen=True, kw_only=True):
    """What a matter's guide tells, in the order in which it is told."""

    code: str
    name: Text
    department: Text
    summary: Text
    facts: tuple[Entry, ...]
    left: Text | None
    """What can't be done at a terminal."""
    parts: tuple[Text, ...]
    for_whom: Text
    limits: tuple[Text, ...]
    """What is said to who may not."""
    bring: tuple[Text, ...]
    """What has to be at hand beside papers."""
    papers: tuple[Paper, ...]
    steps: tuple[Text, ...]
    asked: tuple[Question, ...]
    counter: tuple[Entry, ...]
    legal: tuple[Text, ...]
    unverified: bool


def handbook(matter: Matter) -> Handbook:
    """Return the guide of a matter; nothing is in it that the declaration does not say."""
    return Handbook(
        code=matter.code,
        name=matter.name,
        department=matter.department,
        summary=matter.summary,
        facts=tuple(_facts(matter)),
        left=matter.left_to_do,
        parts=tuple(words.PART.format(name=part.name, department=part.department) for part in matter.parts),
        for_whom=words.FOR_WHOM.format(who=listed(WHO[one] for one in matter.for_whom)),
        limits=tuple(dict.fromkeys(_limits(matter))),
        bring=tuple(_bring(matter)),
        papers=tuple(_paper(matter, material) for material in matter.materials),
        steps=matter.guide.steps or tuple(_steps(matter)),
        asked=matter.guide.faq,
        counter=_counter(matter),
        legal=tuple(map(_legal, matter.guide.legal)),
        unverified=matter.unverified,
    )


def guide_url(base_url: str, code: str, locale: Locale) -> str:
    """Return where the handbook's page of a matter is; the English one stands below the Chinese."""
    return f"{base_url}/g/{code}" if locale is Locale.ZH else f"{base_url}/g/{code}/en"


def listed(names: Iterable[Text]) -> Text:
    """Write several names as one."""
    named = tuple(names)
    return Text(zh="、".join(one.zh for one in named), en=", ".join(one.en for one in named))


def _facts(matter: Matter) -> Iterator[Entry]:
    guide, outcome = matter.guide, matter.guide.outcome
    yield Entry(words.COST, guide_words.price(matter), tuple(_about_cost(matter)))
    yield Entry(words.HERE, guide_words.minutes(matter))
    yield Entry(words.DONE_IN, guide_words.duration(matter.promised))
    statutory = guide_words.duration(guide.statutory) if guide.statutory else words.NOT_FOUND
    yield Entry(words.BY_LAW, statutory)
    trips = words.TRIPS_COUNTED.format(count=guide.trips) if guide.trips else words.NO_TRIP
    yield Entry(words.TRIPS, trips, (guide.trips_reason,) if guide.trips_reason else ())
    got = words.OUTCOME.format(name=outcome.name, handed=guide_words.HANDED[outcome.handed])
    yield Entry(words.RESULT, got, (outcome.sample,) if outcome.sample else ())
    yield Entry(words.UNCONNECTED, matter.offline.reason)


def _about_cost(matter: Matter) -> Iterator[Text]:
    yield from guide_words.reductions(matter)
    match matter.fee:
        case FixedFee(basis=basis) | ChosenFee(basis=basis) | WorkedFee(basis=basis):
            yield words.BASIS.format(basis=basis)
        case JointFee(lines=lines):
            for line in lines:
                yield words.PART_COSTS.format(name=line.name, price=guide_words.price_of(line.fee))
        case _:
            pass
    payee = getattr(matter.fee, "payee", None)
    if payee is not None:
        yield words.PAYEE.format(payee=payee)


def _limits(matter: Matter) -> Iterator[Text]:
    yield from (rule.otherwise for rule in matter.eligibility)
    for part in matter.parts:
        for rule in part.eligibility:
            yield words.OF_PART.format(part=part.name, says=rule.otherwise)


def _bring(matter: Matter) -> Iterator[Text]:
    yield words.CARD
    match matter.assurance:
        case Assurance.CARD_CODE | Assurance.CARD_FACE:
            yield words.PHONE
        case Assurance.CARD:
            pass
        case _:
            assert_never(matter.assurance)
    if Role.SOCIAL_CARD in matter.needs:
        yield words.SOCIAL_CARD


def _paper(matter: Matter, material: Material) -> Paper:
    removed = words.REMOVED.get(material.removed_by)
    notes = (
        words.SOURCE.format(source=material.source) if material.source else None,
        removed,
        words.BASIS_OF.format(basis=material.basis) if material.basis else words.NO_BASIS,
        _when(matter, material.when) if material.when else None,
    )
    return Paper(
        name=material.name,
        brought=material.brought,
        instead=_instead(material),
        notes=tuple(note for note in notes if note is not None),
    )


def _instead(material: Material) -> Text:
    if not material.ways:
        return words.BROUGHT_PHOTO if material.scan else words.TO_BRING
    if MaterialWay.COUNTER in material.ways:
        return words.PHOTO_OR_COUNTER
    first, *others = material.ways
    said = words.PROMISED if first is MaterialWay.PROMISE else words.PROVEN
    if others and first is MaterialWay.RECORD:
        said = _and(said, words.ELSE_PROMISED)
    return _and(said, words.ELSE_PHOTO) if material.scan else said


def _and(one: Text, other: Text) -> Text:
    return Text(zh=one.zh + other.zh, en=one.en + other.en)


def _when(matter: Matter, when: Condition) -> Text:
    field = matter.field(when.field)
    labels = {option.value: option.label for option in field.options}
    options = listed(labels.get(value, Text(value, value)) for value in when.among or when.not_among)
    said = words.ONLY_WHERE if when.among else words.NOT_WHERE
    return said.format(field=field.label, options=options)


def _steps(matter: Matter) -> Iterator[Text]:
    """Yield what is done at a terminal, as its flow goes for such a matter."""
    yield words.LAY_CARD
    if matter.assurance is not Assurance.CARD:
        yield words.TYPE_CODE
    fields = [field for field in matter.fields if field.kind is not FieldKind.CONSENT]
    if fields:
        certain = all(field.when is None and field.prefill is None for field in fields)
        yield (words.FILL_IN if certain else words.FILL_UP_TO).format(count=len(fields))
    if any(material.brought and material.scan for material in matter.materials):
        yield words.PHOTOGRAPH
    if matter.promise is not None:
        yield words.SIGN
    yield words.LOOK if matter.kind in LOOKED_AT else words.CHECK
    if not isinstance(matter.fee, FreeOfCharge):
        yield words.PAY
    yield words.TAKE


def _counter(matter: Matter) -> tuple[Entry, ...]:
    counter = matter.counter
    return (
        Entry(words.PLACE, counter.place),
        Entry(words.HOURS, counter.hours),
        Entry(words.PHONE_AT, Text(counter.phone, counter.phone)),
        Entry(words.COMPLAINTS, Text(counter.complaints, counter.complaints)),
    )


def _legal(law: Legal) -> Text:
    if law.clause is None:
        return words.NO_CLAUSE.format(name=law.name)
    return words.CLAUSE.format(name=law.name, clause=law.clause)


WHO = {
    Beneficiary.SELF: words.SELF,
    Beneficiary.CHILD: words.CHILD,
    Beneficiary.PARENT: words.PARENT,
    Beneficiary.SPOUSE: words.SPOUSE,
}
LOOKED_AT = (MatterKind.QUERY, MatterKind.VERIFICATION)
"""Kinds that end with something shown, not with something handed in."""
