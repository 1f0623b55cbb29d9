"""The gallery: one small picture a page and language, some of them lying down.

`python -m tests.ui.screens --out DIR [NAME…]`; with names or `--shape` only those, for a look while working
on a page, and the gallery's README is left alone.
"""

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from kiosk.catalogue.loader import load as load_catalogue
from kiosk.catalogue.search import Search
from kiosk.domain.text import Locale
from kiosk.tables import ScreenConfig
from tests.ui.memory import Terminal
from tests.ui.stages import STAGES, Stage
from ui.app import load, prepare
from ui.conductor import Conductor
from ui.pointer import Pointer

SHAPES = {"portrait": (1080, 1920), "landscape": (1920, 1080)}
PRESSED = {
    "event": ("event_traffic",),
    "signing": ("second", "action"),
    "form-number": ("digit4",),
    "form-money": ("digit3", "digit2", "digit5", "digit0", "digit.", "digit5"),
    "form-many": ("option_work", "option_study"),
    "form-address-town": ("place_330109001",),
    "form-person-number": ("=陈示范", "action", *(f"digit{key}" for key in "99990119850312104X")),
    "form-account": ("edit",),
    "form-table-cell": ("addRow", "=王示例", "action", "option_child"),
    "guide-faq": ("fold0",),
    "ask-typed": ("search", "=换身份证要带什么"),
    "leave": ("leave",),
    "help": ("help",),
    "notice": ("event_traffic", "matter_11330109MB999005524332010001001"),
}
"""What is touched to get there; behind `=` stands what is typed."""
LYING = (
    *("attract", "matters", "matters-wanted", "cases", "guide", "guide-part", "form-text", "form-date"),
    *("form-money", "form-many", "form-address", "form-plate-letters", "form-table", "pay", "receipt"),
    *("mains-away", "card-left", "interrupted", "ask-typed", "points", "out-of-service"),
)
"""Pages of the gallery that are also shown in landscape."""
SMALL = {"portrait": (540, 960), "landscape": (960, 540)}
COLOURS = 96
SETTLE_MS = 700
"""Longer than the patience before 'working' and the slide of a page."""


def shoot(out: Path, shape: str, locales: tuple[Locale, ...], names: tuple[str, ...]) -> None:
    """Write the pictures of one orientation."""
    width, height = SHAPES[shape]
    catalogue = load_catalogue()
    conductor = Conductor(Terminal(catalogue).ports, catalogue, Search(catalogue))
    screen = ScreenConfig(width=width, height=height, full_screen=False)
    engine, window = load(conductor, screen)
    window.show()
    stage = Stage(conductor, catalogue)
    for locale in locales:
        conductor.locale = locale
        for name in names:
            stage.enter(name)
            conductor.set_locale(locale)
            QTest.qWait(SETTLE_MS)
            if name in PRESSED:
                for target_name in PRESSED[name]:
                    hand = Pointer(window)
                    if target_name.startswith("="):
                        hand.type(target_name[1:])
                    elif target_name != "second" or hand.shows("second"):  # a short promise is read at once
                        hand.tap(target_name)
                QTest.qWait(SETTLE_MS)
            keep(window.grabWindow(), file_of(out, shape, locale, name), SMALL[shape])
    conductor.set_locale(Locale.ZH)  # the next window begins in Chinese
    window.close()
    engine.deleteLater()
    conductor.close()


def file_of(out: Path, shape: str, locale: Locale, name: str) -> Path:
    """Return where a picture stands."""
    return out / locale.value / (f"{name}.png" if shape == "portrait" else f"{name}-{shape}.png")


def keep(shot: QImage, target: Path, size: tuple[int, int]) -> None:
    """Write a picture small: half its size and a palette."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shot = shot.convertToFormat(QImage.Format.Format_RGB888)
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
        + table("portrait", tuple(STAGES), 270)
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
    parser.add_argument("--shape", choices=SHAPES, action="append")
    parser.add_argument("--locale", choices=[locale.value for locale in Locale], action="append")
    parser.add_argument("names", nargs="*", help="pages; all when none is named")
    args = parser.parse_args()
    prepare()
    app = QGuiApplication(sys.argv[:1])
    locales = tuple(Locale(code) for code in args.locale or [locale.value for locale in Locale])
    gallery = not (args.names or args.shape)
    for shape in args.shape or SHAPES:
        wanted = LYING if gallery and shape == "landscape" else tuple(STAGES)
        shoot(args.out, shape, locales, tuple(args.names) or wanted)
    if gallery:
        readme(args.out)
    app.processEvents()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
