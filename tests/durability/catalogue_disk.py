"""A disk under a catalogue's folder that stops at any of its operations, and may lose what was not synced."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue.shelf import LOCK, STAGING


class Cut(BaseException):
    """Power is gone at this very point."""


class Disk:
    """Counts each operation on files and folders; before and after each of them power may go."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.points = 0
        self._until: int | None = None
        self._loose: dict[Path, int] = {}
        """Files that were written and not synced, with the size that is certain."""
        self._renames: list[tuple[Path, Path, bytes | None]] = []
        """Names that were given and whose folder was not synced: from, to, and what bore the name before."""

    @contextmanager
    def until(self, point: int | None) -> Iterator[None]:
        """Let power go at that operation, counted from 0; None lets all of them happen."""
        self.points, self._until = 0, point
        self._loose, self._renames = {}, []
        with pytest.MonkeyPatch.context() as patch:
            self._watch(patch)
            yield

    def lose(self) -> None:
        """Lose what was not synced: names go back, half of the bytes are gone."""
        for before, after, replaced in reversed(self._renames):
            after.rename(before)
            if replaced is not None:
                after.write_bytes(replaced)
        for file, certain in self._loose.items():
            if file.exists():
                size = file.stat().st_size
                os.truncate(file, certain + (size - certain) // 2)

    def _point(self) -> None:
        if self.points == self._until:
            raise Cut
        self.points += 1

    def _watch(self, patch: pytest.MonkeyPatch) -> None:
        real_open, real_fsync = Path.open, os.fsync
        real_replace, real_rename, real_mkdir = Path.replace, Path.rename, Path.mkdir
        real_rmtree = shutil.rmtree

        def opened(path: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:  # noqa: ANN401 any file
            if mode == "wb" and self._is_ours(path):
                self._point()
                file = real_open(path, mode, *rest, **more)
                self._loose[path] = 0
                try:
                    self._point()
                except Cut:
                    file.close()
                    raise
                return file
            return real_open(path, mode, *rest, **more)

        def synced(number: int) -> None:
            path = Path(f"/proc/self/fd/{number}").readlink()
            self._point()
            real_fsync(number)
            self._loose.pop(path, None)
            self._renames = [one for one in self._renames if one[1].parent != path]
            self._point()

        def named(real: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
            def name(path: Path, target: Path) -> Path:
                self._point()
                replaced = target.read_bytes() if target.is_file() else None
                given = real(path, target)
                self._renames.append((path, target, replaced))
                self._loose = {_moved(file, path, target): size for file, size in self._loose.items()}
                self._point()
                return given

            return name

        def made(path: Path, *rest: Any, **more: Any) -> None:  # noqa: ANN401 its options
            self._point()
            real_mkdir(path, *rest, **more)
            self._point()

        def gone(path: Path, *rest: Any, **more: Any) -> None:  # noqa: ANN401 its options
            self._point()
            for file in sorted(path.rglob("*.toml")):
                file.unlink()
                self._point()
            real_rmtree(path, *rest, **more)
            self._point()

        patch.setattr(Path, "open", opened)
        patch.setattr(os, "fsync", synced)
        patch.setattr(Path, "replace", named(real_replace))
        patch.setattr(Path, "rename", named(real_rename))
        patch.setattr(Path, "mkdir", made)
        patch.setattr(shutil, "rmtree", gone)

    def _is_ours(self, path: Path) -> bool:
        return path.is_relative_to(self.root) and path.name not in (LOCK, STAGING)


def _moved(file: Path, before: Path, after: Path) -> Path:
    return after / file.relative_to(before) if file.is_relative_to(before) else file
