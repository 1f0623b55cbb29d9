"""Reads the sets of queries: a line each, tabs between its columns; lines that begin with # are comments."""

from pathlib import Path


def rows(file: Path) -> list[list[str]]:
    """Return the columns of each line, of a set's heading too."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]
