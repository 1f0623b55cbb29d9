"""Reads the catalogue's files into one frozen record, or says everything that is wrong with them."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import msgspec

from kiosk.catalogue.beside import ANSWERS, WORDS, Beside, read_beside
from kiosk.catalogue.checks import Declaration, Flawed, check, departments
from kiosk.catalogue.decode import near_miss
from kiosk.catalogue.join import join
from kiosk.catalogue.joined import Joined
from kiosk.catalogue.joined import flaws as join_flaws
from kiosk.catalogue.knowledge import Knowledge
from kiosk.catalogue.place import line_of, written
from kiosk.catalogue.points import POINTS
from kiosk.catalogue.source import Source, declares
from kiosk.catalogue.vocabulary import DEPARTMENTS, Department, RecordType, Vocabulary
from kiosk.catalogue.wording import wording
from kiosk.catalogue.words import Words
from kiosk.domain.ids import CatalogueVersion
from kiosk.domain.matter import Addition, Matter
from kiosk.domain.point import ServiceMap
from kiosk.errors import CatalogueError

BUNDLED = Path(__file__).parent
RECORDS = "records"
TEMPLATES = "templates.toml"
ALONE = (DEPARTMENTS, TEMPLATES, WORDS, POINTS)
MATTERS = "matters"
JOINED = "joined"
JOINED_AT = "service_centre"
"""The department that takes joined matters in for the others."""
_AT_LINE = re.compile(r"^not TOML: .*\(at line (\d+), column \d+\)$")


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """Every matter in force, by its code, and what their declarations refer to."""

    version: CatalogueVersion
    matters: dict[str, Matter]
    record_types: dict[str, RecordType]
    departments: dict[str, Department]
    words: Words
    service_map: ServiceMap
    knowledge: Knowledge

    def by_slug(self, slug: str) -> Matter:
        """Return the matter whose file is called `slug`; KeyError if there is none."""
        return {matter.slug: matter for matter in self.matters.values()}[slug]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to mend: the file below the catalogue's root, the key, the line where it could be found."""

    file: str
    path: str
    line: int | None
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.path}: {self.message}" if self.path else f"{place}: {self.message}"


def load(root: Path = BUNDLED) -> Catalogue:
    """Return the catalogue below `root`; CatalogueError `catalogue_broken` naming every problem in it."""
    catalogue, found = _read(root)
    if found:
        raise _broken(found)
    return catalogue


def files(root: Path = BUNDLED) -> Iterator[Path]:
    """Yield every file of the catalogue, and each folder there is in which another would be one."""
    yield from (root / name for name in _alone(root))
    for folder in filter(Path.is_dir, (root / RECORDS, root / MATTERS, root / JOINED)):
        yield folder
        yield from (path for path in sorted(folder.rglob("*")) if path.suffix == ".toml" or path.is_dir())


def version_of(root: Path = BUNDLED) -> CatalogueVersion:
    """Return the version that the files below `root` make, whatever is wrong with them."""
    return _version((name, _bytes(root, name)) for name in _names(root))


def problems(root: Path = BUNDLED) -> tuple[Problem, ...]:
    """Return everything that is wrong with the files below `root`."""
    return _read(root)[1]


def record_types(root: Path = BUNDLED) -> dict[str, RecordType]:
    """Return the record types alone, for who fills libraries; CatalogueError as `load`."""
    sources = tuple(Source(name, _bytes(root, name)) for name in _in_folder(root, RECORDS))
    types, found = _record_types(sources)
    if found:
        raise _broken(_problems(sources, found))
    return types


def _broken(found: tuple[Problem, ...]) -> CatalogueError:
    return CatalogueError("catalogue_broken", "\n".join(str(problem) for problem in found))


def _read(root: Path) -> tuple[Catalogue, tuple[Problem, ...]]:
    sources = _sources(root)
    vocabulary, found = _vocabulary(sources)
    declarations, more = _declarations(sources, vocabulary)
    found += more
    joint, more = _joined(sources, declarations, vocabulary)
    declarations += joint
    found += more
    if vocabulary.record_types and vocabulary.departments:
        found += (Flawed(DEPARTMENTS, flaw) for flaw in departments(vocabulary))
        found += check(declarations, vocabulary)
    beside, more = read_beside(sources, declarations, vocabulary)
    found += more
    return _catalogue(sources, declarations, vocabulary, beside), _problems(sources, found)


def _sources(root: Path) -> tuple[Source, ...]:
    return tuple(Source(name, _bytes(root, name)) for name in _names(root))


def _names(root: Path) -> Iterator[str]:
    yield from _alone(root)
    for folder in (RECORDS, MATTERS, JOINED):
        yield from _in_folder(root, folder)


def _alone(root: Path) -> tuple[str, ...]:
    """Return the files that stand in the root; answers may be none but the guides'."""
    return (*ALONE, ANSWERS) if (root / ANSWERS).is_file() else ALONE


def _in_folder(root: Path, folder: str) -> list[str]:
    """Return the files of a folder by their names below `root`; for a start, without a Path for each."""
    above = len(str(root)) + 1
    walked = os.walk(root / folder)
    return sorted(
        f"{place}/{name}"[above:] for place, _, names in walked for name in names if name.endswith(".toml")
    )


def _bytes(root: Path, name: str) -> bytes:
    """Return what a file holds, with Unix line ends; a start reads some 300, without buffers between."""
    try:
        with open(f"{root}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 as above
            data = file.read()
    except FileNotFoundError as error:
        raise CatalogueError("catalogue_missing", f"the catalogue has no file {root / name}") from error
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _vocabulary(sources: tuple[Source, ...]) -> tuple[Vocabulary, list[Flawed]]:
    by_file = {source.file: source for source in sources}
    known, flaws = declares(dict[str, Department], by_file[DEPARTMENTS])
    made, more = declares(dict[str, tuple[str, ...]], by_file[TEMPLATES])
    types, wrong = _record_types(tuple(source for source in sources if source.room == RECORDS))
    return Vocabulary(
        known or {}, types, tuple(chain.from_iterable((made or {}).values()))
    ), flaws + more + wrong


def _record_types(sources: tuple[Source, ...]) -> tuple[dict[str, RecordType], list[Flawed]]:
    """Return the record types of all files; one that two files declare is a flaw."""
    types: dict[str, RecordType] = {}
    found: list[Flawed] = []
    for source in sources:
        declared, flaws = declares(dict[str, RecordType], source)
        found += flaws
        doubles = set(declared or {}) & set(types)
        found += [Flawed(source.file, ((name,), "another file has this record type")) for name in doubles]
        types |= declared or {}
    return types, found


def _declarations(
    sources: tuple[Source, ...], vocabulary: Vocabulary
) -> tuple[list[Declaration], list[Flawed]]:
    declarations: list[Declaration] = []
    found: list[Flawed] = []
    given = {folder: _from(department) for folder, department in vocabulary.departments.items()}
    for source in sources:
        if source.room == MATTERS:
            if source.folder not in given:
                known = near_miss(source.folder, tuple(vocabulary.departments))
                flaw = f"the folder `{source.folder}` is no department{known}"
                found.append(Flawed(source.file, ((), flaw)))
                continue
            matter, flaws = declares(Matter, source, given[source.folder])
            found += flaws
            if matter is not None:
                named = msgspec.structs.replace(
                    matter,
                    slug=source.stem,
                    department_id=source.folder,
                    additions=tuple(_sourced(one, vocabulary) for one in matter.additions),
                )
                declarations.append(Declaration(source.file, source.folder, named))
    return declarations, found


def _sourced(addition: Addition, vocabulary: Vocabulary) -> Addition:
    """Return an addition that says whose library its entry stands in."""
    type_ = vocabulary.record_types.get(addition.record)
    return addition if type_ is None else msgspec.structs.replace(addition, source=type_.library.zh)


def _joined(
    sources: tuple[Source, ...], declarations: list[Declaration], vocabulary: Vocabulary
) -> tuple[list[Declaration], list[Flawed]]:
    """Return the joined matters, each made of its parts."""
    matters = {declaration.matter.slug: declaration.matter for declaration in declarations}
    host = vocabulary.departments.get(JOINED_AT)
    made: list[Declaration] = []
    found: list[Flawed] = []
    for source in sources:
        if source.room != JOINED or host is None:
            continue
        joined, flaws = declares(Joined, source, _from(host))
        found += flaws
        if joined is None:
            continue
        unfit = tuple(join_flaws(joined, matters))
        found += [Flawed(source.file, flaw) for flaw in (*unfit, *wording(joined))]
        if not unfit:
            whole = msgspec.structs.replace(join(joined, matters), slug=source.stem, department_id=JOINED_AT)
            made.append(Declaration(source.file, JOINED_AT, whole))
    return made, found


def _from(department: Department) -> dict[str, object]:
    """Return what a matter has from its department where it does not say otherwise."""
    given = {"department": department.name, "counter": department.counter}
    return {key: msgspec.to_builtins(value) for key, value in given.items()}


def _problems(sources: tuple[Source, ...], found: Iterable[Flawed]) -> tuple[Problem, ...]:
    by_file = {source.file: source for source in sources}
    return tuple(_problem(flawed, by_file[flawed.file]) for flawed in found)


def _problem(flawed: Flawed, source: Source) -> Problem:
    path, message = flawed.flaw
    line = line_of(source.text, path) if path else None
    if found := _AT_LINE.search(message):
        line = int(found[1])
    return Problem(file=flawed.file, path=written(path), line=line, message=message)


def _catalogue(
    sources: tuple[Source, ...],
    declarations: list[Declaration],
    vocabulary: Vocabulary,
    beside: Beside,
) -> Catalogue:
    version = _version((source.file, source.data) for source in sources)
    matters = (msgspec.structs.replace(one.matter, catalogue=version) for one in declarations)
    return Catalogue(
        version=version,
        matters={matter.code: matter for matter in matters},
        record_types=vocabulary.record_types,
        departments=vocabulary.departments,
        words=beside.words,
        service_map=beside.service_map,
        knowledge=beside.knowledge,
    )


def _version(files_: Iterable[tuple[str, bytes]]) -> CatalogueVersion:
    digest = hashlib.sha256()
    for name, data in sorted(files_):
        digest.update(name.encode() + b"\0")
        digest.update(data)
        digest.update(b"\0")
    return CatalogueVersion("c" + digest.hexdigest()[:16])
