"""`kiosk matters`: list, check and search the catalogue."""

import argparse
import sys
import tomllib
from pathlib import Path

from kiosk.catalogue.loader import BUNDLED, load, problems
from kiosk.catalogue.search import Search
from kiosk.catalogue.shape import shape
from kiosk.cli.output import Exit, Output
from kiosk.domain.materials import card_only
from kiosk.domain.matter import Matter
from kiosk.errors import CatalogueError


def list_all(_: argparse.Namespace, output: Output) -> Exit:
    """Print every matter."""
    for matter in load().matters.values():
        output.row(row(matter), f"{matter.code}  {matter.kind:<12} {matter.name.zh}  {matter.name.en}")
    return Exit.DONE


def row(matter: Matter) -> dict[str, object]:
    """Return a matter as `kiosk matters list --json` prints it.

    `card_only`: nothing but the card has to be brought. `completes_here`: nothing is left to do elsewhere.
    """
    return {
        "code": matter.code,
        "slug": matter.slug,
        "name": matter.name.zh,
        "name_en": matter.name.en,
        "kind": matter.kind,
        "department": matter.department.zh,
        "life_event": matter.life_event,
        "offline": matter.offline.accepted,
        "assurance": matter.assurance,
        "card_only": card_only(matter),
        "completes_here": matter.completes_here,
        "parts": [part.code for part in matter.parts],
        "shape": shape(matter),
        "fields": len(matter.fields),
        "trips": matter.guide.trips,
        "unverified": matter.unverified,
        "version": matter.version,
    }


def check(_: argparse.Namespace, output: Output) -> Exit:
    """Print every problem of the catalogue; exit 1 when there is one."""
    found = problems()
    for trouble in found:
        place = f"{trouble.file}:{trouble.line}" if trouble.line else str(trouble.file)
        values = {"file": str(trouble.file), "line": trouble.line, "message": trouble.message}
        output.row(values, f"{place}: {trouble.message}")
    if not found:
        count = len(load().matters)
        output.row({"status": "ok", "matters": count}, f"{count} matters, no problem")
    return Exit.NOT_DONE if found else Exit.DONE


def search(options: argparse.Namespace, output: Output) -> Exit:
    """Print what each query finds, best first."""
    find = Search(load()).find
    queries = (line.strip() for line in sys.stdin) if options.text == "-" else iter((options.text,))
    for query in queries:
        hits = find(query)
        shown = [{"code": matter.code, "name": matter.name.zh} for matter in hits]
        output.row({"query": query, "hits": shown}, "\n".join(matter.name.zh for matter in hits))
    return Exit.DONE


def spell(options: argparse.Namespace, output: Output) -> Exit:
    """Write the pinyin that files lack or that can't be theirs; print what was written."""
    every = [Path(name) for name in options.file]
    every = every or [BUNDLED / "words.toml", *sorted((BUNDLED / "matters").rglob("*.toml"))]
    for file in every:
        if written := _spell(file):
            output.row({"file": str(file), "written": written}, f"{file}: {', '.join(written)}")
    return Exit.DONE


def _spell(file: Path) -> tuple[str, ...]:
    from kiosk.catalogue.spelled import spelled  # noqa: PLC0415 a tool of authors

    try:
        made = spelled(file.read_bytes().decode())
    except OSError as error:
        raise CatalogueError("catalogue_missing", f"{file}: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError("catalogue_broken", f"{file}: not TOML: {error}") from error
    if made.written:
        file.write_bytes(made.text.encode())
    return made.written
