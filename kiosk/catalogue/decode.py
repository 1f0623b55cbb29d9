"""Plain data to declared records, strictly: every misspelt or missing key is named, with its near miss."""

import difflib
import re
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from kiosk.catalogue.place import Path
from kiosk.catalogue.strangers import look

T = TypeVar("T")
Flaw = tuple[Path, str]

_WHERE = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_STEP = re.compile(r"\.(?P<name>[^.\[]+)|\[(?P<index>\d+)\]")


def decode(type_: type[T], data: object) -> tuple[T | None, tuple[Flaw, ...]]:
    """Return the record, or None and what is wrong with `data`."""
    flaws: tuple[Flaw, ...] = ()
    try:
        value = msgspec.convert(data, type_)
    except msgspec.ValidationError as error:
        flaws = (_flaw(str(error)),)
    else:
        if not look(type_)(data):  # type: ignore[arg-type]  # every type is hashable
            return value, ()
    return None, tuple(_walk(inspect.type_info(type_), data, ())) or flaws


def near_miss(name: str, known: tuple[str, ...]) -> str:
    """Return '; did you mean …?' for a name that is almost a known one, else the known ones."""
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"; did you mean `{close[0]}`?" if close else f"; known here: {', '.join(known)}"


def _walk(info: inspect.Type, data: object, path: Path) -> Iterator[Flaw]:
    match info, data:
        case inspect.StructType(), dict():
            yield from _struct(info, data, path)
        case inspect.UnionType(types=types), _:
            yield from _union(types, data, path)
        case inspect.VarTupleType(item_type=item), list():
            for index, element in enumerate(data):
                yield from _walk(item, element, (*path, index))
        case inspect.DictType(value_type=value), dict():
            for key, element in data.items():
                yield from _walk(value, element, (*path, key))
        case _:
            pass


def _struct(info: inspect.StructType, data: dict[str, Any], path: Path) -> Iterator[Flaw]:
    fields = {field.encode_name: field for field in info.fields}
    known = (*fields, *((info.tag_field,) if info.tag_field else ()))
    for name, value in data.items():
        if name in fields:
            yield from _walk(fields[name].type, value, (*path, name))
        elif name not in known:
            yield (*path, name), f"unknown key `{name}`{near_miss(name, known)}"
    for name, field in fields.items():
        if field.required and name not in data:
            yield path, f"the key `{name}` is missing"


def _union(types: tuple[inspect.Type, ...], data: object, path: Path) -> Iterator[Flaw]:
    structs = [type_ for type_ in types if isinstance(type_, inspect.StructType)]
    if not (structs and isinstance(data, dict)):
        return
    tags = {str(struct.tag): struct for struct in structs if struct.tag is not None}
    if not tags:
        yield from _walk(structs[0], data, path)
        return
    name = str(structs[0].tag_field)
    tag = data.get(name)
    if str(tag) in tags:
        yield from _walk(tags[str(tag)], data, path)
    elif tag is None:
        yield path, f"the key `{name}` is missing"
    else:
        yield (*path, name), f"unknown {name} `{tag}`{near_miss(str(tag), tuple(tags))}"


def _flaw(message: str) -> Flaw:
    where = _WHERE.search(message)
    if where is None:
        return (), message
    steps = _STEP.finditer(where["path"])
    path = tuple(int(step["index"]) if step["index"] else str(step["name"]) for step in steps)
    return path, message[: where.start()]
