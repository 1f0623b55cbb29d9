"""Types a word into a visit that then ends: `python -m tests.ui.typed_once keys|hand`.

Writes what was typed, then, once told by a line on stdin, `over` when the visit's memory was given back; each
time it can be looked into. Ends with its stdin.
"""

import sys

from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.domain.text import Locale
from tests.ui.keys import Typist, tell, typist
from ui import give_back

RESTED_MS = 2 * give_back.REST_MS
LETTERS, SYLLABLES = "lianghuagao", 3
WRITTEN = "明人"


def by_keys(person: Typist) -> str:
    """Make a word up by pinyin that no text has, an unlikely character a syllable."""
    person.press(LETTERS)
    for _ in range(SYLLABLES):
        person.pick(2)
    return person.held()


def by_hand(person: Typist) -> str:
    """Write into the box."""
    person.hand.tap("writeByHand")
    for character in WRITTEN:
        person.write(character)
    return person.held()


def main() -> int:
    with typist() as person:
        person.enter("form-text", Locale.ZH)
        tell({"keys": by_keys, "hand": by_hand}[sys.argv[1]](person))
        _wait_for_line()
        person.hand.tap("action")
        person.conductor.finish()
        QTest.qWait(RESTED_MS)
        tell("over")
        _wait_for_line()
    return 0


def _wait_for_line() -> None:
    told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    told.activated.connect(lambda: QGuiApplication.exit(0))
    QGuiApplication.exec()
    sys.stdin.readline()


if __name__ == "__main__":
    raise SystemExit(main())
