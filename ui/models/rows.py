"""A list of frozen records for QML: one role a field."""

from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Signal,
)
from PySide6.QtQml import QmlElement

if TYPE_CHECKING:
    import msgspec

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


Record: TypeAlias = "type[msgspec.Struct | tuple[object, ...]]"
"""A frozen record, or a NamedTuple where msgspec must not be loaded."""
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
DISPLAY, USER = 0, 0x100
"""Qt::DisplayRole and Qt::UserRole; by their names all of Qt's enums would be built: 12 ms of every start."""


@QmlElement
class Rows(QAbstractListModel):
    """The rows of one list; showing the same rows again changes nothing, so that a list keeps its place."""

    changed = Signal()

    def __init__(self, record: Record, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields: tuple[str, ...] = record.__match_args__  # type: ignore[union-attr]  # both kinds have it
        self._rows: tuple[object, ...] = ()

    @Property(int, notify=changed)
    def count(self) -> int:
        return len(self._rows)

    def show(self, rows: tuple[object, ...]) -> None:
        """Put these rows in place of the earlier ones; what only follows them is added below."""
        if rows == self._rows:
            return
        count = len(self._rows)
        if count and rows[:count] == self._rows:
            self.beginInsertRows(NOWHERE, count, len(rows) - 1)
            self._rows = rows
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        self.changed.emit()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = DISPLAY) -> Any:  # noqa: ANN401 Qt's own type
        field = role - USER
        if not index.isValid() or not 0 <= field < len(self._fields):
            return None
        return getattr(self._rows[index.row()], self._fields[field])

    def roleNames(self) -> dict[int, QByteArray]:
        return {USER + place: QByteArray(field.encode()) for place, field in enumerate(self._fields)}
