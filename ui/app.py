"""The terminal's window: Qt, fonts, languages, pictures, models, and a clean end."""

import os
import signal
from pathlib import Path
from types import FrameType

from PySide6 import QtQuick  # first, else the root object is a bare QWindow
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine

from kiosk.domain.text import Locale
from kiosk.errors import KioskError
from kiosk.tables import ScreenConfig
from ui.conductor import Conductor
from ui.images import Icons, Pictures
from ui.models.screens import Screens

HERE = Path(__file__).parent
QML = HERE / "qml"
TRANSLATION = HERE / "i18n" / "kiosk_en.qm"
SIGNAL_LOOK_MS = 200
"""Python sees a signal only between two byte codes: Qt has to come by."""
FIRST_FRAME = Qt.ConnectionType(
    Qt.ConnectionType.QueuedConnection.value | Qt.ConnectionType.SingleShotConnection.value
)
"""What looking around loads and asks must not hold up the first picture."""
TOUCHES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress})
QT_LOG = {
    "QT_LOGGING_RULES": "*.debug=false;*.info=false;qt.virtualkeyboard*=false;"
    "qt.qml.propertyCache.append=false",
    "QT_MESSAGE_PATTERN": "%{time yyyy-MM-dd hh:mm:ss,zzz} "
    "%{if-warning}WARNING%{endif}%{if-critical}ERROR%{endif}%{if-fatal}CRITICAL%{endif} "
    "%{category}: %{message}",
    "QT_FORCE_STDERR_LOGGING": "1",
}
"""Qt writes its warnings itself, in the form of our log; the last rule: its keyboard hides a base's member.

A message handler in Python is never installed: QML's loader thread would wait in it for the interpreter, held
by the screen's thread while that waits for the loader (the keyboard's warning made the screen stand still).
"""
NOWHERE = "/dev/null"
"""Where Qt's keyboard keeps what it learned: what one resident typed is not for the next."""


class TouchWatch(QObject):
    """Tells the conductor of every touch and key, and refuses to close a full screen."""

    def __init__(self, conductor: Conductor, *, closable: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._closable = closable

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in TOUCHES:
            self._conductor.touch()
        elif kind == QEvent.Type.Close and not self._closable:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class Language(QObject):
    """Keeps Qt's translation in step with the conductor's locale."""

    def __init__(self, conductor: Conductor, engine: QQmlApplicationEngine) -> None:
        super().__init__(engine)
        self._conductor, self._engine = conductor, engine
        self._shown = Locale.ZH
        self._english = QTranslator(self)
        if not self._english.load(str(TRANSLATION)):
            raise KioskError("translation_missing", f"{TRANSLATION} can't be loaded")
        conductor.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Install or take away the English words when the language changed."""
        wanted = self._conductor.locale
        if wanted is self._shown:
            return
        self._shown = wanted
        if wanted is Locale.EN:
            QGuiApplication.installTranslator(self._english)
        else:
            QGuiApplication.removeTranslator(self._english)
        self._engine.retranslate()


def prepare() -> None:
    """Set what Qt reads before its application exists; what is set already stays."""
    os.environ.setdefault("QT_IM_MODULE", "qtvirtualkeyboard")
    os.environ.setdefault("QT_VIRTUALKEYBOARD_STYLE", "kiosk")
    for name, value in QT_LOG.items():
        os.environ.setdefault(name, value)
    if os.environ["QT_IM_MODULE"] == "qtvirtualkeyboard":
        os.environ["XDG_CONFIG_HOME"] = NOWHERE


def application() -> QGuiApplication:
    """Return Qt's application, made when there is none yet."""
    there = QGuiApplication.instance()
    return there if isinstance(there, QGuiApplication) else QGuiApplication(["kiosk"])


def load(conductor: Conductor, screen: ScreenConfig) -> tuple[QQmlApplicationEngine, QtQuick.QQuickWindow]:
    """Load the window for a conductor; KioskError `screen_broken` when QML can't be loaded."""
    engine = QQmlApplicationEngine()
    pictures = Pictures()
    screens = Screens(conductor, pictures, engine)
    engine.addImageProvider("icon", Icons())
    engine.addImageProvider("visit", pictures)
    engine.addImportPath(str(QML))
    Language(conductor, engine)
    engine.setInitialProperties(
        {
            "screens": screens,
            "diagonal": float(screen.diagonal_mm),
            "width": screen.width,
            "height": screen.height,
        }
    )
    engine.load(str(QML / "Main.qml"))
    roots = engine.rootObjects()
    if not roots or not isinstance(roots[0], QtQuick.QQuickWindow):
        raise KioskError("screen_broken", f"{QML / 'Main.qml'} could not be loaded; the log says why")
    window = roots[0]
    window.installEventFilter(TouchWatch(conductor, closable=not screen.full_screen, parent=window))
    return engine, window


def run_screen(conductor: Conductor, screen: ScreenConfig) -> int:
    """Show the screen until SIGTERM or SIGINT (or its window is closed, when that is allowed)."""
    prepare()
    app = application()
    engine, window = load(conductor, screen)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    look = QTimer()
    look.timeout.connect(lambda: None)
    look.start(SIGNAL_LOOK_MS)
    if screen.full_screen:
        window.setFlag(Qt.WindowType.FramelessWindowHint)
        window.showFullScreen()
    else:
        window.show()
    window.frameSwapped.connect(conductor.open, FIRST_FRAME)
    status = app.exec()
    conductor.close()
    engine.deleteLater()
    return int(status)


def _end(_number: int, _frame: FrameType | None) -> None:
    QGuiApplication.exit(0)
