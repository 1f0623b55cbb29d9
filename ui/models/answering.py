"""What every way to answer has in common: it begins with what is known and gives one value."""

import datetime as dt
from typing import ClassVar

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.field import Field
from kiosk.domain.text import Locale, Text

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question and what surrounds it; its repr shows no value."""

    field: Field
    value: str = ""
    """What the answer begins with, as `kiosk.domain.values` writes it; empty while nothing is known."""
    today: dt.date
    home: str = ""
    """The division in which the terminal's department lies (six digits of GB/T 2260)."""

    def __repr__(self) -> str:
        return f"Asked(field={self.field.id!r}, …)"


@QmlElement
class Entry(QObject):
    """One way to answer; its words follow the locale, its value is written as the domain reads it."""

    changed: ClassVar[Signal]
    """Each declares its own: by a signal of a class that it is built on PySide tells QML nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.locale = Locale.ZH

    def begin(self, asked: Asked) -> None:
        """Begin anew with a question."""

    def show(self, locale: Locale) -> None:
        """Present the words in a language."""
        self.locale = locale
        self.changed.emit()

    def clear(self) -> None:
        """Forget what was given."""

    def answer(self) -> str:
        """Return the value as it stands."""
        raise NotImplementedError

    def refusal(self) -> Text | None:
        """Say what is to be mended before it can go on within; None when it can."""
        return None

    def forward(self) -> bool:
        """Go on within; False where the next thing is to answer."""
        return False

    @property
    def can_go_back(self) -> bool:
        """Whether there is something within to go back to."""
        return False

    def back(self) -> bool:
        """Go back within; return whether there was something."""
        return False
