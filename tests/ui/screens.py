"""One picture a page, language and orientation: `python -m tests.ui.screens --out DIR [NAME…]`."""

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtGui import QGuiApplication
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
    "leave": ("leave",),
    "help": ("help",),
    "notice": ("event_traffic", "matter_11330109MB999005524332010001001"),
}
"""What is touched to get there."""
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
                    if target_name != "second" or hand.shows("second"):  # a short promise is read at once
                        hand.tap(target_name)
                QTest.qWait(SETTLE_MS)
            target = out / shape / locale.value / f"{name}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            window.grabWindow().save(str(target))
    conductor.set_locale(Locale.ZH)  # the next window begins in Chinese
    window.close()
    engine.deleteLater()
    conductor.close()


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
    for shape in args.shape or SHAPES:
        shoot(args.out, shape, locales, tuple(args.names) or tuple(STAGES))
    app.processEvents()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
