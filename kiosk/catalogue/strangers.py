"""Whether data that was decoded well has keys that its records do not know.

Most records forbid such keys themselves; those that also travel over the wire, as Text, let them pass.
"""

from collections.abc import Callable, Hashable, Iterable
from functools import cache
from typing import Any

from msgspec import inspect

Look = Callable[[Any], bool]


@cache
def look(type_: Hashable) -> Look:
    """Return what says of data of this type whether there is a key in it that is not known."""
    return _look(inspect.type_info(type_)) or _none


def _none(_: object) -> bool:
    return False


def _look(info: inspect.Type) -> Look | None:
    match info:
        case inspect.StructType():
            return _struct(info)
        case inspect.UnionType(types=types):
            return _union([type_ for type_ in types if isinstance(type_, inspect.StructType)])
        case inspect.VarTupleType(item_type=item):
            return _each(_look(item), iter)
        case inspect.DictType(value_type=value):
            return _each(_look(value), dict.values)
        case _:
            return None


def _each(within: Look | None, elements: Callable[[Any], Iterable[Any]]) -> Look | None:
    return within and (lambda data: any(map(within, elements(data))))


def _struct(info: inspect.StructType) -> Look | None:
    known = frozenset((*(field.encode_name for field in info.fields), info.tag_field or ""))
    looks = [
        (field.encode_name, within, _sure(field.type))
        for field in info.fields
        if (within := _look(field.type))
    ]

    def below(data: dict[str, Any]) -> bool:
        for name, within, sure in looks:
            if (value := data.get(name)) and (sure is None or len(value) != sure) and within(value):
                return True
        return False

    if info.forbid_unknown_fields:
        return below if looks else None
    return lambda data: not data.keys() <= known or below(data)


def _sure(info: inspect.Type) -> int | None:
    """Return how many keys a record of plain values has when none can be strange: those that it must."""
    if not isinstance(info, inspect.StructType) or any(_look(field.type) for field in info.fields):
        return None
    return sum(field.required for field in info.fields)


def _union(structs: list[inspect.StructType]) -> Look | None:
    looks = {struct.tag: _struct(struct) or _none for struct in structs}
    name = next((struct.tag_field for struct in structs if struct.tag_field), None)
    if all(within is _none for within in looks.values()):
        return None
    return lambda data: isinstance(data, dict) and looks[data[name] if name else None](data)
