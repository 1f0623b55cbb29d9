"""Leaves nothing of a visit on the clipboard: on X11 what is marked in a box stays there as the selection."""

from PySide6.QtGui import QClipboard, QGuiApplication

SHARED = ("xcb", "wayland")
"""Platforms where other programs have the clipboard too, and which tell whose it is."""


def forget() -> None:
    """Empty clipboard and selection, unless another program's text is there."""
    clipboard = QGuiApplication.clipboard()
    ours = QGuiApplication.platformName() not in SHARED
    if ours or clipboard.ownsClipboard():
        clipboard.clear(QClipboard.Mode.Clipboard)
    if ours or clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
