"""Types with the keyboard on the screen, as a process: `python -m tests.ui.keys pages|pinyin|pad`.

Prints one JSON line of what was seen. pytest's own message handler is written in Python, and with it Qt's
keyboard must not be loaded (ui/app.py says why); a process can also be ended when it stands still.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import msgspec
from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from devices.handwriting.config import HandwritingConfig
from devices.handwriting.writing import HandwritingProcess
from kiosk.catalogue.loader import load as load_catalogue
from kiosk.catalogue.search import Search
from kiosk.domain.handwriting import SIDE
from kiosk.domain.text import Locale
from kiosk.tables import ScreenConfig
from tests.strokes import medians
from tests.ui.gallery import FORMATS, Panel
from tests.ui.memory import Terminal
from tests.ui.stages import Stage
from ui.app import application, load, prepare
from ui.conductor import Conductor
from ui.models.screens import Screens
from ui.pointer import Pointer, _below
from ui.reachable import board
from ui.tactile import Tactile

TYPED_PAGES = ("form-text", "form-long", "matters", "form-text", "form-long", "matters")
ROUNDS = 2
CHARACTERS = dict(medians())
SYLLABLES = "lianghuagao"
CORNER = QPointF(0, 0)
REST_MS = 150
LOADED_MS = 1000
"""The keyboard is loaded meanwhile, with the interpreter held: that is where it stood still."""
PIXELS_A_MM = 4.034
"""1080 × 1920 on 546 mm."""
WAIT_S = 10.0
SCAN_S = 0.2


class Typist:
    """A finger on the keyboard of one terminal in memory."""

    def __init__(self, conductor: Conductor, window: QQuickWindow, stage: Stage, screens: Screens) -> None:
        self.conductor, self.stage, self.screens = conductor, stage, screens
        self.hand = Pointer(window)
        self._window = window

    @property
    def window(self) -> QQuickWindow:
        """The window."""
        return self._window

    def key(self, letter: str) -> QQuickItem | None:
        """Return the key of a letter, while it is there."""
        return self._key(letter)

    def enter(self, name: str, locale: Locale) -> None:
        """Stand at a page with its text field touched and the keyboard up."""
        self.stage.enter(name)
        self.conductor.set_locale(locale)
        field = "search" if name == "matters" else "input"
        self.hand.tap(field)
        self._until(lambda: self._key("q") is not None, f"no keyboard on {name}")

    def press(self, text: str) -> None:
        """Touch one key a letter."""
        for letter in text:
            self._until(lambda letter=letter: self._key(letter) is not None, f"no key {letter}")  # type: ignore[misc]
            key = self._key(letter)
            assert key is not None
            self.hand.tap_item(key)

    def write(self, character: str) -> None:
        """Draw a character into the box, and touch it where it is offered."""
        self.draw(character)
        self.hand.tap("candidate", index=self._written().index(character))

    def draw(self, character: str) -> None:
        """Draw a character into the box, stroke by stroke, until it is offered."""
        box = self.hand.items("writing")[0]
        side = min(box.width(), box.height())
        for stroke in CHARACTERS[character]:
            self.hand.stroke([box.mapToScene(QPointF(x, y) * side / SIDE).toPoint() for x, y in stroke])
        self._until(lambda: character in self._written(), f"{character} is not offered")

    def _written(self) -> list[str]:
        return [str(item.property("name")) for item in self.hand.items("candidate")]

    def held(self) -> str:
        """Return what the text field with the focus holds."""
        focus = self._window.activeFocusItem()
        return str(focus.property("text"))

    def composing(self) -> str:
        """Return what is typed and not yet chosen."""
        return str(self._window.activeFocusItem().property("preeditText"))

    def candidates(self) -> tuple[str, ...]:
        """Return what the keyboard offers."""
        return tuple(str(item.property("text") or "") for item in self._offered())

    def pick(self, place: int) -> None:
        """Touch one of the candidates; what was composed is then written or shorter."""
        self._until(lambda: len(self._offered()) > place and self._at_rest(), "nothing is offered")
        before = self.composing()
        self.hand.tap_item(self._offered()[place])
        self._until(lambda: self.composing() != before, "the candidate was not taken")

    def _at_rest(self) -> bool:
        """Return whether the letters are divided into syllables and the candidates have their places."""
        before = [self.composing(), *[item.mapToScene(CORNER).x() for item in self._offered()]]
        QTest.qWait(REST_MS)
        return before == [self.composing(), *[item.mapToScene(CORNER).x() for item in self._offered()]]

    def _offered(self) -> list[QQuickItem]:
        for row in self.hand.items("wordCandidateView"):
            content = row.childItems()[0]
            shown = [item for item in content.childItems() if item.isVisible() and item.width() > 1]
            return [texts[0] for item in sorted(shown, key=lambda item: item.x()) if (texts := words(item))]
        return []

    def _key(self, letter: str) -> QQuickItem | None:
        for item in _below(self._window.contentItem()):
            if item.property("keyType") is not None and item.property("text") == letter:
                return item
        return None

    def _until(self, holds: Callable[[], bool], otherwise: str) -> None:
        assert self.hand.wait(holds, timeout_s=WAIT_S), otherwise


def words(item: QQuickItem) -> list[QQuickItem]:
    """Return the texts shown inside one candidate."""
    return [inner for inner in _below(item) if inner.property("text") and inner.property("font") is not None]


@contextmanager
def typist(panel: Panel = FORMATS["portrait"]) -> Iterator[Typist]:
    """Open a window with the keyboard as its input method."""
    prepare()
    app = application()
    catalogue = load_catalogue()
    with closing(HandwritingProcess(HandwritingConfig())) as handwriting:
        ports = msgspec.structs.replace(Terminal(catalogue).ports, handwriting=handwriting, scan_s=SCAN_S)
        conductor = Conductor(ports, catalogue, Search(catalogue))
        engine, window = load(conductor, ScreenConfig(**panel._asdict(), full_screen=False))
        window.show()
        window.requestActivate()
        QTest.qWait(LOADED_MS)
        screens = engine.findChild(Screens)
        assert isinstance(screens, Screens)
        yield Typist(conductor, window, Stage(conductor, catalogue), screens)
        conductor.close()
        window.close()
        engine.deleteLater()
        app.processEvents()


def pages(person: Typist) -> dict[str, list[str]]:
    """Type on every page with a text field, twice, in both languages; return what the fields then showed."""
    seen: dict[str, list[str]] = {}
    for locale in (*Locale,) * ROUNDS:
        for name in TYPED_PAGES:
            person.enter(name, locale)
            person.press("ni")
            seen.setdefault(locale.value, []).append(person.held() or person.composing())
    return seen


def pinyin(person: Typist) -> dict[str, list[str]]:
    """Choose the first candidate and go on; make a word up; look what the next resident is offered."""
    person.enter("form-text", Locale.ZH)
    person.press("zhengwufuwu")
    person.pick(0)
    held = person.held()
    person.hand.tap("action")
    session = person.conductor.session
    assert session is not None
    answers = [str(answer.value) for answer in session.answers]
    return {
        "held": [held],
        "answers": answers,
        "made_up": [made_up(person), made_up(person)],
        "offered": offered(person),
        "high_mm": [str(row.height() / PIXELS_A_MM) for row in person.hand.items("wordCandidateView")],
    }


def made_up(person: Typist) -> str:
    """Choose an unlikely character a syllable and return the word."""
    person.enter("form-text", Locale.ZH)
    person.press(SYLLABLES)
    for _ in range(3):
        person.pick(2)
    return person.held()


def offered(person: Typist) -> list[str]:
    """Return what is offered for the made-up word to somebody who comes later."""
    person.conductor.finish()
    person.enter("form-text", Locale.ZH)
    person.press(SYLLABLES)
    person.hand.wait(lambda: person.candidates() != (), timeout_s=WAIT_S)
    return list(person.candidates())


def pad(person: Typist) -> dict[str, list[str]]:
    """Type a word on the keyboard on the screen by arrows and select, and go on; nothing is touched."""
    person.stage.enter("form-text")
    person.conductor.set_locale(Locale.ZH)
    keys = Tactile(person.window)

    def on_the_board() -> bool:
        at = keys.stands()
        return at is not None and at.property("keyType") is not None

    assert keys.wait(lambda: keys.shows("input"), timeout_s=WAIT_S)
    keys.tap("input")
    assert keys.wait(on_the_board, timeout_s=WAIT_S)
    for letter in "zhengwufuwu":
        key = person.key(letter)
        assert key is not None
        keys.tap_item(key)
    assert keys.wait(lambda: person.candidates()[:1] == ("政务服务",), timeout_s=WAIT_S)
    keys.tap_item(board(person.window)[0][0])
    assert keys.wait(lambda: person.composing() == "", timeout_s=WAIT_S)
    held = person.held()
    keys.tap("action")
    session = person.conductor.session
    assert session is not None
    return {"held": [held], "answers": [str(answer.value) for answer in session.answers]}


def main() -> int:
    with typist() as person:
        seen = {"pages": pages, "pinyin": pinyin, "pad": pad}[sys.argv[1]](person)
    tell(seen)
    QCoreApplication.processEvents()
    return 0


def tell(seen: object) -> None:
    """Print what was seen."""
    sys.stdout.write(msgspec.json.encode(seen).decode() + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
