"""Nothing is too small, too pale, cut off or in the way, on any page in any look and format."""

import datetime as dt
import itertools
import os
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.text import Locale
from tests.ui.audit import audit, contrast
from tests.ui.gallery import FORMATS, LOOKS, NAMES, Gallery, opened, soon_ms
from ui.display import Display
from ui.pointer import Pointer

EVERY = int(os.environ.get("KIOSK_SCREENS_EVERY", "48"))
"""One of so many scenes is looked at, another one each day; 1 is all of them: `make screens`."""
DAILY = ("normal", "elder", "dark", "size4")
"""The looks between and beside these are looked at by `make screens` alone."""


def scenes(of_format: str) -> Iterator[tuple[str, Locale, str]]:
    """Yield look, language and name of the scenes of a format whose day it is."""
    everything = itertools.product(LOOKS if EVERY == 1 else DAILY, Locale, NAMES)
    day = dt.datetime.now(dt.UTC).timetuple().tm_yday + list(FORMATS).index(of_format)
    for number, (look, locale, name) in enumerate(everything):
        if (number + day) % EVERY == 0:
            yield look, locale, name


@pytest.mark.parametrize("of_format", FORMATS)
def test_every_page_stands_the_audit(qapp: QGuiApplication, catalogue: Catalogue, of_format: str) -> None:
    assert qapp is not None
    with opened(FORMATS[of_format], catalogue) as gallery:
        found = [
            f"{name} {locale} {look}: {finding}"
            for look, locale, name in scenes(of_format)
            for finding in looked_at(gallery, name, locale, LOOKS[look])
        ]
    assert [] == found, "\n".join(found)


def looked_at(gallery: Gallery, name: str, locale: Locale, display: Display) -> list[str]:
    window = gallery.show(name, locale, display._replace(still=True), settle_ms=soon_ms(name))
    return [str(finding) for finding in audit(window, gallery.picture(), gallery.panel.pixels_a_mm, display)]


def test_audit_finds_what_is_wrong(qapp: QGuiApplication, catalogue: Catalogue) -> None:
    assert qapp is not None
    with opened(FORMATS["portrait"], catalogue) as gallery:
        window = gallery.show("consent", Locale.ZH, Display(still=True))
        (action,) = Pointer(window).items("action")
        action.setHeight(20)
        white = QImage(window.width(), window.height(), QImage.Format.Format_RGB888)
        white.fill(QColor("#13202e"))
        found = audit(window, white, gallery.panel.pixels_a_mm, Display())
    assert {finding.rule for finding in found} >= {"target", "cut", "contrast"}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)
