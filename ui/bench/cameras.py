"""The bench's two cameras as its window sees them."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from sim.bench_status import BenchStatus, CameraPanel
from sim.camera import CameraFault
from sim.commands import Lens
from sim.desk import SheetPlace

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
NOBODY = "nobody"


@QmlElement
class CamerasModel(QObject):
    """What the cameras show, and what can be put before them."""

    changed = Signal()

    def __init__(self, tell: Callable[..., None], parent: QObject) -> None:
        super().__init__(parent)
        self._tell = tell
        self._face: CameraPanel | None = None
        self._document: CameraPanel | None = None
        self._laid = ""

    def show(self, status: BenchStatus) -> None:
        """Present how they stand now."""
        self._face, self._document = status.face_camera, status.document_camera
        self._laid = status.identity_reader.card or ""
        self.changed.emit()

    @Slot()
    def standOrLeave(self) -> None:
        """Have the resident whose card lies on the reader look into the camera, or walk away."""
        empty = self._face is None or self._face.shows == NOBODY
        self._tell("show_face", **({"resident": self._laid} if empty and self._laid else {}))

    @Slot(str)
    def laySheet(self, how: str) -> None:
        """Lay a sheet like that, or take it away when it lies so already."""
        there = self._document is not None and self._document.shows == how
        self._tell("lay_sheet", how=SheetPlace.NONE.value if there else how)

    @Slot(str)
    def freeze(self, device: str) -> None:
        """Let a camera's picture stand still, or run again."""
        camera = self._face if device == Lens.FACE_CAMERA else self._document
        failing = camera is not None and camera.fault is not None
        fault = CameraFault.NONE if failing else CameraFault.FREEZE
        self._tell("camera_fault", device=device, fault=fault.value)

    @Property(str, notify=changed)
    def laid(self) -> str:
        return self._laid

    @Property(bool, notify=changed)
    def somebody(self) -> bool:
        return self._face is not None and self._face.shows != NOBODY

    @Property(str, notify=changed)
    def sheet(self) -> str:
        return self._document.shows if self._document is not None else ""

    @Property(bool, notify=changed)
    def faceFrozen(self) -> bool:
        return self._face is not None and self._face.fault is not None

    @Property(bool, notify=changed)
    def documentFrozen(self) -> bool:
        return self._document is not None and self._document.fault is not None

    @Property(bool, notify=changed)
    def faceUnplugged(self) -> bool:
        return self._face is not None and not self._face.plugged

    @Property(bool, notify=changed)
    def documentUnplugged(self) -> bool:
        return self._document is not None and not self._document.plugged

    @Property(bool, notify=changed)
    def watched(self) -> bool:
        """Somebody takes pictures now."""
        return any(camera is not None and camera.watched for camera in (self._face, self._document))
