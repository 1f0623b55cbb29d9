"""Write kiosk/characters/*.csv anew from Unihan as Debian's unicode-data carries it, unpacked in a folder.

    apt-get download unicode-data && dpkg -x unicode-data_*.deb DIR
    python packaging/characters.py DIR/usr/share/unicode

Only what an installed font of packaging/system-packages.txt draws is written. In each row stand first the
characters of the standard table (通用规范汉字表) beyond its 3,500 common ones, then those, then what has a
reading, then the rest.
"""

import bz2
import csv
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[1] / "kiosk" / "characters"
FONTS = {
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc": 2,
    "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf": -1,
    "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf": -1,
}
"""File -> which of its faces."""
FILES = ("Readings", "DictionaryLikeData", "OtherMappings", "IRGSources", "Variants")
COMMON = 3500
"""The first level of the standard table."""
READINGS = ("kTGHZ2013", "kMandarin", "kXHC1983", "kHanyuPinlu", "kHanyuPinyin")
"""The first that has one says how a character is mostly read."""
ALIKE = ("kSemanticVariant", "kZVariant")
READ_AS = {"𠮷": "jí", "㐂": "xǐ"}
"""Written for 吉 and 喜 in names; Unihan gives neither a reading."""
TONES = "\u0304\u0301\u030c\u0300"
"""The marks of the four tones in their order; the fifth has none."""
BOTH = {"阝": "邑阜", "月": "月肉"}
"""What looks alike and is taken for one radical: 阝 on the right is 邑, on the left 阜; 月 is also 肉."""
FORMS_TOO = frozenset("户𥫗𧾷")
"""Forms that everybody writes: Unicode has 戶 for 户, and leaves forms out of the basic plane to experts."""
BASIC_PLANE = 0xFFFF

Unihan = dict[str, dict[str, str]]


def unihan(folder: Path) -> Unihan:
    """Return property -> character -> value."""
    found: Unihan = defaultdict(dict)
    for name in FILES:
        with bz2.open(folder / f"Unihan_{name}.txt.bz2", "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("U+"):
                    code, key, value = line.rstrip("\n").split("\t", 2)
                    found[key][_character(code[2:])] = value
    return found


def _character(code: str) -> str:
    return chr(int(code, 16))


def drawn() -> set[str]:
    """Return every character that one of the fonts has."""
    faces = (TTFont(file, fontNumber=number, lazy=True) for file, number in FONTS.items())
    return {chr(code) for face in faces for code in face.getBestCmap()}


def readings(data: Unihan) -> dict[str, tuple[str, ...]]:
    """Return character -> its readings with their tones, the usual one first."""
    read = {one: _read(data, one) for key in READINGS for one in data[key]}
    read |= {one: (syllable,) for one, syllable in READ_AS.items()}
    for key in ALIKE:
        for one, others in data[key].items():
            twin = _character(others.split()[0].split("<")[0][2:])
            if one not in read and twin in read:
                read[one] = read[twin][:1]
    return {one: ways for one, ways in read.items() if ways}


def _read(data: Unihan, one: str) -> tuple[str, ...]:
    said = [syllable for key in READINGS for syllable in _syllables(data[key].get(one, ""))]
    return tuple(dict.fromkeys(syllable for syllable in said if plain(syllable).replace("ü", "v").isascii()))


def _syllables(value: str) -> Iterable[str]:
    """Take `zhé`, `10347.090:zhé,zhē` and `zhé(12)` alike."""
    for part in value.split():
        for syllable in part.rpartition(":")[2].split(","):
            yield unicodedata.normalize("NFC", syllable.partition("(")[0])


def plain(syllable: str) -> str:
    """Return a syllable without its tone."""
    letters = "".join(sign for sign in unicodedata.normalize("NFD", syllable) if sign not in TONES)
    return unicodedata.normalize("NFC", letters)


def heads(folder: Path) -> dict[str, str]:
    """Return a radical as kRSUnicode writes it -> the character that it is alone: 85 -> 水, 120' -> 纟."""
    lines = (folder / "CJKRadicals.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("; ") for line in lines if line[:1].isdigit())
    return {radical: _character(code) for radical, _, code in rows}


def places(data: Unihan, called: dict[str, str], one: str) -> list[tuple[str, int]]:
    """Return the radicals of a character with the strokes beside each; below 0 where it is drawn shorter."""
    found = (place.split(".") for place in data["kRSUnicode"][one].split())
    return [(called[radical], int(rest)) for radical, rest in found]


def forms(folder: Path, data: Unihan, shown: set[str]) -> list[tuple[int, str, str]]:
    """Return strokes, form and radicals of every shape that a radical has, as 3, 氵, 水."""
    called = heads(folder)
    lines = (folder / "EquivalentUnifiedIdeograph.txt").read_text(encoding="utf-8").splitlines()
    shapes = {
        _character(line.partition(";")[2].split("#")[0].strip()) for line in lines if line[:1].isalnum()
    }
    known = {one for one in shapes if ord(one) <= BASIC_PLANE} | FORMS_TOO
    own = {
        one: [radical for radical, rest in places(data, called, one) if rest <= 0] for one in known & shown
    }
    ranks = {radical: rank for rank, radical in enumerate(called.values())}
    rows = [
        (_strokes(data, one), one, BOTH.get(one, "".join(radicals)))
        for one, radicals in own.items()
        if radicals
    ]
    return sorted(rows, key=lambda row: (row[0], ranks[row[2][0]], row[1]))


def _strokes(data: Unihan, one: str) -> int:
    return int(data["kTotalStrokes"][one].split()[0])


def write(folder: Path) -> None:
    """Write the three tables."""
    data, shown, called = unihan(folder), drawn(), heads(folder)
    read = {one: ways for one, ways in readings(data).items() if one in shown}

    def order(one: str) -> tuple[int, int, str]:
        place = int(data["kTGH"][one].split(":")[1]) if one in data["kTGH"] else 0
        level = 0 if place > COMMON else 1 if place else 2 if one in read else 3
        return level, _strokes(data, one), one

    by_radical: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in shown & data["kRSUnicode"].keys():
        for radical, rest in places(data, called, one):
            by_radical[radical, max(0, rest)].add(one)
    by_reading: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for one in sorted(read, key=order):
        for rank, syllable in enumerate(read[one]):
            by_reading[syllable][rank > 0].append(one)
    _table("radicals.csv", ("strokes", "form", "radicals"), forms(folder, data, shown))
    _table(
        "characters.csv",
        ("radical", "rest", "characters"),
        (
            (radical, rest, "".join(sorted(ones, key=order)))
            for (radical, rest), ones in sorted(by_radical.items())
        ),
    )
    _table(
        "readings.csv",
        ("syllable", "reading", "usual", "other"),
        (
            (plain(reading), reading, "".join(usual), "".join(other))
            for reading, (usual, other) in sorted(
                by_reading.items(), key=lambda row: (plain(row[0]), tone(row[0]))
            )
        ),
    )


def tone(reading: str) -> int:
    """Return the number of a tone, 0 to 4; 4 is that without a mark."""
    marks = unicodedata.normalize("NFD", reading)
    return next((place for place, mark in enumerate(TONES) if mark in marks), len(TONES))


def _table(name: str, head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
