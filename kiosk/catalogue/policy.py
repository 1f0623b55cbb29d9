"""What the parts of a declaration must have to do with one another."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kiosk.catalogue.decode import Flaw
from kiosk.domain.eligibility import AgeAtLeast, CardKindIn
from kiosk.domain.matter import (
    MAX_PHOTOS,
    Assurance,
    Field,
    FieldKind,
    FreeOfCharge,
    Material,
    MaterialWay,
    Matter,
    MatterKind,
)

TEMPLATES = ("no-criminal-record", "social-insurance-proof")
"""The certificates that the centre can make: its own test holds its templates against these names."""
REMOVED_BY = ("no_basis", "licence", "promise", "sharing")
"""The four 一律取消: what no law asks for, what a licence proves, a promise replaces, data sharing checks."""
UNITS = ("immediate", "working_day", "month", "year", "day")
SHOWS_RESULT = (MatterKind.CERTIFICATE, MatterKind.QUERY, MatterKind.VERIFICATION)
_PHONE = re.compile(r"0\d{2,3}-\d{7,8}|1\d{4}")


def policy(matter: Matter) -> Iterator[Flaw]:
    """Yield every part that another part does not allow, or that lacks its other half."""
    yield from _unique("fields", (field.id for field in matter.fields))
    yield from _unique("lookups", (lookup.id for lookup in matter.lookups))
    yield from _unique("materials", (material.id for material in matter.materials))
    for index, field in enumerate(matter.fields):
        yield from (((("fields", index)), flaw) for flaw in _field(field))
    for index, material in enumerate(matter.materials):
        yield from (((("materials", index)), flaw) for flaw in _material(material))
    yield from _lookups(matter)
    yield from _records(matter)
    yield from _promise(matter)
    yield from _kind(matter)
    yield from _assurance(matter)
    yield from _scans(matter)
    yield from _offline(matter)
    yield from _promised(matter)


def _unique(part: str, names: Iterable[str]) -> Iterator[Flaw]:
    yield from (
        ((part,), f"`{name}` is there {count} times") for name, count in Counter(names).items() if count > 1
    )


def _field(field: Field) -> Iterator[str]:
    chosen, picked = field.kind is FieldKind.CHOICE, field.kind is FieldKind.PICK
    if chosen and len({option.value for option in field.options}) < max(2, len(field.options)):
        yield "a choice needs two different options or more"
    if not chosen and field.options:
        yield "only a choice has options"
    if picked and (field.lookup is None or not field.shown or field.nothing is None):
        yield "a pick needs `lookup`, `shown` and `nothing`"
    if not picked and (field.lookup is not None or field.shown or field.nothing is not None):
        yield "only a pick has `lookup`, `shown` and `nothing`"
    if (chosen or picked) and field.prefill is not None:
        yield "what is chosen can't be prefilled"
    if not 0 < field.min_length <= field.max_length:
        yield "min_length must lie between 1 and max_length"


def _material(material: Material) -> Iterator[str]:
    if not material.ways:
        yield "a material needs a way to be provided"
    if (MaterialWay.RECORD in material.ways) != (material.record is not None):
        yield "`record` and the way 'record' belong together"
    if material.removed_by not in REMOVED_BY:
        yield f"`removed_by` must be one of {', '.join(REMOVED_BY)}"


def _scans(matter: Matter) -> Iterator[Flaw]:
    scanned = [index for index, material in enumerate(matter.materials) if material.scan]
    for index in scanned[MAX_PHOTOS:]:
        yield ("materials", index, "scan"), f"a submission has room for {MAX_PHOTOS} photographs"
    if scanned and matter.promised.unit == "immediate":
        yield ("materials", scanned[0], "scan"), "a clerk has to look at a photograph: not with `immediate`"


def _lookups(matter: Matter) -> Iterator[Flaw]:
    used = {field.lookup for field in matter.fields} | ({matter.result.lookup} if matter.result else set())
    for index, lookup in enumerate(matter.lookups):
        if lookup.id not in used:
            yield ("lookups", index), f"nothing here uses the lookup `{lookup.id}`"


def _records(matter: Matter) -> Iterator[Flaw]:
    """Hold data sharing to what is needed: the least that rules, materials and prefilled fields ask for."""
    needed = {rule.record for rule in matter.eligibility if not isinstance(rule, AgeAtLeast | CardKindIn)}
    needed |= {material.record for material in matter.materials if material.record is not None}
    rooms = {field.prefill.rpartition(".")[0] for field in matter.fields if field.prefill is not None}
    needed |= rooms - {"identity"}
    for type_ in sorted(needed - set(matter.records)):
        yield ("records",), f"`{type_}` is needed here but not asked for"
    for type_ in sorted(set(matter.records) - needed):
        yield ("records",), f"`{type_}` is asked for, but no rule, material or field needs it"


def _promise(matter: Matter) -> Iterator[Flaw]:
    promisable = any(MaterialWay.PROMISE in material.ways for material in matter.materials)
    if promisable and matter.promise is None:
        yield ("promise",), "a material can be promised, but there is no promise to sign"
    if matter.promise is not None and not promisable:
        yield ("promise",), "there is a promise, but no material that it could replace"


def _kind(matter: Matter) -> Iterator[Flaw]:
    if (matter.result is not None) != (matter.kind in SHOWS_RESULT):
        yield ("result",), f"a {matter.kind} {'needs a' if matter.result is None else 'has no'} result"
    if (matter.document is not None) != (matter.kind is MatterKind.CERTIFICATE):
        yield ("document",), f"a {matter.kind} {'needs a' if matter.document is None else 'has no'} document"
    if matter.document is not None and matter.document.template not in TEMPLATES:
        yield ("document", "template"), f"the centre has no template `{matter.document.template}`"
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
    if (matter.promised.unit == "immediate") != (matter.promised.count == 0):
        yield ("promised", "count"), "what is immediate takes 0, everything else more"
    if not _PHONE.fullmatch(matter.counter.phone):
        yield ("counter", "phone"), "a counter's phone has its area code, as 0571-00001234"
