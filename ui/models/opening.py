"""What the first pages of a visit show: consent, and the code sent to the phone."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.identity import mask_name
from kiosk.domain.text import Text
from ui.conductor import Conductor
from ui.glyphs import legible

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

CODE_LENGTH = 6
MINUTE_S = 60
SECONDS = Text(zh="{count} 秒", en="{count} seconds")
A_MINUTE = Text(zh="1 分钟", en="1 minute")
MINUTES = Text(zh="{count} 分钟", en="{count} minutes")


@QmlElement
class ConsentModel(QObject):
    """The notice: what is read, from whom, why, how long."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._name = ""

    def show(self) -> None:
        """Present what the conductor knows now."""
        session = self._conductor.session
        identity = session.identity if session is not None else None
        self._name = mask_name(identity.name) if identity is not None else ""
        self.changed.emit()

    def clear(self) -> None:
        """Forget the name."""
        self._name = ""
        self.changed.emit()

    @Property(str, notify=changed)
    def name(self) -> str:
        return legible(self._name)

    @Property(bool, notify=changed)
    def unseen(self) -> bool:
        """Whether the name has a character that no font of the screen has."""
        return legible(self._name) != self._name

    @Slot()
    def agree(self) -> None:
        self._conductor.agree()

    @Slot()
    def refuse(self) -> None:
        self._conductor.refuse()


@QmlElement
class CodeModel(QObject):
    """The code sent to the registered phone, typed digit by digit."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._digits = ""
        self._reference = ""
        self._trouble = ""

    def show(self) -> None:
        """Present what the conductor knows now; after a wrong code, or with a new one, begin anew."""
        sent, trouble = self._conductor.sent_code, self._conductor.trouble
        reference = sent.reference if sent is not None else ""
        said = trouble.text.zh if trouble is not None else ""
        if reference != self._reference or (said and said != self._trouble):
            self._digits = ""
        self._reference, self._trouble = reference, said
        self.changed.emit()

    def clear(self) -> None:
        """Forget what was typed."""
        self._digits = self._reference = self._trouble = ""
        self.changed.emit()

    @Property(str, notify=changed)
    def phone(self) -> str:
        sent = self._conductor.sent_code
        return (sent.phone_masked or "") if sent is not None else ""

    @Property(str, notify=changed)
    def timeLeft(self) -> str:
        """Write how long the code is good."""
        sent = self._conductor.sent_code
        left = max(0, int((sent.expires_at - self._conductor.now).total_seconds())) if sent is not None else 0
        return written(left).at(self._conductor.locale)

    @Property(str, notify=changed)
    def digits(self) -> str:
        return self._digits

    @Property(int, notify=changed)
    def length(self) -> int:
        return CODE_LENGTH

    @Property(bool, notify=changed)
    def complete(self) -> bool:
        return len(self._digits) == CODE_LENGTH

    @Slot(str)
    def press(self, digit: str) -> None:
        if len(self._digits) < CODE_LENGTH:
            self._digits += digit
            self.changed.emit()

    @Slot()
    def erase(self) -> None:
        self._digits = self._digits[:-1]
        self.changed.emit()

    @Slot()
    def send(self) -> None:
        self._conductor.type_code(self._digits)

    @Slot()
    def sendAgain(self) -> None:
        self._digits = ""
        self._conductor.send_code_again()


def written(seconds: int) -> Text:
    """Write a time that is left: in minutes, to the nearest, from one minute on."""
    if seconds < MINUTE_S:
        return SECONDS.format(count=seconds)
    count = round(seconds / MINUTE_S)
    return A_MINUTE if count == 1 else MINUTES.format(count=count)
