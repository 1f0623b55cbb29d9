"""What the parts of a declaration must have to do with one another."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kiosk.catalogue.decode import Flaw, near_miss
from kiosk.catalogue.fields import field_flaws
from kiosk.catalogue.for_whom import for_whom
from kiosk.catalogue.place import Path
from kiosk.domain.eligibility import OverRecords
from kiosk.domain.fee import ChosenFee, EnteredFee, FixedFee, FreeOfCharge
from kiosk.domain.field import Condition, FieldKind
from kiosk.domain.lookup import FAMILY, LookupSubject
from kiosk.domain.matter import (
    MAX_PHOTOS,
    Assurance,
    Beneficiary,
    Material,
    MaterialWay,
    Matter,
    MatterKind,
    Proof,
)
from kiosk.domain.notice import prefilled_from
from kiosk.domain.record import HOLDER
from kiosk.domain.supplement import case_field
from kiosk.domain.years import is_relative

REMOVED_BY = ("no_basis", "licence", "promise", "sharing")
"""The four 一律取消: what no law asks for, what a licence proves, a promise replaces, data sharing checks."""
PROVEN_BY_RECORD = ("licence", "sharing")
GRADES = ("", "A", "B", "C", "D")
UNITS = ("immediate", "working_day", "month", "year", "day")
SHOWS_RESULT = (MatterKind.CERTIFICATE, MatterKind.QUERY, MatterKind.VERIFICATION)
_PHONE = re.compile(r"0\d{2,3}-\d{7,8}|1\d{4}")


def policy(matter: Matter, templates: tuple[str, ...]) -> Iterator[Flaw]:
    """Yield every part that another part does not allow, or that lacks its other half."""
    yield from _unique("fields", [field.id for field in matter.fields])
    yield from _unique("lookups", [lookup.id for lookup in matter.lookups])
    yield from _unique("materials", [material.id for material in matter.materials])
    for index, field in enumerate(matter.fields):
        yield from (((("fields", index)), flaw) for flaw in field_flaws(field))
    for index, material in enumerate(matter.materials):
        yield from (((("materials", index)), flaw) for flaw in _material(material))
    yield from _lookups(matter)
    yield from _records(matter)
    yield from _promise(matter)
    yield from _kind(matter, templates)
    yield from _conditions(matter)
    yield from _fee(matter)
    yield from _relatives(matter)
    yield from for_whom(matter)
    yield from _assurance(matter)
    yield from _scans(matter)
    yield from _offline(matter)
    yield from _promised(matter)


def _unique(part: str, names: Sequence[str]) -> Iterator[Flaw]:
    if len(set(names)) < len(names):
        yield from (
            ((part,), f"`{name}` is there {count} times")
            for name, count in Counter(names).items()
            if count > 1
        )


def _material(material: Material) -> Iterator[str]:
    if not material.ways:
        yield "a material needs a way to be provided"
    if (MaterialWay.RECORD in material.ways) != (material.record is not None):
        yield "`record` and the way 'record' belong together"
    if MaterialWay.COUNTER in material.ways and (len(material.ways) > 1 or not material.scan):
        yield "the way 'counter' stands alone, beside a photograph: `scan = true`"
    if material.removed_by not in (*REMOVED_BY, *(("",) if MaterialWay.COUNTER in material.ways else ())):
        yield f"`removed_by` must be one of {', '.join(REMOVED_BY)}"
    if material.removed_by in PROVEN_BY_RECORD and material.record is None:
        yield f"`removed_by` says {material.removed_by}, but no `record` proves it"
    if material.grade not in GRADES:
        yield f"`grade` must be one of {', '.join(filter(None, GRADES))}"


def _scans(matter: Matter) -> Iterator[Flaw]:
    scanned = [index for index, material in enumerate(matter.materials) if material.scan]
    for index in scanned[MAX_PHOTOS:]:
        yield ("materials", index, "scan"), f"a submission has room for {MAX_PHOTOS} photographs"
    if len(scanned) > 1 and any(material.each for material in matter.materials):
        yield ("materials", scanned[1], "scan"), "what a row names may fill all the room for photographs"
    if scanned and matter.promised.unit == "immediate" and case_field(matter) is None:
        yield ("materials", scanned[0], "scan"), "a clerk has to look at a photograph: not with `immediate`"


def _lookups(matter: Matter) -> Iterator[Flaw]:
    used = {field.lookup for field in matter.fields} | ({matter.result.lookup} if matter.result else set())
    for index, lookup in enumerate(matter.lookups):
        if lookup.id not in used:
            yield ("lookups", index), f"nothing here uses the lookup `{lookup.id}`"


def needed_records(matter: Matter) -> set[str]:
    """Return the record types that rules, materials, reductions and prefilled fields ask for."""
    needed = {rule.record for rule in matter.eligibility if isinstance(rule, OverRecords)}
    if isinstance(matter.fee, FixedFee):
        needed |= {less.record for less in matter.fee.reductions}
    needed |= {material.record for material in matter.materials if material.record is not None}
    for part in matter.parts:
        needed |= {rule.record for rule in part.eligibility if isinstance(rule, OverRecords)}
        if isinstance(part.fee, FixedFee):
            needed |= {less.record for less in part.fee.reductions}
    return needed | {room for room in prefilled_from(matter) if not room.startswith(HOLDER)}


def _records(matter: Matter) -> Iterator[Flaw]:
    """Hold data sharing to what is needed, no less and no more."""
    needed = needed_records(matter)
    for type_ in sorted(needed - set(matter.records)):
        yield ("records",), f"`{type_}` is needed here but not asked for"
    for type_ in sorted(set(matter.records) - needed):
        yield ("records",), f"`{type_}` is asked for, but no rule, material or field needs it"


def _promise(matter: Matter) -> Iterator[Flaw]:
    promisable = Proof.PROMISE in matter.proven_by
    promisable = promisable or any(MaterialWay.PROMISE in material.ways for material in matter.materials)
    if promisable and matter.promise is None:
        yield ("promise",), "a material can be promised, but there is no promise to sign"
    if matter.promise is not None and not promisable:
        yield ("promise",), "there is a promise, but no material that it could replace"


def _conditions(matter: Matter) -> Iterator[Flaw]:
    """Hold each condition to an earlier choice and to answers that it offers."""
    before: dict[str, set[str]] = {}
    for index, field in enumerate(matter.fields):
        yield from _condition(field.when, before, ("fields", index, "when"))
        if field.kind in (FieldKind.CHOICE, FieldKind.MANY):
            before[field.id] = {option.value for option in field.options if not is_relative(option)}
    for index, material in enumerate(matter.materials):
        yield from _condition(material.when, before, ("materials", index, "when"))


def _condition(when: Condition | None, before: dict[str, set[str]], path: Path) -> Iterator[Flaw]:
    if when is None:
        return
    if when.field not in before:
        yield path, f"`{when.field}` is no choice asked before{near_miss(when.field, tuple(before))}"
        return
    if bool(when.among) == bool(when.not_among):
        yield path, "a condition has either `is` or `is_not`"
    named = set(when.among) | set(when.not_among)
    for value in sorted(named - before[when.field]):
        yield path, f"`{when.field}` is never `{value}`{near_miss(value, tuple(sorted(before[when.field])))}"
    if when.not_among and not before[when.field] - named:
        yield path, f"no answer to `{when.field}` leads here"


def _fee(matter: Matter) -> Iterator[Flaw]:
    fields = {field.id: field for field in matter.fields}
    match matter.fee:
        case ChosenFee(field=name, amounts=amounts):
            choices = fields[name].options if name in fields else ()
            options = {option.value for option in choices if not is_relative(option)}
            if name not in fields or fields[name].kind is not FieldKind.CHOICE:
                yield ("fee", "field"), f"the fee hangs on `{name}`, which is no choice"
            elif options != set(amounts):
                yield ("fee", "amounts"), f"each of {', '.join(sorted(options))} needs its amount, no other"
        case EnteredFee(field=name):
            if name not in fields or fields[name].kind is not FieldKind.MONEY:
                yield ("fee", "field"), f"the fee is what is typed in `{name}`, which is no money field"
            elif not (fields[name].required and (fields[name].least or 0) > 0):
                yield ("fee", "field"), f"`{name}` must be required, with a `least` above 0"
        case _:
            pass


def _relatives(matter: Matter) -> Iterator[Flaw]:
    """Hold what is done for another to a proof: the pick of a family member, or a promise."""
    records = {lookup.id: lookup.record for lookup in matter.lookups}
    family = {field.id for field in matter.fields if records.get(field.lookup or "") == FAMILY}
    for index, lookup in enumerate(matter.lookups):
        if (lookup.of is LookupSubject.RELATIVE) != (lookup.field is not None):
            yield ("lookups", index), '`of = "relative"` and `field` belong together'
        elif lookup.field is not None and lookup.field not in family:
            yield ("lookups", index, "field"), f"`{lookup.field}` is no pick of a {FAMILY}"
        for value in lookup.where.values():
            if isinstance(value, str) and value.startswith("$") and not _is_known(matter, value[1:]):
                yield ("lookups", index, "where"), f"`{value}` is no field of this matter"
    for index, effect in enumerate(matter.effects):
        if effect.relative is not None and effect.relative not in family:
            yield ("effects", index, "relative"), f"`{effect.relative}` is no pick of a {FAMILY}"
    others = set() if matter.proven_by else set(matter.for_whom) - {Beneficiary.SELF}
    named = family or any(field.kind is FieldKind.PERSON for field in matter.fields)
    if not matter.for_whom:
        yield ("for_whom",), "it must be somebody's matter"
    if others and not named:
        yield ("for_whom",), f"for another: needs the pick of a {FAMILY}, or a person and a promise"
    if others and not family and matter.promise is None:
        yield ("for_whom",), "the relation to a person named by hand needs a promise"


def _is_known(matter: Matter, name: str) -> bool:
    """Return whether a name is a field, or `field.key` of a pick."""
    picks = {field.id for field in matter.fields if field.kind is FieldKind.PICK}
    return name in {field.id for field in matter.fields} or name.rpartition(".")[0] in picks


def _kind(matter: Matter, templates: tuple[str, ...]) -> Iterator[Flaw]:
    if (matter.result is not None) != (matter.kind in SHOWS_RESULT):
        yield ("result",), f"a {matter.kind} {'needs a' if matter.result is None else 'has no'} result"
    if (matter.document is not None) != (matter.kind is MatterKind.CERTIFICATE):
        yield ("document",), f"a {matter.kind} {'needs a' if matter.document is None else 'has no'} document"
    if matter.document is not None and matter.document.template not in templates:
        known = near_miss(matter.document.template, templates)
        yield ("document", "template"), f"the centre has no template `{matter.document.template}`{known}"
    if matter.kind is MatterKind.PAYMENT and isinstance(matter.fee, FreeOfCharge):
        yield ("fee",), "a payment needs a fee"


def _assurance(matter: Matter) -> Iterator[Flaw]:
    if matter.assurance is Assurance.CARD_FACE:
        yield ("assurance",), "a face can't be asked for, only offered in place of a code: write `card_code`"


def _offline(matter: Matter) -> Iterator[Flaw]:
    if not matter.offline.accepted:
        return
    place = ("offline", "accepted")
    if matter.lookups:
        yield place, "what looks something up can't be taken while the centre can't be reached"
    if matter.assurance is Assurance.CARD_CODE:
        yield place, "no code can be sent while the centre can't be reached"
    if not isinstance(matter.fee, FreeOfCharge):
        yield place, "no money may be taken while the centre can't be reached"


def _promised(matter: Matter) -> Iterator[Flaw]:
    if matter.promised.unit not in UNITS:
        yield ("promised", "unit"), f"the unit must be one of {', '.join(UNITS)}"
    for key, time in (("promised", matter.promised), ("statutory", matter.guide.statutory)):
        if time is not None and (time.unit == "immediate") != (time.count == 0):
            yield (key, "count"), "what is immediate takes 0, everything else more"
    if matter.completes_here != (matter.left_to_do is None):
        yield ("left_to_do",), "`left_to_do` says what is left where `completes_here` is false, else nothing"
    if not _PHONE.fullmatch(matter.counter.phone):
        yield ("counter", "phone"), "a counter's phone has its area code, as 0571-00001234"
