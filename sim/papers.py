"""The papers that came out of the printer, as pictures in a folder: numbered, the newest kept."""

import base64
import datetime as dt
import threading
from pathlib import Path

from sim.bench_status import Paper
from sim.paper import Receipt

KEPT = 200


class Papers:
    """Takes what the print head gives and lists it to whoever asks."""

    def __init__(self, folder: Path) -> None:
        """Begin with an empty folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()
        self._folder = folder
        self._lock = threading.Lock()
        self._papers: list[Paper] = []
        self._count = 0

    def __len__(self) -> int:
        """Return how many ever came out."""
        return self._count

    def take(self, receipt: Receipt) -> None:
        """Keep a piece of paper; the oldest goes when there are too many."""
        with self._lock:
            path = self._folder / f"{self._count + 1:05d}.png"
            path.write_bytes(receipt.png)
            self._count += 1
            self._papers.append(
                Paper(
                    number=self._count,
                    path=str(path),
                    complete=receipt.complete,
                    text=receipt.text,
                    codes=receipt.codes,
                    at=dt.datetime.now(dt.UTC),
                )
            )
            for old in self._papers[:-KEPT]:
                Path(old.path).unlink(missing_ok=True)
            self._papers = self._papers[-KEPT:]

    def after(self, number: int) -> tuple[Paper, ...]:
        """Return the papers above a number, the oldest first."""
        with self._lock:
            return tuple(paper for paper in self._papers if paper.number > number)

    def png(self, number: int) -> tuple[Paper, str] | None:
        """Return a paper and its picture as base64; None when it is not there."""
        with self._lock:
            for paper in self._papers:
                if paper.number == number:
                    return paper, base64.b64encode(Path(paper.path).read_bytes()).decode()
        return None
