"""Lets a window hear touches and keys, and speak where the terminal has a voice."""

from PySide6.QtQuick import QQuickWindow

from ui.conductor import Conductor
from ui.models.screens import Screens
from ui.touch import watch


def listen(window: QQuickWindow, screens: Screens, conductor: Conductor) -> None:
    """Watch a window for as long as it lives; without a voice nothing of speech is loaded."""
    touch = watch(window, screens)
    touch.scan_s = conductor.ports.scan_s
    if conductor.ports.voice is not None:
        from ui.aloud import Aloud  # noqa: PLC0415 terminals without a voice never need it

        Aloud(window, screens, conductor.ports.voice, touch)
