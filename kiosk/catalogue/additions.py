"""What an addition must keep to: every key of its record type has a value, and one that can stand there."""

from collections.abc import Iterator

from kiosk.catalogue.decode import Flaw, near_miss
from kiosk.catalogue.place import Path
from kiosk.catalogue.vocabulary import KeyForm, RecordKey, RecordType
from kiosk.domain.addition import APPLICANT, ID, LABEL, NAME, NOW, NUMBER, PAID, STANDS_FOR
from kiosk.domain.field import FieldKind
from kiosk.domain.form import RELATIVE_DAY
from kiosk.domain.lookup import FAMILY
from kiosk.domain.matter import Addition, Matter, MatterKind
from kiosk.domain.record import Scalar
from kiosk.domain.years import YEAR

ADDS = (MatterKind.APPLICATION, MatterKind.REPORT, MatterKind.PAYMENT, MatterKind.APPOINTMENT)
"""Kinds that leave a submission and are not their own result."""
TEXTS = (KeyForm.TEXT, KeyForm.MASKED)
FIGURES = (KeyForm.MONEY, KeyForm.COUNT)
STANDS_IN = {
    NOW: (KeyForm.DATE,),
    NUMBER: TEXTS,
    PAID: (KeyForm.MONEY,),
    **dict.fromkeys(APPLICANT, TEXTS),
}
"""In keys of which form what may stand."""
ANSWERED_IN = {
    FieldKind.NUMBER: (KeyForm.COUNT,),
    FieldKind.MONEY: (KeyForm.MONEY,),
    FieldKind.DATE: (KeyForm.DATE, *TEXTS),
}
PARTS = {FieldKind.CHOICE: (LABEL,), FieldKind.PERSON: (NAME, ID)}


def additions(matter: Matter, types: dict[str, RecordType]) -> Iterator[Flaw]:
    """Yield what is wrong with the entries that a matter adds."""
    if matter.additions and matter.kind not in ADDS:
        yield ("additions",), f"a {matter.kind} adds nothing; only {', '.join(ADDS)} do"
    for index, addition in enumerate(matter.additions):
        yield from _addition(matter, addition, types, ("additions", index))


def _addition(matter: Matter, addition: Addition, types: dict[str, RecordType], path: Path) -> Iterator[Flaw]:
    type_ = types.get(addition.record)
    if type_ is None:
        known = near_miss(addition.record, tuple(types))
        yield (*path, "record"), f"no record type is called `{addition.record}`{known}"
        return
    family = {one.id for one in matter.lookups if one.record == FAMILY}
    picks = {field.id for field in matter.fields if field.lookup in family}
    if addition.relative is not None and addition.relative not in picks:
        yield (*path, "relative"), f"`{addition.relative}` is no pick of a {FAMILY}"
    if addition.when is not None and addition.when.field not in {field.id for field in matter.fields}:
        yield (*path, "when"), f"`{addition.when.field}` is no field"
    if lacking := [key.key for key in type_.keys if key.key not in addition.values]:
        yield (*path, "values"), f"a {addition.record} needs {', '.join(lacking)} too"
    for name, value in addition.values.items():
        key = type_.key(name)
        if key is None:
            known = near_miss(name, tuple(key.key for key in type_.keys))
            yield (*path, "values", name), f"{addition.record} has no key `{name}`{known}"
        elif not _fits(matter, key, value, types):
            yield (*path, "values", name), f"`{value}` can't stand in `{name}`, which is {_said(key)}"


def _said(key: RecordKey) -> str:
    return f"one of {', '.join(key.words)}" if key.words else str(key.form)


def _fits(matter: Matter, key: RecordKey, value: Scalar, types: dict[str, RecordType]) -> bool:
    match value:
        case None:
            return key.form is not KeyForm.WORD
        case bool():
            return key.form is KeyForm.FLAG
        case int():
            return key.form in FIGURES and value >= 0
        case str() if value.startswith("$"):
            return _answer_fits(matter, key, value[1:], types)
        case str() if value in STANDS_FOR:
            return key.form in STANDS_IN[value]
        case str() if value.startswith("@"):
            day = RELATIVE_DAY.fullmatch(value) is not None and key.form is KeyForm.DATE
            return day or (YEAR.fullmatch(value) is not None and key.form in TEXTS)
        case _:
            return value in key.words if key.words else key.form in TEXTS


def _answer_fits(matter: Matter, key: RecordKey, name: str, types: dict[str, RecordType]) -> bool:
    id_, _, part = name.partition(".")
    field = next((one for one in matter.fields if one.id == id_), None)
    if field is None:
        return False
    if field.kind is FieldKind.PICK:
        record = next(one.record for one in matter.lookups if one.id == field.lookup)
        picked = types[record].key(part) if record in types else None
        return picked is not None and (picked.form is key.form or {picked.form, key.form} <= set(TEXTS))
    if part and part not in PARTS.get(field.kind, ()):
        return False
    if key.form is KeyForm.WORD:
        return (
            field.kind is FieldKind.CHOICE and not part and {o.value for o in field.options} <= set(key.words)
        )
    return key.form in ANSWERED_IN.get(field.kind, TEXTS)
