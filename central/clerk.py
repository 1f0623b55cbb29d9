"""What `kiosk central` does for a clerk and then ends: each writes JSON Lines and returns an exit code."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from sqlalchemy.orm import Session

from central.case_photographs import CasePhotograph, photographs, save
from central.centre import Centre
from central.desk import case_of, decide, is_here, take_bundle, take_code
from central.findings import find_out
from central.parts import part_history, part_of, parts_of
from central.progress import history
from central.refusal import Refusal
from kiosk.domain.case import CaseState
from kiosk.domain.matter import MAX_PHOTOS
from kiosk.domain.standing import Mark
from kiosk.errors import ConfigurationError, KioskError
from kiosk.wire.attachment import folder_beside

NOT_DONE = 1
NEEDS = "supplement needs --say and --until YYYY-MM-DD, finished --say and --handover, refused --say"


def take_brought(centre: Centre, brought: str, *, incomplete: bool = False) -> int:
    """Take in a bundle's file, or the text of a slip's code; a line an item, 1 when one is not here now.

    With `incomplete` also items whose attachments are nowhere any more.
    """
    try:
        file = Path(brought)
        if file.exists():
            taken = take_bundle(centre, file.read_bytes(), folder_beside(file), incomplete=incomplete)
        else:
            taken = take_code(centre, brought)
    except OSError as error:
        raise KioskError("take_in", f"{brought}: {error.strerror or error}") from error
    for verdict in taken.verdicts:
        _tell(
            {"item": verdict.id, "status": verdict.status, "code": verdict.code, "message": verdict.message}
        )
    if taken.missing:
        sys.stderr.write(f"central: of {taken.terminal} {taken.epoch} still missing: {taken.missing}\n")
    return 0 if all(map(is_here, taken.verdicts)) else NOT_DONE


def check(centre: Centre, scanned: str) -> int:
    """Say what the centre makes of a receipt's code, or of the address it is in; 1 when it is not genuine."""
    found = find_out(centre, scanned.strip().rpartition("/r/")[2])
    standing, promise = found.standing, found.promise
    _tell(
        {
            "mark": standing.mark,
            "title": standing.title.zh,
            "text": standing.text.zh,
            "code": found.code,
            "number": promise.number if promise else None,
            "matter": promise.matter.zh if promise else None,
            "terminal": promise.terminal if promise else None,
            "site": promise.site if promise else None,
            "promised_at": promise.at if promise else None,
            "received_at": promise.received_at if promise else None,
            "parts": [
                {"number": part.number, "matter": part.matter.zh, "state": part.state}
                for part in (promise.parts if promise else ())
            ],
        }
    )
    return NOT_DONE if standing.mark is Mark.BAD else 0


def show_case(centre: Centre, name: str, state: CaseState | None = None, folder: Path | None = None) -> int:
    """Move a case to a state, where one is named, and tell its history; 1 when it can't be.

    Its photographs are written into `folder`, where one is named.
    """
    try:
        if state is not None:
            decide(centre, name, state)
        with centre.store.reading() as session:
            row, kept = _told(session, centre, name)
            if folder is not None:
                save(session, centre, folder, kept)
    except OSError as error:
        raise KioskError("photographs", f"{folder}: {error.strerror or error}") from error
    except Refusal as refusal:
        sys.stderr.write(f"central: {refusal.message}\n")
        return NOT_DONE
    _tell(row)
    return 0


def _told(
    session: Session, centre: Centre, name: str
) -> tuple[dict[str, object], tuple[CasePhotograph, ...]]:
    """Return what a clerk reads of a case, or of a part of one by its sub-number, and its photographs."""
    part = part_of(session, name)
    row = part or case_of(session, name)
    lines = part_history(part) if part is not None else history(session, case_of(session, name))
    others = () if part is not None else parts_of(session, case_of(session, name))
    kept = photographs(session, centre, row.item, lines)
    told: dict[str, object] = {
        "item": row.item,
        "number": row.number,
        "matter": row.matter,
        "state": row.state,
        "acceptance_number": row.acceptance_number,
        "reasons": row.reasons,
        "history": [{"at": line.at, **msgspec.to_builtins(line.state)} for line in lines],
        "parts": [{"number": one.number, "matter": one.matter, "state": one.state} for one in others],
        "photographs": [msgspec.to_builtins(one) for one in kept],
    }
    return told, kept


def decision(options: dict[str, str | None], papers: Sequence[str] = ()) -> CaseState | None:
    """Return the state that a clerk's options name, None when no `move` is among them.

    `papers` are what is wanted one by one, each as its name or as `中文|English`. ConfigurationError when it
    needs words or a day that were not given, or names papers that can't be asked for.
    """
    if papers and (options["move"] != "supplement" or len(papers) > MAX_PHOTOS):
        raise ConfigurationError(
            "central_paper", f"--paper goes with --move supplement, {MAX_PHOTOS} times at most"
        )
    if options["move"] is None:
        return None
    said, handover = (
        _text(options["say"], options["say_en"]),
        _text(options["handover"], options["handover_en"]),
    )
    given = {"wanted": said, "result": said, "reason": said, "handover": handover, "until": options["until"]}
    named: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    if papers:
        named["papers"] = [_paper(paper) for paper in papers]
    try:
        state: CaseState = msgspec.convert({"state": options["move"], **named}, CaseState)
    except msgspec.ValidationError as error:
        raise ConfigurationError("central_move", f"--move {options['move']}: {error}; {NEEDS}") from error
    return state


def _paper(written: str) -> dict[str, str]:
    zh, _, en = (part.strip() for part in written.partition("|"))
    if not zh or "\n" in written:
        raise ConfigurationError("central_paper", f"--paper {written!r}: a paper has a name, on one line")
    return {"zh": zh, "en": en or zh}


def _text(zh: str | None, en: str | None) -> dict[str, str] | None:
    return None if zh is None else {"zh": zh, "en": en or zh}


def _tell(row: Mapping[str, object]) -> None:
    sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
