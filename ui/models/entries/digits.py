"""A number that is typed on the keypad: a count, an amount, a telephone, a bank card."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.field import Field, FieldKind
from kiosk.domain.form import MOST_DIGITS
from kiosk.domain.payment import fen_of, yuan, yuan_text
from kiosk.domain.text import Locale
from ui.models.answering import Asked, Entry

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

POINT = "."
CENTS = 2
LONGEST = {FieldKind.PHONE: 12, FieldKind.ACCOUNT: 19}
GROUP = 4
MOBILE = 11


@QmlElement
class DigitsEntry(Entry):
    """Digits, and for an amount one point; an amount is typed in yuan and answered in fen."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._field: Field | None = None
        self._typed = ""

    def begin(self, asked: Asked) -> None:
        self._field = asked.field
        self._typed = yuan(int(asked.value)) if self._money and asked.value.isdecimal() else asked.value
        self.changed.emit()

    def clear(self) -> None:
        self._field, self._typed = None, ""
        self.changed.emit()

    def answer(self) -> str:
        return str(fen_of(self._typed)) if self._money and self._typed else self._typed

    @property
    def _kind(self) -> FieldKind:
        return self._field.kind if self._field is not None else FieldKind.NUMBER

    @property
    def _money(self) -> bool:
        return self._kind is FieldKind.MONEY

    @Property(str, notify=changed)
    def shown(self) -> str:
        """Return what is typed, in groups as people read it out."""
        return grouped(self._typed, self._kind)

    @Property(str, notify=changed)
    def before(self) -> str:
        return "¥" if self._money and self.locale is Locale.EN else ""

    @Property(str, notify=changed)
    def after(self) -> str:
        return "元" if self._money and self.locale is Locale.ZH else ""

    @Property(str, notify=changed)
    def extra(self) -> str:
        """Return the character of the key beside 0; empty where there is none."""
        return POINT if self._money else ""

    @Property(str, notify=changed)
    def least(self) -> str:
        return self._bound(self._field.least if self._field is not None else None)

    @Property(str, notify=changed)
    def most(self) -> str:
        return self._bound(self._field.most if self._field is not None else None)

    def _bound(self, value: int | None) -> str:
        if value is None:
            return ""
        if not self._money:
            return str(value)
        return f"{self.before}{yuan_text(value).at(self.locale)} {self.after}".strip()

    @Slot(str)
    def press(self, key: str) -> None:
        """Add a character where it makes sense."""
        if key == POINT:
            typed = f"{self._typed or '0'}." if POINT not in self._typed else self._typed
        elif self._kind in (FieldKind.NUMBER, FieldKind.MONEY) and self._typed == "0":
            typed = key
        else:
            typed = self._typed + key
        if len(typed) <= LONGEST.get(self._kind, MOST_DIGITS) and len(typed.partition(POINT)[2]) <= CENTS:
            self._become(typed)

    @Slot()
    def erase(self) -> None:
        self._become(self._typed[:-1])

    @Slot()
    def eraseAll(self) -> None:
        self._become("")

    def _become(self, typed: str) -> None:
        self._typed = typed
        self.changed.emit()


def grouped(digits: str, kind: FieldKind) -> str:
    """Write a card's number in fours, a mobile telephone's as 3-4-4, all else as it is."""
    if kind is FieldKind.ACCOUNT:
        return " ".join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))
    if kind is FieldKind.PHONE and digits.startswith("1") and len(digits) <= MOBILE:
        return " ".join(part for part in (digits[:3], digits[3:7], digits[7:]) if part)
    return digits
