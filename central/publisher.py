"""What `kiosk central` does for whoever keeps the list of matters: editions and withdrawals, by hand."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
from sqlalchemy import select

from central.centre import Centre
from central.editions import editions, publish
from central.tables import HeartbeatRow
from central.withdrawals import restore, withdraw, withdrawals
from kiosk.catalogue.loader import problems
from kiosk.catalogue.wording import flaws_of
from kiosk.domain.edition import CatalogueWord
from kiosk.domain.ids import MatterCode
from kiosk.domain.matter import Matter
from kiosk.domain.text import Text
from kiosk.errors import KioskError
from kiosk.wire.messages import Heartbeat

DONE, NOT_DONE = 0, 1


def publish_folder(folder: str, centre: Centre) -> int:
    """Put the catalogue in a folder in force, or print everything that is wrong with it."""
    found = problems(Path(folder))
    for problem in found:
        _say(file=problem.file, line=problem.line, path=problem.path, message=problem.message)
    if found:
        sys.stderr.write(f"central: {folder}: {len(found)} problems: it is not published\n")
        return NOT_DONE
    made = publish(centre, Path(folder))
    _say(version=made.version, sequence=made.sequence, matters=len(centre.catalogues.current()))
    return DONE


def withdraw_matter(centre: Centre, named: str, reason: Text) -> int:
    """Let nobody do a matter; terminals hear of it within a minute. Its code or its file's name names it."""
    matter = _matter(centre, named)
    wrong = flaws_of(reason, "reason")
    if wrong:
        raise KioskError("withdrawal_reason", f"the reason stands on the tile: {'; '.join(wrong)}")
    with centre.store.writing() as session:
        withdraw(session, MatterCode(matter.code), reason, centre.clock())
    _say(code=matter.code, name=matter.name.zh, withdrawn=True)
    return DONE


def restore_matter(named: str, centre: Centre) -> int:
    """Let a withdrawn matter be done again; one that a later edition has no more goes by its code."""
    by_name = {matter.slug: MatterCode(matter.code) for matter in centre.catalogues.current().values()}
    code = by_name.get(named, MatterCode(named))
    with centre.store.writing() as session:
        restore(session, code)
    _say(code=code, withdrawn=False)
    return DONE


def list_withdrawn(what: str, centre: Centre) -> int:  # noqa: ARG001 one shape for all
    """Print what is withdrawn, the oldest first."""
    with centre.store.reading() as session:
        found = withdrawals(session)
    for one in found:
        row = {"code": one.matter, "reason": one.reason.zh, "reason_en": one.reason.en}
        _say(**row, since=one.at.isoformat())
    return DONE


def list_catalogues(what: str, centre: Centre) -> int:  # noqa: ARG001 one shape for all
    """Print every edition, the oldest first, with the terminals on which it is in force."""
    said = _said(centre)
    in_force = centre.catalogues.edition()
    for edition, matters in editions(centre):
        newest = edition == in_force
        _say(
            version=edition.version,
            sequence=edition.sequence,
            made_at=edition.made_at.isoformat(),
            matters=matters,
            in_force=newest,
            terminals=[name for name, word in said.items() if word.version == edition.version],
            setbacks={name: word.setback for name, word in said.items() if word.setback and newest},
        )
    return DONE


def _matter(centre: Centre, named: str) -> Matter:
    matters = centre.catalogues.current()
    names = {matter.slug: matter for matter in matters.values()}
    found = matters.get(named) or names.get(named)
    if found is None:
        message = f"the catalogue in force has no matter {named!r}: give its code, or its file's name"
        raise KioskError("matter_not_there", message)
    return found


def _said(centre: Centre) -> dict[str, CatalogueWord]:
    """Return what each terminal last said of its catalogue."""
    with centre.store.reading() as session:
        rows = session.scalars(select(HeartbeatRow).order_by(HeartbeatRow.terminal))
        beats = {row.terminal: msgspec.convert(row.said, Heartbeat) for row in rows}
    return {name: beat.catalogue for name, beat in beats.items() if beat.catalogue is not None}


def _say(**row: object) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


PUBLISHER: Mapping[str, Callable[[str, Centre], int]] = {
    "publish": publish_folder,
    "restore": restore_matter,
    "list_catalogues": list_catalogues,
    "list_withdrawn": list_withdrawn,
}
"""By the name of the option that asks for it."""
