"""What the page that photographs a paper shows: the desk, then the photograph, or why there is none."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.camera import (
    Frame,
    NoPaper,
    PaperBlurred,
    PaperCutOff,
    PaperOutcome,
    PaperPhoto,
    PhotoUnavailable,
)
from kiosk.domain.materials import asked_materials
from kiosk.domain.text import Text
from ui.conductor import Conductor
from ui.images import MIRROR_PX, Pictures

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
READ_PX = 1600
"""How tall a photograph is shown at most: it is read before it is accepted."""


@QmlElement
class PhotoModel(QObject):
    """One material before the document camera."""

    changed = Signal()
    pictureChanged = Signal()

    def __init__(self, conductor: Conductor, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._pictures = pictures
        self._picture = ""
        self._shown: PaperOutcome | None = None
        conductor.photo.looked.connect(self._look)

    def show(self) -> None:
        """Present what the conductor knows now."""
        last = self._conductor.photo.last
        if last is not self._shown and isinstance(last, PaperPhoto):
            self._keep(last.jpeg, tall=READ_PX)
        self._shown = last
        self.changed.emit()

    def clear(self) -> None:
        """Forget the picture."""
        self._pictures.clear_mirror()
        self._picture, self._shown = "", None
        self.pictureChanged.emit()
        self.changed.emit()

    @property
    def can_go_back(self) -> bool:
        """Whether the materials stand behind the desk."""
        return self._conductor.photo.material is not None

    def back(self) -> bool:
        """Go from the desk to the materials; return whether there was something to go back from."""
        was = self.can_go_back
        self.clear()
        self._conductor.close_desk()
        return was

    def _look(self, frame: Frame) -> None:
        if self.can_go_back:
            self._keep(frame.jpeg, tall=MIRROR_PX)

    def _keep(self, jpeg: bytes, *, tall: int) -> None:
        self._picture = self._pictures.mirror(jpeg, tall=tall)
        self.pictureChanged.emit()

    @Property(str, notify=changed)
    def name(self) -> str:
        """Return what is photographed."""
        session = self._conductor.session
        if session is None or session.matter is None:
            return ""
        materials = asked_materials(session.matter, session.answers)
        wanted = self._conductor.photo.material
        return next((one.name.at(self._conductor.locale) for one in materials if one.id == wanted), "")

    @Property(str, notify=pictureChanged)
    def picture(self) -> str:
        return self._picture

    @Property(bool, notify=changed)
    def taken(self) -> bool:
        """There is a photograph to accept."""
        return self._conductor.photo.photo is not None

    @Property(str, notify=changed)
    def why(self) -> str:
        """Say why the last photograph can't be used."""
        last = self._conductor.photo.last
        return words(last).at(self._conductor.locale) if last is not None else ""

    @Slot()
    def take(self) -> None:
        self._conductor.photograph()

    @Slot()
    def again(self) -> None:
        self._conductor.photograph_again()

    @Slot()
    def accept(self) -> None:
        self.clear()
        self._conductor.accept_photo()


def words(outcome: PaperOutcome) -> Text:
    """Return what a photograph came to, for the resident."""
    match outcome:
        case PaperPhoto():
            return GOOD
        case NoPaper():
            return NO_SHEET
        case PaperCutOff():
            return CUT_OFF
        case PaperBlurred():
            return BLURRED
        case PhotoUnavailable():
            return UNAVAILABLE


GOOD = Text(zh="", en="")
NO_SHEET = Text(
    zh="没有看到纸。请把纸平放在镜头下面，四个角都露出来。",
    en="No sheet is seen. Please lay it flat under the camera, all four corners in view.",
)
CUT_OFF = Text(
    zh="纸没有放全。请移一移，四个角都要在画面里。",
    en="The sheet is not all in view. Please move it until all four corners are in the picture.",
)
BLURRED = Text(
    zh="拍糊了。请把纸放平，手拿开，再拍一次。",
    en="It is blurred. Please lay the sheet flat, take your hand away, and try again.",
)
UNAVAILABLE = Text(
    zh="现在拍不了。可以返回用别的办法，或到窗口办。",
    en="It can't be photographed now. Please go back and choose another way, or go to the counter.",
)
