"""The bench's document printer as its window sees it."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from sim.bench_status import BenchStatus, DocumentPrinterPanel
from sim.sheet_condition import PAGE_S

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class DocumentsModel(QObject):
    """How the A4 printer stands, and what can be done to it."""

    changed = Signal()

    def __init__(self, tell: Callable[..., None], parent: QObject) -> None:
        super().__init__(parent)
        self._tell = tell
        self._panel: DocumentPrinterPanel | None = None

    def show(self, status: BenchStatus | None) -> None:
        """Present how it stands now; None: nobody knows."""
        self._panel = status.document_printer if status is not None else None
        self.changed.emit()

    def _of(self, read: Callable[[DocumentPrinterPanel], bool]) -> bool:
        return self._panel is not None and read(self._panel)

    @Slot()
    def slowOrNot(self) -> None:
        """Let pages take their time, or their usual time again."""
        slow = self._of(lambda panel: panel.slow)
        self._tell("document_slow", **({"page_s": PAGE_S} if slow else {}))

    @Property(bool, notify=changed)
    def usable(self) -> bool:
        return self._of(lambda panel: panel.ready)

    @Property(str, notify=changed)
    def remark(self) -> str:
        """Why there is none, or how many documents came out."""
        if self._panel is None:
            return ""
        if self._panel.problem is not None:
            return self._panel.problem
        return f"{self._panel.documents} 份 · documents" if self._panel.ready else "正在启动 · starting"

    @Property(bool, notify=changed)
    def unplugged(self) -> bool:
        return self._of(lambda panel: panel.ready and not panel.plugged)

    @Property(bool, notify=changed)
    def paperOut(self) -> bool:
        return self._of(lambda panel: panel.paper_out)

    @Property(bool, notify=changed)
    def jammed(self) -> bool:
        return self._of(lambda panel: panel.jammed)

    @Property(bool, notify=changed)
    def coverOpen(self) -> bool:
        return self._of(lambda panel: panel.cover_open)

    @Property(bool, notify=changed)
    def slow(self) -> bool:
        return self._of(lambda panel: panel.slow)
