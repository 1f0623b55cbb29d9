"""The sheets that came out of the document printer, as pictures in a folder: numbered, the newest kept."""

import base64
import datetime as dt
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from sim.bench_status import DocumentLine
from sim.command import CommandError
from sim.sheet_engine import Printed

KEPT = 50
PPI = "80"


class DocumentPile:
    """Takes what the mechanism gives, draws it in a thread of its own, and lists it to whoever asks."""

    def __init__(self, folder: Path) -> None:
        """Begin with an empty folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()
        self._folder = folder
        self._lock = threading.Lock()
        self._lines: list[DocumentLine] = []
        self._count = 0
        self._drawing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="document-pile")

    def __len__(self) -> int:
        """Return how many documents are drawn."""
        return self._count

    def take(self, printed: Printed) -> None:
        """Have a job's sheets drawn; the print is not held up by it."""
        self._drawing.submit(self._keep, printed, dt.datetime.now(dt.UTC))

    def close(self) -> None:
        """Draw what is left, and end."""
        self._drawing.shutdown()

    def after(self, number: int) -> tuple[DocumentLine, ...]:
        """Return the documents above a number, the oldest first."""
        with self._lock:
            return tuple(line for line in self._lines if line.number > number)

    def document(self, number: int) -> dict[str, object]:
        """Return a document with its pages as base64; CommandError when it is not there."""
        with self._lock:
            for line in self._lines:
                if line.number == number:
                    return {**msgspec.structs.asdict(line), "pngs": tuple(map(_base64, line.paths))}
        raise CommandError(f"there is no document {number}: {self._count} came out")

    def _keep(self, printed: Printed, at: dt.datetime) -> None:
        paths = self._drawn(printed, self._count + 1)
        with self._lock:
            self._count += 1
            self._lines.append(
                DocumentLine(
                    number=self._count,
                    job=printed.job,
                    pages=printed.sheets,
                    complete=printed.complete,
                    paths=paths,
                    at=at,
                )
            )
            for old in self._lines[:-KEPT]:
                for path in old.paths:
                    Path(path).unlink(missing_ok=True)
            self._lines = self._lines[-KEPT:]

    def _drawn(self, printed: Printed, number: int) -> tuple[str, ...]:
        """Draw the pages that came out, by poppler."""
        root = self._folder / f"{number:05d}"
        command = ("pdftoppm", "-r", PPI, "-png", "-l", str(printed.sheets), "-", str(root))
        subprocess.run(command, input=printed.pdf, check=True)  # noqa: S603 a fixed program
        return tuple(str(path) for path in sorted(self._folder.glob(f"{root.name}-*.png")))


def _base64(path: str) -> str:
    return base64.b64encode(Path(path).read_bytes()).decode()
