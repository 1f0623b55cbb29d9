"""What `kiosk central` does for a clerk and then ends: each writes JSON Lines and returns an exit code."""

import sys
from pathlib import Path

import msgspec

from central.centre import Centre
from central.desk import is_here, take_bundle, take_code
from central.findings import find_out
from kiosk.domain.standing import Mark
from kiosk.errors import KioskError

NOT_DONE = 1


def take_brought(centre: Centre, brought: str) -> int:
    """Take in a bundle's file, or the text of a slip's code; a line an item, 1 when one is not here now."""
    try:
        file = Path(brought)
        taken = take_bundle(centre, file.read_bytes()) if file.exists() else take_code(centre, brought)
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
        }
    )
    return NOT_DONE if standing.mark is Mark.BAD else 0


def _tell(row: dict[str, object]) -> None:
    sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
