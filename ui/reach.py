"""The terminal without touch: five keys, or one, go from stop to stop; a frame shows where.

Loaded with the first such key; until then nothing here costs anything. docs/keys.md says which keys.
"""

from collections.abc import Callable
from enum import Enum, auto
from typing import cast

from PySide6.QtCore import QEvent, QMetaObject, QObject, QPointF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtQml import QQmlComponent, QQmlEngine, qmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from shiboken6 import isValid

from ui.after import after
from ui.models.screens import Screens
from ui.reachable import Kind, board, first, kind, middle, moment, shown, stops

LOOK_MS = 60
"""How often it is looked whether the stop is still there, while keys are in use."""
ROOM = 24
PAGE_OF_IT = 0.8
FRAME = "FocusFrame.qml"


class Ask(Enum):
    """What a key asks for."""

    NEXT = auto()
    PREVIOUS = auto()
    RIGHT = auto()
    LEFT = auto()
    SELECT = auto()
    BACK = auto()
    HELP = auto()


KEYS = {
    Qt.Key.Key_Down: Ask.NEXT,
    Qt.Key.Key_Up: Ask.PREVIOUS,
    Qt.Key.Key_Tab: Ask.NEXT,
    Qt.Key.Key_Backtab: Ask.PREVIOUS,
    Qt.Key.Key_Right: Ask.RIGHT,
    Qt.Key.Key_Left: Ask.LEFT,
    Qt.Key.Key_Return: Ask.SELECT,
    Qt.Key.Key_Enter: Ask.SELECT,
    Qt.Key.Key_Select: Ask.SELECT,
    Qt.Key.Key_Space: Ask.SELECT,
    Qt.Key.Key_Escape: Ask.BACK,
    Qt.Key.Key_Back: Ask.BACK,
    Qt.Key.Key_F1: Ask.HELP,
    Qt.Key.Key_Help: Ask.HELP,
}
TYPED = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right})
"""Keys that belong to a text while it is being typed."""


class Reach(QObject):
    """Where the keys stand, and what each of them does there."""

    moved = Signal()
    """It stands elsewhere, or nowhere."""

    def __init__(self, window: QQuickWindow, screens: Screens, watch: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(window)
        self._watch = watch
        self.at: QQuickItem | None = None
        """The stop; None while nobody uses keys."""
        self._window = window
        self._moment: tuple[object, ...] = ()
        self._entering = self._first = self._boarded = False
        self._frame = self._make_frame()
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.follow)
        screens.pageChanged.connect(lambda: after(0, self, self.follow))
        screens.wiped.connect(self.leave)

    def _make_frame(self) -> QQuickItem:
        engine = cast("QQmlEngine", qmlEngine(self._window))
        component = QQmlComponent(engine, QUrl.fromLocalFile(str(_frame_file())), self)
        frame = cast("QQuickItem", component.create())
        frame.setParent(self)
        return frame

    @property
    def used(self) -> bool:
        """Whether somebody uses keys now."""
        return self._look.isActive()

    def hear(self, key: QKeyEvent) -> bool:
        """Do what a key asks for; return whether it was one of ours."""
        asked = KEYS.get(Qt.Key(key.key()))
        if asked is None or (Qt.Key(key.key()) in TYPED and self._typing()):
            return False
        if asked is Ask.SELECT and not self.used and self._typing():
            return False
        if key.isAutoRepeat() and asked in (Ask.SELECT, Ask.BACK, Ask.HELP):
            return True
        self.do(asked)
        return True

    def do(self, asked: Ask) -> None:
        """Do what is asked for; the first key only shows where one stands, but for help."""
        if asked is Ask.HELP:
            self.begin()
            self._help()
        elif not self.used:
            self.begin()
        elif asked is Ask.SELECT:
            self._select()
        elif asked is Ask.BACK:
            self._back()
        elif self._on_board():
            self._step_on_board(asked)
        else:
            self.step(-1 if asked in (Ask.PREVIOUS, Ask.LEFT) else 1)
        self.follow()

    def begin(self) -> None:
        """Show where one stands, from now on."""
        if not self.used:
            self._look.start()
            self.follow()

    def leave(self) -> None:
        """Show no frame: somebody touches the screen, or the visit is over."""
        self._look.stop()
        self._entering = False
        self._stand(None)

    def step(self, by: int) -> None:
        """Go to the next stop of the page, or the one before; round at the ends."""
        found = stops(self._window)
        if not found:
            return
        place = found.index(self.at) if self.at in found else -1 if by > 0 else 0
        self._stand(found[(place + by) % len(found)])

    def count(self) -> int:
        """Return how many stops there are now, keys of the keyboard on the screen among them."""
        return len(stops(self._window)) + sum(map(len, board(self._window)))

    def row(self) -> tuple[QQuickItem, ...]:
        """Return the row of the keyboard on the screen that one stands in; empty elsewhere."""
        if not self._on_board():
            return ()
        return next((row for row in board(self._window) if self.at in row), ())

    def first_row(self) -> None:
        """Stand before the first row of that keyboard: words that it offers, and other ways to write."""
        self._stand_before(board(self._window)[0])

    def next_row(self) -> None:
        """Stand before the next row of that keyboard, framed as a whole; after the last one leave it."""
        rows, own = board(self._window), self.row()
        place = rows.index(own) + 1 if own in rows else 0
        if place >= len(rows):
            self._leave_board()
            return
        self._stand_before(rows[place])

    def _stand_before(self, row: tuple[QQuickItem, ...]) -> None:
        self._stand(row[0])
        self._frame.setProperty("more", middle(row[-1]).x() - middle(row[0]).x())

    def stand_at(self, key: QQuickItem) -> None:
        """Stand at a key of that keyboard."""
        self._frame.setProperty("more", 0)
        self._stand(key)

    def follow(self) -> None:
        """See that one stands somewhere: at the beginning of a new page or question, never nowhere."""
        if not self.used:
            return
        now = moment(self._window)
        if self._entering and (rows := board(self._window)):
            self._entering = False
            self._stand(_first_letter(rows))
        elif now != self._moment:
            self._moment, self._entering = now, False
            self._stand(first(self._window))
        elif not self._standing():
            rows = board(self._window) if self._boarded else ()
            self._stand(_first_letter(rows) if rows else first(self._window))

    def _standing(self) -> bool:
        at = self.at
        if at is None or not isValid(at) or not at.isVisible() or not at.isEnabled():
            return False
        return self._on_board() or at in stops(self._window)

    def _stand(self, at: QQuickItem | None) -> None:
        if at is self.at and (at is None or self._frame.parentItem() is at):
            return
        self.at = at
        self._boarded = self._on_board()
        self._hear_first(first=self._boarded)
        self._frame.setProperty("more", 0)
        self._frame.setParentItem(cast("QQuickItem", at))  # None hides it
        if at is not None:
            _bring_into_view(at)
            if kind(at) in (Kind.CONTROL, Kind.TEXT):
                at.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        self.moved.emit()

    def _hear_first(self, *, first: bool) -> None:
        """Hear keys before Qt's keyboard does, while one stands on it: any of them ends its word."""
        app = QGuiApplication.instance()
        if app is not None and first != self._first:
            self._first = first
            if first:
                app.installEventFilter(self)
            else:
                app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride):
            return cast("QKeyEvent", event).key() in KEYS
        if event.type() == QEvent.Type.KeyPress and watched is self._window:
            return self._watch(cast("QKeyEvent", event))
        return False

    def _select(self) -> None:
        at = self.at
        if at is None or not self._standing():
            return
        match kind(at):
            case Kind.CONTROL:
                QMetaObject.invokeMethod(at, "press")
            case Kind.FIELD:
                at.forceActiveFocus()
                QGuiApplication.inputMethod().show()
                self._entering = True
            case Kind.TEXT:
                _read_on(at)
            case Kind.KEY | None:
                self._press_where_it_lies(at)

    def _press_where_it_lies(self, key: QQuickItem) -> None:
        """Press a key of Qt's keyboard, which hears nothing but touches."""
        place = middle(key)
        world = QPointF(self._window.mapToGlobal(place.toPoint()))
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        for event, held in (
            (QEvent.Type.MouseButtonPress, left),
            (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
        ):
            made = QMouseEvent(event, place, place, world, left, held, none)
            made.setAccepted(False)
            self._pressing(made)

    def _pressing(self, event: QMouseEvent) -> None:
        """Send a touch of our own past those who look for touches of people."""
        self.setProperty("pressing", True)  # noqa: FBT003 Qt's own way to say it
        try:
            QGuiApplication.sendEvent(self._window, event)
        finally:
            self.setProperty("pressing", False)  # noqa: FBT003 as above

    def _back(self) -> None:
        if self._on_board():
            self._leave_board()
            return
        named = {item.objectName(): item for item in stops(self._window)}
        ways = ("dialogBack", "dialogAction", "back")
        if (back := next((named[name] for name in ways if name in named), None)) is not None:
            QMetaObject.invokeMethod(back, "press")

    def _help(self) -> None:
        for item in shown(self._window.contentItem()):
            if item.objectName() == "questions":
                item.setProperty("helping", True)  # noqa: FBT003 as above

    def _typing(self) -> bool:
        focus = self._window.activeFocusItem()
        return focus is not None and kind(focus) is Kind.FIELD and not self._on_board()

    def _on_board(self) -> bool:
        return self.at is not None and isValid(self.at) and kind(self.at) in (Kind.KEY, None)

    def _leave_board(self) -> None:
        focus = self._window.activeFocusItem()
        self._stand(focus if focus in stops(self._window) else first(self._window))

    def _step_on_board(self, asked: Ask) -> None:
        """Go along a row, or to the key above or below; above the first row is the field."""
        rows = board(self._window)
        where = [(row, row.index(self.at)) for row in rows if self.at in row]
        if not where or self.at is None:
            self._leave_board()
            return
        row, place = where[0]
        if asked in (Ask.LEFT, Ask.RIGHT):
            self._stand(row[(place + (1 if asked is Ask.RIGHT else -1)) % len(row)])
            return
        other = rows.index(row) + (1 if asked is Ask.NEXT else -1)
        if not 0 <= other < len(rows):
            self._leave_board()
            return
        across = middle(self.at).x()
        self._stand(min(rows[other], key=lambda key: abs(middle(key).x() - across)))


def _frame_file() -> object:
    from ui.app import QML  # noqa: PLC0415 the application loads this room

    return QML / "controls" / FRAME


def _first_letter(rows: tuple[tuple[QQuickItem, ...], ...]) -> QQuickItem:
    """Return where one begins on a keyboard: what says so, else a letter; words are offered only later."""
    firsts = [row[0] for row in rows]
    begun = [key for key in firsts if key.property("begins") is True]
    letters = [key for key in firsts if key.property("keyType") is not None]
    return (begun or letters or firsts)[0]


def _around(item: QQuickItem) -> QQuickItem | None:
    parent: QQuickItem | None = item.parentItem()
    while parent is not None and parent.property("contentY") is None:
        parent = parent.parentItem()
    return parent


def _most(flick: QQuickItem) -> float:
    return max(0.0, float(flick.property("contentHeight")) - flick.height())


def _bring_into_view(item: QQuickItem) -> None:
    """Move the list around an item until all of it is to be seen, or its head where it is taller."""
    flick = _around(item)
    if flick is None:
        return
    top = item.mapToItem(flick, QPointF(0, 0)).y() - ROOM
    foot = top + item.height() + 2 * ROOM
    y = float(flick.property("contentY"))
    if top < 0:
        y += top
    elif foot > flick.height():
        y += min(foot - flick.height(), top)
    flick.setProperty("contentY", min(max(0.0, y), _most(flick)))


def _read_on(flick: QQuickItem) -> None:
    """Go on by most of what is seen; from the end back to the beginning."""
    y, most = float(flick.property("contentY")), _most(flick)
    flick.setProperty("contentY", 0.0 if y >= most - 1 else min(most, y + flick.height() * PAGE_OF_IT))
