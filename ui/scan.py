"""One key for everything: the frame goes on at a set pace, and the switch presses where it stands."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtQuick import QQuickItem

from ui.reach import Ask, Reach

ROUNDS = 3
"""So often round a page without a press, and it stops: nobody is there."""


class Scan(QObject):
    """Moves the frame; on the keyboard on the screen it goes by rows first, then along the row."""

    def __init__(self, reach: Reach, pace_s: float) -> None:
        super().__init__(reach)
        self._reach = reach
        self._timer = QTimer(self, interval=round(pace_s * 1000))
        self._timer.timeout.connect(self._advance)
        self._row: tuple[QQuickItem, ...] = ()
        self._pressed = False
        """Nothing has been gone to since a press: on a keyboard its first row comes next."""
        self._since_press = 0

    def press(self) -> None:
        """Begin to go on, or press where the frame stands."""
        going = self._timer.isActive() and self._reach.used
        self._since_press = 0
        self._timer.start()
        row = self._reach.row() if going else ()
        if not going:
            self._row = ()
            self._reach.begin()
        elif row and not self._row:
            self._row = row
            self._reach.stand_at(row[0])
        else:
            self._row, self._pressed = (), True
            self._reach.do(Ask.SELECT)

    def _advance(self) -> None:
        self._since_press += 1
        pressed, self._pressed = self._pressed, False
        if not self._reach.used or self._since_press > ROUNDS * max(1, self._reach.count()):
            self._timer.stop()
            self._reach.leave()
        elif not self._reach.row():
            self._row = ()
            self._reach.step(1)
        elif self._row:
            self._along()
        elif pressed:
            self._reach.first_row()
        else:
            self._reach.next_row()

    def _along(self) -> None:
        place = self._row.index(self._reach.at) + 1 if self._reach.at in self._row else len(self._row)
        if place < len(self._row):
            self._reach.stand_at(self._row[place])
        else:
            self._row = ()
            self._reach.next_row()
