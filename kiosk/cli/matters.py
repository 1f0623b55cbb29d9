"""`kiosk matters`: list, check and search the catalogue."""

import argparse
import sys
import tomllib
from pathlib import Path

from kiosk.bootstrap import open_shelf
from kiosk.catalogue.in_force import as_it_lies
from kiosk.catalogue.loader import BUNDLED, load, problems, version_of
from kiosk.catalogue.proof import Opened, with_search
from kiosk.catalogue.shape import shape
from kiosk.cli.output import Exit, Output
from kiosk.clock import SystemClock
from kiosk.config import load as load_config
from kiosk.config_path import config_path
from kiosk.domain.edition import Edition
from kiosk.domain.ids import CatalogueVersion
from kiosk.domain.materials import card_only
from kiosk.domain.matter import Matter
from kiosk.domain.use import NO_USE
from kiosk.errors import CatalogueError


def list_all(options: argparse.Namespace, output: Output) -> Exit:
    """Print every matter."""
    for matter in _opened(options).catalogue.matters.values():
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


def check(options: argparse.Namespace, output: Output) -> Exit:
    """Print every problem of the catalogue; exit 1 when there is one."""
    root, edition = _chosen(options)
    _say_which(version_of(root), edition)
    found = problems(root)
    for trouble in found:
        place = f"{trouble.file}:{trouble.line}" if trouble.line else str(trouble.file)
        values = {"file": str(trouble.file), "line": trouble.line, "message": trouble.message}
        output.row(values, f"{place}: {trouble.message}")
    if not found:
        count = len(load(root).matters)
        output.row({"status": "ok", "matters": count}, f"{count} matters, no problem")
    return Exit.NOT_DONE if found else Exit.DONE


def search(options: argparse.Namespace, output: Output) -> Exit:
    """Print what each query finds, best first."""
    find = _opened(options).search.find
    queries = (line.strip() for line in sys.stdin) if options.text == "-" else iter((options.text,))
    for query in queries:
        hits = find(query)
        shown = [{"code": matter.code, "name": matter.name.zh} for matter in hits]
        output.row({"query": query, "hits": shown}, "\n".join(matter.name.zh for matter in hits))
    return Exit.DONE


def _chosen(options: argparse.Namespace) -> tuple[Path, Edition | None]:
    """Return where the catalogue lies that is asked for: with `--config` the terminal's current edition."""
    if options.config is None:
        return BUNDLED, None
    with open_shelf(load_config(config_path(options.config)), SystemClock()) as shelf:
        current = shelf.shelved().current
        return (BUNDLED, None) if current is None else (shelf.place(current), current)


def _opened(options: argparse.Namespace) -> Opened:
    """Load it as the screen does, ranked by use, and say which it is."""
    if options.config is None:
        made, edition = with_search(load(), NO_USE), None
    else:
        with open_shelf(load_config(config_path(options.config)), SystemClock()) as shelf:
            made, edition = as_it_lies(shelf), shelf.shelved().current
    _say_which(made.catalogue.version, edition)
    return made


def _say_which(version: CatalogueVersion, edition: Edition | None) -> None:
    """Say on stderr which catalogue was used: the rows are the same for every one."""
    which = "the software's own" if edition is None else f"edition {edition.sequence} of this terminal"
    sys.stderr.write(f"catalogue {version}, {which}\n")


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
