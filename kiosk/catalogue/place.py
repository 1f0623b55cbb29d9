"""Where in a TOML text a key stands, so that a problem can name its line."""

import re

Path = tuple[str | int, ...]

_TABLE = re.compile(r"^\s*\[(?!\[)(?P<name>[^\[\]]+)\]")
_ARRAY_TABLE = re.compile(r"^\s*\[\[(?P<name>[^\[\]]+)\]\]")
_KEY = re.compile(r"^\s*(?P<name>[\w.-]+|\"[^\"]+\")\s*=")
_PART = re.compile(r"\"([^\"]+)\"|([\w-]+)")


def written(path: Path) -> str:
    """Write a path as an author reads it: ('fields', 0, 'label') -> fields[1].label (counted from one)."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def line_of(text: str, path: Path) -> int | None:
    """Return the line (from 1) where the longest known beginning of `path` stands, or None.

    What lies inside an inline table or array counts as standing where its key does.
    """
    best: tuple[int, int] | None = None
    for number, at in _keys(text):
        if at == path[: len(at)] and (best is None or len(at) > best[0]):
            best = (len(at), number)
    return best[1] if best else None


def _keys(text: str) -> list[tuple[int, Path]]:
    found: list[tuple[int, Path]] = []
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        if match := _ARRAY_TABLE.match(line):
            name = _counted(_parts(match["name"])[:-1], counts) + _parts(match["name"])[-1:]
            counts[name] = counts.get(name, -1) + 1
            table = (*name, counts[name])
            found += [(number, name), (number, table)]
        elif match := _TABLE.match(line):
            table = _counted(_parts(match["name"]), counts)
            found.append((number, table))
        elif match := _KEY.match(line):
            found.append((number, (*table, *_parts(match["name"]))))
    return found


def _counted(name: Path, counts: dict[Path, int]) -> Path:
    """Return a table's name with the index of the element it lies in: [a.b] after [[a]] is a[1].b."""
    path: Path = ()
    for part in name:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path])
    return path


def _parts(name: str) -> Path:
    return tuple(quoted or bare for quoted, bare in _PART.findall(name))
