"""A vehicle's number plate: the province, the letter of the place, then letters and digits (GA 36)."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.models.answering import Asked, Entry

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

PROVINCES = {
    "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "蒙", "21": "辽", "22": "吉", "23": "黑",
    "31": "沪", "32": "苏", "33": "浙", "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫",
    "42": "鄂", "43": "湘", "44": "粤", "45": "桂", "46": "琼", "50": "渝", "51": "川", "52": "贵",
    "53": "云", "54": "藏", "61": "陕", "62": "甘", "63": "青", "64": "宁", "65": "新",
}  # fmt: skip
"""The character of each province by its two digits of GB/T 2260."""
DIGITS = "1234567890"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""I and O are on no plate."""
LAST_ONLY = "挂学警"
LONGEST = 8
SHORTEST = 7
DOT_AFTER = 2


@QmlElement
class PlateEntry(Entry):
    """The province of the terminal comes first; keys that can't follow say why."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._provinces = "".join(PROVINCES.values())
        self.clear()

    def begin(self, asked: Asked) -> None:
        own = PROVINCES.get(asked.home[:2], "")
        self._provinces = "".join(sorted(PROVINCES.values(), key=lambda one: one != own))
        self._typed = asked.value
        self.changed.emit()

    def clear(self) -> None:
        self._typed = ""
        self.changed.emit()

    def answer(self) -> str:
        return self._typed

    @Property(str, notify=changed)
    def shown(self) -> str:
        """Return the plate as it is painted: a dot after the place."""
        head, tail = self._typed[:DOT_AFTER], self._typed[DOT_AFTER:]
        return f"{head} · {tail}" if tail else head

    @Property(bool, notify=changed)
    def placing(self) -> bool:
        """Whether the province is asked now."""
        return not self._typed

    @Property(str, notify=changed)
    def characters(self) -> str:
        return DIGITS + LETTERS + LAST_ONLY

    @Property(str, notify=changed)
    def provinces(self) -> str:
        return self._provinces

    @Property(str, notify=changed)
    def takes(self) -> str:
        """Return the characters that may come next."""
        return self._takes()

    @Slot(str)
    def press(self, key: str) -> None:
        if key in self._takes():
            self._become(self._typed + key)

    @Slot()
    def erase(self) -> None:
        self._become(self._typed[:-1])

    @Slot()
    def eraseAll(self) -> None:
        self._become("")

    def _takes(self) -> str:
        match len(self._typed):
            case 0:
                return self._provinces
            case 1:
                return LETTERS
            case length if length >= LONGEST or self._typed[-1] in LAST_ONLY:
                return ""
            case length:
                return DIGITS + LETTERS + (LAST_ONLY if length == SHORTEST - 1 else "")

    def _become(self, typed: str) -> None:
        self._typed = typed
        self.changed.emit()
