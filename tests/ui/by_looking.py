"""Looks rare characters up in the keyboard's place: `python -m tests.ui.by_looking WHAT`."""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.domain.text import Locale
from tests.ui.audit import audit
from tests.ui.gallery import FORMATS, LOOKS, Panel
from tests.ui.keys import PIXELS_A_MM, REST_MS, WAIT_S, Typist, tell, typist
from ui.display import Display
from ui.pointer import Pointer
from ui.reachable import board
from ui.tactile import Tactile

ZHE = ("z", "zhe", "zhé", "喆 zhé 口部")
JI = ("byRadical", "3画", "口 口部", "剩3画", "𠮷 jí 口部")
YAN = ("y", "yan", "yǎn", "䶮 yǎn 龙部")
MOST_PAGES = 40


def look_up(hand: Pointer, way: tuple[str, ...]) -> int:
    """Go a way from the keyboard to a character; return how many touches it took."""
    before = hand.taps
    hand.tap("rare")
    for step in way:
        if hand.wait(lambda step=step: hand.shows(step), timeout_s=0):  # type: ignore[misc]
            hand.tap(step)
            continue
        for _ in range(MOST_PAGES):
            if step in named(hand):
                break
            hand.tap("rareNext")
        hand.tap("rareCell", index=named(hand).index(step))
    assert hand.wait(lambda: not hand.shows("rareCell"), timeout_s=WAIT_S), "the keyboard did not come back"
    return hand.taps - before


def named(hand: Pointer) -> list[str]:
    """Return what the cells are called."""
    return [str(cell.property("name")) for cell in hand.items("rareCell")]


def touched(person: Typist) -> dict[str, list[str]]:
    """Look characters up in both ways, erase one; look what is left when keyboard or visit are gone."""
    seen: dict[str, list[str]] = {"held": [], "taps": [], "left": []}
    for locale in Locale:
        person.enter("form-text", locale)
        names = {"口 口部": "口, radical 口", "3画": "3 strokes", "剩3画": "3 more strokes"}
        english = {
            "𠮷 jí 口部": "𠮷 jí, radical 口",
            "喆 zhé 口部": "喆 zhé, radical 口",
            "䶮 yǎn 龙部": "䶮 yǎn, radical 龙",
        }
        words = names | english if locale is Locale.EN else {}
        ways = [tuple(words.get(step, step) for step in way) for way in (ZHE, JI, YAN)]
        seen["taps"] = [str(look_up(person.hand, way)) for way in ways]
        person.hand.tap("rare")
        person.hand.tap("rareErase")
        seen["held"].append(person.held())
        seen["cells_mm"] = [f"{size / PIXELS_A_MM:.1f}" for size in _sizes(person.hand.items("rareCell"))]
        person.hand.tap("hideRare")
        person.hand.tap("input")
        person.hand.wait(lambda: person.hand.shows("rare"), timeout_s=WAIT_S)
        person.hand.tap("rare")
        person.conductor.finish()
        person.hand.wait(lambda: not person.hand.shows("rareCell"), timeout_s=WAIT_S)
        seen["left"].append(str(len(person.hand.items("rareCell"))))
    return seen


def _sizes(cells: tuple[QQuickItem, ...]) -> tuple[float, float]:
    return min(cell.width() for cell in cells), min(cell.height() for cell in cells)


def by_keys(person: Typist) -> dict[str, list[str]]:
    """Look two characters up by arrows and select, and go on; nothing is touched."""
    person.stage.enter("form-text")
    person.conductor.set_locale(Locale.ZH)
    keys = Tactile(person.window)
    assert keys.wait(lambda: keys.shows("input"), timeout_s=WAIT_S)
    keys.tap("input")
    presses = [str(look_up(keys, way)) for way in (ZHE, JI)]
    held = person.held()
    keys.tap("action")
    session = person.conductor.session
    assert session is not None
    return {"held": [held], "presses": presses, "answers": [str(answer.value) for answer in session.answers]}


def by_switch(person: Typist) -> dict[str, list[str]]:
    """Look a character up with one key that is pressed while the frame stands where it should."""
    person.enter("form-text", Locale.ZH)
    keys = Tactile(person.window)
    keys.key(Qt.Key.Key_F8)
    assert keys.wait(lambda: _called(keys.stands()) == "input", timeout_s=WAIT_S)
    keys.key(Qt.Key.Key_F8)
    for step in ("rare", *ZHE):
        assert keys.wait(lambda step=step: step in map(_called, _row(keys)), timeout_s=WAIT_S), step  # type: ignore[misc]
        keys.key(Qt.Key.Key_F8)
        assert keys.wait(lambda step=step: _called(keys.stands()) == step, timeout_s=WAIT_S), step  # type: ignore[misc]
        keys.key(Qt.Key.Key_F8)
    assert keys.wait(lambda: person.held() != "", timeout_s=WAIT_S), "nothing was written"
    return {"held": [person.held()], "presses": [str(keys.taps)]}


def _row(keys: Tactile) -> tuple[QQuickItem, ...]:
    """Return the row of the keyboard that the frame stands before."""
    at = keys.stands()
    return next((row for row in board(keys.window) if at in row), ())


def _called(item: QQuickItem | None) -> str:
    if item is None:
        return ""
    return str(item.property("name")) if item.objectName() == "rareCell" else item.objectName()


def seen_well(pictures: Path | None = None) -> dict[str, list[str]]:
    """Look at each step on every format, in looks that leave little room; return what the audit finds."""
    seen: dict[str, list[str]] = {}
    for shape, panel in FORMATS.items():
        with typist(panel) as person:
            for look, locale in (("elder", Locale.EN), ("dark", Locale.ZH), ("normal", Locale.ZH)):
                display = LOOKS[look]._replace(still=True)
                person.enter("form-text", locale)
                person.screens.show_as(display)
                found = []
                for number, step in enumerate(("rare", *ZHE[:3], "byRadical", *JI[1:4])):
                    _go(person.hand, step, locale)
                    found += _audited(person, panel, display)
                    if pictures is not None:
                        person.hand.grab(pictures / f"{shape}-{look}-{number}.png")
                seen[f"{shape} {look}"] = found
                person.conductor.finish()
    return seen


def _go(hand: Pointer, step: str, locale: Locale) -> None:
    """Touch a step; in English what is called otherwise is touched by its place."""
    if hand.wait(lambda: hand.shows(step), timeout_s=0):
        hand.tap(step)
    else:
        hand.tap("rareCell", index=2 if locale is Locale.EN else named(hand).index(step))


def _audited(person: Typist, panel: Panel, display: Display) -> list[str]:
    QTest.qWait(REST_MS)
    picture = person.window.grabWindow().convertToFormat(QImage.Format.Format_RGB888)
    return [str(finding) for finding in audit(person.window, picture, panel.pixels_a_mm, display)]


def main() -> int:
    what, *rest = sys.argv[1:]
    if what == "seen":
        tell(seen_well(Path(rest[0]) if rest else None))
    else:
        with typist() as person:
            tell({"touched": touched, "keys": by_keys, "switch": by_switch}[what](person))
    QCoreApplication.processEvents()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
