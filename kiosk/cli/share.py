"""`kiosk matters share`: how much takes the card alone, counted from walks, and which papers fell away."""

import argparse
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from kiosk.catalogue.loader import Catalogue, load
from kiosk.cli.output import Exit, Output
from kiosk.domain.matter import Material, Matter
from kiosk.errors import ConfigurationError


class Walked(msgspec.Struct, frozen=True):
    """What is read of a line of walks.jsonl."""

    matter: str
    catalogue: str
    path: str
    fault: str | None
    ok: bool
    photographed: int


def share(options: argparse.Namespace, output: Output) -> Exit:
    """Print each paper that is not asked for, and the share; exit 1 when a matter was not walked."""
    catalogue = load()
    rows = tuple(_rows(Path(options.walks), catalogue.version))
    done = {row.matter for row in rows}
    brought = {row.matter for row in rows if row.photographed}
    for matter, paper in _removed(catalogue):
        values = _paper(catalogue, matter, paper)
        instead = values["library"] or "承诺"
        output.row(values, f"{matter.name.zh}: {paper.name.zh} ← {instead} ({paper.removed_by})")
    here = [matter for matter in catalogue.matters.values() if matter.completes_here]
    walked = [matter for matter in here if matter.code in done]
    alone = [matter for matter in walked if matter.code not in brought]
    unverified = sum(matter.unverified for matter in here)
    summary = {
        "completes_here": len(here),
        "walked": len(walked),
        "card_only": len(alone),
        "share": round(len(alone) / len(walked), 3) if walked else None,
        "unverified": unverified,
        "unverified_share": round(unverified / len(here), 3),
    }
    output.row(
        summary,
        f"{len(alone)} of {len(walked)} walked matters that complete here took the card alone; "
        f"{len(here) - len(walked)} were not walked; {unverified} are unverified",
    )
    return Exit.DONE if len(walked) == len(here) else Exit.NOT_DONE


def _rows(file: Path, catalogue: str) -> Iterator[Walked]:
    """Yield the walks to success that came out right with this catalogue."""
    if not file.is_file():
        raise ConfigurationError("no_walks", f"{file} is not there: kiosk walk --all --out DIR writes it")
    for line in file.read_bytes().splitlines():
        with suppress(msgspec.DecodeError):
            row = msgspec.json.decode(line, type=Walked)
            if row.ok and row.path == "success" and row.fault is None and row.catalogue == catalogue:
                yield row


def _removed(catalogue: Catalogue) -> Iterator[tuple[Matter, Material]]:
    for matter in catalogue.matters.values():
        if not matter.parts:
            yield from ((matter, paper) for paper in matter.materials if not paper.brought)


def _paper(catalogue: Catalogue, matter: Matter, paper: Material) -> dict[str, object]:
    type_ = catalogue.record_types.get(paper.record or "")
    return {
        "matter": matter.code,
        "name": matter.name.zh,
        "paper": paper.name.zh,
        "removed_by": paper.removed_by,
        "record": paper.record,
        "library": type_.library.zh if type_ else None,
        "unverified": paper.unverified,
    }
