"""The catalogue as it was decoded, kept for the next start: TOML is read again only when a file has changed.

What is kept is believed while it bears the version that the files make now, was made by this software, and is
whole by its digest; else it is made anew. It is a file that may be deleted at any time.
"""

import hashlib
import logging
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from kiosk.catalogue.loader import BUNDLED, Catalogue, load, version_of
from kiosk.domain.ids import CatalogueVersion
from kiosk.safe_file import write_whole

log = logging.getLogger(__name__)
NAME = "catalogue.msgpack"
SOFTWARE = (Path(__file__).parent, Path(__file__).parent.parent / "domain")
"""What decides how files become records."""
DIGEST = 32
"""So many bytes a digest has; the file begins with two."""


def load_kept(folder: Path | None, root: Path = BUNDLED) -> Catalogue:
    """Return the catalogue below `root` as `load` does, out of `folder` where it is kept there.

    Errors as `load`. A folder that can't be written costs time at the next start, no more; None keeps none.
    """
    version = version_of(root)
    kept = None if folder is None else _recall(folder / NAME, version)
    if kept is not None:
        return kept
    catalogue = load(root)
    if folder is not None and catalogue.version == version:
        _keep(folder / NAME, catalogue)
    return catalogue


def _recall(place: Path, version: CatalogueVersion) -> Catalogue | None:
    try:
        data = memoryview(place.read_bytes())
        head, body = data[: 2 * DIGEST], data[2 * DIGEST :]
        if head != _made_of(version) + digest(body):
            return None
        return msgspec.msgpack.decode(body, type=Catalogue)
    except (OSError, msgspec.DecodeError):
        return None


def _keep(place: Path, catalogue: Catalogue) -> None:
    body = msgspec.msgpack.encode(catalogue)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(place, _made_of(catalogue.version) + digest(body) + body)
    except OSError as error:
        log.warning("the catalogue can't be kept, so that the next start takes longer: %s", error)


def digest(body: bytes | memoryview) -> bytes:
    """Return what says that a body is whole."""
    return hashlib.sha256(body).digest()


def _made_of(version: CatalogueVersion) -> bytes:
    """Return the digest of the files' version and of the software."""
    return hashlib.sha256(f"{version} {software(SOFTWARE)}".encode()).digest()


@cache
def software(folders: tuple[Path, ...]) -> str:
    """Return the digest of the modules by time and size, as Python's caches; once a process.

    What decodes is what was loaded: modules that an upgrade lays beside it belong to the next process.
    """
    made = hashlib.sha256(msgspec.__version__.encode())
    for name, changed, size in sorted(_modules(folders)):
        made.update(f"{name} {changed} {size}\n".encode())
    return made.hexdigest()


def _modules(folders: tuple[Path, ...]) -> Iterator[tuple[str, int, int]]:
    for folder in folders:
        for path in folder.glob("*.py"):
            state = path.stat()
            yield path.name, state.st_mtime_ns, state.st_size
