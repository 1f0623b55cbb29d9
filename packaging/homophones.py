"""Writes kiosk/catalogue/homophones.csv: the characters of GB 2312, those that are read alike in one row.

Each is read as it mostly is, without tones (pypinyin, a tool of authors that terminals do without).
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from kiosk.catalogue.homophones import FILE
from kiosk.catalogue.pinyin import pinyin

FIRST_ROW, LAST_ROW = 0xB0, 0xF7
"""Rows of GB 2312-1980 that hold Chinese characters."""
CELLS = range(0xA1, 0xFF)


def write(file: Path) -> None:
    """Write the table."""
    alike: dict[str, str] = {}
    for character in characters():
        syllable = pinyin(character)
        alike[syllable] = alike.get(syllable, "") + character
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(sorted(alike.items()))


def characters() -> Iterator[str]:
    """Yield the 6,763 characters."""
    for row in range(FIRST_ROW, LAST_ROW + 1):
        for cell in CELLS:
            yield from bytes((row, cell)).decode("gb2312", errors="ignore")


if __name__ == "__main__":
    write(FILE)
