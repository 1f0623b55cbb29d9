"""A list of frozen records for QML: one role a field."""

from typing import Any

import msgspec
from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@QmlElement
class Rows(QAbstractListModel):
    """The rows of one list; showing the same rows again changes nothing, so that a list keeps its place."""

    changed = Signal()

    def __init__(self, record: type[msgspec.Struct], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields = record.__struct_fields__
        self._rows: tuple[msgspec.Struct, ...] = ()

    @Property(int, notify=changed)
    def count(self) -> int:
        return len(self._rows)

    def show(self, rows: tuple[msgspec.Struct, ...]) -> None:
        """Put these rows in place of the earlier ones."""
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        self.changed.emit()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 Qt's own type
        field = role - Qt.ItemDataRole.UserRole
        if not index.isValid() or not 0 <= field < len(self._fields):
            return None
        return getattr(self._rows[index.row()], self._fields[field])

    def roleNames(self) -> dict[int, QByteArray]:
        return {
            int(Qt.ItemDataRole.UserRole) + place: QByteArray(field.encode())
            for place, field in enumerate(self._fields)
        }
