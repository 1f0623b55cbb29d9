"""Lets a window hear touches, keys and handwriting, speak where it has a voice, and forget all that."""

from PySide6.QtQuick import QQuickWindow

from ui import clipboard
from ui.conductor import Conductor
from ui.models.rare import RareModel
from ui.models.screens import Screens
from ui.touch import watch


def listen(window: QQuickWindow, screens: Screens, conductor: Conductor) -> None:
    """Watch a window for as long as it lives; of speech and handwriting only what there is is loaded."""
    touch = watch(window, screens)
    touch.scan_s = conductor.ports.scan_s
    screens.wiped.connect(clipboard.forget)
    rare = RareModel(screens)
    screens.wiped.connect(rare.forget)
    screens.look_up_by(rare)

    if conductor.ports.handwriting is not None:
        from ui.models.handwriting import HandwritingModel  # noqa: PLC0415 as the speaker below

        model = HandwritingModel(conductor.ports.handwriting, screens)
        screens.wiped.connect(model.forget)
        screens.write_by(model)
    if conductor.ports.voice is not None:
        from ui.aloud import Aloud  # noqa: PLC0415 terminals without a voice never need it

        Aloud(window, screens, conductor.ports.voice, touch)
