"""What differs between two catalogues: matters that came, went and changed, each with the keys that did."""

from collections.abc import Iterator

import msgspec

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.matter import Matter


class Added(msgspec.Struct, frozen=True, tag="added"):
    """A matter that was not there before."""

    matter: Matter


class Removed(msgspec.Struct, frozen=True, tag="removed"):
    """A matter that is there no more."""

    matter: Matter


class Changed(msgspec.Struct, frozen=True, tag="changed"):
    """A matter of which some keys say something else; a part that has an id is named by it."""

    matter: Matter
    keys: tuple[str, ...]


Change = Added | Removed | Changed


def changes(before: Catalogue, after: Catalogue) -> tuple[Change, ...]:
    """Return every matter that differs: first those that came, then those that went, then the changed."""
    old, new = before.matters, after.matters
    both = ((old[code], new[code]) for code in new if code in old)
    changed = ((now, tuple(_differing(was, now, ""))) for was, now in both)
    return (
        *(Added(new[code]) for code in new if code not in old),
        *(Removed(old[code]) for code in old if code not in new),
        *(Changed(matter, keys) for matter, keys in changed if keys),
    )


def _differing(was: object, now: object, path: str) -> Iterator[str]:
    """Yield the shortest paths at which two values differ."""
    if was == now:
        return
    if isinstance(was, msgspec.Struct) and type(was) is type(now):
        for name in was.__struct_fields__:
            if path or name != "catalogue":  # each matter names the version it stands in
                yield from _differing(getattr(was, name), getattr(now, name), _joined(path, name))
    elif (parts := _named(was)) is not None and (others := _named(now)) is not None:
        yield from _differing_parts(parts, others, path)
    else:
        yield path


def _differing_parts(was: dict[str, object], now: dict[str, object], path: str) -> Iterator[str]:
    found = False
    for name in {**was, **now}:
        for key in _differing(was.get(name), now.get(name), _joined(path, name)):
            found = True
            yield key
    if not found:
        yield path  # only their order differs


def _named(value: object) -> dict[str, object] | None:
    """Return the parts of a list by their ids; None for anything else."""
    if not isinstance(value, tuple) or not all(isinstance(getattr(part, "id", None), str) for part in value):
        return None
    return {part.id: part for part in value}


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
