"""Whatever a declaration refers to exists: record types and their keys, lookups, fields."""

from collections.abc import Iterator
from typing import assert_never

from kiosk.catalogue.decode import Flaw, near_miss
from kiosk.catalogue.place import Path
from kiosk.catalogue.vocabulary import KeyForm, RecordKey, RecordType
from kiosk.domain.eligibility import (
    DueWithin,
    Eligibility,
    OverRecords,
    RecordValueIn,
    RecordValueNotIn,
    ValueAtLeast,
    ValueAtMost,
)
from kiosk.domain.fee import FixedFee, PickedFee
from kiosk.domain.field import Field, Shown, ValueForm
from kiosk.domain.identity import Identity
from kiosk.domain.matter import ByLine, Effect, Matter
from kiosk.domain.record import HOLDER, Scalar
from kiosk.domain.worked_fee import Each, EachByWord, Share, ShareByWord, WorkedFee

Types = dict[str, RecordType]

_WRITTEN_AS = {
    KeyForm.TEXT: {ValueForm.TEXT, ValueForm.NUMBER_MASKED},
    KeyForm.MONEY: {ValueForm.MONEY},
    KeyForm.DATE: {ValueForm.DATE},
    KeyForm.COUNT: {ValueForm.COUNT},
    KeyForm.WORD: {ValueForm.WORD},
    KeyForm.MASKED: {ValueForm.NUMBER_MASKED},
    KeyForm.FLAG: set[ValueForm](),
}


def references(matter: Matter, types: Types) -> Iterator[Flaw]:
    """Yield every reference of a declaration that leads nowhere."""
    for index, rule in enumerate(matter.eligibility):
        yield from _rule(rule, types, ("eligibility", index))
    for index, lookup in enumerate(matter.lookups):
        yield from _values(lookup.record, lookup.where, types, ("lookups", index))
    for index, field in enumerate(matter.fields):
        yield from _field(matter, field, types, ("fields", index))
    for index, material in enumerate(matter.materials):
        if material.record is not None:
            yield from _type(material.record, types, ("materials", index, "record"))
        if material.each is not None:
            yield from _by_line(matter, material.each, types, ("materials", index, "each"))
    if matter.result is not None:
        yield from _shown(matter, matter.result.lookup, matter.result.shown, types, ("result",))
    yield from _fee(matter, types)
    for index, effect in enumerate(matter.effects):
        yield from _effect(matter, effect, types, ("effects", index))


def looked_up(matter: Matter, lookup: str | None) -> str | None:
    """Return the record type that a lookup of the matter gives, or None."""
    return next((known.record for known in matter.lookups if known.id == lookup), None)


def _by_line(matter: Matter, each: ByLine, types: Types, path: Path) -> Iterator[Flaw]:
    """Hold the names of papers to two texts of a row that is picked."""
    type_ = looked_up(matter, next((one.lookup for one in matter.fields if one.id == each.field), None))
    if type_ is None:
        yield (*path, "field"), f"`{each.field}` is no field in which a row is picked"
        return
    for name, key in (("zh", each.zh), ("en", each.en)):
        yield from _key_of_form(type_, key, KeyForm.TEXT, types, (*path, name))


def _rule(rule: Eligibility, types: Types, path: Path) -> Iterator[Flaw]:
    if not isinstance(rule, OverRecords):
        return
    yield from _type(rule.record, types, (*path, "record"))
    if isinstance(rule, ValueAtLeast | ValueAtMost):
        yield from _countable(rule.record, rule.key, types, (*path, "key"))
    if isinstance(rule, RecordValueIn | RecordValueNotIn):
        for value in rule.values:
            yield from _value(rule.record, rule.key, value, types, (*path, "key"))
    if isinstance(rule, DueWithin):
        yield from _key_of_form(rule.record, rule.key, KeyForm.DATE, types, (*path, "key"))


def _field(matter: Matter, field: Field, types: Types, path: Path) -> Iterator[Flaw]:
    if field.lookup is not None:
        yield from _shown(matter, field.lookup, field.shown, types, path)
    type_ = looked_up(matter, field.lookup)
    if field.until is not None and type_ is not None:
        yield from _key_of_form(type_, field.until.key, KeyForm.DATE, types, (*path, "until", "key"))
    if field.prefill is None:
        return
    room, _, key = field.prefill.removeprefix(HOLDER).rpartition(".")
    if room != "identity":
        yield from _key(room, key, types, (*path, "prefill"))
    elif key not in Identity.__struct_fields__:
        yield (*path, "prefill"), f"a card has no `{key}`{near_miss(key, Identity.__struct_fields__)}"


def _shown(matter: Matter, lookup: str, shown: tuple[Shown, ...], types: Types, path: Path) -> Iterator[Flaw]:
    type_ = looked_up(matter, lookup)
    if type_ is None:
        known = tuple(entry.id for entry in matter.lookups)
        yield (*path, "lookup"), f"no lookup is called `{lookup}`{near_miss(lookup, known)}"
        return
    for index, line in enumerate(shown):
        yield from _line(type_, line, types, (*path, "shown", index))


def _line(type_: str, line: Shown, types: Types, path: Path) -> Iterator[Flaw]:
    yield from _key(type_, line.value, types, (*path, "value"))
    key = _known(type_, line.value, types)
    if key is None:
        return
    if line.form not in _WRITTEN_AS[key.form]:
        yield (*path, "as"), f"`{key.key}` is {key.form}, which can't be shown as {line.form}"
    if nameless := sorted(set(key.words) - set(line.words)):
        yield (*path, "words"), f"`{key.key}` may be {', '.join(nameless)}, which has no name here"
    for word in sorted(set(line.words) - set(key.words)):
        yield (*path, "words"), f"`{key.key}` is never `{word}`{near_miss(word, key.words)}"


def _fee(matter: Matter, types: Types) -> Iterator[Flaw]:
    if isinstance(matter.fee, FixedFee):
        for index, less in enumerate(matter.fee.reductions):
            path = ("fee", "reductions", index)
            yield from _type(less.record, types, (*path, "record"))
            for value in less.values:
                yield from _value(less.record, less.key or "", value, types, (*path, "values"))
    if not isinstance(matter.fee, PickedFee | WorkedFee):
        return
    picked = next((field for field in matter.fields if field.id == matter.fee.field), None)
    if picked is None or picked.lookup is None:
        yield ("fee", "field"), f"the fee is that of `{matter.fee.field}`, which is no pick field"
        return
    type_ = looked_up(matter, picked.lookup) or ""
    if isinstance(matter.fee, WorkedFee):
        yield from _worked(matter.fee, type_, types)
        return
    yield from _key_of_form(type_, matter.fee.key, KeyForm.MONEY, types, ("fee", "key"))


def _worked(fee: WorkedFee, type_: str, types: Types) -> Iterator[Flaw]:
    """Hold each figure that a fee is worked out from to a key of the row, of its form."""
    path = ("fee", "sum")
    match fee.sum:
        case Share(base=base):
            yield from _key_of_form(type_, base, KeyForm.MONEY, types, (*path, "base"))
        case ShareByWord(base=base, by=by, rates=rates):
            yield from _key_of_form(type_, base, KeyForm.MONEY, types, (*path, "base"))
            yield from _every_word(type_, by, set(rates), types, (*path, "rates"))
        case Each(price=price, count=count, less=less):
            for key in (price, *((less,) if less is not None else ())):
                yield from _key_of_form(type_, key, KeyForm.MONEY, types, path)
            yield from _key_of_form(type_, count, KeyForm.COUNT, types, (*path, "count"))
        case EachByWord(by=by, prices=prices, count=count):
            yield from _every_word(type_, by, set(prices), types, (*path, "prices"))
            yield from _key_of_form(type_, count, KeyForm.COUNT, types, (*path, "count"))
        case _:
            assert_never(fee.sum)
    if fee.relief is not None:
        for value in fee.relief.values:
            yield from _value(type_, fee.relief.key, value, types, ("fee", "relief", "values"))
    if fee.late is not None:
        yield from _key_of_form(type_, fee.late.due, KeyForm.DATE, types, ("fee", "late", "due"))


def _every_word(type_: str, name: str, given: set[str], types: Types, path: Path) -> Iterator[Flaw]:
    yield from _key_of_form(type_, name, KeyForm.WORD, types, path)
    key = _known(type_, name, types)
    if key is not None and set(key.words) != given:
        yield path, f"each of {', '.join(sorted(key.words))} needs its figure, no other"


def _effect(matter: Matter, effect: Effect, types: Types, path: Path) -> Iterator[Flaw]:
    yield from _values(effect.record, effect.set, types, path)
    if effect.pick is None:
        return
    picked = next((field for field in matter.fields if field.id == effect.pick), None)
    if picked is None or looked_up(matter, picked.lookup) != effect.record:
        yield (*path, "pick"), f"`{effect.pick}` is no field in which a {effect.record} is picked"


def _values(type_: str, values: dict[str, Scalar], types: Types, path: Path) -> Iterator[Flaw]:
    yield from _type(type_, types, (*path, "record"))
    for key, value in values.items():
        yield from _value(type_, key, value, types, (*path, key))


def _value(type_: str, name: str, value: Scalar, types: Types, path: Path) -> Iterator[Flaw]:
    yield from _key(type_, name, types, path)
    key = _known(type_, name, types)
    if key is None:
        return
    if isinstance(value, str) and value.startswith("$"):
        return
    if key.form is KeyForm.WORD and value not in key.words:
        yield path, f"`{name}` is never `{value}`{near_miss(str(value), key.words)}"
    if key.form is KeyForm.FLAG and not isinstance(value, bool):
        yield path, f"`{name}` is true or false"


def _countable(type_: str, name: str, types: Types, path: Path) -> Iterator[Flaw]:
    yield from _key(type_, name, types, path)
    key = _known(type_, name, types)
    if key is not None and key.form not in (KeyForm.COUNT, KeyForm.MONEY):
        yield path, f"`{name}` is {key.form}, but a count or money is needed"


def _key_of_form(type_: str, name: str, form: KeyForm, types: Types, path: Path) -> Iterator[Flaw]:
    yield from _key(type_, name, types, path)
    key = _known(type_, name, types)
    if key is not None and key.form is not form:
        yield path, f"`{name}` is {key.form}, but {form} is needed"


def _type(name: str, types: Types, path: Path) -> Iterator[Flaw]:
    if name not in types:
        yield path, f"no record type is called `{name}`{near_miss(name, tuple(types))}"


def _key(type_: str, name: str, types: Types, path: Path) -> Iterator[Flaw]:
    if type_ not in types:
        yield from _type(type_, types, path)
    elif types[type_].key(name) is None:
        known = tuple(key.key for key in types[type_].keys)
        yield path, f"{type_} has no key `{name}`{near_miss(name, known)}"


def _known(type_: str, name: str, types: Types) -> RecordKey | None:
    return types[type_].key(name) if type_ in types else None
