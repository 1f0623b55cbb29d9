"""What a screen says to who does not see it: its accessible names, in the order in which they are read."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem, QQuickWindow

from ui.reachable import top

MUTE = frozenset({QAccessible.Role.LayeredPane, QAccessible.Role.Client, QAccessible.Role.Pane})
"""Roles of what only holds other things."""
Role = QAccessible.Role


class Manner(StrEnum):
    """What something is to the ear."""

    HEADING = "heading"
    TEXT = "text"
    ALERT = "alert"
    DIALOG = "dialog"
    CONTROL = "control"
    CHOICE = "choice"
    FIELD = "field"
    PICTURE = "picture"
    PROGRESS = "progress"


MANNERS = {
    Role.Heading: Manner.HEADING,
    Role.StaticText: Manner.TEXT,
    Role.AlertMessage: Manner.ALERT,
    Role.Dialog: Manner.DIALOG,
    Role.Button: Manner.CONTROL,
    Role.RadioButton: Manner.CHOICE,
    Role.CheckBox: Manner.CHOICE,
    Role.EditableText: Manner.FIELD,
    Role.Graphic: Manner.PICTURE,
    Role.Canvas: Manner.PICTURE,
    Role.ProgressBar: Manner.PROGRESS,
}


class Said(NamedTuple):
    """One thing that is read."""

    name: str
    manner: Manner
    chosen: bool
    item: QQuickItem
    value: str = ""
    """What a field holds."""
    hint: str = ""
    """What a field says while it is empty."""


def reading(window: QQuickWindow) -> tuple[Said, ...]:
    """Return what is to be read of the window now: of a question that stands over the page, that alone."""
    scope = top(window)
    root = _interface(window if scope is window.contentItem() else scope)
    return tuple(_below(root)) if root is not None else ()


def said_of(item: QQuickItem) -> Said | None:
    """Return what one control is called; None where it has no name."""
    found = _interface(item)
    return _said(found) if found is not None else None


def _interface(of: QObject) -> QAccessibleInterface | None:
    return cast("QAccessibleInterface | None", QAccessible.queryAccessibleInterface(of))


def _below(parent: QAccessibleInterface) -> Iterator[Said]:
    own = _said(parent)
    if own is not None:
        yield own
    for place in range(parent.childCount()):
        child = cast("QAccessibleInterface | None", parent.child(place))
        if child is not None:
            yield from _below(child)


def _said(found: QAccessibleInterface) -> Said | None:
    item, state = found.object(), found.state()
    name = found.text(QAccessible.Text.Name)
    manner = MANNERS.get(found.role())
    if manner is None or not isinstance(item, QQuickItem) or not item.isVisible():
        return None
    if name == "" and manner is not Manner.FIELD:
        return None
    value = str(item.property("text") or "") if manner is Manner.FIELD else ""
    hint = found.text(QAccessible.Text.Description)
    return Said(name, manner, bool(state.checked), item, value, hint)
