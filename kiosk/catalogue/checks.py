"""What a declaration must keep to beyond its form: codes, names, references, policy, words."""

from collections.abc import Iterator, Sequence

import msgspec

from kiosk.catalogue.additions import additions
from kiosk.catalogue.codes import department_problem, matter_problem
from kiosk.catalogue.consistency import consistency
from kiosk.catalogue.decode import Flaw
from kiosk.catalogue.policy import policy
from kiosk.catalogue.references import references
from kiosk.catalogue.spelling import fits
from kiosk.catalogue.vocabulary import Vocabulary
from kiosk.catalogue.wording import wording
from kiosk.domain.department import ServiceHours, time_problem
from kiosk.domain.matter import Matter


class Declaration(msgspec.Struct, frozen=True):
    """A matter, the file that declares it, and the folder of its department."""

    file: str
    folder: str
    matter: Matter


class Flawed(msgspec.Struct, frozen=True):
    """A flaw and the file it is in."""

    file: str
    flaw: Flaw


def check(declarations: Sequence[Declaration], vocabulary: Vocabulary) -> Iterator[Flawed]:
    """Yield every flaw of every declaration, and those that only show between them."""
    for declaration in declarations:
        for flaw in _single(declaration, vocabulary):
            yield Flawed(declaration.file, flaw)
    yield from _doubles(declarations)


def departments(vocabulary: Vocabulary) -> Iterator[Flaw]:
    """Yield every department whose code can't be, and every time of its service that is none."""
    for folder, department in vocabulary.departments.items():
        if problem := department_problem(department.code):
            yield (folder, "code"), problem
        for key, time in _times(department.service):
            if problem := time_problem(time):
                yield (folder, "service"), f"{key}: {problem}"


def _times(service: ServiceHours) -> Iterator[tuple[str, str]]:
    yield from (("opens", service.opens), ("closes", service.closes))
    for window in service.maintenance:
        yield from (("begins", window.begins), ("ends", window.ends))


def _single(declaration: Declaration, vocabulary: Vocabulary) -> Iterator[Flaw]:
    matter = declaration.matter
    yield from _code(declaration, vocabulary)
    yield from _pinyin(matter)
    yield from references(matter, vocabulary.record_types)
    yield from additions(matter, vocabulary.record_types)
    yield from policy(matter, vocabulary.templates)
    yield from consistency(matter)
    if not matter.parts:  # a joined one's words were checked where they stand
        yield from wording(matter)


def _code(declaration: Declaration, vocabulary: Vocabulary) -> Iterator[Flaw]:
    matter = declaration.matter
    if problem := matter_problem(matter.code):
        yield ("code",), problem
    department = vocabulary.departments[declaration.folder]
    if matter.department != department.name:
        yield (
            ("department",),
            f"the folder's department is called {department.name.zh} / {department.name.en}",
        )
    if not matter.code.startswith(department.code):
        yield ("code",), f"the code does not begin with the department's, {department.code}"


def _pinyin(matter: Matter) -> Iterator[Flaw]:
    if not fits(matter.name.zh, matter.pinyin):
        yield ("pinyin",), "the pinyin needs one syllable for each character of the Chinese name"
    if len(matter.aliases) != len(matter.alias_pinyin):
        yield ("alias_pinyin",), f"{len(matter.aliases)} aliases have {len(matter.alias_pinyin)} spellings"
        return
    for index, (alias, pinyin) in enumerate(zip(matter.aliases, matter.alias_pinyin, strict=True)):
        if not fits(alias, pinyin):
            yield ("alias_pinyin", index), f"{alias} needs one syllable for each character"


def _doubles(declarations: Sequence[Declaration]) -> Iterator[Flawed]:
    codes: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for declaration in declarations:
        file, matter = declaration.file, declaration.matter
        if matter.code in codes:
            yield Flawed(file, (("code",), f"{codes[matter.code]} has the same code"))
        if matter.slug in slugs:
            yield Flawed(file, ((), f"{slugs[matter.slug]} has the same file name, and it names the matter"))
        codes.setdefault(matter.code, file)
        slugs.setdefault(matter.slug, file)
