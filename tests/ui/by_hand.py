"""Writes in the keyboard's box with a finger, as keys.py types: `python -m tests.ui.by_hand word|seen`."""

import sys

from PySide6.QtCore import QCoreApplication, QPoint, QPointF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from devices.handwriting.writing import HandwritingProcess
from kiosk.domain.text import Locale
from tests.ui.audit import audit
from tests.ui.gallery import FORMATS, LOOKS, Panel
from tests.ui.keys import PIXELS_A_MM, REST_MS, WAIT_S, Typist, tell, typist
from ui.display import Display

WRITTEN = "明人"


def word(person: Typist) -> dict[str, list[str]]:
    """Write a word by hand in both languages, go back to the keys, look what is left when a visit ends."""
    handwriting = person.conductor.ports.handwriting
    assert isinstance(handwriting, HandwritingProcess)
    seen: dict[str, list[str]] = {"held": [], "keys": [], "left": []}
    for locale in Locale:
        person.enter("form-text", locale)
        person.hand.tap("writeByHand")
        for character in WRITTEN:
            person.write(character)
        person.hand.tap("writeSpace")
        person.hand.tap("eraseCharacter")
        seen["held"].append(person.held())
        seen["high_mm"] = [str(item.height() / PIXELS_A_MM) for item in person.hand.items("undoStroke")]
        person.hand.tap("letters")
        person.press("q")
        seen["keys"].append(person.composing() or person.held())
        person.hand.tap("writeByHand")
        person.hand.stroke(_across(person.hand.items("writing")[0]))
        person.conductor.finish()
        person.hand.wait(lambda: handwriting.pid is None, timeout_s=WAIT_S)
        seen["left"].append(f"{handwriting.pid} {len(person.hand.items('writing'))}")
    return seen


def seen_well() -> dict[str, list[str]]:
    """Write on every format, in looks that leave little room; return what the audit finds."""
    seen: dict[str, list[str]] = {}
    for shape, panel in FORMATS.items():
        with typist(panel) as person:
            for look, locale in (("elder", Locale.EN), ("dark", Locale.ZH)):
                display = LOOKS[look]._replace(still=True)
                person.enter("form-text", locale)
                person.screens.show_as(display)
                found = _audited(person, panel, display)
                person.hand.tap("writeByHand")
                found += _audited(person, panel, display)
                person.draw(WRITTEN[0])
                seen[f"{shape} {look}"] = found + _audited(person, panel, display)
                person.conductor.finish()
    return seen


def _audited(person: Typist, panel: Panel, display: Display) -> list[str]:
    QTest.qWait(REST_MS)
    picture = person.window.grabWindow().convertToFormat(QImage.Format.Format_RGB888)
    return [str(finding) for finding in audit(person.window, picture, panel.pixels_a_mm, display)]


def _across(box: QQuickItem) -> list[QPoint]:
    return [box.mapToScene(QPointF(box.width() * part, box.height() / 2)).toPoint() for part in (0.2, 0.8)]


def main() -> int:
    if sys.argv[1] == "seen":
        tell(seen_well())
    else:
        with typist() as person:
            tell(word(person))
    QCoreApplication.processEvents()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
