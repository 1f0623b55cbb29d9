"""What the pages of the face check show: the mirror, one instruction, and why an attempt came to nothing."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.camera import Frame
from kiosk.domain.face import (
    FaceOutcome,
    FaceUnavailable,
    Instruction,
    Match,
    NoFace,
    NoMatch,
    NotFollowed,
    SeveralFaces,
    TooDark,
)
from kiosk.domain.text import Text
from ui.conductor import Conductor
from ui.face import FaceStand
from ui.images import Pictures

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class FaceModel(QObject):
    """The face check."""

    changed = Signal()
    pictureChanged = Signal()

    def __init__(self, conductor: Conductor, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._pictures = pictures
        self._picture = ""
        self._asked = Instruction.AHEAD
        conductor.face.looked.connect(self._look)

    def show(self) -> None:
        """Present what the conductor knows now."""
        if not self.stands(FaceStand.LOOKING):
            self._drop()
        self.changed.emit()

    def clear(self) -> None:
        """Forget the picture."""
        self._drop()
        self._asked = Instruction.AHEAD
        self.changed.emit()

    def stands(self, stand: FaceStand) -> bool:
        """Return whether the check stands like that."""
        return self._conductor.face.stand(self._conductor.session) is stand

    def _look(self, frame: Frame, asked: Instruction) -> None:
        """Show a picture, unless the page was left while it was on its way."""
        if not self.stands(FaceStand.LOOKING):
            return
        self._picture = self._pictures.mirror(frame.jpeg)
        self.pictureChanged.emit()
        if asked is not self._asked:
            self._asked = asked
            self.changed.emit()

    def _drop(self) -> None:
        self._pictures.clear_mirror()
        self._picture, self._asked = "", Instruction.AHEAD
        self.pictureChanged.emit()

    @Property(str, notify=pictureChanged)
    def picture(self) -> str:
        """Return where the newest picture is; empty while there is none."""
        return self._picture

    @Property(str, notify=changed)
    def asked(self) -> str:
        return self._asked.value

    @Property(bool, notify=changed)
    def failed(self) -> bool:
        return self.stands(FaceStand.FAILED)

    @Property(bool, notify=changed)
    def unavailable(self) -> bool:
        """Whether nothing was compared, and can't be now."""
        return self.stands(FaceStand.FAILED) and isinstance(self._conductor.face.last, FaceUnavailable)

    @Property(str, notify=changed)
    def why(self) -> str:
        """Say why the last attempt came to nothing; of one that could not be made the title does."""
        last = self._conductor.face.last
        return words(last).at(self._conductor.locale) if last is not None else ""

    @Property(int, notify=changed)
    def triesLeft(self) -> int:
        return self._conductor.face.tries_left

    @Slot()
    def use(self) -> None:
        self._conductor.use_face()

    @Slot()
    def decline(self) -> None:
        self._conductor.decline_face()

    @Slot()
    def toCounter(self) -> None:
        self._conductor.to_counter()


def words(outcome: FaceOutcome) -> Text:
    """Return what an attempt came to, for the resident; the distance and technical reasons are not told."""
    match outcome:
        case NoMatch():
            return NOT_ALIKE
        case NotFollowed():
            return NO_MOVEMENT
        case NoFace():
            return NOBODY
        case SeveralFaces():
            return SEVERAL
        case TooDark():
            return DARK
        case FaceUnavailable() | Match():
            return NOTHING


NOT_ALIKE = Text(
    zh="和人口库里的照片没有对上。照片旧了、戴着眼镜或帽子都可能这样。",
    en="It did not match the photo in the population register. An old photo, glasses or a hat can be why.",
)
NO_MOVEMENT = Text(zh="没有看到转头。请按提示慢慢转。", en="No turn was seen. Please turn slowly as asked.")
NOBODY = Text(
    zh="没有看清您的脸。请站近一点，把脸放在圈里。",
    en="Your face was not seen well. Please come closer, with your face in the oval.",
)
SEVERAL = Text(
    zh="镜头里不止一个人。请让旁边的人退后一点。",
    en="There is more than one person. Please ask others to step back.",
)
DARK = Text(zh="这里太暗，看不清。", en="It is too dark here to see.")
NOTHING = Text(zh="", en="")
