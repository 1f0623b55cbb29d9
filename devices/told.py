"""What a device says of itself (USB strings, names, releases), as it may be shown, logged and configured."""

from collections.abc import Iterator
from pathlib import Path


def printable(text: str) -> str | None:
    """Return what of a text can be shown; None when that is nothing.

    A device may say anything: an escape sequence would reach the technician's terminal.
    """
    return "".join(filter(str.isprintable, text)).strip() or None


def of_sysfs(path: Path) -> str | None:
    """Return what one attribute in sysfs says of a device; None when nothing or when it is not there."""
    try:
        return printable(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None


def named(folder: Path, pattern: str) -> Iterator[Path]:
    """Yield the files that fit, in the order of their names; without those that no table can name."""
    yield from (path for path in sorted(folder.glob(pattern)) if path.name.isprintable())
