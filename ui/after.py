"""Does something a while later, unless its context has gone by then."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def after(milliseconds: int, context: QObject, do: Callable[[], object]) -> None:
    """Call `do` once, on the context's thread.

    A bound method given to QTimer.singleShot leaves something behind with each call (PySide6 6.11.3), and a
    terminal has many of them in a day. A function leaves nothing.
    """
    QTimer.singleShot(milliseconds, context, lambda: do())  # noqa: PLW0108 a function is the point
