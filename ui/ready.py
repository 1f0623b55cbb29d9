"""Makes ready, beside a screen that serves, what no resident should wait for."""

import gc

from PySide6.QtQml import QQmlEngine
from PySide6.QtQuick import QQuickWindow

from ui.ahead import Ahead
from ui.conductor import Conductor
from ui.give_back import GiveBack
from ui.listen import listen
from ui.models.screens import Screens


def make_ready(conductor: Conductor, screens: Screens, window: QQuickWindow, engine: QQmlEngine) -> None:
    """Let whoever listens hear the pages, do ahead what their first visit needs, and keep what is loaded."""
    listen(window, screens, conductor)
    GiveBack(conductor, Ahead(engine, window, conductor.catalogue), engine)
    gc.freeze()  # what is loaded stays: no collection, holding up the screen, looks at it again
