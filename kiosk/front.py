"""What the first frame says: kept from the start before, believed while nothing it came from has changed.

NamedTuples and json here, for the start: msgspec alone takes as long to load as half of the first frame.
"""

import json
import logging
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

log = logging.getLogger(__name__)


class Sample(NamedTuple):
    """One of the matters that attract shows as examples."""

    title: str
    detail: str
    icon: str


class Front(NamedTuple):
    """All that the attract and identify pages need of the terminal."""

    diagonal_mm: int
    width: int
    height: int
    full_screen: bool
    locale: str
    terminal: str
    contact: str
    open_matters: int
    identity_card: bool
    social_card: bool
    sites: dict[str, str]
    """What the place is called, by locale."""
    samples: dict[str, tuple[Sample, ...]]
    """By locale."""


Stamp = tuple[str, int, int]
"""A file or folder as it was: path, ctime, size. A restored file brings mtime along, never ctime."""


def stamp(path: Path | str) -> Stamp:
    """Return the stamp of what lies there now; OSError when nothing does."""
    state = os.stat(path)  # noqa: PTH116 a Path is not made for each of the catalogue's files
    return os.path.abspath(path), state.st_ctime_ns, state.st_size  # noqa: PTH100 as above


def recall(config: Path) -> Front | None:
    """Return what was kept for this configuration; None when nothing is, or it may be true no longer."""
    try:
        kept = json.loads(_place(config).read_bytes())
        stamps = [tuple(was) for was in kept["stamps"]]
        front = _front(kept["front"])
        fresh = stamps[0] == stamp(config) and all(stamp(was[0]) == was for was in stamps)
    except (OSError, RuntimeError, ValueError, KeyError, TypeError, IndexError):
        return None
    return front if fresh else None


def keep(config: Path, stamps: Iterable[Stamp], front: Front) -> None:
    """Keep `front` for the next start; stamps, the configuration's first, are older than what was read."""
    try:
        place = _place(config)
        text = json.dumps({"stamps": list(stamps), "front": front}, ensure_ascii=False)
        if place.exists() and place.read_text(encoding="utf-8") == text:
            return
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = place.with_name(f"{place.name}.{os.getpid()}")
        part.write_text(text, encoding="utf-8")
        part.replace(place)
    except (OSError, RuntimeError) as error:
        log.warning("the first frame can't be kept, so that the next start takes longer: %s", error)


def cache_folder() -> Path:
    """Return where this user keeps what can be made anew; RuntimeError when there is no home."""
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path("~/.cache").expanduser()) / "kiosk"


def _place(config: Path) -> Path:
    return cache_folder() / "front" / (str(config.absolute()).replace("/", "%") + ".json")


def _front(kept: list[object]) -> Front:
    front = Front(*kept)  # type: ignore[arg-type]  # a record that does not fit its stamps is never read
    samples = {
        locale: tuple(Sample(*sample) for sample in samples) for locale, samples in front.samples.items()
    }
    return front._replace(samples=samples)
