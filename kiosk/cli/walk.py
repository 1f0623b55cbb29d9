"""`kiosk walk`: matters gone through by a machine on the real screens."""

import argparse
import datetime as dt
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from kiosk.catalogue.loader import load
from kiosk.cli.output import Exit, Output
from kiosk.domain.text import Locale
from kiosk.domain.zone import ZONE
from kiosk.errors import ConfigurationError
from kiosk.walk.plan import Choice, Course, cast, walks
from ui.display import CONTRAST_NAMES, Display

EVIDENCE = "walks.jsonl"


def walk(options: argparse.Namespace, output: Output) -> Exit:
    """Walk what was asked for, a line each; exit 1 when a walk did not come out as prescribed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from kiosk.walk.side_by_side import rows_alone, rows_side_by_side  # noqa: PLC0415 not to name a choice
    from kiosk.walk.stage import WALKS, with_social_card  # noqa: PLC0415 as above

    catalogue = load()
    choice = _choice(options, catalogue.version)
    today = dt.datetime.now(ZONE).date()
    asked = walks(catalogue, cast(WALKS, today), choice, with_social=with_social_card(today))
    out = Path(options.out) if options.out else None
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    jobs = min(options.jobs, len(asked))
    failed = 0
    for row in rows_side_by_side(asked, jobs, out) if jobs > 1 else rows_alone(asked, out):
        failed += not row.ok
        mark = "ok " if row.ok else "NOT"
        words = f"{mark} {row.kind:<12} {row.name} {row.locale} {row.path} {row.fault or ''}"
        words += f" {row.outcome} {row.taps} taps {row.machine_ms} ms {row.reason or ''}"
        values = msgspec.structs.asdict(row)
        output.row(values, words)
        if out is not None:
            with (out / EVIDENCE).open("ab") as file:
                file.write(msgspec.json.encode(values) + b"\n")
    return Exit.NOT_DONE if failed else Exit.DONE


def _choice(options: argparse.Namespace, catalogue: str) -> Choice:
    if not (options.all or options.shapes or options.code):
        raise ConfigurationError("no_matter", "name matters by code or file name, or give --all or --shapes")
    if options.resume and not options.out:
        raise ConfigurationError("no_out", "--resume goes on from a folder's walks.jsonl: name it by --out")
    if options.elder and options.contrast == "low":
        raise ConfigurationError(
            "no_low", "the elder mode offers six choices; --contrast low is not among them"
        )
    given = options.path or (["all"] if options.all and not options.fault else [Course.SUCCESS])
    return Choice(
        codes=tuple(options.code),
        shapes=options.shapes,
        locales=tuple(map(Locale, options.locale)) if options.locale else tuple(Locale),
        paths=tuple(Course) if "all" in given else tuple(map(Course, given)),
        fault=options.fault,
        keys_only=options.keys_only,
        display=_display(options),
        shard=options.shard,
        done=frozenset(_done(Path(options.out) / EVIDENCE, catalogue)) if options.resume else frozenset(),
    )


def _display(options: argparse.Namespace) -> Display:
    usual = Display().for_elders(elder=options.elder)
    chosen = usual.sized(options.size - 1).contrasted(CONTRAST_NAMES.index(options.contrast))
    return chosen._replace(wheelchair=options.wheelchair)


def _done(file: Path, catalogue: str) -> Iterator[str]:
    """Yield the walks that came out right with this catalogue; a line cut short by a stop counts for none."""
    if not file.is_file():
        return
    for line in file.read_bytes().splitlines():
        with suppress(msgspec.DecodeError):
            row = msgspec.json.decode(line, type=_Kept)
            if row.ok and row.catalogue == catalogue:
                yield row.walk


class _Kept(msgspec.Struct, frozen=True):
    walk: str
    catalogue: str
    ok: bool
