"""What stands around every page, for QML: which page it is, the bars, trouble, and the questions over it."""

import os

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.course import PHASES, phase
from ui.display import Display
from ui.models.attract import AttractModel
from ui.models.identify import IdentifyModel
from ui.scene import Frame, Scene
from ui.speech import Speech

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

UNUSED_MS = 60_000
"""So long after the last touch a screen that nobody stands before looks as everybody finds it."""


@QmlElement
class Screens(QObject):
    """The frame around the pages, as its scene says."""

    changed = Signal()
    pageChanged = Signal()
    displayChanged = Signal()
    speechChanged = Signal()
    waysChanged = Signal()
    wiped = Signal()
    """Everything typed is to be forgotten by the keyboard too."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scene = Scene(self)
        self._frame = Frame()
        self._display = Display()
        self.speech = Speech(self.speechChanged)
        """Whether the screen is read aloud, and hidden meanwhile."""
        self._handwriting: QObject | None = None
        self._rare: QObject | None = None
        self._unused = QTimer(self, singleShot=True, interval=UNUSED_MS)
        self._unused.timeout.connect(self._reset)
        self.attract, self.identify = AttractModel(self), IdentifyModel(self)
        """What the two pages present that every scene has."""

    def join(self, scene: Scene) -> None:
        """Show this scene from now on; what the one before it shows alike stays as it is."""
        before, self._scene = self._scene, scene
        before.disconnect(self)
        before.deleteLater()
        scene.changed.connect(self._follow)
        scene.wiped.connect(self._wipe)
        scene.keep_pace(self._display.pace)
        self._follow()

    def _follow(self) -> None:
        before, self._frame = self._frame, self._scene.frame()
        if self._frame.page is not before.page:
            self.pageChanged.emit()
        if self._frame != before:
            self.changed.emit()

    def _wipe(self) -> None:
        self.show_as(Display())
        self.speech.forget()
        self.wiped.emit()
        self.changed.emit()

    def show_as(self, display: Display) -> None:
        """Look so from now on, until the visit ends or, where none begins, nobody touches the screen."""
        if display == self._display:
            return
        self._display = display
        self._scene.keep_pace(display.pace)
        self._look_for_use()
        self.displayChanged.emit()

    def _look_for_use(self) -> None:
        if self._display == Display():
            self._unused.stop()
        else:
            self._unused.start()

    def _reset(self) -> None:
        if self._frame.visiting:
            self._unused.start()
        else:
            self.show_as(Display())

    @Property(bool, notify=speechChanged)
    def speaks(self) -> bool:
        """Whether the terminal can speak at all."""
        return self.speech.there

    @Property(bool, notify=speechChanged)
    def speaking(self) -> bool:
        return self.speech.on

    @Property(bool, notify=speechChanged)
    def dark(self) -> bool:
        """Whether it is hidden: who listens is not read over the shoulder."""
        return self.speech.dark

    @Slot()
    def toggleSpeech(self) -> None:
        self.speech.say_aloud(on=not self.speech.on)

    @Slot()
    def toggleDark(self) -> None:
        self.speech.hide(dark=not self.speech.dark)

    def look_up_by(self, rare: QObject) -> None:
        """Offer a panel to look rare characters up in, a RareModel."""
        self._rare = rare
        self.waysChanged.emit()

    @Property(QObject, notify=waysChanged)
    def rare(self) -> QObject | None:
        """Return the panel of rare characters; null until the screen is ready behind its first frame."""
        return self._rare

    def write_by(self, handwriting: QObject) -> None:
        """Offer a box to write in, a HandwritingModel."""
        self._handwriting = handwriting
        self.waysChanged.emit()

    @Property(QObject, notify=waysChanged)
    def handwriting(self) -> QObject | None:
        """Return the box that is written in; null where only the keyboard is offered."""
        return self._handwriting

    @Property(str, notify=pageChanged)
    def page(self) -> str:
        return self._frame.page.value

    @Property(QObject, notify=pageChanged)
    def model(self) -> QObject:
        return self._scene.model(self._frame.page)

    @Property(bool, notify=pageChanged)
    def forward(self) -> bool:
        return self._frame.forward

    @Property(int, notify=pageChanged)
    def phase(self) -> int:
        return phase(self._frame.page)

    @Property(int, notify=changed)
    def phases(self) -> int:
        return len(PHASES)

    @Property(bool, notify=changed)
    def visiting(self) -> bool:
        return self._frame.visiting

    @Property(bool, notify=changed)
    def keyboard(self) -> bool:
        """Whether Qt's virtual keyboard is the input method here."""
        return os.environ.get("QT_IM_MODULE") == "qtvirtualkeyboard"

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Something is being done: the page waits for it."""
        return self._frame.busy

    @Property(str, notify=changed)
    def working(self) -> str:
        return self._frame.working

    @Property(bool, notify=changed)
    def canGoBack(self) -> bool:
        return self._frame.can_go_back

    @Property(str, notify=changed)
    def trouble(self) -> str:
        return self._frame.trouble

    @Property(bool, notify=changed)
    def stopped(self) -> bool:
        return self._frame.stopped

    @Property(str, notify=changed)
    def locale(self) -> str:
        return self._frame.locale

    @Property(str, notify=changed)
    def siteName(self) -> str:
        return self._frame.site

    @Property(str, notify=changed)
    def terminal(self) -> str:
        return self._frame.terminal

    @Property(str, notify=changed)
    def contact(self) -> str:
        return self._frame.contact

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._frame.clock

    @Property(bool, notify=changed)
    def online(self) -> bool:
        return self._frame.online

    @Property(str, notify=changed)
    def battery(self) -> str:
        return self._frame.battery

    @Property(int, notify=changed)
    def batteryMinutes(self) -> int:
        return self._frame.battery_minutes

    @Property(str, notify=changed)
    def help(self) -> str:
        """How a call for a person stands: calling, called, answered, away, ringing, speaking; empty: none."""
        return self._frame.help[0]

    @Property(str, notify=changed)
    def helpAt(self) -> str:
        """When it was called or answered, as 10:05."""
        return self._frame.help[1]

    @Property(bool, notify=changed)
    def otherCard(self) -> bool:
        """Say whether somebody else's card was laid, and nobody said yet whether the visit goes on."""
        return self._frame.other_card

    @Property(str, notify=changed)
    def unfinished(self) -> str:
        """Say which matter the card just laid had begun before the screen broke off; empty: none."""
        return self._frame.unfinished

    @Property(bool, notify=changed)
    def mayKeep(self) -> bool:
        """Whether what was filled in may be kept for another day."""
        return self._frame.may_keep

    @Property(int, notify=changed)
    def idleLeft(self) -> int:
        """Seconds until the visit is wiped; -1 while nobody asks."""
        return self._frame.idle_left

    @Property(str, notify=changed)
    def standingMark(self) -> str:
        """How what a code says is to be felt; empty while none is shown."""
        return self._frame.standing[0] if self._frame.standing is not None else ""

    @Property(str, notify=changed)
    def standingTitle(self) -> str:
        return self._frame.standing[1] if self._frame.standing is not None else ""

    @Property(str, notify=changed)
    def standingText(self) -> str:
        return self._frame.standing[2] if self._frame.standing is not None else ""

    @Property(int, notify=displayChanged)
    def size(self) -> int:
        return self._display.size

    @Property(int, notify=displayChanged)
    def contrast(self) -> int:
        return self._display.contrast

    @Property(bool, notify=displayChanged)
    def still(self) -> bool:
        return self._display.still

    @Property(bool, notify=displayChanged)
    def elder(self) -> bool:
        return self._display.elder

    @Property(bool, notify=displayChanged)
    def wheelchair(self) -> bool:
        return self._display.wheelchair

    @Slot(int)
    def setSize(self, size: int) -> None:
        self.show_as(self._display.sized(size))

    @Slot(int)
    def setContrast(self, contrast: int) -> None:
        self.show_as(self._display.contrasted(contrast))

    @Slot()
    def toggleStill(self) -> None:
        self.show_as(self._display._replace(still=not self._display.still))

    @Slot()
    def toggleElder(self) -> None:
        self.show_as(self._display.for_elders(elder=not self._display.elder))

    @Slot()
    def toggleWheelchair(self) -> None:
        self.show_as(self._display._replace(wheelchair=not self._display.wheelchair))

    @Slot()
    def toggleLocale(self) -> None:
        self._scene.speak("en" if self._frame.locale == "zh" else "zh")

    @Slot()
    def start(self) -> None:
        self._scene.start()

    @Slot()
    def touch(self) -> None:
        self._look_for_use()
        self._scene.touch()

    @Slot()
    def resume(self) -> None:
        self._scene.resume()

    @Slot()
    def beginAnew(self) -> None:
        self._scene.begin_anew()

    @Slot()
    def keepOn(self) -> None:
        self._scene.keep_on()

    @Slot()
    def changeHands(self) -> None:
        self._scene.change_hands()

    @Slot()
    def callHelp(self) -> None:
        self._scene.call_help()

    @Slot()
    def hangUp(self) -> None:
        self._scene.hang_up()

    @Slot()
    def dismiss(self) -> None:
        self._scene.dismiss()

    @Slot()
    def back(self) -> None:
        self._scene.back()

    @Slot()
    def keep(self) -> None:
        self._scene.keep()

    @Slot()
    def leave(self) -> None:
        self._scene.leave()
