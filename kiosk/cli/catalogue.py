"""`kiosk catalogue`: which edition is in force on this terminal, what it changed, and the way back."""

import argparse
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import assert_never

import msgspec

from kiosk.bootstrap import open_shelf
from kiosk.catalogue.changes import Added, Change, Changed, Removed, changes
from kiosk.catalogue.in_force import as_it_lies, lies
from kiosk.catalogue.roll_back import roll_back
from kiosk.catalogue.shelf import Shelf
from kiosk.catalogue.shelved import Setback
from kiosk.cli.output import Exit, Output
from kiosk.clock import SystemClock
from kiosk.config import load
from kiosk.config_path import config_path
from kiosk.domain.edition import Edition
from kiosk.errors import CatalogueError


def status(options: argparse.Namespace, output: Output) -> Exit:
    """Print what is in force, staged and before, and why the last edition that failed did."""
    with _shelf(options) as shelf:
        shelved = shelf.shelved()
        first = shelved.current is None and shelved.previous is None
        row = {
            "in_force": _edition(shelf, shelved.current),
            "served": shelved.starts is None,
            "staged": None if shelved.staged is None else _edition(shelf, shelved.staged),
            "previous": None if first else _edition(shelf, shelved.previous),
            "setback": None if shelved.setback is None else _setback(shelf, shelved.setback),
        }
    output.row(row, _lines(row))
    return Exit.DONE


def list_changes(options: argparse.Namespace, output: Output) -> Exit:
    """Print which matters came, went and changed from the edition before to the one in force."""
    with _shelf(options) as shelf:
        shelved = shelf.shelved()
        if shelved.current is None and shelved.previous is None:
            raise CatalogueError("catalogue_first", "no edition was in force before: nothing has changed")
        before, now = lies(shelf, shelved.previous).catalogue, as_it_lies(shelf).catalogue
    for change in changes(before, now):
        _tell(change, output)
    return Exit.DONE


def go_back(options: argparse.Namespace, output: Output) -> Exit:
    """Put the edition before in force; a screen that runs goes over to it when no visit does."""
    with _shelf(options) as shelf:
        shelved = roll_back(shelf)
        row = {"in_force": _edition(shelf, shelved.current), "previous": _edition(shelf, shelved.previous)}
    output.row(row, _lines(row))
    return Exit.DONE


def _shelf(options: argparse.Namespace) -> AbstractContextManager[Shelf]:
    return open_shelf(load(config_path(options.config)), SystemClock())


def _edition(shelf: Shelf, edition: Edition | None) -> dict[str, object]:
    if edition is None:
        return {"version": shelf.version(None), "sequence": 0, "made_at": None}
    return {
        "version": edition.version,
        "sequence": edition.sequence,
        "made_at": edition.made_at.isoformat(),
    }


def _setback(shelf: Shelf, setback: Setback) -> dict[str, object]:
    return {
        **_edition(shelf, setback.edition),
        "at": setback.at.isoformat(),
        "cause": setback.cause.value,
        "why": setback.why,
    }


def _tell(change: Change, output: Output) -> None:
    matter = change.matter
    kind = str(change.__struct_config__.tag)
    match change:
        case Added() | Removed():
            keys: tuple[str, ...] = ()
        case Changed(keys=keys):
            pass
        case _:
            assert_never(change)
    row = {
        "change": kind,
        "code": matter.code,
        "slug": matter.slug,
        "name": matter.name.zh,
        "name_en": matter.name.en,
        "keys": keys,
    }
    output.row(row, f"{kind:<8} {matter.code}  {matter.name.zh}  {', '.join(keys)}")


def _lines(row: Mapping[str, object]) -> str:
    return "\n".join(f"{name:<9} {_words(value)}" for name, value in row.items())


def _words(value: object) -> str:
    match value:
        case None:
            return "–"
        case bool():
            return "yes" if value else "not yet"
        case dict():
            return "  ".join(str(part) for part in value.values() if part is not None)
        case _:
            return msgspec.json.encode(value).decode()
