"""What the attract screen says: what can be done here and now."""

from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.front import Sample
from ui.models.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


class Here(NamedTuple):
    """What can be done here and now, in the language of the screen."""

    open_matters: int = 0
    samples: tuple[Sample, ...] = ()
    offline: bool = False
    trouble: str = ""
    notices: tuple[str, ...] = ()
    """Sentences on what does not work."""


@QmlElement
class AttractModel(QObject):
    """The screen that waits for someone."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._here = Here()
        self._samples = Rows(Sample, self)

    def say(self, here: Here) -> None:
        """Present this from now on."""
        if here != self._here:
            self._here = here
            self._samples.show(here.samples)
            self.changed.emit()

    @Property(int, notify=changed)
    def openMatters(self) -> int:
        return self._here.open_matters

    @Property(Rows, notify=changed)
    def samples(self) -> Rows:
        return self._samples

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]  # PySide takes C++ names too
    def notices(self) -> list[str]:
        """Return what does not work now, each in a sentence."""
        return list(self._here.notices)

    @Property(bool, notify=changed)
    def offline(self) -> bool:
        return self._here.offline

    @Property(str, notify=changed)
    def trouble(self) -> str:
        return self._here.trouble
