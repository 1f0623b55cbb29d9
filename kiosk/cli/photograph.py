"""`kiosk device photograph`: the paper under the document camera as a JPEG; needs only its configuration."""

import argparse
from contextlib import suppress
from pathlib import Path

from kiosk.cli.output import Exit, Output
from kiosk.config import load
from kiosk.config_path import config_path
from kiosk.domain.camera import PaperOutcome, PaperPhoto
from kiosk.errors import ConfigurationError, KioskError
from kiosk.open_devices import open_devices

NO_CAMERA = "no document camera is configured: add [devices.document_camera]"
MESSAGES = {
    "photo": "photographed, straightened and written",
    "no_paper": "no sheet is seen; lay one on the desk, bright on dark, all four corners in view",
    "cut_off": "the sheet reaches over the edge of the picture; move it until all four corners are in view",
    "blurred": "the sheet is not sharp; hold it still, clean the lens, check its focus",
}


def photograph(options: argparse.Namespace, output: Output) -> Exit:
    """Photograph the paper and write it; exit 1 when there is none that can be read."""
    with open_devices(load(config_path(options.config)).devices) as devices:
        if devices.document_camera is None:
            raise ConfigurationError("no_document_camera", NO_CAMERA)
        outcome = devices.document_camera.photograph()
    values = photo_row(outcome, options.out)
    if isinstance(outcome, PaperPhoto):
        _write(Path(options.out), outcome.jpeg)
    output.row(values, f"{values['status']}: {values['message']}")
    return Exit.DONE if isinstance(outcome, PaperPhoto) else Exit.NOT_DONE


def photo_row(outcome: PaperOutcome, out: str) -> dict[str, object]:
    """Return a photograph as `photograph --json` prints it."""
    status = str(outcome.__struct_config__.tag)
    message = str(getattr(outcome, "message", "")) or MESSAGES[status]
    about: dict[str, object] = {"out": None, "bytes": None, "width": None, "height": None}
    if isinstance(outcome, PaperPhoto):
        about = {
            "out": out,
            "bytes": len(outcome.jpeg),
            "width": outcome.width,
            "height": outcome.height,
        }
    return {"status": status, "message": message, **about}


def _write(target: Path, jpeg: bytes) -> None:
    """Write the file whole or not at all, readable by its owner alone: a paper is somebody's."""
    fresh = target.with_name(f".{target.name}.new")
    try:
        fresh.touch(mode=0o600)
        fresh.write_bytes(jpeg)
        fresh.replace(target)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise KioskError(
            "not_written", f"{target}: {error.strerror}; name another place with --out"
        ) from error
