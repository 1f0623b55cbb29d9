"""The gallery: one small picture a page and language, some of them lying down.

`python -m tests.ui.screens --out DIR [NAME…]`; with names or `--shape` only those, for a look while working
on a page, and the gallery's README is left alone. `--look` shows them as somebody with other eyes does.
`--whole` takes every page in each format and three looks and compares it with what was accepted last
(`--accept` accepts what there is now); exit 1 names what looks otherwise.
"""

import argparse
import itertools
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage

from kiosk.catalogue.loader import load as load_catalogue
from kiosk.domain.text import Locale
from tests.ui.accepted import ACCEPTED, Mark, differing, load, mark_of, save
from tests.ui.gallery import FORMATS, LOOKS, NAMES, ON_THE_KEYBOARD, opened, soon_ms
from ui.app import prepare

LYING = (
    *(
        "attract",
        "matters",
        "matters-wanted",
        "go-on",
        "keep",
        "kept",
        "cases",
        "guide",
        "guide-part",
        "form-text",
        "form-date",
    ),
    *("form-money", "form-many", "form-address", "form-plate-letters", "form-table", "pay", "receipt"),
    *("mains-away", "card-left", "slip-left", "interrupted", "ask-typed", "points", "out-of-service"),
    *("handwriting", "rare-characters"),
)
"""Pages of the gallery that are also shown in landscape."""
SMALL = {"portrait": (540, 960), "landscape": (960, 540), "old": (1024, 768)}
COLOURS = 96
WHOLE = ("normal", "elder", "dark")
EVERY = (*NAMES, *ON_THE_KEYBOARD)


def shoot(out: Path, shape: str, look: str, locales: tuple[Locale, ...], names: tuple[str, ...]) -> None:
    """Write the pictures of one format and look."""
    with opened(FORMATS[shape], load_catalogue()) as gallery:
        for locale in locales:
            for name in names:
                gallery.show(name, locale, LOOKS[look])
                keep(gallery.picture(), file_of(out, shape, locale, name, look), SMALL[shape])


def whole(out: Path, locales: tuple[Locale, ...], names: tuple[str, ...], *, accept: bool) -> int:
    """Write every page in each format and look, and compare or accept; return how it ended."""
    made = partial(marks_of, out, locales, names)
    with ProcessPoolExecutor(mp_context=get_context("spawn"), max_tasks_per_child=1) as processes:
        marks = {file: mark for found in processes.map(made, FORMATS) for file, mark in found.items()}
    if accept:
        save(ACCEPTED, load(ACCEPTED) | marks)
        return 0
    changed = differing(load(ACCEPTED), marks)
    for line in changed:
        sys.stdout.write(f"{line}\n")
    return 1 if changed else 0


def marks_of(out: Path, locales: tuple[Locale, ...], names: tuple[str, ...], shape: str) -> dict[str, Mark]:
    """Write every page of a format in each look, in a process of its own, and return their marks."""
    prepare()
    app = QGuiApplication(sys.argv[:1])
    marks: dict[str, Mark] = {}
    with opened(FORMATS[shape], load_catalogue()) as gallery:
        for look, locale, name in itertools.product(WHOLE, locales, names):
            gallery.show(name, locale, LOOKS[look]._replace(still=True), settle_ms=soon_ms(name))
            shot = gallery.picture()
            file = file_of(out, shape, locale, name, look)
            keep(shot, file, SMALL[shape])
            marks[file.relative_to(out).as_posix()] = mark_of(shot)
    app.processEvents()
    return marks


def file_of(out: Path, shape: str, locale: Locale, name: str, look: str = "normal") -> Path:
    """Return where a picture stands."""
    marks = (name, *((shape,) if shape != "portrait" else ()), *((look,) if look != "normal" else ()))
    return out / locale.value / ("-".join(marks) + ".png")


def keep(shot: QImage, target: Path, size: tuple[int, int]) -> None:
    """Write a picture small: half its size and a palette."""
    target.parent.mkdir(parents=True, exist_ok=True)
    whole = Image.frombuffer(
        "RGB", (shot.width(), shot.height()), bytes(shot.constBits()), "raw", "RGB", shot.bytesPerLine(), 1
    )
    small = whole.resize(size, Image.Resampling.LANCZOS)
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


def readme(out: Path) -> None:
    """Write the gallery's table, Chinese beside English."""
    (out / "README.md").write_text(
        "# Screens\n\nEvery page in both languages, taken by `make screens` with invented people; "
        "1080 × 1920, shown at half size.\nSome pages also lie down (1920 × 1080).\n\n"
        + table("portrait", EVERY, 270)
        + "\n## Lying down\n\n"
        + table("landscape", LYING, 480),
        encoding="utf-8",
    )


def table(shape: str, names: tuple[str, ...], width: int) -> str:
    """Return one row a page: its name, Chinese, English."""
    rows = (
        f"| {name} | {picture(shape, Locale.ZH, name, width)} | {picture(shape, Locale.EN, name, width)} |"
        for name in names
    )
    return "| page | zh | en |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def picture(shape: str, locale: Locale, name: str, width: int) -> str:
    """Return one picture as Markdown takes it."""
    where = file_of(Path(), shape, locale, name).as_posix()
    return f'<img src="{where}" width="{width}" alt="{name}, {locale.value}">'


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/screens"))
    parser.add_argument("--shape", choices=FORMATS, action="append")
    parser.add_argument("--look", choices=LOOKS, action="append")
    parser.add_argument("--locale", choices=[locale.value for locale in Locale], action="append")
    parser.add_argument("--whole", action="store_true", help="all formats and three looks, compared")
    parser.add_argument("--accept", action="store_true", help="with --whole: this is how it has to look")
    parser.add_argument("names", nargs="*", help="pages; all when none is named")
    args = parser.parse_args()
    locales = tuple(Locale(code) for code in args.locale or [locale.value for locale in Locale])
    if args.whole:
        return whole(args.out, locales, tuple(args.names) or EVERY, accept=args.accept)
    prepare()
    app = QGuiApplication(sys.argv[:1])
    gallery = not (args.names or args.shape or args.look)
    for shape in args.shape or ("portrait", "landscape"):
        for look in args.look or ("normal",):
            wanted = LYING if gallery and shape == "landscape" else EVERY
            shoot(args.out, shape, look, locales, tuple(args.names) or wanted)
    if gallery:
        readme(args.out)
    app.processEvents()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
